import { basename, dirname, join } from 'node:path';
import { sortNaturally } from '../../collections.ts';
import { entriesBelow, entriesIn, evenALink, type FolderEntry } from '../../entries-below.ts';
import { isArchived, SPEC_HOMES } from './spec-homes.ts';

/** Names of the specs below the homes of a work folder, and of those that were archived: they are done. */
export function specNames(root: string): { readonly present: readonly string[]; readonly archived: readonly string[] } {
  const folders = SPEC_HOMES.flatMap((home) => entriesBelow(evenALink(join(root, home))))
    .flatMap(withLinkedFolder)
    .filter(({ name }) => name === 'tasks.md')
    .map(({ path }) => dirname(path));
  const names = (isWanted: (folder: string) => boolean) =>
    sortNaturally([...new Set(folders.filter(isWanted).map((folder) => basename(folder)))]);
  return { present: names((folder) => !isArchived(folder)), archived: names(isArchived) };
}

/** A spec's folder may be a link; what is deeper in one may be anything. */
function withLinkedFolder(entry: FolderEntry): readonly FolderEntry[] {
  return entry.kind === 'link' ? [entry, ...entriesIn(evenALink(entry.path))] : [entry];
}
