import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { agentEnvironment } from '../../secrets/agent-environment.ts';
import { keyNames } from '../index.ts';
import type { Backend } from '../types.ts';
import type { Cli } from '../vendor-facts.ts';
import { findProgram } from './find-program.ts';
import { freeSpace } from './free-space.ts';
import { withLock } from './install-lock.ts';
import { findNpm, runNpm } from './npm.ts';
import { queryVersion } from './version-check.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const MIB = 1024 ** 2;

export interface InstallOptions {
  /** Folder that this program owns; see `cacheFolder`. */
  readonly cacheDir: string;
  /** Exact version; null: the one that the backend is pinned to. */
  readonly version: string | null;
  /** The job's; npm and the package's own scripts get it without keys and tokens. */
  readonly env: Environment;
  /** Names of the variables that hold a backend's key; default: those of the built-in ones. */
  readonly agentKeys?: readonly string[] | undefined;
  /** One line for a person. */
  readonly log: (line: string) => void;
  /** Node in use; npm is looked for beside it first. */
  readonly execPath: string;
  /** Ends npm; what was half installed is removed. */
  readonly stop?: AbortSignal | undefined;
  /** What is free on the folder's disk; default: asked of the system. */
  readonly freeSpace?: typeof freeSpace;
}

/**
 * Where installed CLIs are kept: in the runner's tool cache where there is one (a self-hosted runner keeps it between
 * jobs), else in the user's cache folder (XDG Base Directory Specification, which has a relative one ignored).
 */
export function cacheFolder(env: Environment, home: string): string {
  const base = [env.RUNNER_TOOL_CACHE, env.XDG_CACHE_HOME].find((folder) => folder !== undefined && isAbsolute(folder));
  return join(base ?? join(home, '.cache'), 'sequential-orchestration');
}

/** Program of a CLI that was installed before, or null. Touches nothing. */
export async function findInstalledCli(cli: Cli, cacheDir: string, version: string | null): Promise<string | null> {
  return findProgram(programPath(await versionFolder(cli, cacheDir, version ?? cli.version), cli), undefined);
}

/**
 * Installs a backend's CLI from npm at an exact version, once, and returns the absolute path of its program.
 * Everything happens in a folder beside the final one, which is renamed into place only after the program has
 * answered: a reader never sees half of it, and of two processes that install at once one wins and both go on.
 * Throws a UserError with npm's own last lines.
 */
export async function installCli(backend: Pick<Backend, 'name' | 'cli'>, options: InstallOptions): Promise<string> {
  const { cli, name } = backend;
  if (cli === null) throw new UserError(`${name} is not distributed as a package and cannot be installed.`);
  const version = options.version ?? cli.version;
  if (!/^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(version)) {
    throw new UserError(`"${version}" is not an exact version of ${name}.`, {
      where: 'agent-version',
      fix: `Write it in full, as ${name}=${cli.version}.`,
    });
  }
  const folder = await versionFolder(cli, options.cacheDir, version);
  const program = programPath(folder, cli);
  const isInstalled = async (): Promise<boolean> => (await findProgram(program, undefined)) !== null;
  if (await isInstalled()) return program;
  try {
    await mkdir(dirname(folder), { recursive: true });
  } catch (error) {
    throw new UserError(`The cache folder for agents is not writable: ${(error as Error).message}`, {
      where: options.cacheDir,
      fix: 'Set RUNNER_TOOL_CACHE or XDG_CACHE_HOME to a writable folder.',
    });
  }
  await withLock(
    `${folder}.lock`,
    () => options.log(`${name} ${version}: another run is installing it; waiting for that.`),
    async () => {
      if (await isInstalled()) return;
      options.log(`${name} ${version}: installing ${cli.package} from npm into ${folder}`);
      await install(name, cli, version, folder, options);
    },
  );
  return program;
}

