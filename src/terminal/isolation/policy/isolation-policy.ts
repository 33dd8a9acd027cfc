import { dirname, join } from 'node:path';
import { hiddenByName } from './hidden/hidden-paths.ts';
import { FRESH, type IsolatedPlace, READ_ONLY, ROOT_ONLY, TOOL_CACHES } from './paths/covered-paths.ts';
import { type FindPath, foldersAbove, isWithin, type Strength } from './paths/paths.ts';
import { programPaths } from './paths/program-paths.ts';
import { allowedPaths, sharedWritable } from './paths/shared-paths.ts';
import { saneWorkTree } from './sane-work-tree.ts';
import type { FindCover, StrayCover } from './steady-covers.ts';

/** What was asked for. */
export interface IsolationRequest {
  readonly strength: Strength;
  /** Backend whose login is shown and writable; null: none, for commands of the user. */
  readonly backend: string | null;
  /** Names of what is not to be hidden, and `sudo`. */
  readonly allow: readonly string[];
  /** Further folders that are writable under strict. */
  readonly writable: readonly string[];
  /** What git signs with; default: gpg. */
  readonly signing?: 'gpg' | 'ssh';
}

/** What a program may reach. Paths exist, and hold no link. */
export interface IsolationPolicy {
  readonly strength: Strength;
  /** By the name that allows it; `own` and `runner` cannot be allowed. */
  readonly hidden: readonly { readonly name: string; readonly path: string; readonly isFolder: boolean }[];
  /** What lies in those, by the name that shows it. */
  readonly inner?: IsolationPolicy['hidden'];
  readonly readOnly: readonly string[];
  /** Those of it that naming them under isolation.writable opens: folders of PATH. */
  readonly programFolders: readonly string[];
  /** Under strict all that is, under auto only a copy of the working tree. */
  readonly writable: readonly string[];
  /** Folders that stay where they are: who moved one would move what is covered in it, and find it bare the next time. */
  readonly pinned: readonly string[];
  /** What another user must be lent for such a program to work at all, see `planLoan`. */
  readonly lent: {
    readonly home: string;
    readonly workTree: string;
    readonly trees: readonly string[];
    /** Folders in which programs make files. */
    readonly folders: readonly string[];
    /** Of what is read-only, what must be readable too. */
    readonly readable: readonly string[];
  };
  /** Is the program another user, who reaches nothing else of root's? */
  readonly isLent?: boolean;
  /** Devices that programs find beside those that a sandbox has of its own; terminals are none of them. */
  readonly devices: readonly string[];
  /** Folders that are new and empty, and end with the program. */
  readonly fresh: readonly string[];
  /** What is covered where a link leads: no mount keeps the link, see `restoreLinks`. */
  readonly linked: readonly string[];
  /** Links in the place of what would have been covered, which are not followed. */
  readonly strays: readonly StrayCover[];
  /** What would have been covered, but was not there. */
  readonly absent: readonly string[];
  /** Changes of the environment; null removes. */
  readonly env: Readonly<Record<string, string | null>>;
  /** Is the key there by which git signs? Without them a commit that is to be signed would fail. */
  readonly signs: boolean;
  /** May it become root by sudo? Then nothing of this holds against who means harm. */
  readonly sudo: boolean;
}

/** What there is at a path, where an agent may have put a link; left out: wherever that leads. */
interface SteadyPlaces {
  /** Of what may be written. */
  readonly findSteady?: FindPath;
  /** Of what is covered. */
  readonly findCovered?: FindCover;
}

