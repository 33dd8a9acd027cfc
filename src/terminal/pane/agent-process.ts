import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { delimiter, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { createLineSplitter, LINE_LIMIT, type Line } from '../../agents/stream/line-splitter.ts';
import type { PaneOrders } from '../connection/pane-orders.ts';
import { withTimeLimit } from './time-limit.ts';

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** An agent's process. */
export interface AgentProcess {
  /** Also its process group. */
  readonly pid: number;
  readonly exited: Promise<ProcessExit>;
  /** Ends its input, if that is still open: whether it was. */
  endInput(): boolean;
  /**
   * Resolves when every line was read. Called after the end of all processes that could write; should one have got away
   * and hold the streams open, they count as read when nothing came for `quietMs`.
   */
  drain(quietMs: number): Promise<void>;
}

/** Gets one chunk's lines; the next chunk is not read before what it returns resolves. */
export type OnLines = (lines: readonly Line[], stream: 'stdout' | 'stderr') => Promise<void> | undefined;

/**
 * Starts the agent in a session and process group of its own, the prompt on its standard input, which is then closed
 * unless it is by this that the agent is asked to end.
 * Rejects with an error that says what to do where it cannot be started.
 */
export async function startAgent(orders: PaneOrders, onLines: OnLines): Promise<AgentProcess> {
  const { sandbox, argv } = orders;
  const [program, ...args] = [...sandbox, ...argv] as unknown as typeof argv;
  let child: ChildProcess;
  try {
    if (sandbox.length > 0) requireProgram(orders);
    child = spawn(program, args, { cwd: orders.cwd, env: orders.env, detached: true, stdio: 'pipe' });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  } catch (error) {
    throw new Error(describeStartError(error as NodeJS.ErrnoException, orders), { cause: error });
  }
  const { pid, stdin, stdout, stderr } = child;
  if (pid === undefined || !stdin || !stdout || !stderr) throw new Error(`${program} has no process`);
  const exited = new Promise<ProcessExit>((resolve) =>
    child.once('exit', (code, signal) =>
      resolve(sandbox.length > 0 ? readSandboxExit(code, signal) : { code, signal }),
    ),
  );
  // An agent may end, or close its input, before it has read the prompt.
  stdin.on('error', () => {});
  stdin.write(orders.prompt);
  if (!orders.keepsInputOpen) stdin.end();
  const reading = [readLines(stdout, 'stdout', onLines), readLines(stderr, 'stderr', onLines)];
  const drained = Promise.all(reading.map(({ ended }) => ended)).then(() => true);
  return {
    pid,
    exited,
    endInput() {
      const isOpen = orders.keepsInputOpen && stdin.writable;
      stdin.end();
      return isOpen;
    },
    async drain(quietMs) {
      while (!(await withTimeLimit(quietMs, drained)) && !reading.every(({ quietFor }) => quietFor() >= quietMs));
      stdout.destroy();
      stderr.destroy();
    },
  };
}

function readLines(stream: Readable, name: 'stdout' | 'stderr', onLines: OnLines) {
  const splitter = createLineSplitter(LINE_LIMIT);
  /** null while a chunk is being handled. */
  let waitingSince: number | null = performance.now();

  async function handle(lines: readonly Line[]): Promise<void> {
    waitingSince = null;
    await onLines(lines, name);
    waitingSince = performance.now();
  }
  async function readAll(): Promise<void> {
    try {
      for await (const chunk of stream) await handle(splitter.write(chunk as Buffer));
    } catch {
      // Given up, or broken off: what came until then counts.
    }
    await handle(splitter.end());
  }
  return { ended: readAll(), quietFor: () => (waitingSince === null ? 0 : performance.now() - waitingSince) };
}

/** What is missing would be reported by the sandbox, as an end of its own. */
function requireProgram({ argv: [program], cwd, env }: PaneOrders): void {
  const folders = program.includes('/') ? [''] : (env.PATH ?? '').split(delimiter);
  const paths = folders.map((folder) => resolve(cwd, folder, program));
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw Object.assign(new Error(program), { code: 'ENOENT' });
  accessSync(found, constants.X_OK);
}

/** A sandbox tells of a signal as shells do. */
function readSandboxExit(code: number | null, signal: string | null): ProcessExit {
  const told = Object.entries(osConstants.signals).find(([, number]) => code === 128 + number);
  return told === undefined ? { code, signal } : { code: null, signal: told[0] };
}

const SANDBOX_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: ' is not there any more',
  EACCES: ' is not executable',
};

function describeStartError(error: NodeJS.ErrnoException, { argv: [program], cwd, env, sandbox }: PaneOrders): string {
  if (error.code === 'ENOENT' && !existsSync(cwd)) return `the working tree ${cwd} does not exist`;
  // The program's own had been looked for by then.
  if (sandbox[0] !== undefined && error.syscall?.startsWith('spawn'))
    return `the sandbox could not be started: ${sandbox[0]}${SANDBOX_FAULTS[error.code ?? ''] ?? `: ${error.message}`}`;
  if (error.code === 'ENOENT') {
    return `${program}: command not found (PATH=${env.PATH ?? ''})`;
  }
  if (error.code === 'EACCES') return `${program}: permission denied: it is not executable`;
  return `${program} could not be started: ${error.message}`;
}
