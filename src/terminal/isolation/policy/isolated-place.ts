import { spawnSync } from 'node:child_process';
import { constants, copyFileSync, existsSync, lstatSync, mkdirSync, realpathSync, renameSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { stateFolder } from '../../../agents/install/install-folders.ts';
import { resolveFolder } from '../../../agents/login.ts';
import type { Backend } from '../../../agents/types.ts';
import { openFolders, openPlaces, ownPath } from '../../../own-path.ts';
import { secretValues } from '../../../secrets/agent-environment.ts';
import { sharedLocks } from '../../../state/lock/lock-path.ts';
import { makeTempParent, tempParent, tempPlaces } from '../../../state/lock/temp-folder.ts';
import { readDevices } from './devices.ts';
import { readGitPlace } from './git-place.ts';
import { namesIn, rootsSockets, sessionSockets } from './hidden/find-sockets.ts';
import { sshAgentFolders } from './listening-places.ts';
import type { IsolatedPlace } from './paths/covered-paths.ts';
import { neededFolders } from './paths/first-folders.ts';
import { followPaths } from './paths/followed-paths.ts';
import { type FindPath, isOfMachine, isWithin } from './paths/paths.ts';
import { runtimeFolder, tmuxFolders } from './paths/paths-of-place.ts';

/** What a run knows of itself. */
export interface PlaceOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The home that the machine knows of the user; left out: the same. */
  readonly machineHome?: string | null;
  /** Variables that agents are given on purpose; left out: none. */
  readonly agentEnv?: readonly string[];
  readonly workdir: string;
  /** Our bundles. */
  readonly dist: string;
  /** Folder of the CLIs that were installed. */
  readonly cacheDir: string;
  /** Folder of all logs. */
  readonly logs: string;
  /** Files through which a step speaks to the runner. */
  readonly runnerFiles: readonly string[];
  readonly backends: readonly Backend[];
  /** What a person named as the agent; left out: nothing. */
  readonly agentCommand?: string | null;
  readonly uid: number;
}

/** The Node that runs us, and its npm, where agents could replace them. */
function nodeFiles(env: PlaceOptions['env']): readonly string[] {
  const npm = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm');
  return [process.execPath, npm].filter(openPlaces(env));
}

/**
 * What variables name that agents are not given, as ANSIBLE_VAULT_PASSWORD_FILE. Not in the working tree, where git would
 * see a change.
 */
function secretFiles({ env, agentEnv = [] }: PlaceOptions, workTree: readonly string[]): readonly string[] {
  const withheld = Object.fromEntries(Object.entries(env).filter(([name]) => !agentEnv.includes(name)));
  return secretValues(withheld, []).filter(
    (path) =>
      isAbsolute(path) &&
      !isOfMachine(path) &&
      !workTree.some((top) => isWithin(path, top)) &&
      findPath(path)?.kind === 'file',
  );
}

/** The one of HOME first. */
export function homesOf({ home, machineHome }: Pick<PlaceOptions, 'home' | 'machineHome'>): readonly string[] {
  const other = machineHome && isAbsolute(machineHome) && machineHome !== '/' ? machineHome : home;
  return [...new Set([home, other])];
}

/** Looks at the machine as it is now: what somebody makes later is in no policy. `git`: as it was when the run began. */
export function readPlace(options: PlaceOptions, git = readGitPlace(options.workdir)): IsolatedPlace {
  const { env, home, uid, backends } = options;
  const places = tempPlaces(env);
  const homes = homesOf(options);
  const otherHomes = homes.slice(1);
  const place: IsolatedPlace = {
    uid,
    ...{ home, homes, env, agentEnv: options.agentEnv ?? [] },
    sessionSockets: sessionSockets(namesIn('/tmp')),
    rootsSockets: rootsSockets(uid),
    secretFiles: secretFiles(options, git.folders),
    runtimeNames: namesIn(runtimeFolder({ env, uid })),
    agentWords: (options.agentCommand ?? '').split(/\s+/),
    sshAgents: sshAgentFolders(),
    workTree: git.folders,
    ownPrograms: [options.dist, options.cacheDir, ...nodeFiles(env)],
    programFolders: openFolders(env),
    ownFolders: [
      options.logs,
      stateFolder(env, home),
      ...(git.own === null ? [] : [git.own]),
      ...places.map((place) => tempParent(place, 'hidden')),
      // One that is made later is no matter for a person.
      ...places.map(sharedLocks).filter((path) => existsSync(path)),
    ],
    ownFiles: places.map((place) => tempParent(place, 'shown')),
    runner: [...options.runnerFiles, ...runnerPaths(env.RUNNER_TEMP), ...otherActions(options.dist, env.RUNNER_TEMP)],
    devices: readDevices(uid),
    logins: Object.fromEntries(
      backends.flatMap(({ name, ownPaths }) =>
        ownPaths === undefined
          ? []
          : [
              [
                name,
                [
                  ...ownPaths(resolveFolder(env, home)),
                  ...otherHomes.flatMap((other) => ownPaths(resolveFolder({}, other))),
                ],
              ],
            ],
      ),
    ),
    foldedHomes: Object.fromEntries(
      backends.flatMap(({ name, foldedHome }) =>
        foldedHome === undefined ? [] : [[name, foldedHome(resolveFolder(env, home))]],
      ),
    ),
  };
  return { ...place, followed: followPaths(place) };
}

