import { mkdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { locateSpecs, type SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { findLockHolder } from '../../../state/lock/lock.ts';
import { defaultSession, sessionName } from '../../../terminal/tmux/session-names.ts';
import { readSpec } from '../../reading/read-spec.ts';
import { usableLogFolder } from '../../surroundings/log-folder.ts';
import { type CommandContext, logFolder } from '../command-context.ts';
import { ownCommand } from '../resume/own-command.ts';
import { type DetachedRun, detachedJson, detachedText } from './detached-text.ts';
import { type Launch, launch } from './launch.ts';

/** How long the start of a run is watched, ms: installing an agent takes minutes, and the caller may end long commands. */
const WATCH_MS = 20_000;
const LOOK_MS = 100;

/**
 * Has the same command go on without the caller, and says what to watch. Whatever keeps the run from beginning is said
 * here, with the run's own exit code. `env`: with our own keys, which the run needs. `chosen`: the
 * specs, where it is known which.
 */
export async function detach(
  inputs: Inputs,
  context: CommandContext,
  env: CommandContext['env'],
  chosen: readonly SpecLocation[] | null = null,
): Promise<number> {
  const options = { unwritten: true, format: inputs.format, env };
  const specs = chosen ?? (await locateSpecs(inputs.specs, inputs.workdir, options));
  for (const spec of specs) refuseSecondRun(spec);
  const [first] = specs;
  if (first === undefined) throw new UserError('no spec given', { where: 'spec' });
  const folder = outputFolder(first.name, context);
  const files = { output: join(folder, 'output.log'), pid: join(folder, 'pid'), exitCode: join(folder, 'exit-code') };
  const args = [join(context.dist, 'cli.js'), ...context.args.filter((arg) => arg !== '--detach')];
  const earlier = await recordedRuns(specs, inputs.loop);
  const startedAt = new Date();
  const session = inputs.terminal.tmux === 'off' ? null : `${sessionOf(inputs, first)}-run`;
  const tmuxSession = await launch({ args, cwd: context.cwd, env, ...files }, session);
  const begun = await watchStart(specs, inputs, { ...files, earlier }, context.stop);
  if (begun.kind === 'ended') return tellEnd(begun.code, files.output, context);
  const run: DetachedRun = {
    specs: specs.map(({ name, relative }) => ({ name, path: relative.folder || '.' })),
    ...{
      workdir: inputs.workdir,
      startedAt,
      tmuxSession,
      output: files.output,
      command: ownCommand({ ...context, cwd: null }),
    },
    process: begun.kind === 'begun' ? begun : null,
  };
  context.stdout.write(inputs.json ? detachedJson(run) : detachedText(run));
  return 0;
}

function sessionOf({ terminal: { tmuxSession } }: Inputs, { name }: SpecLocation): string {
  return tmuxSession === null ? defaultSession(name) : sessionName(tmuxSession);
}

function refuseSecondRun(spec: SpecLocation): void {
  const holder = findLockHolder(dirname(spec.statePath), hostname());
  if (holder === null) return;
  throw new UserError(`another run is active here: process ${holder.pid} on ${holder.host}, since ${holder.since}`, {
    where: dirname(spec.statePath),
    fix: `watch it with \`status --watch\`, wait until it ends, or end it with \`kill ${holder.pid}\``,
  });
}

function outputFolder(spec: string, context: CommandContext): string {
  const name = `detached-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z-${process.pid}`;
  const warn = (message: string) => void context.stderr.write(`warning: ${message}\n`);
  const folder = usableLogFolder(logFolder(context, spec, name), context.env, warn);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

type Start =
  | { readonly kind: 'begun'; readonly run: string; readonly pid: number }
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'starting' };

/** What becomes of it within the first seconds. */
async function watchStart(
  specs: readonly SpecLocation[],
  { loop }: Inputs,
  { earlier, ...files }: Pick<Launch, 'pid' | 'exitCode'> & { readonly earlier: readonly string[] },
  stop: AbortSignal,
): Promise<Start> {
  const end = performance.now() + WATCH_MS;
  while (performance.now() < end && !stop.aborted) {
    const code = readOrNull(files.exitCode)?.trim();
    if (code) return { kind: 'ended', code: Number(code) };
    const pid = readOrNull(files.pid)?.trim();
    // The records name a run by when it began and its process, whose number is another one outside of a container.
    const run = pid && (await recordedRuns(specs, loop)).find((id) => !earlier.includes(id) && id.endsWith(`-${pid}`));
    if (pid && run) return { kind: 'begun', run, pid: Number(pid) };
    await sleep(LOOK_MS, undefined, { signal: stop }).catch(() => {});
  }
  if (stop.aborted || readOrNull(files.pid) !== null) return { kind: 'starting' };
  const fix = 'run it without --detach to see why';
  throw new UserError('the run was started, but did not begin', { where: '--detach', fix });
}

/** The last run of each; what one may be writing at this moment is looked at again. */
async function recordedRuns(specs: readonly SpecLocation[], loop: Inputs['loop']): Promise<readonly string[]> {
  const read = await Promise.all(specs.map((spec) => readSpec(spec, loop).catch(() => null)));
  return read.flatMap((one) => one?.memory?.spec.run?.id ?? []);
}

/** It said what there was to say before anybody could watch it. */
function tellEnd(code: number, output: string, { stdout, stderr }: CommandContext): number {
  (code === 0 ? stdout : stderr).write(readOrNull(output) ?? '');
  return code;
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
