import type { Dirent } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sortNaturally } from '../../collections.ts';
import { entriesBelow, entriesIn, evenALink } from '../../entries-below.ts';
import { isArchived, SPEC_HOMES } from './spec-homes.ts';

/** Names of the specs below the homes of a work folder, and of those that were archived: they are done. */
export function specNames(root: string): { readonly present: readonly string[]; readonly archived: readonly string[] } {
  const folders = SPEC_HOMES.flatMap((home) => entriesBelow(evenALink(join(root, home))))
    .flatMap(withLinkedFolder)
    .filter(({ name }) => name === 'tasks.md')
    .map(({ parentPath, name }) => dirname(join(parentPath, name)));
  const names = (isWanted: (folder: string) => boolean) =>
    sortNaturally([...new Set(folders.filter(isWanted).map((folder) => basename(folder)))]);
  return { present: names((folder) => !isArchived(folder)), archived: names(isArchived) };
}

/** A spec's folder may be a link; what is deeper in one may be anything. */
function withLinkedFolder(entry: Dirent): readonly Dirent[] {
  if (!entry.isSymbolicLink()) return [entry];
  return [entry, ...entriesIn(evenALink(join(entry.parentPath, entry.name)))];
}
