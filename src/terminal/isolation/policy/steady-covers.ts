import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import { HIDDEN } from './hidden/hidden-paths.ts';
import { CACHES, FRESH, type IsolatedPlace, READ_ONLY } from './paths/covered-paths.ts';
import { type FindPath, isKernels, isOfMachine, isWithin } from './paths/paths.ts';
import { programPaths } from './paths/program-paths.ts';
import { expectedPath } from './paths/writable-paths.ts';

/** A link in the place of what would be covered, which is not followed. */
export interface StrayCover {
  readonly path: string;
  readonly target: string;
}

/** Where what is covered was, or would be, when the run began: by its path. */
export type KnownCovers = ReadonlyMap<string, string>;

/** Looks at what a policy covers, before there is an agent. */
export function knownCovers(
  place: IsolatedPlace,
  request: Parameters<typeof programPaths>[1],
  find: FindPath,
): KnownCovers {
  const paths = [
    ...programPaths(place, request, find),
    ...[...Object.values(HIDDEN), READ_ONLY].flatMap((covered) => covered(place)),
    ...[...place.runner, ...Object.values(place.logins).flat()],
  ];
  return new Map(paths.map((path) => [path, expectedPath(path, find)]));
}

/** What there is to cover at a path; null also where a link leads to what is not to be covered. */
export type FindCover = (path: string, isReadOnly: boolean) => ReturnType<FindPath>;

/**
 * What is covered lies where it did when the run began: an agent that makes a link in its place would have the next ones
 * miss what that leads to, their own programs if it likes. A link that was there before may be an agent's of an earlier
 * run: none leads to what everything needs.
 */
export function steadyCovers(place: IsolatedPlace, known: KnownCovers, find: FindPath): FindCover {
  const home = find(place.home)?.path ?? place.home;
  const needed = neededPaths(place, find);
  const inner = [...place.workTree, ...place.ownPrograms]
    .map((path) => find(path)?.path ?? path)
    .filter((top) => !isWithin(home, top));
  const isNeeded = (path: string, target: string) =>
    isOfMachine(target) ||
    dirname(target) === '/' ||
    inner.some((top) => isWithin(target, top)) ||
    needed.some(([name, real]) => name !== path && isWithin(real, target));
  const isDirect = (path: string, target: string) =>
    target === join(path) || (isWithin(path, place.home) && target === join(home, path.slice(place.home.length)));
  return (path, isReadOnly) => {
    const expected = known.get(path) ?? join(expectedPath(dirname(path), find), basename(path));
    // Where it leads elsewhere by now, what it led to is covered all the same.
    const found = find(expected);
    if (found?.path !== expected) return null;
    // That a file of the machine's cannot be written harms nobody.
    const isHarmless = isReadOnly && found.kind === 'file' && !isKernels(found.path);
    return isDirect(path, expected) || isHarmless || !isNeeded(path, expected) ? found : null;
  };
}

/** Without which no program runs or works, with the names by which they are known. */
function neededPaths(place: IsolatedPlace, find: FindPath): readonly (readonly [name: string, real: string])[] {
  const { PATH = '', TMPDIR = '', RUNNER_TEMP = '', XDG_RUNTIME_DIR = '' } = place.env;
  const names = [
    ...[...place.homes, ...place.workTree, ...(place.shownTrees ?? []), ...place.ownPrograms, ...FRESH],
    ...[...CACHES(place), ...Object.values(place.logins).flat()],
    ...[...PATH.split(delimiter), TMPDIR, RUNNER_TEMP, XDG_RUNTIME_DIR].filter((path) => isAbsolute(path)),
  ];
  return [...new Set(names)].map((name) => [name, find(name)?.path ?? name]);
}
