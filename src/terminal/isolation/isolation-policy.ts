import { dirname, join } from 'node:path';
import type { IsolationName } from '../../inputs/isolation-names.ts';

/** `auto`: the machine stays as it is, but for what concerns no build. `strict`: nothing is writable but what is named. */
export type Strength = 'auto' | 'strict';

/** A path as it is on the machine, links resolved; null: there is nothing. */
export type FindPath = (path: string) => { readonly path: string; readonly kind: 'folder' | 'file' | 'other' } | null;

/** What of a machine and a run matters to a policy. Absolute paths. */
export interface IsolatedPlace {
  readonly uid: number;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Top of the working tree, and git's folders of it that lie elsewhere (linked worktrees, submodules). */
  readonly workTree: readonly string[];
  /** Folders that may be read wherever they lie: our bundles, the CLIs that we installed. */
  readonly ownPrograms: readonly string[];
  /** Ours alone: logs, locks, sockets, keys. */
  readonly ownFolders: readonly string[];
  /** Ours, where agents read a file or two, but neither these sockets. */
  readonly ownSockets: readonly string[];
  /** The runner's: command files, its login, other actions. */
  readonly runner: readonly string[];
  /** Devices through which root reads the disk past all files. */
  readonly devices: readonly string[];
  /** What is inside a folder of the home for each backend's login and sessions. */
  readonly logins: Readonly<Record<string, readonly string[]>>;
}

/** What was asked for. */
export interface IsolationRequest {
  readonly strength: Strength;
  /** Backend whose login is shown and writable; null: none, for commands of the user. */
  readonly backend: string | null;
  /** Names of what is not to be hidden, and `sudo`. */
  readonly allow: readonly string[];
  /** Further folders that are writable under strict. */
  readonly writable: readonly string[];
}

/** What a program may reach. Paths exist, and hold no link. */
export interface IsolationPolicy {
  readonly strength: Strength;
  /** By the name that allows it; `own` and `runner` cannot be allowed. */
  readonly hidden: readonly { readonly name: string; readonly path: string; readonly isFolder: boolean }[];
  readonly readOnly: readonly string[];
  /** Under strict alone. */
  readonly writable: readonly string[];
  /** Folders that are new and empty, and end with the program. */
  readonly fresh: readonly string[];
  /** What would have been covered, but was not there. */
  readonly absent: readonly string[];
  /** Changes of the environment; null removes. */
  readonly env: Readonly<Record<string, string | null>>;
  /** Are the keys there by which git signs? Without them a commit that is to be signed would fail. */
  readonly signs: boolean;
  /** May it become root by sudo? Then nothing of this holds against who means harm. */
  readonly sudo: boolean;
}

type PathsOf = (place: IsolatedPlace) => readonly string[];
const inHome =
  (...names: readonly string[]): PathsOf =>
  ({ home }) =>
    names.map((name) => join(home, name));

