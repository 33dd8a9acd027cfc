import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { asString, parseLine } from '../../../stream/json.ts';
import { createLineSplitter, describeCutLine, LINE_LIMIT, type Line } from '../../../stream/line-splitter.ts';
import { BRIDGE_CODES, BRIDGE_METHODS, type TurnOrder } from '../acp-protocol.ts';
import { type Connection, createConnection } from './connection.ts';
import { answerRequest, carryOutTurn, type Say } from './turn.ts';

/** For an answer to the cancelling of a turn. */
const CANCEL_MS = 2_000;
/** For an agent whose input was closed to end by itself: most do at once. */
const LEAVE_MS = 5_000;
const TERM_MS = 2_000;
/** For what is still on its way when it has ended; what it started may hold its output open for ever. */
const QUIET_MS = 500;

type AgentChild = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Drives one agent through one turn of the Agent Client Protocol. `args`: `--` and its command. `input`: a `TurnOrder` in
 * one line; that it ends means to cancel. `output` gets what the agent says, line by line as it is, and what the bridge
 * has to say itself. Resolves to the exit code: 0 after a turn that ended, for whatever reason the agent gives.
 */
export async function runBridge(args: readonly string[], input: Readable, output: Writable): Promise<number> {
  const [program = '', ...rest] = args.slice(args.indexOf('--') + 1);
  const say: Say = (method, params) => void output.write(ownLine(method, params));
  const { order, closed } = await readOrder(input);
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  // An agent may end, or close its input, at any time.
  child.stdin.on('error', () => {});
  try {
    await once(child, 'spawn');
  } catch (error) {
    const message = describeStart(program, error as NodeJS.ErrnoException);
    say(BRIDGE_METHODS.failed, { message, code: BRIDGE_CODES.unusable });
    input.destroy();
    return 1;
  }
  const exited = once(child, 'exit');
  const { isDone, passed } = await converse(child, { order, closed, say, output });
  const [code, signal] = await endAgent(child, exited);
  await Promise.race([passed, delay(QUIET_MS)]);
  child.stdout.destroy();
  input.destroy();
  return isDone ? 0 : exitCodeOf(code, signal);
}

interface Conversation {
  readonly order: TurnOrder;
  readonly closed: Promise<unknown>;
  readonly say: Say;
  readonly output: Writable;
}

/** Whether the turn came to an end of its own; `passed` resolves when all that it said was passed on. */
async function converse(child: AgentChild, { order, closed, say, output }: Conversation) {
  const connection = createConnection({
    send: (line) => void child.stdin.write(`${line}\n`),
    delay: (ms, signal) => delay(ms, undefined, { signal }),
    onRequest: (method, params) => answerRequest(method, params, order.isReadOnly),
  });
  const passed = passLines(child.stdout, output, connection).then(connection.onEnd);
  let sessionId: unknown = null;
  const turn = carryOutTurn(connection, order, (method, params) => {
    if (method === BRIDGE_METHODS.prompted) ({ sessionId } = params as { sessionId?: unknown });
    say(method, params);
  });
  const cancelled = closed.then(async () => {
    if (sessionId === null) return false;
    say(BRIDGE_METHODS.cancelling, {});
    connection.notify('session/cancel', { sessionId });
    await Promise.race([turn, delay(CANCEL_MS, undefined, { ref: false })]);
    return false;
  });
  return { isDone: await Promise.race([turn, cancelled]), passed };
}

type LineReader = Pick<Connection, 'onLine' | 'onLost'>;

/** Passes every line on as it came; a chunk is not read before the one before it was taken. */
async function passLines(from: Readable, to: Writable, { onLine, onLost }: LineReader): Promise<void> {
  const splitter = createLineSplitter(LINE_LIMIT);
  const pass = async (lines: ReturnType<typeof splitter.write>) => {
    for (const line of lines) {
      const lost = describeLost(line);
      const isTaken = to.write(lost === null ? `${line.text}\n` : ownLine(BRIDGE_METHODS.lost, { text: lost }));
      if (lost === null) onLine(line.text);
      else if (line.cut > 0) onLost(line.text);
      if (!isTaken) await once(to, 'drain');
    }
  };
  try {
    for await (const chunk of from) await pass(splitter.write(chunk as Buffer));
  } catch {
    // Broken off: what came until then counts.
  }
  await pass(splitter.end());
}

/** Why a line is not passed on: it is too long, or would be taken for one of the bridge's own; null: it is passed on. */
function describeLost(line: Line): string | null {
  if (line.cut > 0) return describeCutLine(line);
  // Escapes can hide any name.
  const method = /_sequential|\\u/.test(line.text) ? asString(parseLine(line.text)?.method) : null;
  const isForged = method !== null && Object.values<string>(BRIDGE_METHODS).includes(method);
  return isForged ? `[the agent sent ${method}, which is this program's own: it was left out]` : null;
}

/** A line of the bridge's own among those of the agent. */
function ownLine(method: string, params: object): string {
  return `${JSON.stringify({ jsonrpc: '2.0', method, params })}\n`;
}

/** Its input closed, it ends by itself; one that does not is ended. */
async function endAgent(
  child: AgentChild,
  exited: Promise<unknown[]>,
): Promise<readonly [code: number | null, signal: NodeJS.Signals | null]> {
  child.stdin.end();
  for (const [ms, signal] of [[LEAVE_MS, 'SIGTERM'] as const, [TERM_MS, 'SIGKILL'] as const]) {
    const left = new AbortController();
    const isOverdue = await Promise.race([
      exited.then(() => false),
      delay(ms, true, { signal: left.signal }).catch(() => false),
    ]);
    left.abort();
    if (isOverdue) child.kill(signal);
  }
  return (await exited) as [number | null, NodeJS.Signals | null];
}

/** As a shell tells of a signal; 1 where a turn that did not end is all that there is to say. */
function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  if (code === null && signal !== null) return 128 + constants.signals[signal];
  return (code ?? 0) || 1;
}

/** The first line of the input, and its end. */
async function readOrder(input: Readable): Promise<{ order: TurnOrder; closed: Promise<unknown> }> {
  const splitter = createLineSplitter(Number.POSITIVE_INFINITY);
  return new Promise((resolve, reject) => {
    const closed = once(input, 'end');
    closed.then(() => reject(new Error('the bridge was given no order')), reject);
    input.on('data', (chunk: Buffer) => {
      const [line] = splitter.write(chunk);
      if (line !== undefined) resolve({ order: JSON.parse(line.text) as TurnOrder, closed });
    });
  });
}

function describeStart(program: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return `${program}: command not found`;
  if (error.code === 'EACCES') return `${program}: permission denied: it is not executable`;
  return `${program} could not be started: ${error.message}`;
}
