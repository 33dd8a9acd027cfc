import { type ChildProcess, spawn } from 'node:child_process';
import { formatDuration } from '../report/text/numbers.ts';
import { UNATTENDED, UNWATCHED } from '../secrets/unattended.ts';
import { explainBySandbox } from '../terminal/isolation/explain-by-sandbox.ts';
import { type Entry, enterSandbox, type Isolation, leaveSandbox } from '../terminal/isolation/isolation.ts';
import { endProcesses } from '../terminal/process/end-processes.ts';
import { createProcessTag, tagCommand, tagEnvironment } from '../terminal/process/process-tag.ts';
import { lastCharacters } from '../text.ts';
import { LONGEST_TIMER } from '../time.ts';
import { readCannotRun } from './cannot-run.ts';
import { createTestCounter, sumOf, type TestOutput } from './test-counts.ts';
import type { VerifyLimits, VerifyResult } from './types.ts';

/** As much of a verify command's output as is told to the next attempt. */
const outputTailLength = 8000;

/** A process that nobody could end may hold the pipes for ever: its output is not waited for. */
const pipeDrainMs = 500;

/** What a command that is ended gets to put its own house in order. */
const graceMs = 1000;

/** Where a verify command runs. */
export interface VerifyOptions {
  /** Absolute path of the working tree. */
  readonly workdir: string;
  /** All that the command sees: it runs code that an agent wrote, so it gets no key and no push token. */
  readonly env: Readonly<Record<string, string>>;
  /** What all that a run starts is marked with, see `createProcessTag`. */
  readonly runMark: string;
  /** The sandboxes that the command starts in; left out: none. */
  readonly isolation?: Isolation | undefined;
  /** Says what a person should know. */
  readonly notice?: (text: string) => void;
  /** Blots out secrets. */
  readonly mask: (text: string) => string;
}

/**
 * Runs the user's verify command in a shell, since it was written for one. It runs what an agent wrote, so all that it
 * starts carries a mark, as in an attempt, and is ended with it, wherever it went. `CI=1` tells test runners that
 * nobody watches.
 */
export async function verify(
  command: string,
  options: VerifyOptions,
  limits: VerifyLimits,
  stop: AbortSignal,
): Promise<VerifyResult> {
  const entry = await enterSandbox(options.isolation, null);
  const result = await verifyIn(entry, command, options, limits, stop);
  const isFailure = !result.ok && result.ended === null;
  if (!isFailure || entry.kind !== 'sandbox' || !(await entry.sandbox.broke(result.output))) return result;
  return verifyIn(await enterSandbox(options.isolation, null), command, options, limits, stop);
}

async function verifyIn(
  entry: Entry,
  command: string,
  { workdir, env, runMark, mask, notice = () => {} }: VerifyOptions,
  limits: VerifyLimits,
  stop: AbortSignal,
): Promise<VerifyResult> {
  if (entry.kind === 'refused')
    return { ok: false, output: '', cannotRun: null, ended: null, tests: null, cannotStart: entry.reason };
  const sandbox = entry.kind === 'sandbox' ? entry.sandbox : null;
  const tag = createProcessTag(runMark);
  const ownEnv = { ...env, ...UNATTENDED, ...UNWATCHED, ...tagEnvironment(tag) };
  const started = sandbox?.start(ownEnv) ?? { prefix: [], env: ownEnv, loan: null };
  const [program, ...args] = tagCommand(tag, [...started.prefix, '/bin/sh', '-c', command] as [string, ...string[]]);
  const child = spawn(program, args, {
    cwd: workdir,
    env: started.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const sandboxed = sandbox !== null && started.loan === null;
  const end = (grace: number) => endProcesses({ leader: child.pid ?? null, tag, sandboxed }, grace);
  const { output, exit, ended, printed } = await watch(child, limits, stop, end);
  await leaveSandbox(sandbox, notice);
  const explained = sandbox === null || exit.code === 0 ? null : explainBySandbox(output, sandbox.policy);
  const note = ended ?? exit.error ?? `exit ${exit.code ?? exit.signal}`;
  return {
    ok: exit.code === 0 && ended === null,
    // Masked before it is cut: half a secret would hide from the mask.
    output: lastCharacters(mask(`${output.trimEnd()}\n${note}`.trim()), outputTailLength),
    cannotRun:
      ended === null ? await readCannotRun({ command, code: exit.code, output: mask(output), workdir, env }) : null,
    ended,
    exit: exit.code,
    ...printed,
    failing: printed.failing.map(mask),
    ...(explained === null ? {} : { sandboxed: explained }),
  };
}

interface ShellExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error: string | null;
}

/** Reads what it prints until it ends, by itself or by a limit, and nothing of it is left. */
async function watch(
  child: ChildProcess,
  { timeoutMs, idleTimeoutMs }: VerifyLimits,
  stop: AbortSignal,
  endAll: (graceMs: number) => Promise<void>,
): Promise<{
  readonly output: string;
  readonly exit: ShellExit;
  readonly ended: string | null;
  readonly printed: TestOutput;
}> {
  let output = '';
  let ended: string | null = null;
  const end = (reason: string) => {
    ended ??= reason;
    void endAll(graceMs);
  };
  const silence = `printed nothing for ${formatDuration(idleTimeoutMs)} and was stopped: a command in watch mode never exits on its own`;
  const timer = setTimeout(() => end('timed out'), Math.min(timeoutMs, LONGEST_TIMER));
  const idleTimer = setTimeout(() => end(silence), Math.min(idleTimeoutMs, LONGEST_TIMER));
  const onStop = () => end('stopped');
  stop.addEventListener('abort', onStop, { once: true });
  if (stop.aborted) onStop();
  const counters = [child.stdout, child.stderr].map((stream) => {
    const counter = createTestCounter();
    // Whole characters only: the mask knows no secret that has a broken one.
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output = lastCharacters(output + chunk, 4 * outputTailLength);
      counter.write(chunk);
      idleTimer.refresh();
    });
    return counter;
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exit = await new Promise<ShellExit>((resolve) => {
    child.once('error', ({ message }) => resolve({ code: null, signal: null, error: message }));
    child.once('exit', (code, signal) => resolve({ code, signal, error: null }));
  });
  clearTimeout(timer);
  clearTimeout(idleTimer);
  stop.removeEventListener('abort', onStop);
  // What it left running would go on with the working tree, and keep the pipes open.
  if (exit.error === null) await endAll(0);
  const drained = new AbortController();
  await Promise.race([closed, drain(drained.signal)]);
  drained.abort();
  return { output, exit, ended, printed: joined(counters.map((counter) => counter.end())) };
}

/** What was printed on several streams. */
function joined(outputs: readonly TestOutput[]): TestOutput {
  return {
    tests: sumOf(outputs.flatMap(({ tests }) => tests ?? [])),
    summaries: outputs.flatMap(({ summaries }) => summaries),
    failing: [...new Set(outputs.flatMap(({ failing }) => failing))].sort(),
  };
}

function drain(cancel: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pipeDrainMs);
    cancel.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
