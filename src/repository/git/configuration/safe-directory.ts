import { lstatSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findRepositoryTop } from '../../../state/lock/repository-top.ts';
import type { ConfigEntry } from './git-configuration.ts';

/**
 * The working tree around a folder, and those of its submodules, where git would refuse to work because they belong to
 * another user: in a container job the workspace is the host's, and the job root's. Whoever starts a run in a folder
 * trusts it; everything else stays as unsafe as it is.
 * @param user default: the one that this process acts as.
 */
export function foreignWorkTrees(workdir: string, user = process.geteuid?.()): readonly string[] {
  const top = user === undefined ? null : findRepositoryTop(workdir);
  if (top === null) return [];
  return [top, ...submodulesOf(top)].filter((folder) => isForeign(folder, user)).map((folder) => realpathSync(folder));
}

/** git looks at the folder, at its `.git`, and at what a `.git` that is a file points to. */
function isForeign(folder: string, user: number | undefined): boolean {
  const dotGit = join(folder, '.git');
  const pointer = lstatSync(dotGit).isFile() ? /^gitdir: (.+)/.exec(readFileSync(dotGit, 'utf8'))?.[1] : undefined;
  const places = [folder, dotGit, ...(pointer === undefined ? [] : [resolve(folder, pointer)])];
  return places.some((place) => {
    const stat = lstatSync(place, { throwIfNoEntry: false });
    return stat !== undefined && stat.uid !== user;
  });
}

/** Those that are checked out, and theirs; a path that leads elsewhere is none. */
export function submodulesOf(folder: string): readonly string[] {
  const file = join(folder, '.gitmodules');
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return [];
  const paths = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => /^[ \t]*path[ \t]*=(.*)/.exec(line)?.[1]?.trim() || []);
  return paths
    .map((path) => join(folder, path))
    .filter(
      (path) =>
        path.startsWith(`${folder}/`) && isFolderWithGit(path) && realpathSync(path) === realPathIn(folder, path),
    )
    .flatMap((path) => [path, ...submodulesOf(path)]);
}

const realPathIn = (folder: string, path: string) => join(realpathSync(folder), path.slice(folder.length));

function isFolderWithGit(path: string): boolean {
  return lstatSync(join(path, '.git'), { throwIfNoEntry: false }) !== undefined;
}

/** An environment in which git works in these folders too; a configuration that is there already stays. */
export function withSafeDirectories(
  env: Readonly<Record<string, string>>,
  folders: readonly string[],
): Record<string, string> {
  return withGitSettings(
    env,
    folders.map((folder) => ['safe.directory', folder]),
  );
}

/** An environment with these settings of git; a configuration that is there already stays. */
export function withGitSettings(
  env: Readonly<Record<string, string>>,
  settings: readonly (readonly [key: string, value: string])[],
): Record<string, string> {
  const count = Number(env.GIT_CONFIG_COUNT ?? 0);
  if (settings.length === 0 || !Number.isInteger(count)) return { ...env };
  const added = settings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${count + at}`, key],
    [`GIT_CONFIG_VALUE_${count + at}`, value],
  ]);
  return { ...env, ...Object.fromEntries(added), GIT_CONFIG_COUNT: String(count + settings.length) };
}

/**
 * The other side of a remote that is a folder reads its `safe.directory` from a file alone: from this one, in `folder`,
 * with what the machine's owner said of it.
 */
export function trustOfRemotes(entries: readonly ConfigEntry[], folder: string): Record<string, string> {
  const trusted = entries.filter(({ key, scope }) => key === 'safe.directory' && ['system', 'global'].includes(scope));
  if (trusted.length === 0) return {};
  const path = join(folder, 'trusted');
  const lines = trusted.map(({ value }) => `\tdirectory = "${(value ?? '').replace(/["\\]/g, '\\$&')}"\n`);
  writeFileSync(path, `[safe]\n${lines.join('')}`, { mode: 0o600 });
  return { GIT_CONFIG_GLOBAL: path };
}
