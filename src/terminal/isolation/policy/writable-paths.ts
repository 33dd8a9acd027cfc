import { basename, dirname, join } from 'node:path';
import { UserError } from '../../../errors.ts';
import type { IsolationPolicy } from './isolation-policy.ts';
import { type FindPath, isWithin } from './paths.ts';

/** Where writing is power over the machine, not over files. */
const SYSTEM = ['/dev', '/proc', '/sys'];

/** Folders there are like any others; the whole of it belongs to every program. */
const SHARED_MEMORY = '/dev/shm';

/** Of the paths that somebody named as writable, what they should know; UserError for one that is the machine itself. */
export function checkWritable(
  paths: readonly string[],
  { hidden, readOnly }: Pick<IsolationPolicy, 'hidden' | 'readOnly'>,
  find: FindPath,
): readonly string[] {
  return paths.flatMap((path) => {
    const found = find(path);
    if (found === null) return [`${path} does not exist or cannot be read, so nothing there can be written`];
    const named = found.path === path ? path : `${path} (a link to ${found.path})`;
    refuseSystem(named, found.path);
    const cover = hidden.find((one) => isWithin(found.path, one.path));
    if (cover !== undefined)
      return [`${named} is hidden in the sandbox, so nothing there can be written; isolation-allow can show it`];
    if (readOnly.includes(found.path)) return [`${named} stays read-only, because other programs obey it`];
    if (found.kind !== 'folder')
      return [`${named} is not a folder: it can be written, but not replaced or removed; name its folder for that`];
    return found.path === path ? [] : [`${path} is a link; ${found.path} can be written`];
  });
}

const isAmong = (folders: readonly string[], path: string): boolean =>
  !path.startsWith(`${SHARED_MEMORY}/`) && folders.some((top) => isWithin(path, top));

function refuseSystem(named: string, path: string): void {
  if (path !== '/' && !isAmong(SYSTEM, path)) return;
  throw new UserError(`${named} is ${path === '/' ? 'the whole machine' : 'part of the system'}`, {
    where: 'isolation.writable',
    fix: 'Name the folders that agents write, such as ~/.cache/my-tool.',
  });
}

/** Where a machine has its programs and settings; nobody keeps a cache there by a link. */
const MACHINE = ['/bin', '/boot', '/etc', '/lib', '/lib64', '/sbin', '/usr', ...SYSTEM];

/**
 * What may be written is where it was when the run began: an agent that puts a link in the place of a cache, or of its
 * own login, would have the next one write wherever that leads. A link that was there before may be an agent's of an
 * earlier run; where nobody named it, it must lead to where something may be written anyway, or to a disk of its own.
 */
export function steadyPaths(
  paths: readonly string[],
  { named, home }: { readonly named: readonly string[]; readonly home: string },
  find: FindPath,
): { readonly find: FindPath; readonly problems: readonly string[] } {
  const top = find(home)?.path ?? home;
  const direct = new Map(paths.map((path) => [path, isWithin(path, home) ? join(top, path.slice(home.length)) : path]));
  const isStray = (path: string, target: string) => {
    if (named.includes(path) || target === direct.get(path)) return false;
    if (isWithin(top, target) || isAmong(MACHINE, target)) return true;
    return isWithin(target, top) && ![...direct.values()].some((folder) => isWithin(target, folder));
  };
  const expected = new Map(paths.map((path) => [path, expectedPath(path, find)]));
  const stray = [...expected].filter(([path, target]) => isStray(path, target));
  for (const [path] of stray) expected.delete(path);
  return {
    find(path) {
      const found = find(path);
      return found?.path === expected.get(path) ? found : null;
    },
    problems: stray.map(
      ([path, target]) =>
        `${path} is a link to ${target}, so nothing there can be written; name ${path} if you made it`,
    ),
  };
}

/** Where a path is, or would be once it is made. */
function expectedPath(path: string, find: FindPath): string {
  if (path === dirname(path)) return path;
  return find(path)?.path ?? join(expectedPath(dirname(path), find), basename(path));
}
