import type { Socket } from 'node:net';
import { createLineSplitter } from '../../agents/stream/line-splitter.ts';

/** Longer messages (characters) do not occur between our own processes; a stranger's are not kept. */
const MAX_MESSAGE_LENGTH = 64 * 1024 * 1024;

/** One JSON value a line over a socket. */
export interface MessageStream<Out> {
  /** Resolves at once unless the other side reads slower than we write; never rejects. */
  send(message: Out): Promise<void> | undefined;
  /** Sends what is left, then hangs up. */
  end(): Promise<void>;
}

/** `onMessage` gets every message of the other side; `onClosed` is called once, whatever the cause. */
export function createMessageStream<Out>(
  socket: Socket,
  onMessage: (message: unknown) => void,
  onClosed: () => void,
): MessageStream<Out> {
  const splitter = createLineSplitter(MAX_MESSAGE_LENGTH);
  socket.on('data', (chunk: Buffer) => {
    for (const line of splitter.write(chunk)) {
      const message = parseJson(line.text);
      if (message === undefined) socket.destroy();
      else onMessage(message);
    }
  });
  // What went wrong is told by 'close', which follows.
  socket.on('error', () => {});
  socket.once('close', onClosed);
  return {
    send(message) {
      if (!socket.writable || socket.write(`${JSON.stringify(message)}\n`)) return undefined;
      return new Promise((resolve) => {
        const done = () => {
          socket.off('drain', done).off('close', done);
          resolve();
        };
        socket.on('drain', done).on('close', done);
      });
    },
    end: () => new Promise((resolve) => (socket.writable ? socket.end(resolve) : resolve())),
  };
}

/** undefined: no JSON, so no word of ours. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
