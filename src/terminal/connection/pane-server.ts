import { chmodSync, renameSync, statSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { createMessageStream, type MessageStream } from './json-socket.ts';
import { parsePaneMessage } from './pane-messages.ts';
import type { OrchestratorMessage, PaneMessage } from './pane-orders.ts';

/** The orchestrator's end of one pane's line. */
interface PaneConnection {
  /** Called when somebody has used the token up. */
  readonly onConnected: (pane: MessageStream<OrchestratorMessage>) => void;
  readonly onMessage: (message: PaneMessage) => void;
  /** The pane is gone, or what it said was no message. */
  readonly onDisconnected: () => void;
  /** Somebody came with a token that was used up, and was refused. */
  readonly onRefused: () => void;
}

/** The unix socket at which panes report; one for all attempts of a run. */
export interface PaneServer {
  /** Expects one pane that says `token`; the function returned forgets it, and hangs up on it. */
  expectPane(token: string, connection: PaneConnection): () => void;
  /** Does the path still lead to this socket? Agents clean folders up, and a hostile one could listen there itself. */
  isReachable(): boolean;
  close(): Promise<void>;
}

/** Connections that have not said who they are; the oldest gives way, so that nobody can hold all of them. */
const MAX_UNKNOWN_CONNECTIONS = 16;

/** Opens the socket at `path`, in a folder that only the user may enter. */
export async function openPaneServer(path: string): Promise<PaneServer> {
  const expectedPanes = new Map<string, { readonly connection: PaneConnection; admitted: Socket | null }>();
  const openSockets = new Set<Socket>();
  const unknownSockets = new Set<Socket>();

  /** The pane's connection, if this is its first message and the token is good for it. */
  function admit(message: PaneMessage, socket: Socket): PaneConnection | undefined {
    const expected = message.kind === 'hello' ? expectedPanes.get(message.token) : undefined;
    if (expected?.admitted === null) {
      expected.admitted = socket;
      return expected.connection;
    }
    expected?.connection.onRefused();
    return undefined;
  }
  const server = createServer((socket) => {
    let connection: PaneConnection | undefined;
    openSockets.add(socket);
    unknownSockets.add(socket);
    if (unknownSockets.size > MAX_UNKNOWN_CONNECTIONS) [...unknownSockets][0]?.destroy();
    const stream: MessageStream<OrchestratorMessage> = createMessageStream<OrchestratorMessage>(
      socket,
      (received) => {
        const message = parsePaneMessage(received);
        if (message === null || socket.destroyed) return void socket.destroy();
        if (connection) return connection.onMessage(message);
        connection = admit(message, socket);
        if (connection === undefined) return void socket.destroy();
        unknownSockets.delete(socket);
        connection.onConnected(stream);
      },
      () => {
        openSockets.delete(socket);
        unknownSockets.delete(socket);
        connection?.onDisconnected();
      },
    );
  });
  // Waiting for panes is no reason for the process to stay.
  server.unref();
  // Named when it listens: one that does not looks like that of a run that was killed, and is taken away.
  const unnamed = join(dirname(path), 'n');
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(unnamed, resolve));
  chmodSync(unnamed, 0o600);
  renameSync(unnamed, path);
  const ownInode = inodeOf(path);
  return {
    expectPane(token, connection) {
      const expected = { connection, admitted: null as Socket | null };
      expectedPanes.set(token, expected);
      return () => {
        expectedPanes.delete(token);
        expected.admitted?.destroy();
      };
    },
    isReachable: () => inodeOf(path) === ownInode,
    async close() {
      for (const socket of openSockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Which file is at `path`; '' for none. */
function inodeOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.dev}:${stat.ino}`;
}
