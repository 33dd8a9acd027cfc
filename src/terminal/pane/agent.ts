import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createLineSplitter, type Line } from '../lines.ts';
import type { Orders } from '../orders.ts';

/** Characters kept of one line; an image in a tool's result takes a few million. */
const LINE_LIMIT = 4 * 1024 * 1024;

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** An agent's process. */
export interface AgentProcess {
  /** Also its process group. */
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** Resolves when both streams have ended and every line was read. */
  readonly drained: Promise<void>;
  /** Stops reading: whoever still holds the streams is not waited for. */
  abandon(): void;
}

/** Gets one chunk's lines; the next chunk is not read before what it returns resolves. */
export type OnLines = (lines: readonly Line[], stream: 'stdout' | 'stderr') => Promise<void> | undefined;

/**
 * Starts the agent in a session and process group of its own, the prompt on its standard input, which is then closed.
 * Rejects with an error that says what to do where it cannot be started.
 */
export async function startAgent(orders: Orders, onLines: OnLines): Promise<AgentProcess> {
  const [program, ...args] = orders.argv;
  let child: ChildProcess;
  try {
    child = spawn(program, args, { cwd: orders.cwd, env: orders.env, detached: true, stdio: 'pipe' });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  } catch (error) {
    throw new Error(reasonOf(error as NodeJS.ErrnoException, orders), { cause: error });
  }
  const { pid, stdin, stdout, stderr } = child;
  if (pid === undefined || !stdin || !stdout || !stderr) throw new Error(`${program} has no process`);
  const exited = new Promise<Exit>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  // An agent may end, or close its input, before it has read the prompt.
  stdin.on('error', () => {});
  stdin.end(orders.prompt);
  const drained = Promise.all([
    readLines(stdout, (lines) => onLines(lines, 'stdout')),
    readLines(stderr, (lines) => onLines(lines, 'stderr')),
  ]).then(() => {});
  return {
    pid,
    exited,
    drained,
    abandon() {
      stdout.destroy();
      stderr.destroy();
    },
  };
}

async function readLines(
  stream: Readable,
  onLines: (lines: readonly Line[]) => Promise<void> | undefined,
): Promise<void> {
  const splitter = createLineSplitter(LINE_LIMIT);
  try {
    for await (const chunk of stream) await onLines(splitter.write(chunk as Buffer));
  } catch {
    // Abandoned, or broken off: what came until then counts.
  }
  await onLines(splitter.end());
}

function reasonOf(error: NodeJS.ErrnoException, { argv: [program], cwd, env }: Orders): string {
  if (error.code === 'ENOENT') {
    if (!existsSync(cwd)) return `the work tree ${cwd} does not exist`;
    return `${program}: command not found (PATH=${env.PATH ?? ''})`;
  }
  if (error.code === 'EACCES') return `${program}: permission denied, it is not executable`;
  return `${program} could not be started: ${error.message}`;
}
