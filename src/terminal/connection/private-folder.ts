import { closeSync, constants, lstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createTempFolder, leftFolders, removeTempFolder, tempParent } from '../../state/lock/temp-folder.ts';

/** What a unix socket's path may take on macOS, the shortest there is (sys/un.h: 104 with the NUL). */
const SOCKET_PATH_LIMIT = 103;
const FOLDER_PREFIX = 'seq-';
const SOCKET_NAME = 's';
const STATUS_PIPE_NAME = 'status';

/**
 * Makes a folder that only the user may enter, in the first of `places` that takes one and where a socket's path is
 * short enough. Clears those of runs that were killed.
 */
export function createPrivateFolder(places: readonly string[]): { readonly folder: string; readonly socket: string } {
  for (const folder of leftFolders(FOLDER_PREFIX, places)) {
    releaseReader(statusPipePath(folder));
    removeTempFolder(folder);
  }
  const isShort = (place: string) =>
    join(tempParent(place, 'hidden'), `${FOLDER_PREFIX}XXXXXX`, SOCKET_NAME).length <= SOCKET_PATH_LIMIT;
  const folder = createTempFolder(FOLDER_PREFIX, [...places.filter(isShort), '/tmp']);
  return { folder, socket: join(folder, SOCKET_NAME) };
}

/** Makes a folder for what agents read of a run. Clears those of runs that were killed. */
export function createShownFolder(places: readonly string[]): string {
  leftFolders(FOLDER_PREFIX, places, 'shown').forEach(removeTempFolder);
  return createTempFolder(FOLDER_PREFIX, places, 'shown');
}

/** The named pipe that the status window of a run reads. */
export function statusPipePath(folder: string): string {
  return join(folder, STATUS_PIPE_NAME);
}

/**
 * A status window whose run was killed before the window had opened its pipe waits for a writer for ever, and holds its
 * session open: one that comes and goes lets it see the end.
 */
function releaseReader(pipe: string): void {
  try {
    if (lstatSync(pipe).isFIFO()) closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK));
  } catch {
    // The run had no windows.
  }
}
