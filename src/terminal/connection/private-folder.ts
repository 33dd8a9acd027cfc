import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

/** What a unix socket's path may take on macOS, the shortest there is (sys/un.h: 104 with the NUL). */
const SOCKET_PATH_LIMIT = 103;
const FOLDER_PREFIX = 'seq-';
const SOCKET_NAME = 's';

/**
 * Makes a folder that only the user may enter, in `parent` unless that is too long a path for a socket, then in /tmp.
 * Takes away those of runs that were killed.
 */
export async function createPrivateFolder(
  parent: string,
): Promise<{ readonly folder: string; readonly socket: string }> {
  const location = join(parent, `${FOLDER_PREFIX}XXXXXX`, SOCKET_NAME).length <= SOCKET_PATH_LIMIT ? parent : '/tmp';
  await removeStaleFolders(location);
  const folder = await mkdtemp(join(location, FOLDER_PREFIX));
  return { folder, socket: join(folder, SOCKET_NAME) };
}

async function removeStaleFolders(location: string): Promise<void> {
  const names = (await readdir(location).catch(() => [])).filter((name) => name.startsWith(FOLDER_PREFIX));
  await Promise.all(
    names.map(async (name) => {
      // Other users' folders do not let us look, and one without a socket is just being made.
      if ((await probeSocket(join(location, name, SOCKET_NAME))) !== 'ECONNREFUSED') return;
      await rm(join(location, name), { recursive: true, force: true }).catch(() => {});
    }),
  );
}

/** The error's code where nobody listens; null where somebody does. */
function probeSocket(socket: string): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = connect(socket)
      .once('connect', () => {
        probe.destroy();
        resolve(null);
      })
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
}
