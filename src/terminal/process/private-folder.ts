import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

/** What a unix socket's path may take on macOS, the shortest there is (sys/un.h: 104 with the NUL). */
const SOCKET_PATH_LIMIT = 103;
const PREFIX = 'seq-';
const SOCKET = 's';

/**
 * Makes a folder that only the user may enter, in `parent` unless that is too long a path for a socket, then in /tmp.
 * Takes away those of runs that were killed.
 */
export async function privateFolder(parent: string): Promise<{ readonly folder: string; readonly socket: string }> {
  const place = join(parent, `${PREFIX}XXXXXX`, SOCKET).length <= SOCKET_PATH_LIMIT ? parent : '/tmp';
  await removeStale(place);
  const folder = await mkdtemp(join(place, PREFIX));
  return { folder, socket: join(folder, SOCKET) };
}

async function removeStale(place: string): Promise<void> {
  const names = (await readdir(place).catch(() => [])).filter((name) => name.startsWith(PREFIX));
  await Promise.all(
    names.map(async (name) => {
      // Other users' folders do not let us look, and one without a socket is just being made.
      if ((await knock(join(place, name, SOCKET))) !== 'ECONNREFUSED') return;
      await rm(join(place, name), { recursive: true, force: true }).catch(() => {});
    }),
  );
}

/** The error's code where nobody listens; null where somebody does. */
function knock(socket: string): Promise<string | null> {
  return new Promise((resolve) => {
    const visitor = connect(socket)
      .once('connect', () => {
        visitor.destroy();
        resolve(null);
      })
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
}
