import { chmodSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createMessageStream, type MessageStream } from './json-socket.ts';
import type { OrchestratorMessage, PaneMessage } from './pane-orders.ts';

/** The orchestrator's end of one pane's line. */
interface PaneConnection {
  /** Called when the pane has reported itself. */
  readonly onConnected: (pane: MessageStream<OrchestratorMessage>, pid: number) => void;
  readonly onMessage: (message: PaneMessage) => void;
  /** The pane is gone. */
  readonly onDisconnected: () => void;
}

/** The unix socket at which panes report; one for all attempts of a run. */
export interface PaneServer {
  /** Expects a pane that says `token`; forget it with the function returned. */
  expectPane(token: string, connection: PaneConnection): () => void;
  close(): Promise<void>;
}

/** Opens the socket at `path`, in a folder that only the user may enter. */
export async function openPaneServer(path: string): Promise<PaneServer> {
  const expectedPanes = new Map<string, PaneConnection>();
  const openSockets = new Set<Socket>();
  const server = createServer((socket) => {
    let connection: PaneConnection | undefined;
    openSockets.add(socket);
    const stream: MessageStream<OrchestratorMessage> = createMessageStream<PaneMessage, OrchestratorMessage>(
      socket,
      (message) => {
        if (connection) return connection.onMessage(message);
        connection = message.kind === 'hello' ? expectedPanes.get(message.token) : undefined;
        // Whoever does not know the word is no pane of ours.
        if (!connection || message.kind !== 'hello') return void socket.destroy();
        expectedPanes.delete(message.token);
        connection.onConnected(stream, message.pid);
      },
      () => {
        openSockets.delete(socket);
        connection?.onDisconnected();
      },
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  chmodSync(path, 0o600);
  // Waiting for panes is no reason for the process to stay.
  server.unref();
  return {
    expectPane(token, connection) {
      expectedPanes.set(token, connection);
      return () => void expectedPanes.delete(token);
    },
    async close() {
      for (const socket of openSockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