/** What no build needs, by the name that shows it all the same. */
const HIDDEN: Readonly<Record<Exclude<IsolationName, 'sudo'>, PathsOf>> = {
  ssh: (place) => [...inHome('.ssh')(place), ...variables(place, 'SSH_AUTH_SOCK')],
  gpg: (place) => [...inHome('.gnupg')(place), ...variables(place, 'GNUPGHOME'), ...inRuntime(place, 'gnupg')],
  git: (place) => [
    ...inHome('.netrc', '.git-credentials')(place),
    join(configHome(place), 'git', 'credentials'),
    ...inHome('.cache/git/credential')(place),
  ],
  gh: (place) => [join(configHome(place), 'gh'), join(configHome(place), 'hub'), ...variables(place, 'GH_CONFIG_DIR')],
  aws: inHome('.aws'),
  azure: (place) => [...inHome('.azure')(place), ...variables(place, 'AZURE_CONFIG_DIR')],
  gcloud: (place) => [join(configHome(place), 'gcloud'), ...variables(place, 'CLOUDSDK_CONFIG')],
  kube: (place) => [...inHome('.kube')(place), ...variables(place, 'KUBECONFIG')],
  docker: (place) => [
    ...['docker', 'podman/podman', 'containerd/containerd', 'crio/crio', 'buildkit/buildkitd'].map(
      (name) => `/run/${name}.sock`,
    ),
    '/var/run/docker.sock',
    ...['docker.sock', 'podman', 'containerd-rootless'].flatMap((name) => inRuntime(place, name)),
    ...variables(place, 'DOCKER_HOST', 'CONTAINER_HOST').map((address) => address.replace(/^unix:\/\//, '')),
    ...inHome('.docker/config.json', '.docker/run', '.config/containers/auth.json')(place),
  ],
  // Who reaches these has a process started outside of the sandbox.
  session: (place) => [
    ...['bus', 'systemd', 'keyring'].flatMap((name) => inRuntime(place, name)),
    ...(place.uid === 0 ? ['/run/systemd/private', '/run/dbus/system_bus_socket'] : []),
  ],
  tmux: (place) => [
    join(place.env.TMUX_TMPDIR || '/tmp', `tmux-${place.uid}`),
    ...variables(place, 'TMUX').map((value) => value.replace(/,.*$/s, '')),
  ],
};

/** What shells, git and package managers execute or obey: the next job, and the person, would too. */
const READ_ONLY: PathsOf = (place) => [
  ...inHome(
    ...['.bashrc', '.bash_profile', '.bash_login', '.bash_logout', '.bash_aliases', '.profile'],
    ...['.zshrc', '.zshenv', '.zprofile', '.zlogin', '.kshrc', '.inputrc', '.tmux.conf', '.ssh/rc', '.pam_environment'],
    ...['.gitconfig', '.npmrc', '.yarnrc', '.yarnrc.yml', '.pypirc', '.condarc', '.gemrc', '.wgetrc', '.curlrc'],
    ...['.pip', '.cargo/config', '.cargo/config.toml', '.cargo/env', '.m2/settings.xml', '.gradle/init.d'],
    ...['.local/share/systemd', '.xprofile', '.xsessionrc'],
  )(place),
  ...['git', 'pip', 'fish', 'systemd', 'autostart', 'environment.d'].map((name) => join(configHome(place), name)),
];

/** By writing there root is master of the machine, whatever else it may not. */
const ROOT_ONLY = ['/proc/sys', '/proc/sysrq-trigger', '/proc/irq', '/proc/bus', '/sys'];

/** Where builds keep what they downloaded, under strict. */
const CACHES: PathsOf = (place) => [
  ...inHome(
    ...['.npm', '.cache', '.local/share/pnpm', '.local/share/uv', '.m2', '.gradle', '.cargo', '.rustup', 'go'],
    ...['.nuget', '.dotnet', '.bun', '.deno', '.pyenv', '.rbenv', '.nvm', '.gem', '.bundle', '.sbt', '.ivy2', '.yarn'],
  )(place),
  '/opt/hostedtoolcache',
  ...variables(
    place,
    ...['RUNNER_TOOL_CACHE', 'XDG_CACHE_HOME', 'CARGO_HOME', 'RUSTUP_HOME', 'GOPATH', 'GOCACHE', 'GOMODCACHE'],
    ...['GRADLE_USER_HOME', 'npm_config_cache', 'NPM_CONFIG_CACHE', 'PIP_CACHE_DIR', 'UV_CACHE_DIR', 'PNPM_HOME'],
  ),
];

const FRESH = ['/tmp', '/var/tmp', '/dev/shm'];

/** What a program may reach on this machine. Pure: `find` says what there is. */
export function isolationPolicy(place: IsolatedPlace, request: IsolationRequest, findPath: FindPath): IsolationPolicy {
  const find = remembering(findPath);
  const { strength, allow, backend } = request;
  const absent: string[] = [];
  const isNew = newPaths();
  const present = (path: string) => {
    const found = find(path);
    if (found === null) absent.push(path);
    return found === null || !isNew(found.path) ? [] : [found];
  };
  const own = backend === null ? [] : (place.logins[backend] ?? []).flatMap((path) => find(path)?.path ?? []);
  const shown = [...place.workTree, ...place.ownPrograms, ...own].flatMap((path) => find(path)?.path ?? []);
  const covered: readonly (readonly [string, readonly string[]])[] = [
    ['own', [...place.ownFolders, ...place.ownSockets]],
    ['runner', [...place.runner, ...place.devices]],
    ...Object.entries(HIDDEN).flatMap(([name, paths]) => (allow.includes(name) ? [] : [[name, paths(place)] as const])),
    ...Object.entries(place.logins).filter(([name]) => name !== backend && !allow.includes(name)),
  ];
  const hidden = covered
    .flatMap(([name, paths]) =>
      paths.flatMap(present).map(({ path, kind }) => ({ name, path, isFolder: kind === 'folder' })),
    )
    // What must be reached shows where it lies, as the working tree that somebody has in ~/.config/gh.
    .filter(({ path }) => !shown.some((other) => isWithin(other, path)))
    .filter(({ path }, _, all) => !all.some((outer) => outer.path !== path && isWithin(path, outer.path)));
  const isHidden = (path: string) => hidden.some((cover) => isWithin(path, cover.path));
  const visible = (paths: readonly string[]) =>
    paths.flatMap(present).flatMap(({ path }) => (isHidden(path) ? [] : [path]));
  const isOwnWork = (path: string) => place.workTree.some((top) => isWithin(path, find(top)?.path ?? top));
  const steering = [
    ...READ_ONLY(place),
    ...(place.uid === 0 ? ROOT_ONLY : []),
    ...place.ownPrograms,
    ...place.ownSockets.map((path) => dirname(path)),
  ];
  const readOnly = visible(steering).filter((path) => !isOwnWork(path) && !own.includes(path));
  const strict = strength === 'strict';
  const isStillNew = newPaths();
  const writable = strict
    ? [...place.workTree, ...own, ...CACHES(place), ...request.writable]
        .flatMap((path) => find(path)?.path ?? [])
        .filter((path) => !isHidden(path) && isStillNew(path))
    : [];
  return {
    strength,
    hidden,
    readOnly,
    writable,
    fresh: strict ? FRESH.flatMap((path) => (find(path)?.kind === 'folder' ? [path] : [])) : [],
    absent,
    env: isolatedEnvironment(request),
    signs: allow.includes('ssh') && allow.includes('gpg'),
    sudo: allow.includes('sudo'),
  };
}

/** Variables that name what is hidden. */
function isolatedEnvironment({ allow, strength }: IsolationRequest): Readonly<Record<string, string | null>> {
  return {
    ...(allow.includes('tmux') ? {} : { TMUX: null, TMUX_PANE: null }),
    ...(allow.includes('ssh') ? {} : { SSH_AUTH_SOCK: null }),
    ...(allow.includes('session') ? {} : { DBUS_SESSION_BUS_ADDRESS: null }),
    ...(strength === 'strict' ? { TMPDIR: '/tmp' } : {}),
  };
}

/** Is it the folder, or in it? */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
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

function configHome({ env, home }: IsolatedPlace): string {
  return env.XDG_CONFIG_HOME || join(home, '.config');
}

function inRuntime({ env, uid }: IsolatedPlace, name: string): readonly string[] {
  return [join(env.XDG_RUNTIME_DIR || `/run/user/${uid}`, name)];
}

function variables({ env }: IsolatedPlace, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => env[name] || []).filter((value) => /^(?:unix:\/)?\//.test(value));
}
