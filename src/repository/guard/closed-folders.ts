import { chmodSync, lstatSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { entriesIn } from '../../entries-below.ts';

/**
 * Does something below a folder; where it may not, again with the folders open that stood in its way: whoever runs as this
 * user can close them, and so can this user open them.
 */
export function evenWhereClosed<T>(root: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    const isDenied = (code === 'EACCES' || code === 'EPERM') && path !== undefined;
    if (!isDenied || !openAround(root, path)) throw error;
    return evenWhereClosed(root, act);
  }
}

/** Lets this user read and write a folder; true: that was not so, and is. */
export function openFolder(path: string): boolean {
  try {
    const mode = modeOf(path);
    if (mode === null || isOpen(mode)) return false;
    chmodSync(path, mode | 0o700);
    // Some file systems have none of their own.
    return isOpen(modeOf(path) ?? 0);
  } catch {
    return false;
  }
}

const isOpen = (mode: number) => (mode & 0o700) === 0o700;

/** null: it is no folder. */
function modeOf(path: string): number | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isDirectory() === true ? stat.mode & 0o7777 : null;
}

/** On the way to a path, and below it, since Node names what it was to remove, and not what it may not; true: some were closed. */
function openAround(root: string, path: string): boolean {
  const parts = relative(root, path).split(sep);
  if (parts[0] === '..') return false;
  let opened = parts.map((_, at) => openFolder(join(root, ...parts.slice(0, at)))).some(Boolean);
  const left = [path];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    opened = openFolder(next) || opened;
    left.push(...entriesIn(next).flatMap((entry) => (entry.kind === 'folder' ? [entry.path] : [])));
  }
  return opened;
}
