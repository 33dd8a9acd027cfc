import { basename, join } from 'node:path';
import { sortNaturally } from '../../collections.ts';
import { entriesBelow, evenALink } from '../../entries-below.ts';
import { isArchived, SPEC_HOMES } from './spec-homes.ts';

/** Names of the specs below the homes of a work folder, and of those that were archived: they are done. */
export function specNames(root: string): { readonly present: readonly string[]; readonly archived: readonly string[] } {
  const folders = SPEC_HOMES.flatMap((home) => entriesBelow(evenALink(join(root, home))))
    .filter(({ name }) => name === 'tasks.md')
    .map(({ parentPath }) => parentPath);
  const names = (isWanted: (folder: string) => boolean) =>
    sortNaturally([...new Set(folders.filter(isWanted).map((folder) => basename(folder)))]);
  return { present: names((folder) => !isArchived(folder)), archived: names(isArchived) };
}
