import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * For what a machine has once, such as its list of users: waits until no other process holds it, of another run of the
 * suite either; the returned function lets it go, and the end of the process does. Linux only, where the name of a socket
 * need not be a file's.
 */
export async function alone(what: string): Promise<() => Promise<void>> {
  const path = `\0sequential-orchestration ${what}`;
  const waiting = new Set<Socket>();
  const server = createServer((socket) => waiting.add(socket.on('error', () => undefined)));
  for (;;) {
    try {
      await once(server.listen(path), 'listening');
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      const holder = connect(path).on('error', () => undefined);
      await new Promise((done) => holder.once('close', done));
    }
  }
  return async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of waiting) socket.destroy();
    await closed;
  };
}
