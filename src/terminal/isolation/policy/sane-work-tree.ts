import { HIDDEN } from './hidden/hidden-paths.ts';
import { type IsolatedPlace, READ_ONLY } from './paths/covered-paths.ts';
import { type FindPath, isWithin } from './paths/paths.ts';

/** Without a folder of git's that something covered lies in, or that lies in such: that one is an agent's invention. */
export function saneWorkTree(place: IsolatedPlace, find: FindPath): readonly string[] {
  const [top = '/', ...gitFolders] = place.workTree;
  const covered = [...Object.values(HIDDEN), READ_ONLY].flatMap((paths) => paths(place));
  const foreign = [...place.homes, ...covered, ...place.runner, ...Object.values(place.logins).flat()].flatMap(
    (path) => [path, find(path)?.path ?? path],
  );
  const isHome = (path: string) => place.homes.some((home) => path === home || path === find(home)?.path);
  const isSane = (folder: string) =>
    !foreign.some((path) => isWithin(path, folder) || (!isHome(path) && isWithin(folder, path)));
  return [top, ...gitFolders.filter((folder) => isSane(find(folder)?.path ?? folder))];
}
