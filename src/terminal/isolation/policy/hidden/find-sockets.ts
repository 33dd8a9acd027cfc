import { accessSync, constants, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isWithin } from '../paths/paths.ts';

const MAX_DEPTH = 3;
const MAX_ENTRIES = 2_000;

/** Of root's, those that names of hosts and users, logs and data of every build come from. */
const NEEDED = [
  ...['avahi-daemon', 'cups', 'dbus', 'log', 'memcached', 'mysql', 'mysqld', 'nscd', 'pcscd', 'postgresql', 'redis'],
  ...['rpcbind.sock', 'rsyslog', 'sssd', 'systemd', 'udev', 'user', 'uuidd', 'lock', 'mount', 'samba'],
].map((name) => join('/run', name));

/** Sockets in /run of services of root that this user may talk to: whoever does has root work for them. */
export function rootsSockets(uid: number): readonly string[] {
  // Root's own programs would be among them.
  if (uid === 0) return [];
  return socketsIn('/run').filter((path) => isRoots(path));
}

function socketsIn(top: string): readonly string[] {
  let left = MAX_ENTRIES;
  const below = (folder: string, depth: number): readonly string[] => {
    const entries = entriesOf(folder).slice(0, left);
    left -= entries.length;
    return entries.flatMap((entry) => {
      const path = join(folder, entry.name);
      if (NEEDED.some((needed) => isWithin(path, needed))) return [];
      if (entry.isSocket()) return [path];
      return entry.isDirectory() && depth < MAX_DEPTH ? below(path, depth + 1) : [];
    });
  };
  return below(top, 1);
}

function isRoots(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return lstatSync(path).uid === 0;
  } catch {
    return false;
  }
}

/** By name in /tmp: where editors, terminals and buses of a session listen. */
const OF_SESSION =
  /^(?:\.X11-unix|\.ICE-unix|dbus-|emacs\d|nvim|kitty|mykitty|vscode-(?:ipc|git|ssh)|cursor-(?:ipc|git)|\.wayland|wayland-)/;

/** Of the entries of /tmp. */
export function sessionSockets(names: readonly string[]): readonly string[] {
  return names.filter((name) => OF_SESSION.test(name)).map((name) => join('/tmp', name));
}

/** Names in a folder; none where it cannot be read. */
export function namesIn(folder: string): readonly string[] {
  return entriesOf(folder).map(({ name }) => name);
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
