import { lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Checkout } from '../git/checkout.ts';

/**
 * How git finds the repository from the folder to work in: no `.git` up to the top, and there one, which is a file in
 * linked worktrees and submodules. Another one would have the next run, and a person, work in another repository.
 * `restore` says in words what it put right.
 */
export function keepRepositoryWay({ top }: Pick<Checkout, 'top'>, workdir: string): () => string[] {
  const entries = foldersBetween(top, workdir).map((folder) => {
    const path = join(folder, '.git');
    return { path, before: readEntry(path) };
  });
  return () =>
    entries.flatMap(({ path, before }) => {
      const now = readEntry(path);
      // What is in a folder is looked into elsewhere.
      if (before === 'other' || now === before) return [];
      rmSync(path, { recursive: true, force: true });
      if (before !== null) writeFileSync(path, before, 'latin1');
      const what =
        before === null ? 'a repository that an agent made: removed' : 'which says what repository this is: restored';
      return [`${relative(top, path)}, ${what}`];
    });
}

/** From the top down to the folder to work in. */
function foldersBetween(top: string, workdir: string): readonly string[] {
  const parts = relative(top, workdir).split('/');
  const isBelow = parts[0] !== '' && parts[0] !== '..';
  return [top, ...(isBelow ? parts.map((_, at) => join(top, ...parts.slice(0, at + 1))) : [])];
}

/** A file's bytes; null: there is nothing. */
function readEntry(path: string): string | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  return stat.isFile() ? readFileSync(path, 'latin1') : 'other';
}
