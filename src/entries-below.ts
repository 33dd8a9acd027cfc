import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is in a folder. */
export interface FolderEntry {
  /** For people, as is `path`: what is no UTF-8 in it is replaced. */
  readonly name: string;
  readonly path: string;
  /** By which it is found: the path, or the bytes of one that is no UTF-8. */
  readonly place: string | Buffer;
  /** `special`: a pipe or a device, which whoever reads may wait for. */
  readonly kind: 'file' | 'folder' | 'link' | 'socket' | 'special';
}

/** Called with a folder that is there and must not be read, or that is none. */
type OnClosed = (path: string) => void;

/**
 * All that is in a folder and below it; nothing where there is none. No link is followed, as `readdirSync` does where it is
 * `recursive`, nor is the folder itself one: whoever may write there could have us look, and remove files, anywhere.
 */
export function entriesBelow(folder: string, onClosed: OnClosed = () => {}): FolderEntry[] {
  const found: FolderEntry[] = [];
  const left: Pick<FolderEntry, 'path' | 'place'>[] = [{ path: folder, place: folder }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    for (const entry of read(next, onClosed)) {
      found.push(entry);
      if (entry.kind === 'folder') left.push(entry);
    }
  }
  return found;
}

/** Of the folder alone, given by its path or as it was listed. */
export const entriesIn = (folder: string | FolderEntry, onClosed: OnClosed = () => {}): FolderEntry[] =>
  read(typeof folder === 'string' ? { path: folder, place: folder } : folder, onClosed);

function read({ path, place }: Pick<FolderEntry, 'path' | 'place'>, onClosed: OnClosed): FolderEntry[] {
  try {
    const stat = lstatSync(place, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    if (stat.isDirectory()) return typeof place === 'string' ? readNamed(place) : readBytes(path, place);
  } catch {
    // Told below.
  }
  onClosed(path);
  return [];
}

/** In a name, in place of what is no UTF-8. */
export const REPLACED = '\ufffd';

function readNamed(folder: string): FolderEntry[] {
  const inside = join(folder, '/');
  const entries = readdirSync(folder, { withFileTypes: true });
  // Most have none, and bytes take several times as long.
  if (entries.some(({ name }) => name.includes(REPLACED))) return readBytes(folder, Buffer.from(folder));
  return entries.map((entry) => {
    const path = inside + entry.name;
    return { name: entry.name, path, place: path, kind: kindOf(entry) };
  });
}

function readBytes(path: string, place: Buffer): FolderEntry[] {
  return readdirSync(place, { withFileTypes: true, encoding: 'buffer' }).map((entry) => {
    const name = entry.name.toString();
    const inside = Buffer.concat([place, Buffer.from('/'), entry.name]);
    return { name, path: join(path, name), place: inside, kind: kindOf(entry) };
  });
}

function kindOf(entry: Dirent | Dirent<Buffer>): FolderEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (entry.isSymbolicLink()) return 'link';
  return entry.isSocket() ? 'socket' : 'special';
}

/** A folder that may be a link itself, since a person keeps it elsewhere. */
export const evenALink = (folder: string): string => `${folder}/.`;
