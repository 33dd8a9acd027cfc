import { chmodSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createWire, type Wire } from './json-socket.ts';
import type { FromPane, ToPane } from './pane-orders.ts';

/** The orchestrator's end of one pane's line. */
export interface Extension {
  /** Called when the pane has reported itself. */
  readonly connected: (pane: Wire<ToPane>, pid: number) => void;
  readonly on: (message: FromPane) => void;
  /** The pane is gone. */
  readonly hungUp: () => void;
}

/** The unix socket at which panes report; one for all attempts of a run. */
export interface Switchboard {
  /** Expects a pane that says `token`; forget it with the function returned. */
  expect(token: string, extension: Extension): () => void;
  close(): Promise<void>;
}

/** Opens the socket at `path`, in a folder that only the user may enter. */
export async function openSwitchboard(path: string): Promise<Switchboard> {
  const expected = new Map<string, Extension>();
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    let extension: Extension | undefined;
    open.add(socket);
    const wire: Wire<ToPane> = createWire<FromPane, ToPane>(
      socket,
      (message) => {
        if (extension) return extension.on(message);
        extension = message.kind === 'hello' ? expected.get(message.token) : undefined;
        // Whoever does not know the word is no pane of ours.
        if (!extension || message.kind !== 'hello') return void socket.destroy();
        expected.delete(message.token);
        extension.connected(wire, message.pid);
      },
      () => {
        open.delete(socket);
        extension?.hungUp();
      },
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  chmodSync(path, 0o600);
  // Waiting for panes is no reason for the process to stay.
  server.unref();
  return {
    expect(token, extension) {
      expected.set(token, extension);
      return () => void expected.delete(token);
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
