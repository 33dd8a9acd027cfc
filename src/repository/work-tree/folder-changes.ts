import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { entriesIn, evenALink, type FolderEntry } from '../../entries-below.ts';
import type { WorkTreeChange } from '../../run-events/types.ts';
import { listFirst, plural } from '../../text.ts';
import type { WorkTreeSnapshot } from '../types.ts';

/** Without git there is no `.gitignore`; these are never an agent's work. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', '.venv', '__pycache__', 'target']);
const MAX_ENTRIES = 50_000;

type Listing = ReadonlyMap<string, string>;

/** What an attempt changed in a folder that is in no repository: by size and times, the first 50,000 files. */
export function createFolderChangeReader(root: string, isSkipped: (path: string) => boolean) {
  const listings = new WeakMap<WorkTreeSnapshot, Listing>();
  return {
    mark(): WorkTreeSnapshot {
      const listing = listFiles(root, isSkipped);
      const mark = { head: null, uncommittedHash: hashOf(listing) };
      listings.set(mark, listing);
      return mark;
    },
    changes(since: WorkTreeSnapshot): WorkTreeChange {
      const now = listFiles(root, isSkipped);
      const before = listings.get(since) ?? new Map<string, string>();
      const files = [...new Set([...now.keys(), ...before.keys()])]
        .filter((path) => now.get(path) !== before.get(path))
        .sort();
      const changed = hashOf(now) !== since.uncommittedHash;
      const summary = changed ? `${plural(files.length, 'file')} changed: ${listFirst(files, 12)}` : 'No file changed.';
      return { changed, commits: [], files: files.slice(0, 200), summary, repaired: [] };
    },
  };
}

function listFiles(root: string, isSkipped: (path: string) => boolean): Listing {
  const listing = new Map<string, string>();
  for (const [path, { place }] of walk(evenALink(root), '', isSkipped)) {
    if (listing.size >= MAX_ENTRIES) break;
    const stat = lstatSync(place, { bigint: true, throwIfNoEntry: false });
    if (stat !== undefined) listing.set(path, `${stat.mode}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`);
  }
  return listing;
}

/** Everything below a folder that is no folder itself, with its path from the top; of what must not be read, nothing. */
function* walk(
  folder: string | FolderEntry,
  below: string,
  isSkipped: (path: string) => boolean,
): Generator<readonly [path: string, FolderEntry]> {
  for (const entry of entriesIn(folder)) {
    const path = `${below}${entry.name}`;
    if (SKIPPED_FOLDERS.has(entry.name) || isSkipped(path)) continue;
    if (entry.kind === 'folder') yield* walk(entry, `${path}/`, isSkipped);
    else yield [path, entry];
  }
}

function hashOf(listing: Listing): string {
  const hash = createHash('sha1');
  for (const path of [...listing.keys()].sort()) hash.update(`${path}\0${listing.get(path)}\0`);
  return hash.digest('hex');
}