/** What a program may reach on this machine. Pure: `findPath` says what there is. */
export function isolationPolicy(
  machine: IsolatedPlace,
  request: IsolationRequest,
  findPath: FindPath,
  { findSteady = findPath, findCovered = findPath }: SteadyPlaces = {},
): IsolationPolicy {
  const find = remembering(findPath);
  const place = { ...machine, workTree: saneWorkTree(machine, find) };
  const { strength, allow, backend } = request;
  const absent: string[] = [];
  const linked: string[] = [];
  const strays = new Map<string, string>();
  const isNew = newPaths();
  const ours = new Set([...place.ownFolders, ...place.ownPrograms, ...place.ownFiles, ...(place.shownTrees ?? [])]);
  const present = (path: string, isReadOnly: boolean) => {
    const there = find(path);
    const found = ours.has(path) ? there : findCovered(path, isReadOnly);
    // Gone between two looks, as another run's folder.
    const isGone = found === null && there?.path === path;
    if (there === null || isGone) absent.push(path);
    else if (found?.path !== there.path) strays.set(path, there.path);
    else if (found.path !== path) linked.push(path);
    return found === null || !isNew(found.path) ? [] : [found];
  };
  const own = backend === null ? [] : (place.logins[backend] ?? []).flatMap((path) => findSteady(path)?.path ?? []);
  // Not the login, which its agent may replace by a link to what is hidden.
  const shown = [...place.workTree, ...place.ownPrograms].flatMap((path) => find(path)?.path ?? []);
  const covered: readonly (readonly [string, readonly string[]])[] = [
    ['own', place.ownFolders],
    ['runner', [...place.runner, ...place.devices.raw]],
    ...hiddenByName(place, { allow, backend }),
  ];
  const all = covered.flatMap(([name, paths]) =>
    paths
      .flatMap((path) => present(path, false))
      .map(({ path, kind }) => ({ name, path, isFolder: kind === 'folder' })),
  );
  const hidden = all
    // What must be reached shows where it lies, as the working tree that somebody has in ~/.config/gh.
    .filter(({ path }) => !shown.some((other) => isWithin(other, path)))
    .filter(({ path }, _, shownElse) => !shownElse.some((outer) => outer.path !== path && isWithin(path, outer.path)));
  const isHidden = (path: string) => hidden.some((cover) => isWithin(path, cover.path));
  // A device, such as GIT_CONFIG_GLOBAL=/dev/null names, holds nothing, and could not be opened once it is mounted so.
  const visible = (paths: readonly string[]) =>
    paths
      .flatMap((path) => present(path, true))
      .flatMap(({ path, kind }) => (isHidden(path) || kind === 'other' ? [] : [path]));
  const isOwnWork = (path: string) => place.workTree.some((top) => isWithin(path, find(top)?.path ?? top));
  const steering = [
    ...READ_ONLY(place),
    ...(place.followed?.readOnly ?? []),
    ...(place.uid === 0 ? ROOT_ONLY : []),
    ...place.ownPrograms,
    ...place.ownFiles,
    ...(place.shownTrees ?? []),
    ...programPaths(place, request, find),
  ];
  const steers = visible(steering).filter((path) => !isOwnWork(path) && !own.includes(path));
  const strict = strength === 'strict';
  const isStillNew = newPaths();
  const needed = [
    ...place.workTree.flatMap((path) => findSteady(path)?.path ?? []),
    ...own,
    ...sharedWritable(place, request).flatMap((path) => findSteady(path)?.path ?? []),
  ].filter((path) => !isHidden(path) && isStillNew(path));
  // A copy may lie in what is read-only, as where TMPDIR is in the working tree.
  const copies = place.shownTrees === undefined ? [] : place.workTree.flatMap((path) => find(path)?.path ?? []);
  const written = strict ? needed : copies;
  const isShownIn = (outer: string) => written.some((path) => path !== outer && isWithin(path, outer));
  const readOnly = steers.filter(
    (path) => !steers.some((outer) => outer !== path && isWithin(path, outer) && !isShownIn(outer)),
  );
  const pinned = foldersAbove([...hidden.map(({ path }) => path), ...readOnly]).filter(
    (path) =>
      // Only root moves what lies in the root.
      (place.uid === 0 || dirname(path) !== '/') &&
      !isHidden(path) &&
      !readOnly.includes(path) &&
      // Elsewhere nothing can be moved under strict.
      (!strict || needed.some((top) => top !== path && isWithin(path, top))),
  );
  return {
    strength,
    hidden,
    inner: all.filter(({ path }) => hidden.some((outer) => outer.path !== path && isWithin(path, outer.path))),
    readOnly,
    programFolders: place.programFolders.flatMap((folder) => find(folder)?.path ?? []),
    writable: written,
    pinned,
    lent: lentPaths(place, request, { find, needed, readOnly, pinned }),
    devices: place.devices.open,
    fresh: strict ? FRESH.flatMap((path) => (find(path)?.kind === 'folder' ? [path] : [])) : [],
    absent,
    linked,
    strays: [...strays].map(([path, target]) => ({ path, target })),
    env: isolatedEnvironment(place, request),
    signs: allow.includes(request.signing ?? 'gpg'),
    sudo: allow.includes('sudo'),
  };
}

/**
 * What another user gets rights to. Nothing that a link leads to, but for the working tree: an agent may have made it, in
 * this run or in one before.
 */
function lentPaths(
  place: IsolatedPlace,
  { allow, writable, backend }: IsolationRequest,
  found: { find: FindPath; needed: readonly string[]; readOnly: readonly string[]; pinned: readonly string[] },
): IsolationPolicy['lent'] {
  const { find, needed, readOnly, pinned } = found;
  const home = find(place.home)?.path ?? place.home;
  const direct = (paths: readonly string[]) =>
    paths
      .map((path) => (isWithin(path, place.home) ? join(home, path.slice(place.home.length)) : path))
      .filter((path) => find(path)?.path === path);
  const caches = [...(place.logins[backend ?? ''] ?? []), ...sharedWritable(place, { allow, writable })];
  // Too large to be lent for each start, and read by most builds alone.
  const kept = direct(caches).filter((path) => !direct(TOOL_CACHES(place)).includes(path));
  const { TMPDIR = '', RUNNER_TEMP = '' } = place.env;
  return {
    home: place.home,
    workTree: place.workTree[0] ?? '/',
    trees: [
      ...new Set([
        ...needed.filter((path) => kept.includes(path) || place.workTree.some((top) => find(top)?.path === path)),
        ...direct(allowedPaths(place, allow)),
      ]),
    ],
    folders: [
      home,
      ...direct([TMPDIR, RUNNER_TEMP].filter(Boolean)),
      ...pinned.filter((path) => path !== home && isWithin(path, home)),
    ],
    readable: direct([...READ_ONLY(place), ...place.ownPrograms, ...place.ownFiles]).filter((path) =>
      readOnly.includes(path),
    ),
  };
}

/** Variables that name what is hidden. */
function isolatedEnvironment(
  { foldedHomes }: IsolatedPlace,
  { allow, strength, backend }: IsolationRequest,
): Readonly<Record<string, string | null>> {
  return {
    ...(allow.includes('tmux') ? {} : { TMUX: null, TMUX_PANE: null }),
    ...(allow.includes('ssh') ? {} : { SSH_AUTH_SOCK: null }),
    ...(allow.includes('session') ? {} : { DBUS_SESSION_BUS_ADDRESS: null }),
    ...(strength === 'strict' ? { TMPDIR: '/tmp', ...foldedHomes[backend ?? '']?.env } : {}),
  };
}

function remembering(find: FindPath): FindPath {
  const known = new Map<string, ReturnType<FindPath>>();
  return (path) => {
    const found = known.get(path) ?? find(path);
    known.set(path, found);
    return found;
  };
}

function newPaths(): (path: string) => boolean {
  const seen = new Set<string>();
  return (path) => !seen.has(path) && seen.add(path) !== null;
}
