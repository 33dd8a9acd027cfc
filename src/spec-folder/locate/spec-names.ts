import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sortNaturally } from '../../collections.ts';
import { isArchived, SPEC_HOMES } from './spec-homes.ts';

/** Names of the specs below the homes of a work folder, and of those that were archived: they are done. */
export function specNames(root: string): { readonly present: readonly string[]; readonly archived: readonly string[] } {
  const folders = SPEC_HOMES.flatMap((home) => filesBelow(join(root, home)))
    .filter((path) => basename(path) === 'tasks.md')
    .map(dirname);
  const names = (isWanted: (folder: string) => boolean) =>
    sortNaturally([...new Set(folders.filter(isWanted).map((folder) => basename(folder)))]);
  return { present: names((folder) => !isArchived(folder)), archived: names(isArchived) };
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  } catch {
    return [];
  }
}
