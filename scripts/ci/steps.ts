import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, GOODBYE_MS, startMarked, survivors } from '../../test/harness/place/processes.ts';
import { tempLeft } from '../../test/harness/place/temp-left.ts';

export interface Step {
  /** Script of package.json, with its arguments. */
  readonly script: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Leaves what a person is to look at, in the home as well. */
  readonly leaves?: true;
  /** Has a folder of its own for temporary files, and looks at it itself. */
  readonly hasPlace?: true;
}

/** What a step came to. */
export interface StepResult {
  readonly holds: boolean;
  /** `exit code 1`, `ended by SIGKILL` */
  readonly end: string;
  /** All that it printed, and what it left behind. */
  readonly printed: string;
}

/** A step that is under way. */
export interface RunningStep {
  readonly result: Promise<StepResult>;
  /** What it printed so far. */
  printed(): string;
  end(signal: NodeJS.Signals): void;
}

/** npm's own compiled code, under a Node that lets it keep some. */
const NPM_KEEPS = /^node-compile-cache(?:\/|$)/;
/** So many files say whose they are. */
const MOST_NAMED = 20;
/** Runs a script of the package in `root`. A file or a process that it leaves is a failure; one may take `goodbyeMs`. */
export function startStep(step: Step, root: string, goodbyeMs = GOODBYE_MS): RunningStep {
  const [name = '', ...args] = step.script;
  const temp = step.hasPlace ? null : openTemp(step);
  const { started: child, mark } = startMarked(() =>
    spawn('npm', ['run', '--silent', name, '--', ...args], {
      cwd: root,
      env: { ...process.env, ...step.env, ...temp?.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, which can be ended as a whole.
      detached: true,
    }),
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  const run = async (): Promise<StepResult> => {
    const closed = once(child, 'close');
    const [code, signal] = await once(child, 'exit');
    const left = (await temp?.close(mark, goodbyeMs)) ?? [];
    if (!(await isOver(child, closed, goodbyeMs))) left.push('a process that holds its output');
    const lines = left.map((what) => `left behind: ${what}`);
    return {
      holds: code === 0 && left.length === 0,
      end: signal === null ? `exit code ${code}` : `ended by ${signal}`,
      printed: [printed.trimEnd(), ...lines].filter((line) => line !== '').join('\n'),
    };
  };
  return { result: run(), printed: () => printed, end: (signal) => endGroup(child, signal) };
}

/** Whether nobody holds the output any more; it is let go then. */
async function isOver({ stdout, stderr }: ChildProcess, closed: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const isClosed = await Promise.race([
    closed.then(() => true),
    sleep(ms, false, { signal: timer.signal }).catch(() => false),
  ]);
  timer.abort();
  for (const stream of [stdout, stderr]) stream?.destroy();
  return isClosed;
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, signal);
}

/** Its own folder for temporary files. */
function openTemp({ leaves }: Step) {
  // Short, since a socket's path must be.
  const folder = mkdtempSync(join(tmpdir(), 'c-'));
  // A suite becomes another user.
  chmodSync(folder, 0o755);
  return {
    env: { TMPDIR: folder, ...(leaves && { HOME: folder }) },
    /** Says what was left: processes, which it ends, and files. */
    async close(mark: string, goodbyeMs: number): Promise<string[]> {
      const alive = await survivors(folder, goodbyeMs, mark);
      for (const { pid } of alive) endProcess(pid);
      const files = leaves ? [] : tempLeft(folder).filter((path) => !NPM_KEEPS.test(path));
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      return [...alive.map(({ pid, command }) => `process ${pid}: ${command}`), ...files.slice(0, MOST_NAMED)];
    },
  };
}

/** What is told last: whether all holds, and what of it was not looked at. */
export function closingLine(failed: boolean, notRun: readonly string[], seconds: number): string {
  const verdict = failed ? '✗ not all holds' : `✓ all ${notRun.length > 0 ? 'that was run ' : ''}holds`;
  const rest = notRun.length === 0 ? '' : `; NOT RUN: ${notRun.join('; ')}`;
  return `━━ ${verdict} (after ${seconds} s)${rest}`;
}