async function install(name: string, cli: Cli, version: string, folder: string, options: InstallOptions) {
  const started = Date.now();
  const env = installEnvironment(options.env, options.agentKeys ?? keyNames());
  const npm = await findNpm(env, options.execPath);
  await removeStaleStaging(dirname(folder));
  const staging = await mkdtemp(`${folder}.new-`);
  try {
    // Named as allowed, since npm may be told to run no install script that is not, and claude is nothing without its own.
    const manifest = { private: true, dependencies: { [cli.package]: version }, allowScripts: { [cli.package]: true } };
    await writeFile(join(staging, 'package.json'), JSON.stringify(manifest));
    const gyp = { npm_config_devdir: join(staging, '.npm', 'gyp') };
    await runNpm(npm, npmArguments(staging), { cwd: staging, env: { ...env, ...gyp }, stop: options.stop });
    await smokeTest(cli, staging, env);
    for (const folderName of ['.npm', '.home']) await rm(join(staging, folderName), { recursive: true, force: true });
    await moveIntoPlace(staging, folder, cli);
  } catch (error) {
    if (options.stop?.aborted) throw new UserError(`${name} was not installed: the run was asked to stop.`);
    const reason = `${(error as Error).message}${await diskSpaceHint(options)}`;
    throw new UserError(`${name} could not be installed (${cli.package}@${version}).\n${reason}`, {
      where: 'install-agents',
      fix: `Install it yourself (npm install -g ${cli.package}@${version}) so that \`${cli.program}\` is on PATH, or choose another backend.`,
      cause: error,
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  options.log(`${name} ${version}: installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** On a full disk npm ends without a word. */
async function diskSpaceHint({ cacheDir, freeSpace: getFreeSpace = freeSpace }: InstallOptions): Promise<string> {
  const { path, freeBytes } = await getFreeSpace(cacheDir);
  return freeBytes >= 512 * MIB ? '' : `\nOnly ${Math.floor(freeBytes / MIB)} MiB are free at ${path}.`;
}

/** The job's environment without secrets, but with what a private registry's npmrc may read. */
function installEnvironment(env: Environment, agentKeys: readonly string[]): Environment {
  const npmVariables = Object.keys(env).filter((name) => /^(npm_config_|NPM_TOKEN$|NODE_AUTH_TOKEN$)/i.test(name));
  return agentEnvironment(env, { keys: [], env: [] }, npmVariables, agentKeys).env;
}

/** The first start of a CLI fills its home; here it gets one that is thrown away, so that only the cache is written. */
async function smokeTest(cli: Cli, staging: string, env: Environment): Promise<void> {
  const home = join(staging, '.home');
  await mkdir(home);
  const xdgVariables = ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME'];
  const homeVariables = [...xdgVariables, ...(cli.homeVariables ?? [])];
  const isolatedEnv = { ...env, ...Object.fromEntries(homeVariables.map((name) => [name, home])) };
  const answer = await queryVersion(programPath(staging, cli), isolatedEnv);
  if (!answer.ok) throw new Error(`It was installed, but \`${cli.program} --version\` fails: ${answer.why}`);
}

/** On the command line, where they win over any npmrc and over what an outer `npm run` left in the environment. */
function npmArguments(prefix: string): string[] {
  return [
    'install',
    ...['--prefix', prefix, '--global=false', '--workspaces=false'],
    ...['--cache', join(prefix, '.npm')],
    ...['--ignore-scripts=false', '--include=optional', '--omit=dev', '--package-lock=false'],
    ...['--audit=false', '--fund=false', '--update-notifier=false', '--loglevel=error', '--progress=false'],
  ];
}

/** Where a folder is there already, another process made it in the same way and it stays; a broken one gives way. */
async function moveIntoPlace(staging: string, folder: string, cli: Cli): Promise<void> {
  try {
    await rename(staging, folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    if ((await findProgram(programPath(folder, cli), undefined)) !== null) return;
    await rename(folder, join(staging, 'replaced'));
    await rename(staging, folder);
    await rm(join(folder, 'replaced'), { recursive: true, force: true });
  }
}

/** What an install that was killed has left: no npm lives for an hour. */
async function removeStaleStaging(parent: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    const path = join(parent, entry);
    if (!entry.includes('.new-') || Date.now() - (await stat(path)).mtimeMs < 3_600_000) continue;
    await rm(path, { recursive: true, force: true });
  }
}

function programPath(folder: string, cli: Cli): string {
  return join(folder, 'node_modules', '.bin', cli.program);
}

/** One folder a program, version and kind of machine: containers of different kinds may share one tool cache. */
async function versionFolder(cli: Cli, cacheDir: string, version: string): Promise<string> {
  const libraries = platform() === 'linux' ? await readdir('/lib').catch(() => []) : [];
  const musl = libraries.some((file) => file.startsWith('ld-musl-')) ? '-musl' : '';
  return join(cacheDir, cli.program, `${version}-${platform()}-${arch()}${musl}`);
}
