import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Called with a folder that is there and must not be read, or that is none. */
type OnClosed = (path: string) => void;

/**
 * All that is in a folder and below it; nothing where there is none. No link is followed, as `readdirSync` does where it is
 * `recursive`, nor is the folder itself one: whoever may write there could have us look, and remove files, anywhere.
 */
export function entriesBelow(folder: string, onClosed: OnClosed = () => {}): Dirent[] {
  const found: Dirent[] = [];
  const left = [folder];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    for (const entry of entriesIn(next, onClosed)) {
      found.push(entry);
      if (entry.isDirectory()) left.push(join(next, entry.name));
    }
  }
  return found;
}

/** Of the folder alone. */
export function entriesIn(folder: string, onClosed: OnClosed = () => {}): Dirent[] {
  try {
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    if (stat.isDirectory()) return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Told below.
  }
  onClosed(folder);
  return [];
}

/** A folder that may be a link itself, since a person keeps it elsewhere. */
export const evenALink = (folder: string): string => `${folder}/.`;
