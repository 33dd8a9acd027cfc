import { basename, join } from 'node:path';
import type { IsolationName } from '../../../../inputs/isolation-names.ts';
import type { IsolatedPlace, PathsOf } from '../paths/covered-paths.ts';
import { isWithin } from '../paths/paths.ts';
import {
  inConfig,
  inData,
  inHome,
  inRuntime,
  namedBy,
  runtimeFolder,
  sockets,
  tmuxFolders,
  variables,
} from '../paths/paths-of-place.ts';
import { AGENT_LOGINS, LOGIN_LISTS, type LoginList } from './login-lists.ts';

/** What no build needs, by the name that shows it all the same. */
export const HIDDEN: Readonly<Record<Exclude<IsolationName, 'sudo'>, PathsOf>> = {
  ssh: (place) => [
    ...inHome(
      '.ssh',
      '.1password',
      '.bitwarden-ssh-agent.sock',
      'snap/bitwarden/current/.bitwarden-ssh-agent.sock',
    )(place),
    ...inHome('.var/app/com.bitwarden.desktop/data/.bitwarden-ssh-agent.sock')(place),
    ...variables(place, 'SSH_AUTH_SOCK'),
    ...place.sshAgents,
    ...inRuntime(place, 'gcr/ssh', 'openssh_agent', 'ssh-agent', 'ssh-agent.socket'),
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
    ...DOCKER_SOCKETS,
    ...inRuntime(
      place,
      'docker.sock',
      'docker',
      'podman',
      'containerd-rootless',
      'containerd',
      'containers',
      'buildkit',
    ),
    ...sockets(place, 'DOCKER_HOST', 'CONTAINER_HOST', 'CONTAINERD_ADDRESS', 'BUILDKIT_HOST'),
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
    ...inConfig(place, 'containers/auth.json', 'containers/podman/machine'),
    ...inData(place, 'containers/podman/machine'),
  ],
  daemons: (place) => [...DAEMON_SOCKETS, ...place.rootsSockets],
  // Who reaches these has a process started outside of the sandbox.
  session: (place) => [
    ...inRuntime(place, 'bus', 'systemd', 'keyring', ...place.runtimeNames),
    ...place.sessionSockets,
    ...inHome('.local/share/keyrings', '.Xauthority', '.ICEauthority', '.emacs.d/server', '.dbus')(place),
    ...inConfig(place, 'emacs/server'),
    ...sockets(place, 'DBUS_SESSION_BUS_ADDRESS', 'NVIM', 'KITTY_LISTEN_ON', 'VSCODE_IPC_HOOK_CLI'),
    ...sockets(place, 'VSCODE_GIT_IPC_HANDLE', 'VSCODE_IPC_HOOK', 'I3SOCK', 'SWAYSOCK', 'XAUTHORITY'),
    ...(place.uid === 0 ? ['/run/systemd/private', '/run/dbus/system_bus_socket'] : []),
  ],
  tmux: (place) => [
    ...tmuxFolders(place),
    ...variables(place, 'TMUX').map((value) => value.replace(/,.*$/s, '')),
    ...['/run/tmux', '/run/screen', '/tmp/screens', '/tmp/uscreens', `/tmp/zellij-${place.uid}`],
    ...inHome('.screen')(place),
    ...inRuntime(place, 'zellij', 'screen'),
    ...variables(place, 'SCREENDIR', 'ZELLIJ_SOCKET_DIR'),
  ],
  clouds: (place) => pathsIn(place, LOGIN_LISTS.clouds),
  vaults: (place) => pathsIn(place, LOGIN_LISTS.vaults),
  registries: (place) => [
    ...pathsIn(place, LOGIN_LISTS.registries),
    ...variables(place, 'CARGO_HOME').flatMap((folder) => [
      join(folder, 'credentials'),
      join(folder, 'credentials.toml'),
    ]),
  ],
  databases: (place) => pathsIn(place, LOGIN_LISTS.databases),
  browsers: (place) => pathsIn(place, LOGIN_LISTS.browsers),
  agents: (place) => Object.values(AGENT_LOGINS).flatMap((list) => pathsIn(place, list)),
};

