import { delimiter, isAbsolute, join } from 'node:path';
import type { Backend } from '../../../agents/types.ts';
import type { IsolationName } from '../../../inputs/isolation-names.ts';
import { toolCaches } from '../../../own-path.ts';

/** What of a machine and a run matters to a policy. Absolute paths. */
export interface IsolatedPlace {
  readonly uid: number;
  readonly home: string;
  /** With the one that the machine knows of the user, which HOME may not name. */
  readonly homes: readonly string[];
  /** Variables that agents are given on purpose: what they name is theirs to use. */
  readonly agentEnv: readonly string[];
  /** Folders in which ssh's agents listen. */
  readonly sshAgents: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Top of the working tree, and git's folders of it that lie elsewhere (linked worktrees, submodules). */
  readonly workTree: readonly string[];
  /** The working tree of who works on a copy of it: to be read. Left out: nobody does. */
  readonly shownTrees?: readonly string[];
  /** Folders that may be read wherever they lie: our bundles, the CLIs that we installed. */
  readonly ownPrograms: readonly string[];
  /** Folders of PATH in which agents could put programs, see `openFolders`. */
  readonly programFolders: readonly string[];
  /** Ours alone: logs, locks, sockets, keys. */
  readonly ownFolders: readonly string[];
  /** Ours, with a file or two that agents read. */
  readonly ownFiles: readonly string[];
  /** The runner's: command files, its login, other actions. */
  readonly runner: readonly string[];
  /** Terminals that are open, and for root the devices through which it reads the disk past all files. */
  readonly devices: readonly string[];
  /** What is inside a folder of the home for each backend's login and sessions. */
  readonly logins: Readonly<Record<string, readonly string[]>>;
  /** Where links in what is covered lead, by the name that shows it, and what start-up files name; left out: nowhere. */
  readonly followed?: {
    readonly hidden: Readonly<Record<string, readonly string[]>>;
    readonly readOnly: readonly string[];
  };
  /** Of backends whose files in the home are in a folder of theirs under strict, see `Backend.foldedHome`. */
  readonly foldedHomes: Readonly<Record<string, ReturnType<NonNullable<Backend['foldedHome']>>>>;
}

type PathsOf = (place: IsolatedPlace) => readonly string[];
const inHome =
  (...names: readonly string[]): PathsOf =>
  ({ homes }) =>
    homes.flatMap((home) => names.map((name) => join(home, name)));

