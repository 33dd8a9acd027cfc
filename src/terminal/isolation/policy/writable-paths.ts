import { basename, dirname, join } from 'node:path';
import { UserError } from '../../../errors.ts';
import { type FindPath, type IsolationPolicy, isWithin } from './isolation-policy.ts';

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

function refuseSystem(named: string, path: string): void {
  const isSystem = path === '/' || (!path.startsWith(`${SHARED_MEMORY}/`) && SYSTEM.some((top) => isWithin(path, top)));
  if (!isSystem) return;
  throw new UserError(`${named} is ${path === '/' ? 'the whole machine' : 'part of the system'}`, {
    where: 'isolation.writable',
    fix: 'Name the folders that agents write, such as ~/.cache/my-tool.',
  });
}

/**
 * What may be written is where it was when the run began: an agent that puts a link in the place of a cache, or of its
 * own login, would have the next one write wherever that leads.
 */
export function steadyPaths(paths: readonly string[], find: FindPath): FindPath {
  const expected = new Map(paths.map((path) => [path, expectedPath(path, find)]));
  return (path) => {
    const found = find(path);
    return found?.path === expected.get(path) ? found : null;
  };
}

/** Where a path is, or would be once it is made. */
function expectedPath(path: string, find: FindPath): string {
  if (path === dirname(path)) return path;
  return find(path)?.path ?? join(expectedPath(dirname(path), find), basename(path));
}
