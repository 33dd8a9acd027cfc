import { join } from 'node:path';
import { OWN_PROGRAMS } from '../../../own-path.ts';
import { CACHES, type IsolatedPlace, TOOL_CACHES } from './covered-paths.ts';
import { type FindPath, isWithin, type Strength } from './paths.ts';

/**
 * What is read-only because whoever runs a program by its name would run what an agent put there: the folders of PATH
 * that are open to agents. Package managers install into those of tool caches and of the user (`pip install`): under
 * auto they stay writable, but for the programs that we run ourselves, and so does what was named.
 */
export function programPaths(
  place: IsolatedPlace,
  { strength, writable }: { readonly strength: Strength; readonly writable: readonly string[] },
  find: FindPath,
): readonly string[] {
  const caches = CACHES(place).filter((path) => !TOOL_CACHES(place).includes(path));
  const isClosed = (folder: string) =>
    find(folder) !== null && (strength === 'strict' || caches.some((cache) => isWithin(folder, cache)));
  return place.programFolders
    .filter((folder) => !writable.includes(folder))
    .flatMap((folder) => (isClosed(folder) ? [folder] : OWN_PROGRAMS.map((name) => join(folder, name))));
}
