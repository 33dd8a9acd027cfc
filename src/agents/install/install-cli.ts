import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { keyNames } from '../index.ts';
import type { Backend } from '../types.ts';
import type { Cli } from '../vendor-facts.ts';
import { findProgram } from './find-program.ts';
import { freeSpace } from './free-space.ts';
import { fetchEnvironment, installEnvironment } from './install-environment.ts';
import { versionFolder } from './install-folders.ts';
import { withLock } from './install-lock.ts';
import { checkInstall, type InstalledFiles, recordInstall } from './installed-files.ts';
import { lockFiles } from './lock-files.ts';
import { findNpm, type Npm, runNpm } from './npm.ts';
import { missingParts } from './platform-parts.ts';
import { queryVersion } from './version-check.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const MIB = 1024 ** 2;

export interface InstallOptions {
  /** Folder that this program owns; see `cacheFolder`. */
  readonly cacheDir: string;
  /** Where it is written down what was installed; see `stateFolder`. */
  readonly stateDir: string;
  /** Exact version; null: the one that the backend is pinned to. */
  readonly version: string | null;
  /** The job's; npm and the package's own scripts get it without keys and tokens. */
  readonly env: Environment;
  /** Of the pinned versions, by package; default: ours. Without one what the registry says counts. */
  readonly lockFiles?: Readonly<Record<string, object>>;
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

/** Looks for the CLI that was installed before, and reads it whole. null: there is none. Touches nothing. */
export async function findInstalledCli(
  cli: Cli,
  { cacheDir, stateDir, version }: Pick<InstallOptions, 'cacheDir' | 'stateDir' | 'version'>,
): Promise<({ readonly path: string; readonly folder: string } & InstalledFiles) | null> {
  const folder = await versionFolder(cli, cacheDir, version ?? cli.version);
  const path = await findProgram(programPath(folder, cli), undefined);
  return path === null ? null : { path, folder, ...(await checkInstall(folder, stateDir)) };
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
  const isInstalled = async (): Promise<boolean> =>
    (await findInstalledCli(cli, { ...options, version }))?.kind === 'as-installed';
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
    const build = async () => {
      if (cli.needsInstallScript !== true) return;
      const gyp = { npm_config_devdir: join(staging, '.npm', 'gyp') };
      const run = { cwd: staging, env: { ...env, ...gyp }, stop: options.stop };
      await runNpm(npm, ['rebuild', cli.package, ...npmArguments(staging), '--ignore-scripts=false'], run);
    };
    const packages = await fetchPackages(npm, cli, version, staging, options);
    await build();
    const problem = await smokeTest(cli, staging, env);
    if (problem !== null) {
      await packages.fetchMissing(problem);
      await build();
      const left = await smokeTest(cli, staging, env);
      if (left !== null) throw new Error(left);
    }
    for (const folderName of ['.npm', '.home']) await rm(join(staging, folderName), { recursive: true, force: true });
    await recordInstall(staging, folder, options.stateDir);
    await moveIntoPlace(staging, folder, options.stateDir);
  } catch (error) {
    if (options.stop?.aborted) throw new UserError(`${name} was not installed: the run was asked to stop.`);
    const reason = `${(error as Error).message}${await diskSpaceHint(options)}`;
    throw new UserError(`${name} could not be installed (${cli.package}@${version}).\n${reason}`, {
      where: 'install-agents',
      fix: /EINTEGRITY/.test(reason)
        ? 'The registry or a proxy serves other files than those that this version was published with. Do not use them; check which registry npm asks (npm config get registry).'
        : `Install it yourself (npm install -g ${cli.package}@${version}) so that \`${cli.program}\` is on PATH, or choose another backend.`,
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

/** What was fetched, and how to get what npm left out. */
interface FetchedPackages {
  /** Of a program that has `problem` without it: fetches it, or throws with npm's words for why not. */
  fetchMissing(problem: string): Promise<void>;
}

/** No script of a package runs meanwhile, so that nothing of it can see what npm has to log in with. */
async function fetchPackages(
  npm: Npm,
  cli: Cli,
  version: string,
  staging: string,
  options: InstallOptions,
): Promise<FetchedPackages> {
  const lock = version === cli.version ? (options.lockFiles ?? lockFiles)[cli.package] : undefined;
  // Named as allowed, since npm may be told to run no install script that is not.
  const allowScripts = cli.needsInstallScript === true ? { allowScripts: { [cli.package]: true } } : {};
  const manifest = { private: true, dependencies: { [cli.package]: version }, ...allowScripts };
  await writeFile(join(staging, 'package.json'), JSON.stringify(manifest));
  if (lock !== undefined) await writeFile(join(staging, 'package-lock.json'), JSON.stringify(lock));
  const command = lock === undefined ? ['install', '--package-lock=false'] : ['ci'];
  const env = await fetchEnvironment(options.env, options.agentKeys ?? keyNames(), npm);
  const fetch = (args: readonly string[]): Promise<void> =>
    runNpm(npm, [...args, ...npmArguments(staging), '--ignore-scripts'], { cwd: staging, env, stop: options.stop });
  await fetch(command);
  return {
    async fetchMissing(problem) {
      const missing = lock === undefined ? [] : missingParts(staging, lock);
      if (missing.length === 0) throw new Error(problem);
      options.log(`${cli.package}: ${missing.join(', ')} did not come; fetching once more.`);
      // By itself, so that npm says why it does not come; then from npm's cache, against the lock file.
      for (const part of missing) await fetch(['cache', 'add', part]);
      await fetch(command);
    },
  };
}

/**
 * What is wrong with the program; null: it answers. The first start of a CLI fills its home; here it gets one that is
 * thrown away, so that only the cache is written.
 */
async function smokeTest(cli: Cli, staging: string, env: Environment): Promise<string | null> {
  const home = join(staging, '.home');
  await mkdir(home, { recursive: true });
  const xdgVariables = ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME'];
  const homeVariables = [...xdgVariables, ...(cli.homeVariables ?? [])];
  const isolatedEnv = { ...env, ...Object.fromEntries(homeVariables.map((name) => [name, home])) };
  const answer = await queryVersion(programPath(staging, cli), isolatedEnv);
  return answer.ok ? null : `It was installed, but \`${cli.program} --version\` fails: ${answer.why}`;
}

/** On the command line, where they win over any npmrc and over what an outer `npm run` left in the environment. */
function npmArguments(prefix: string): string[] {
  return [
    ...['--prefix', prefix, '--global=false', '--workspaces=false'],
    ...['--cache', join(prefix, '.npm'), '--include=optional', '--omit=dev'],
    ...['--audit=false', '--fund=false', '--update-notifier=false', '--loglevel=error', '--progress=false'],
  ];
}

/** Where a folder is there already that another process made in the same way, it stays; any other gives way. */
async function moveIntoPlace(staging: string, folder: string, stateDir: string): Promise<void> {
  try {
    await rename(staging, folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    if ((await checkInstall(folder, stateDir)).kind === 'as-installed') return;
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