/** Each amounts to root on the machine, or to the containers of others. */
const DOCKER_SOCKETS = [
  ...['docker', 'podman/podman', 'containerd/containerd', 'crio/crio', 'buildkit/buildkitd'].map(
    (name) => `/run/${name}.sock`,
  ),
  ...['docker/containerd/containerd', 'k3s/containerd/containerd', 'cri-dockerd', 'dockershim'].map(
    (name) => `/run/${name}.sock`,
  ),
  ...[
    '/var/run/docker.sock',
    '/run/host-services',
    '/run/containerd/containerd.sock.ttrpc',
    '/run/k0s/containerd.sock',
  ],
  ...['/tmp/buildkitd.sock', '/tmp/podman', '/tmp/podman.sock', '/tmp/storage-run-podman'],
];

const DAEMON_SOCKETS = [
  ...['/var/lib/incus/unix.socket', '/run/incus/unix.socket', '/var/lib/incus/unix.socket.user', '/run/incus-user'],
  ...['/var/lib/lxd/unix.socket', '/var/snap/lxd/common/lxd/unix.socket', '/var/snap/lxd/common/lxd-user'],
  ...['/run/libvirt', '/run/snapd.socket', '/run/snapd-snap.socket', '/run/WSL'],
];

function pathsIn(place: IsolatedPlace, { home = [], config = [], data = [], variables: named = [] }: LoginList) {
  return [
    ...inHome(...home)(place),
    ...inConfig(place, ...config),
    ...inData(place, ...data),
    ...namedBy(place, ...named),
  ];
}

/** Backends whose program is one that a person names. */
const NAMED_BY_PERSON = ['acp', 'custom'];

/** What is hidden, with the name that shows it, unless it is among those allowed. `backend`: whose login shows. */
export function hiddenByName(
  place: IsolatedPlace,
  { allow, backend }: { readonly allow: readonly string[]; readonly backend: string | null },
): readonly (readonly [name: string, paths: readonly string[]])[] {
  const isOpen = (name: string) => allow.includes(name);
  const isShown = (name: string) => isOpen(name) || name === backend;
  const shown = Object.entries(HIDDEN).flatMap(([name, paths]) => (isOpen(name) ? paths(place) : []));
  const isReached = (path: string) => shown.some((inner) => isWithin(inner, path));
  return [
    ...wholeRuntime(place).flatMap((folder) => (isReached(folder) ? [] : [['session', [folder]] as const])),
    ...Object.entries({ ...HIDDEN, agents: (all: IsolatedPlace) => otherAgents(all, backend) }).flatMap(
      ([name, paths]) =>
        isOpen(name)
          ? []
          : [[name, name === 'session' ? paths(place).filter((path) => !isReached(path)) : paths(place)] as const],
    ),
    ...(isOpen('vaults') ? [] : [['vaults', unnamedSecrets(place)] as const]),
    ...Object.entries(place.logins).filter(([name]) => !isShown(name)),
    ...Object.entries(place.followed?.hidden ?? {}).filter(([name]) => !isShown(name)),
  ];
}

/** Those that no other name hides, or shows. */
function unnamedSecrets(place: IsolatedPlace): readonly string[] {
  const named = new Set(Object.values(HIDDEN).flatMap((paths) => paths(place)));
  return place.secretFiles.filter((path) => !named.has(path));
}

/** Where the session's services listen, also those that start later; not where it holds what else is needed. */
function wholeRuntime(place: IsolatedPlace): readonly string[] {
  const { workTree, ownPrograms, ownFiles, ownFolders, homes, env } = place;
  const needed = [...workTree, ...ownPrograms, ...ownFiles, ...ownFolders, ...homes, '/tmp', env.TMPDIR ?? '/tmp'];
  return [...new Set([`/run/user/${place.uid}`, runtimeFolder(place)])].filter(
    (folder) => !needed.some((path) => isWithin(path, folder)) && !workTree.some((top) => isWithin(folder, top)),
  );
}

/** A person's own command shows the login of the agent in it; of one that names none of them all. */
function otherAgents(place: IsolatedPlace, backend: string | null): readonly string[] {
  const words = NAMED_BY_PERSON.includes(backend ?? '') ? place.agentWords.map((word) => basename(word)) : [backend];
  const isNamed = (name: string) => words.includes(name);
  const names = Object.keys(AGENT_LOGINS);
  if (NAMED_BY_PERSON.includes(backend ?? '') && !names.some(isNamed)) return [];
  return names.filter((name) => !isNamed(name)).flatMap((name) => pathsIn(place, AGENT_LOGINS[name] ?? {}));
}
