import { realpathSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { homeFolder, machineHome } from './machine-user.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What is run outside of every sandbox, by us or by what we run. */
export const OWN_PROGRAMS = [
  ...['git', 'ssh', 'gpg', 'gpgconf', 'ssh-keygen', 'tmux', 'node', 'npm', 'ps', 'sh', 'bash', 'env', 'cat', 'tty'],
  ...['mkfifo', 'bwrap', 'unshare', 'setpriv', 'sudo', 'mount', 'perl', 'sequential-orchestration'],
];

/** Where a runner keeps the tools of all jobs. */
export function toolCaches({ RUNNER_TOOL_CACHE: named }: Environment): readonly string[] {
  return ['/opt/hostedtoolcache', ...(named && isAbsolute(named) ? [named] : [])];
}

/** Variables that move what lies in the home: packages' programs, beside what was downloaded. */
const MOVED = ['CARGO_HOME', 'GOBIN', 'GOPATH', 'PNPM_HOME', 'RUSTUP_HOME', 'PYENV_ROOT', 'NVM_DIR', 'BUN_INSTALL'];

/** Tells of a path whether agents may put something there, unless a sandbox keeps them: in a home, or in a tool cache. */
export function openPlaces(env: Environment): (path: string) => boolean {
  const tops = [homeFolder(env), machineHome() ?? '/', ...toolCaches(env), ...MOVED.flatMap((name) => env[name] || [])]
    .filter((top) => isAbsolute(top))
    .flatMap((top) => [join(top), real(top)])
    .filter((top) => top !== '/');
  const isWithin = (path: string) => tops.some((top) => `${path}/`.startsWith(`${top}/`));
  return (path) => isWithin(join(path)) || isWithin(real(path));
}

/** Folders of PATH in which agents can put programs. */
export function openFolders(env: Environment): readonly string[] {
  const folders = foldersOf(env.PATH);
  return folders.length === 0 ? [] : folders.filter(openPlaces(env));
}

/**
 * PATH for what we run ourselves: folders in which agents can put programs come last. What is found in those alone is
 * read-only in a sandbox.
 */
export function ownPath(env: Environment): string | undefined {
  const open = openFolders(env);
  if (env.PATH === undefined || open.length === 0) return env.PATH;
  return [...foldersOf(env.PATH).filter((folder) => !open.includes(folder)), ...open].join(delimiter);
}

/** By the process's own environment, has what it starts without an environment of its own found there too. */
export function runOnOwnPath(own: Record<string, string | undefined>, env: Environment): void {
  const path = ownPath(env);
  if (path) own.PATH = path;
}

function foldersOf(path = ''): readonly string[] {
  return path.split(delimiter).filter((folder) => isAbsolute(folder));
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return join(path);
  }
}
