import { join } from 'node:path';
import { OWN_PROGRAMS } from '../../../../own-path.ts';
import type { IsolatedPlace } from './covered-paths.ts';
import { type FindPath, isWithin, type Strength } from './paths.ts';

/**
 * What is read-only because whoever runs a program by its name would run what an agent put there: the folders of PATH
 * that are open to agents. Under auto package managers install into them (`go install`, `npm install --global`, `pip
 * install`): there it is the programs that we run ourselves, and what was named stays writable under both.
 */
export function programPaths(
  place: IsolatedPlace,
  { strength, writable }: { readonly strength: Strength; readonly writable: readonly string[] },
  find: FindPath,
): readonly string[] {
  return place.programFolders
    .filter((folder) => !writable.some((named) => isWithin(folder, named)))
    .flatMap((folder) =>
      strength === 'strict' && find(folder) !== null ? [folder] : OWN_PROGRAMS.map((name) => join(folder, name)),
    );
}
