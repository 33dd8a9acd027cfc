import { basename, dirname, join } from 'node:path';
import { UserError } from '../../../../errors.ts';
import { type FindPath, isOfMachine, isWithin } from './paths.ts';

/**
 * Of the paths that somebody named as writable, what they should know, and of links that are not followed; UserError for
 * one that is the machine itself, or a home.
 */
export function checkWritable(
  paths: readonly string[],
  { hidden, readOnly }: { readonly hidden: readonly { readonly path: string }[]; readonly readOnly: readonly string[] },
  find: FindPath,
  { strays, homes }: Pick<SteadyPaths, 'strays'> & { readonly homes: readonly string[] },
): readonly string[] {
  const links = [...strays].map(
    ([path, target]) =>
      `${path} is a link to ${target}, which an agent may have made, so nothing there can be written; name ${target} if you mean it`,
  );
  const others = paths.flatMap((path) => {
    const found = find(path);
    if (found === null) return [`${path} does not exist or cannot be read, so nothing there can be written`];
    const named = found.path === path ? path : `${path} (a link to ${found.path})`;
    refuseWhole(path, found.path, homes);
    if (strays.has(path)) return [];
    const cover = hidden.find((one) => isWithin(found.path, one.path));
    if (cover !== undefined)
      return [`${named} is hidden in the sandbox, so nothing there can be written; isolation-allow can show it`];
    if (readOnly.includes(found.path)) return [`${named} stays read-only, because other programs obey it`];
    if (found.kind !== 'folder')
      return [`${named} is not a folder: it can be written, but not replaced or removed; name its folder for that`];
    return found.path === path ? [] : [`${path} is a link; ${found.path} can be written`];
  });
  return [...others, ...links];
}

/** An agent may have made a link: one to a home or to programs is not followed, and stops no night. */
function refuseWhole(path: string, target: string, homes: readonly string[]): void {
  const isPower =
    target === '/' || ['/dev', '/proc', '/sys'].some((top) => isOfMachine(target) && isWithin(target, top));
  const isHome = homes.some((home) => isWithin(home, path));
  if (!isPower && !isHome && !isOfMachine(path)) return;
  const whole = target === '/' ? 'the whole machine' : isHome ? 'a whole home' : 'part of the system';
  throw new UserError(`${target === path ? path : `${path} (a link to ${target})`} is ${whole}`, {
    where: 'isolation.writable',
    fix: 'Name the folders that agents write, such as ~/.cache/my-tool.',
  });
}

/** What may be written, see `steadyPaths`. */
export interface SteadyPaths {
  readonly find: FindPath;
  /** Where those lead to that are not followed. */
  readonly strays: ReadonlyMap<string, string>;
}

/**
 * What may be written is where it was when the run began: an agent that puts a link in the place of a cache, or of its
 * own login, would have the next one write wherever that leads. A link that was there before may be an agent's of an
 * earlier run: none leads to the home as a whole or to the system's own. One that lies where agents write leads to where
 * they write anyway, and so does one in the home that nobody named, unless to a disk of its own.
 */
export function steadyPaths(
  paths: readonly string[],
  { workTree, named, home }: Readonly<Record<'workTree' | 'named', readonly string[]>> & { readonly home: string },
  find: FindPath,
): SteadyPaths {
  const top = find(home)?.path ?? home;
  const direct = new Map(paths.map((path) => [path, isWithin(path, home) ? join(top, path.slice(home.length)) : path]));
  const isOpen = (target: string, without: string) =>
    [...direct].some(([path, folder]) => path !== without && isWithin(target, folder));
  const isStray = (path: string, target: string) => {
    if (workTree.includes(path) || target === direct.get(path)) return false;
    if (isWithin(top, target) || isOfMachine(target)) return true;
    if (isOpen(target, path)) return false;
    const isPlanted = linkFolders(path, find).some((folder) => isOpen(folder, path));
    return isPlanted || (!named.includes(path) && isWithin(target, top));
  };
  const expected = new Map(paths.map((path) => [path, expectedPath(path, find)]));
  const strays = new Map([...expected].filter(([path, target]) => isStray(path, target)));
  return {
    strays,
    find(path) {
      const found = find(path);
      return found?.path === expected.get(path) && !strays.has(path) ? found : null;
    },
  };
}

/** The folders in which the links on the way to a path lie. */
function linkFolders(path: string, find: FindPath): readonly string[] {
  if (path === dirname(path)) return [];
  const folder = find(dirname(path))?.path;
  const isLink = folder !== undefined && find(path) !== null && find(path)?.path !== join(folder, basename(path));
  return [...linkFolders(dirname(path), find), ...(isLink ? [folder] : [])];
}

/** Where a path is, or would be once it is made. */
export function expectedPath(path: string, find: FindPath): string {
  if (path === dirname(path)) return path;
  return find(path)?.path ?? join(expectedPath(dirname(path), find), basename(path));
}
