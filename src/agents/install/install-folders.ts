import { readdir } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Cli } from '../vendor-facts.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where installed CLIs are kept: in the runner's tool cache where there is one (a self-hosted runner keeps it between
 * jobs), else in the user's cache folder (XDG Base Directory Specification, which has a relative one ignored).
 */
export function cacheFolder(env: Environment, home: string): string {
  return join(firstAbsolute(env.RUNNER_TOOL_CACHE, env.XDG_CACHE_HOME) ?? join(home, '.cache'), NAME);
}

/** Where the record of what was installed is kept: never in a cache, which is saved and restored with what is in it. */
export function stateFolder(env: Environment, home: string): string {
  return join(firstAbsolute(env.XDG_STATE_HOME) ?? join(home, '.local', 'state'), NAME);
}

const NAME = 'sequential-orchestration';

const firstAbsolute = (...folders: readonly (string | undefined)[]) =>
  folders.find((folder) => folder !== undefined && isAbsolute(folder));

/** One folder a program, version and kind of machine: containers of different kinds may share one tool cache. */
export async function versionFolder(cli: Pick<Cli, 'program'>, cacheDir: string, version: string): Promise<string> {
  const libraries = platform() === 'linux' ? await readdir('/lib').catch(() => []) : [];
  const musl = libraries.some((file) => file.startsWith('ld-musl-')) ? '-musl' : '';
  return join(cacheDir, cli.program, `${version}-${platform()}-${arch()}${musl}`);
}