/** What no build needs, by the name that shows it all the same. */
export const HIDDEN: Readonly<Record<Exclude<IsolationName, 'sudo'>, PathsOf>> = {
  ssh: (place) => [
    ...inHome('.ssh')(place),
    ...variables(place, 'SSH_AUTH_SOCK'),
    ...place.sshAgents,
    ...['gcr/ssh', 'openssh_agent', 'ssh-agent', 'ssh-agent.socket'].flatMap((name) => inRuntime(place, name)),
  ],
  gpg: (place) => [
    ...inHome('.gnupg', '.password-store')(place),
    ...variables(place, 'GNUPGHOME', 'PASSWORD_STORE_DIR'),
    ...inRuntime(place, 'gnupg'),
  ],
  git: (place) => [
    ...inHome('.netrc', '.git-credentials', '.cache/git/credential')(place),
    ...inConfig(place, 'git/credentials'),
    ...namedBy(place, 'NETRC'),
    ...(place.env.XDG_CACHE_HOME ? [join(place.env.XDG_CACHE_HOME, 'git/credential')] : []),
  ],
  gh: (place) => [
    ...inConfig(place, 'gh', 'hub', 'glab-cli', 'tea'),
    ...namedBy(place, 'GH_CONFIG_DIR', 'GLAB_CONFIG_DIR'),
  ],
  aws: (place) => [
    ...inHome('.aws')(place),
    ...namedBy(place, 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'),
  ],
  azure: (place) => [
    ...inHome('.azure')(place),
    ...namedBy(place, 'AZURE_CONFIG_DIR', 'AZURE_FEDERATED_TOKEN_FILE', 'AZURE_CLIENT_CERTIFICATE_PATH'),
  ],
  gcloud: (place) => [
    ...inConfig(place, 'gcloud'),
    ...inHome('.boto')(place),
    ...namedBy(place, 'CLOUDSDK_CONFIG', 'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_GHA_CREDS_PATH'),
    ...namedBy(place, 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE'),
  ],
  kube: (place) => [...inHome('.kube')(place), ...namedBy(place, 'KUBECONFIG')],
  docker: (place) => [
    ...['docker', 'podman/podman', 'containerd/containerd', 'crio/crio', 'buildkit/buildkitd'].map(
      (name) => `/run/${name}.sock`,
    ),
    '/var/run/docker.sock',
    ...['docker.sock', 'podman', 'containerd-rootless', 'containers'].flatMap((name) => inRuntime(place, name)),
    ...variables(place, 'DOCKER_HOST', 'CONTAINER_HOST').map((address) => address.replace(/^unix:\/\//, '')),
    ...namedBy(place, 'REGISTRY_AUTH_FILE'),
    ...namedBy(place, 'DOCKER_CONFIG').map((folder) => join(folder, 'config.json')),
    ...inHome(
      '.docker/config.json',
      '.docker/run',
      '.docker/desktop',
      '.colima',
      '.lima',
      '.rd',
      '.orbstack/run',
    )(place),
    ...inConfig(place, 'containers/auth.json'),
  ],
  // Who reaches these has a process started outside of the sandbox.
  session: (place) => [
    ...['bus', 'systemd', 'keyring'].flatMap((name) => inRuntime(place, name)),
    ...inHome('.local/share/keyrings')(place),
    ...(place.uid === 0 ? ['/run/systemd/private', '/run/dbus/system_bus_socket'] : []),
  ],
  tmux: (place) => [
    ...[...new Set([place.env.TMUX_TMPDIR || '/tmp', '/tmp'])].map((folder) => join(folder, `tmux-${place.uid}`)),
    ...variables(place, 'TMUX').map((value) => value.replace(/,.*$/s, '')),
  ],
};

/** What shells, git, terminals and package managers execute or obey: the next job, and the person, would too. */
export const READ_ONLY: PathsOf = (place) => [
  ...inHome(
    ...['.bashrc', '.bash_profile', '.bash_login', '.bash_logout', '.bash_aliases', '.bash_completion', '.profile'],
    ...['.zshrc', '.zshenv', '.zprofile', '.zlogin', '.zlogout', '.kshrc', '.cshrc', '.tcshrc', '.login', '.inputrc'],
    ...['.oh-my-zsh', '.tmux.conf', '.tmux', '.screenrc', '.ssh/rc', '.pam_environment', '.xprofile', '.xsessionrc'],
    ...['.gitconfig', '.npmrc', '.yarnrc', '.yarnrc.yml', '.bunfig.toml', '.pypirc', '.condarc', '.gemrc', '.wgetrc'],
    ...['.curlrc', '.pip', '.pydistutils.cfg', '.bazelrc', '.mavenrc', '.direnvrc', '.envrc', '.vimrc', '.exrc'],
    ...['.gdbinit', '.lldbinit', '.irbrc', '.pryrc', '.Rprofile', '.docker/cli-plugins', '.asdf/asdf.sh'],
    ...['.deno/env', '.local/bin/env', '.pyenv/libexec', '.pyenv/plugins', '.rbenv/libexec', '.rbenv/plugins'],
    ...['.sdkman/bin', '.local/share/systemd', '.local/share/applications', '.local/share/bash-completion'],
  )(place),
  ...inHome('.m2/settings.xml', '.m2/settings-security.xml', '.m2/toolchains.xml', '.m2/extensions.xml')(place),
  ...inMoved(place, 'CARGO_HOME', '.cargo', 'config', 'config.toml', 'env'),
  ...inMoved(place, 'GRADLE_USER_HOME', '.gradle', 'init.d', 'init.gradle', 'init.gradle.kts', 'gradle.properties'),
  ...inMoved(place, 'NVM_DIR', '.nvm', 'nvm.sh', 'nvm-exec', 'bash_completion'),
  ...inMoved(place, 'ZDOTDIR', '.config/zsh', '.zshrc', '.zshenv', '.zprofile', '.zlogin', '.zlogout'),
  ...inMoved(place, 'DOCKER_CONFIG', '.docker', 'cli-plugins'),
  ...variables(place, 'GIT_CONFIG_GLOBAL', 'NPM_CONFIG_USERCONFIG', 'npm_config_userconfig', 'PIP_CONFIG_FILE'),
  ...variables(place, 'INPUTRC', 'GOENV', 'CURL_HOME'),
  ...inConfig(
    place,
    ...['git', 'pip', 'fish', 'nushell', 'powershell', 'systemd', 'autostart', 'environment.d', 'tmux', 'go/env'],
    ...['pnpm/rc', 'direnv', 'mise', 'nvim', 'kitty', 'alacritty', 'starship.toml'],
  ),
];

/** By writing there root is master of the machine, whatever else it may not. */
export const ROOT_ONLY = ['/proc/sys', '/proc/sysrq-trigger', '/proc/irq', '/proc/bus', '/sys'];

/** Where a runner keeps the tools of all jobs. */
export const TOOL_CACHES: PathsOf = ({ env }) => toolCaches(env);

/** Where builds keep what they downloaded, under strict. */
export const CACHES: PathsOf = (place) => [
  ...inHome(
    ...['.npm', '.cache', '.local/share/pnpm', '.local/share/uv', '.m2', '.gradle', '.cargo', '.rustup', 'go'],
    ...['.nuget', '.dotnet', '.bun', '.deno', '.pyenv', '.rbenv', '.nvm', '.gem', '.bundle', '.sbt', '.ivy2', '.yarn'],
  )(place),
  ...TOOL_CACHES(place),
  ...variables(
    place,
    ...['XDG_CACHE_HOME', 'CARGO_HOME', 'RUSTUP_HOME', 'GOPATH', 'GOCACHE', 'GOMODCACHE'],
    ...['GRADLE_USER_HOME', 'npm_config_cache', 'NPM_CONFIG_CACHE', 'PIP_CACHE_DIR', 'UV_CACHE_DIR', 'PNPM_HOME'],
    ...['npm_config_store_dir', 'YARN_CACHE_FOLDER', 'DENO_DIR', 'NUGET_PACKAGES'],
  ),
  ...variables(place, 'XDG_DATA_HOME').flatMap((folder) => ['pnpm', 'uv'].map((name) => join(folder, name))),
];

/** Of what can be allowed, those whose tools write locks, caches and renewed logins there. */
export const WRITTEN_BY_TOOLS = ['gpg', 'aws', 'azure', 'gcloud', 'kube'] as const;

export const FRESH = ['/tmp', '/var/tmp', '/dev/shm'];

/** In XDG_CONFIG_HOME, and where programs that do not know it look. */
function inConfig(place: IsolatedPlace, ...names: readonly string[]): readonly string[] {
  const folders = [...variables(place, 'XDG_CONFIG_HOME'), ...inHome('.config')(place)];
  return [...new Set(folders)].flatMap((folder) => names.map((name) => join(folder, name)));
}

/** Lists of them included; not by those that agents are given. */
function namedBy(place: IsolatedPlace, ...names: readonly string[]): readonly string[] {
  return names
    .filter((name) => !place.agentEnv.includes(name))
    .flatMap((name) => (place.env[name] ?? '').split(delimiter))
    .filter((path) => isAbsolute(path));
}

/** Names in a folder of the home, and in the one that a variable names in its place. */
function inMoved(place: IsolatedPlace, variable: string, folder: string, ...names: readonly string[]) {
  return [...new Set([...inHome(folder)(place), ...variables(place, variable)])].flatMap((top) =>
    names.map((name) => join(top, name)),
  );
}

function inRuntime({ env, uid }: IsolatedPlace, name: string): readonly string[] {
  return [join(env.XDG_RUNTIME_DIR || `/run/user/${uid}`, name)];
}

function variables({ env }: IsolatedPlace, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => env[name] || []).filter((value) => /^(?:unix:\/)?\//.test(value));
}