/** Folders of ours and of tmux, before there is anything in them: what is made after a start is not covered by it. */
export function makeOwnFolders(options: Pick<PlaceOptions, 'env' | 'home' | 'cacheDir' | 'uid'>): void {
  const { env, home, cacheDir } = options;
  makeTempParents(env);
  // An agent that made them could put a CLI there, and the record that it is as it was installed.
  for (const folder of [cacheDir, stateFolder(env, home)]) makeFolder(folder, { recursive: true });
  // A server that another run starts later listens there.
  for (const folder of tmuxFolders(options).filter(isAbsolute)) makeFolder(folder, { recursive: false });
}

/** What cannot be made nobody can use either. */
function makeFolder(path: string, { recursive }: { readonly recursive: boolean }): void {
  try {
    mkdirSync(path, { recursive, mode: 0o700 });
  } catch {
    // It is there, or somebody else's.
  }
}

export function makeTempParents(env: PlaceOptions['env']): void {
  for (const place of tempPlaces(env)) {
    try {
      makeTempParent(place, 'hidden');
      makeTempParent(place, 'shown');
    } catch {
      // No run of ours can use it either.
    }
  }
}

/**
 * Under strict a folder is writable only if it is there: an agent's own on its first day, and where every build keeps what
 * it downloads. What cannot be made is for whoever needs it to say.
 */
export function makeWritableFolders(place: IsolatedPlace, backend: string | null): void {
  for (const folder of neededFolders(place, backend)) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch {}
  }
  const copy = backend === null ? undefined : place.foldedHomes[backend]?.copy;
  if (copy === undefined || !isNewer(copy.from, copy.to)) return;
  // Put in its place whole: what is there may be a link of the agent's.
  const made = `${copy.to}.${process.pid}`;
  try {
    copyFileSync(copy.from, made, constants.COPYFILE_EXCL);
    renameSync(made, copy.to);
  } catch {}
}

/** With what git signs; of the repository's settings only their text is read. */
export function readSigning({ env, workdir }: Pick<PlaceOptions, 'env' | 'workdir'>): 'gpg' | 'ssh' {
  const { status, stdout } = spawnSync('git', ['config', '--get', 'gpg.format'], {
    cwd: workdir,
    env: { ...env, PATH: ownPath(env) },
    encoding: 'utf8',
  });
  return status === 0 && stdout.trim().toLowerCase() === 'ssh' ? 'ssh' : 'gpg';
}

function isNewer(path: string, other: string): boolean {
  const changed = [path, other].map((file) => lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return path !== other && (changed[0] ?? 0) > (changed[1] ?? 0);
}

/** The runner's login, its talk with steps, and what else its job brought, beside the job's folder for temporary files. */
function runnerPaths(temp: string | undefined): readonly string[] {
  if (!temp) return [];
  const root = resolve(temp, '..', '..');
  return [
    join(temp, '_runner_file_commands'),
    ...['.credentials', '.credentials_rsaparams', '.runner', '_diag'].map((name) => join(root, name)),
  ];
}

/**
 * What is at a path, by its real name; a link that leads nowhere is nothing. Asked of hundreds of paths at each start, most
 * of which are not there: that alone must cost no exception.
 */
export const findPath: FindPath = (path) => {
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
    const real = realpathSync.native(path);
    const stat = statSync(real);
    return { path: real, kind: stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : 'other' };
  } catch {
    return null;
  }
};

/** Actions of other steps that lie beside ours; all of them where we were not started from there. */
function otherActions(dist: string, temp: string | undefined): readonly string[] {
  const marker = `${sep}_actions${sep}`;
  const at = dist.indexOf(marker);
  if (at < 0) return temp ? [resolve(temp, '..', '_actions')] : [];
  let folder = dist.slice(0, at + marker.length - 1);
  return dist
    .slice(at + marker.length)
    .split(sep)
    .flatMap((name) => {
      const others = namesIn(folder).filter((other) => other !== name);
      const paths = others.map((other) => join(folder, other));
      folder = join(folder, name);
      // Beside the action's own folder there is its mark that it was unpacked, and below it all is ours.
      return paths;
    });
}
