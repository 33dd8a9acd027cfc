import { spawn } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { ownPath } from '../../own-path.ts';
import { lastCharacters } from '../../text.ts';
import { findProgram } from './find-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** npm as an argument list. */
export type Npm = readonly [string, ...string[]];

/** A package that takes longer than this to come has met a dead network. */
const timeLimitMs = 15 * 60_000;

/**
 * npm as an argument list: the one beside the running Node, else the one on PATH.
 * GitHub's runner brings a Node of its own for actions, and that one has no npm.
 */
export async function findNpm(env: Environment, execPath: string): Promise<Npm> {
  const siblingNpm = join(dirname(await realpath(execPath)), 'npm');
  const npm = (await findProgram(siblingNpm, undefined)) ?? (await findProgram('npm', ownPath(env)));
  if (npm !== null) return [npm];
  throw new UserError('npm was not found, so no agent can be installed.', {
    where: 'PATH',
    fix: 'Put Node.js with npm on PATH (in a workflow: a step `uses: actions/setup-node` before this one), or install the agent yourself and set install-agents to never.',
  });
}

/** npm did not do what it was asked; the message holds what it said last. */
export class NpmError extends Error {}

/** Runs npm to its end. Rejects with an NpmError. */
export async function runNpm(
  npm: Npm,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Environment; readonly stop?: AbortSignal | undefined },
): Promise<void> {
  const [program, ...first] = npm;
  // npm is a script for `node`: the Node that lies beside it must win over whatever PATH has.
  const path = [dirname(program), ownPath(options.env)].filter(Boolean).join(delimiter);
  const child = spawn(program, [...first, ...args], {
    cwd: options.cwd,
    env: { ...options.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeLimitMs,
    killSignal: 'SIGKILL',
    signal: options.stop,
  });
  let output = '';
  const append = (chunk: string): void => {
    output = lastCharacters(output + chunk, 16_384);
  };
  child.stdout.setEncoding('utf8').on('data', append);
  child.stderr.setEncoding('utf8').on('data', append);
  const failure = await new Promise<string | null>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(null);
      else resolve(signal === null ? `exit ${code}` : `ended by ${signal}`);
    });
  });
  if (failure !== null) throw new NpmError([`npm: ${failure}`, ...lastOutputLines(output)].join('\n'));
}

/** npm's own last words: what failed stands at the head of its report, a script's complaint at the end. */
function lastOutputLines(text: string): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trimEnd())
    // Its own stack, and the pointer to a log that is removed with the rest.
    .filter((line) => line !== '' && !/^npm \S+\s+at |A complete log of this run|-debug-0\.log|^npm error$/.test(line));
  const report = lines.slice(
    Math.max(
      0,
      lines.findLastIndex((line) => /^npm \S+ code /.test(line)),
    ),
  );
  return report.length <= 14 ? report : [...report.slice(0, 6), '…', ...report.slice(-8)];
}
