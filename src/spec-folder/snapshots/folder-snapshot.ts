import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, type Stats } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { UserError } from '../../errors.ts';
import { describeKind } from '../../state/file/regular-file.ts';

interface RememberedFolder {
  readonly path: string;
  /** Stays when it is moved within a file system; null: this one cannot tell. */
  readonly identity: string | null;
  readonly mode: number;
}

/** These folders and those between `root` and them, parents first. */
export function snapshotFolders(root: string, folders: readonly string[]): readonly RememberedFolder[] {
  const entries = new Map<string, RememberedFolder>();
  for (const folder of folders) {
    const below = relative(root, folder);
    if (below === '' || below.startsWith('..')) continue;
    let path = root;
    for (const part of below.split(sep)) {
      path = join(path, part);
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (stat?.isDirectory() !== true) break;
      entries.set(path, { path, identity: identityOf(path), mode: stat.mode & 0o7777 });
    }
  }
  return [...entries.values()];
}

function workTreeGone(folder: string): UserError {
  return new UserError('The working tree is missing: it was removed or moved while an agent ran.', {
    where: folder,
    fix: 'Check out the work branch again (the last checkpoint is on it), and run again.',
  });
}

/**
 * Makes every folder a folder again, that may be entered. One that was moved is moved back where it is found in
 * `places`; `made`: folders that are new, whose files are gone.
 */
export function restoreFolders(
  folders: readonly RememberedFolder[],
  nameOf: (path: string) => string,
  places: readonly string[],
): { readonly lines: string[]; readonly made: ReadonlySet<string> } {
  const lines: string[] = [];
  const made = new Set<string>();
  for (const folder of folders) {
    const { path, mode } = folder;
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() === true) {
      if ((found.mode & 0o7777) !== mode) chmodSync(path, mode);
      continue;
    }
    if (found !== undefined) rmSync(path, { force: true });
    const movedTo = moveBack(folder, [...places, dirname(path)]);
    if (movedTo === null) made.add(makeFolder(path, mode));
    // What went with a folder above is said of that.
    if (made.has(dirname(path)) && found === undefined) continue;
    lines.push(`${damageText(nameOf(path), found, movedTo === null ? null : nameOf(movedTo))}; it was restored`);
  }
  return { lines, made };
}

/** Where it was found and moved back from; null: nowhere. */
function moveBack({ path, identity }: RememberedFolder, places: readonly string[]): string | null {
  const movedTo = identity === null ? null : findFolder(identity, places);
  if (movedTo !== null) renameSync(movedTo, path);
  return movedTo;
}

function makeFolder(path: string, mode: number): string {
  if (!existsSync(dirname(path))) throw workTreeGone(dirname(path));
  mkdirSync(path, { mode });
  return path;
}

function damageText(name: string, found: Stats | undefined, movedTo: string | null): string {
  if (found !== undefined) return `replaced ${name} with ${describeKind(found)}`;
  return movedTo === null ? `removed ${name}` : `moved ${name} to ${movedTo}`;
}

/** The inode of a folder that was removed is soon another's: the time of its birth tells them apart. */
function identityOf(path: string): string | null {
  const { ino, birthtimeNs } = lstatSync(path, { bigint: true });
  return birthtimeNs > 0n ? `${ino}:${birthtimeNs}` : null;
}

function findFolder(identity: string, places: readonly string[]): string | null {
  for (const place of new Set(places)) {
    try {
      for (const entry of readdirSync(place, { withFileTypes: true })) {
        const path = join(place, entry.name);
        if (entry.isDirectory() && entry.name !== '.git' && identityOf(path) === identity) return path;
      }
    } catch {
      // It is gone itself, or was closed.
    }
  }
  return null;
}
