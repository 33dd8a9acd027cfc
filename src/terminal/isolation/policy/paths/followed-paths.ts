import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { HIDDEN } from '../hidden/hidden-paths.ts';
import { CACHES, FRESH, type IsolatedPlace, READ_ONLY } from './covered-paths.ts';
import { isOfMachine, isWithin } from './paths.ts';
import { pathsOfGitConfig, pathsOfShell } from './start-up-texts.ts';

/** Where what is covered leads: to where a dotfile manager keeps the files themselves, and what start-up files name. */
export type FollowedPaths = NonNullable<IsolatedPlace['followed']>;

const MAX_DEPTH = 2;
const MAX_ENTRIES = 1_000;
const MAX_FILES = 60;
const MAX_BYTES = 256 * 1024;

/** Looks at the machine as it is now. Real paths of what is there. */
export function followPaths(place: IsolatedPlace): FollowedPaths {
  // Of agents without a backend it is not known here which one runs.
  const { agents: _, ...named } = HIDDEN;
  const logins = Object.entries(place.logins).map(([name, own]) => [name, () => own] as const);
  const isPlain = plainTargets(place);
  const hidden = [...Object.entries(named), ...logins].map(([name, paths]): [string, readonly string[]] => [
    name,
    linksIn(paths(place)).filter(isPlain),
  ]);
  const startUp = READ_ONLY(place);
  return {
    hidden: Object.fromEntries(hidden),
    readOnly: [...new Set([...linksIn(startUp), ...namedIn(startUp, place)])].filter(isPlain),
  };
}

/** An agent may have made a link: none covers what builds and the run itself need. */
function plainTargets(place: IsolatedPlace) {
  const used = [...place.workTree, ...place.ownPrograms, ...place.programFolders].map(real);
  const roots = [...used, ...[...place.homes, ...CACHES(place)].map(real), ...FRESH];
  const closed = [...used, '/nix'];
  return (path: string): boolean =>
    !isOfMachine(path) &&
    !path.startsWith('/usr/local/') &&
    !roots.some((root) => isWithin(root, path)) &&
    !closed.some((folder) => isWithin(path, folder));
}

/** What links lead to that lie in these folders, a level or two below. */
function linksIn(folders: readonly string[]): readonly string[] {
  return [...new Set(folders)].flatMap((folder) => {
    let left = MAX_ENTRIES;
    const targets = (path: string, depth: number): readonly string[] => {
      const entries = entriesOf(path).slice(0, left);
      left -= entries.length;
      return entries.flatMap((entry) => {
        const inner = join(path, entry.name);
        if (entry.isSymbolicLink()) return realOrNull(inner) ?? [];
        return entry.isDirectory() && depth < MAX_DEPTH ? targets(inner, depth + 1) : [];
      });
    };
    return targets(folder, 1);
  });
}

/** Files that start-up files name, and those that these name in turn. */
function namedIn(startUp: readonly string[], { home, env }: Pick<IsolatedPlace, 'home' | 'env'>): readonly string[] {
  const settings = [
    ...startUp.filter((path) => path.endsWith('/.gitconfig') || path === env.GIT_CONFIG_GLOBAL),
    ...startUp.filter((path) => path.endsWith('/git')).map((path) => join(path, 'config')),
  ];
  const seen = new Set<string>();
  const queue = [
    ...settings.map((path) => ({ path, read: pathsOfGitConfig })),
    ...startUp.filter((path) => SHELL_FILE.test(path)).map((path) => ({ path, read: pathsOfShell })),
  ];
  let left = MAX_FILES;
  for (let next = queue.shift(); next !== undefined && left > 0; next = queue.shift()) {
    const text = textOf(next.path);
    if (text === null) continue;
    left--;
    for (const named of next.read(text)) {
      const path = resolve(dirname(next.path), named.replace(/^~(?=\/)/, home));
      const found = realOrNull(path);
      if (found === null || seen.has(found)) continue;
      seen.add(found);
      queue.push({ path, read: next.read });
    }
  }
  return [...seen];
}

const SHELL_FILE = /\/\.(?:bash(?:rc|_\w+)|profile|z(?:shrc|shenv|profile|login|logout)|kshrc|xprofile)$/;

function textOf(path: string): string | null {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= MAX_BYTES ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function realOrNull(path: string): string | null {
  try {
    return isAbsolute(path) ? realpathSync.native(path) : null;
  } catch {
    return null;
  }
}

function real(path: string): string {
  return realOrNull(path) ?? path;
}
