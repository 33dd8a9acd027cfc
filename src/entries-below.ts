import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is in a folder. */
export interface FolderEntry {
  /** For people, as is `path`: what is no UTF-8 in it is replaced. */
  readonly name: string;
  readonly path: string;
  /** By which it is found, whatever its bytes are. */
  readonly place: Buffer;
  /** `special`: a pipe, a socket, a device. */
  readonly kind: 'file' | 'folder' | 'link' | 'special';
}

/** Called with a folder that is there and must not be read, or that is none. */
type OnClosed = (path: string) => void;

/**
 * All that is in a folder and below it; nothing where there is none. No link is followed, as `readdirSync` does where it is
 * `recursive`, nor is the folder itself one: whoever may write there could have us look, and remove files, anywhere.
 */
export function entriesBelow(folder: string, onClosed: OnClosed = () => {}): FolderEntry[] {
  const found: FolderEntry[] = [];
  const left: Pick<FolderEntry, 'path' | 'place'>[] = [{ path: folder, place: Buffer.from(folder) }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    for (const entry of read(next, onClosed)) {
      found.push(entry);
      if (entry.kind === 'folder') left.push(entry);
    }
  }
  return found;
}

/** Of the folder alone. */
export const entriesIn = (folder: string, onClosed: OnClosed = () => {}): FolderEntry[] =>
  read({ path: folder, place: Buffer.from(folder) }, onClosed);

function read({ path, place }: Pick<FolderEntry, 'path' | 'place'>, onClosed: OnClosed): FolderEntry[] {
  try {
    const stat = lstatSync(place, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    if (stat.isDirectory())
      return readdirSync(place, { withFileTypes: true, encoding: 'buffer' }).map((entry) => {
        const name = entry.name.toString();
        const inside = Buffer.concat([place, Buffer.from('/'), entry.name]);
        return { name, path: join(path, name), place: inside, kind: kindOf(entry) };
      });
  } catch {
    // Told below.
  }
  onClosed(path);
  return [];
}

function kindOf(entry: Dirent<Buffer>): FolderEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

/** A folder that may be a link itself, since a person keeps it elsewhere. */
export const evenALink = (folder: string): string => `${folder}/.`;
