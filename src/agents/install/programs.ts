import { UserError } from '../../errors.ts';
import { agentEnvironment } from '../../secrets/agent-environment.ts';
import { keyNames } from '../index.ts';
import { describeMissingKey, findLogin, type Login } from '../login.ts';
import type { Backend } from '../types.ts';
import type { MachineProgram } from '../vendor-facts.ts';
import { findProgram } from './find-program.ts';
import { findInstalledCli, installCli } from './install-cli.ts';
import { cacheFolder, stateFolder } from './install-folders.ts';
import type { CheckedFiles } from './installed-files.ts';
import { compareVersions, detectVersion, type StartProbe, startOpenly, versionWarning } from './version-check.ts';

/** What is needed to say whether a backend can run here. */
export interface ProgramOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  readonly install: 'auto' | 'never';
  /** Exact versions by backend, where the user asked for one. */
  readonly versions: Readonly<Record<string, string>>;
  /** Extra arguments by backend, `*` for all. */
  readonly agentArgs: Readonly<Record<string, readonly string[]>>;
  readonly agentEnv: readonly string[];
  /** Names of the variables that hold a backend's key; default: those of the built-in ones. */
  readonly agentKeys?: readonly string[] | undefined;
  /** One line for a person. */
  readonly log: (line: string) => void;
  readonly platform: NodeJS.Platform;
  readonly execPath: string;
  readonly stop?: AbortSignal | undefined;
  /** Default: what is asked starts without a sandbox. */
  readonly startProbe?: StartProbe | undefined;
}

/** A backend's CLI as it is on this machine. */
export type CliLocation =
  /** No CLI is needed: acp, custom, rehearsal. */
  | { readonly kind: 'built-in' }
  | {
      readonly kind: 'found';
      readonly path: string;
      readonly from: 'PATH' | 'cache';
      readonly version: string | null;
      /** The found version is not the one that is known to work. */
      readonly warning: string | null;
      /** Of one that we installed; null: it is the machine's own. */
      readonly checked: CheckedFiles | null;
    }
  /** `changed`: something is in its place in the cache, and why that is not used. */
  | { readonly kind: 'missing'; readonly changed: { readonly folder: string; readonly reason: string } | null };

/** Which backends can run, and with which program. */
export interface Programs {
  /** Path by backend; for one without a CLI its own name. */
  readonly paths: ReadonlyMap<string, string>;
  /** Of those that we installed, to see before each start whether they still are as they were. */
  readonly checked: ReadonlyMap<string, CheckedFiles>;
  /** Why one that is not required cannot run, by backend. */
  readonly unusable: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}

/**
 * What a run does before its first unit: every backend in `backends` is found or installed, and has a key. One that is
 * named in `required` and cannot run is a UserError (all of them in one); any other is left out with its reason, and
 * without a key nothing is downloaded for it.
 */
export async function ensurePrograms(
  backends: readonly Backend[],
  required: readonly string[],
  options: ProgramOptions,
): Promise<Programs> {
  const paths = new Map<string, string>();
  const checked = new Map<string, CheckedFiles>();
  const unusable = new Map<string, string>();
  const warnings: string[] = [];
  const problems: UserError[] = [];
  for (const backend of backends) {
    try {
      const program = await ensureProgram(backend, options, warnings);
      paths.set(backend.name, program.path);
      if (program.checked !== null) checked.set(backend.name, program.checked);
    } catch (error) {
      if (!(error instanceof UserError) || options.stop?.aborted) throw error;
      if (required.includes(backend.name)) problems.push(error);
      else unusable.set(backend.name, error.message);
    }
  }
  if (problems.length > 0) throw combineErrors(problems);
  return { paths, checked, unusable, warnings };
}

/** The backend's CLI, which is there and has a key. */
async function ensureProgram(
  backend: Backend,
  options: ProgramOptions,
  warnings: string[],
): Promise<{ readonly path: string; readonly checked: CheckedFiles | null }> {
  const login = await findBackendLogin(backend, options);
  if (login.kind === 'missing') {
    const { message, fix } = describeMissingKey(backend);
    throw new UserError(message, { where: backend.name, fix });
  }
  if (login.kind === 'unknown')
    warnings.push(`${describeMissingKey(backend).message} The run tries it anyway: ${login.why}.`);
  const located = await ensureCli(backend, options);
  if (located.kind !== 'found') return { path: backend.name, checked: null };
  if (located.warning !== null) warnings.push(located.warning);
  return located;
}

async function ensureCli(
  backend: Backend,
  options: ProgramOptions,
): Promise<Exclude<CliLocation, { kind: 'missing' }>> {
  const { cli, name } = backend;
  const located = await locateCli(backend, options);
  if (located.kind !== 'missing') return located;
  if (cli === null) throw missingProgram(backend);
  if (cli.minNode !== undefined) await requireNode(name, cli.minNode, options.env);
  const version = options.versions[name] ?? cli.version;
  const { changed } = located;
  if (options.install === 'never') {
    const found = changed === null ? '' : `, and ${changed.folder} is not used: ${changed.reason}`;
    throw new UserError(
      `${name} is not installed: no \`${cli.program}\` on PATH, and install-agents is never${found}.`,
      {
        where: name,
        fix: `Install it (npm install -g ${cli.package}@${version}), or set install-agents to auto.`,
      },
    );
  }
  if (changed !== null) options.log(`${name} ${version}: ${changed.folder} is not used, because ${changed.reason}`);
  const { agentKeys, log, execPath, stop, env } = options;
  const place = { ...foldersOf(options), version };
  const path = await installCli(backend, { ...place, env, agentKeys, log, execPath, stop });
  const installed = await findInstalledCli(cli, place);
  if (installed?.kind === 'as-installed') return cachedCli(name, path, version, cli.version, installed.checked);
  throw new UserError(`${name} was changed right after it was installed: ${installed?.reason ?? 'it is missing'}.`, {
    where: path,
    fix: 'Find out what else writes into this folder, and start again.',
  });
}

const foldersOf = ({ env, home }: ProgramOptions) => ({
  cacheDir: cacheFolder(env, home),
  stateDir: stateFolder(env, home),
});

/**
 * Looks on PATH first, then among what was installed before. Where the user asked for a version, PATH's program counts
 * only if it is that one, unless nothing may be installed.
 */
export async function locateCli(backend: Backend, options: ProgramOptions): Promise<CliLocation> {
  const { cli, name, machineProgram } = backend;
  if (cli === null) return machineProgram === undefined ? { kind: 'built-in' } : locateOnPath(machineProgram, options);
  const requestedVersion = options.versions[name];
  const onPath = await findProgram(cli.program, options.env.PATH);
  if (onPath !== null) {
    const { agentEnv, agentKeys = keyNames(), startProbe = startOpenly } = options;
    const { env } = agentEnvironment(options.env, backend, agentEnv, agentKeys);
    const version = await detectVersion(onPath, () => startProbe(name, env));
    const matchesRequest = requestedVersion === undefined || requestedVersion === version;
    if (matchesRequest || options.install === 'never') {
      const warning = matchesRequest
        ? versionWarning(name, version, cli.version)
        : versionWarning(name, version, requestedVersion, 'requested');
      return { kind: 'found', path: onPath, from: 'PATH', version, warning, checked: null };
    }
  }
  const version = requestedVersion ?? cli.version;
  const installed = await findInstalledCli(cli, { ...foldersOf(options), version });
  if (installed === null) return { kind: 'missing', changed: null };
  const { folder, path } = installed;
  if (installed.kind === 'other') return { kind: 'missing', changed: { folder, reason: installed.reason } };
  return cachedCli(name, path, version, cli.version, installed.checked);
}

/** Its version is asked of nobody: none is known to work. */
async function locateOnPath({ program }: MachineProgram, { env }: ProgramOptions): Promise<CliLocation> {
  const path = await findProgram(program, env.PATH);
  if (path === null) return { kind: 'missing', changed: null };
  return { kind: 'found', path, from: 'PATH', version: null, warning: null, checked: null };
}

function missingProgram({ name, machineProgram }: Pick<Backend, 'name' | 'machineProgram'>): UserError {
  const { program = name, install = '' } = machineProgram ?? {};
  return new UserError(`${name} is not installed: no \`${program}\` on PATH.`, {
    where: name,
    fix: `Install it: ${install}`,
  });
}

/** A CLI that its Node cannot even read would die of a syntax error. */
async function requireNode(name: string, oldest: string, env: ProgramOptions['env']): Promise<void> {
  const node = await findProgram('node', env.PATH);
  const version = node === null ? null : await detectVersion(node, () => startOpenly(name, { PATH: env.PATH ?? '' }));
  if (version !== null && compareVersions(version, oldest) >= 0) return;
  throw new UserError(`${name} needs Node ${oldest} or newer; PATH has ${version ?? 'none'}.`, {
    where: name,
    fix: 'In a workflow, put actions/setup-node with a newer version before this step.',
  });
}

function cachedCli(
  name: string,
  path: string,
  version: string,
  known: string,
  checked: CheckedFiles,
): CliLocation & { kind: 'found' } {
  return { kind: 'found', path, from: 'cache', version, warning: versionWarning(name, version, known), checked };
}

export function findBackendLogin(backend: Backend, options: ProgramOptions): Promise<Login> {
  const args = [...(options.agentArgs['*'] ?? []), ...(options.agentArgs[backend.name] ?? [])];
  return findLogin(backend, { ...options, args });
}

function combineErrors(problems: readonly UserError[]): UserError {
  const [first] = problems;
  if (first !== undefined && problems.length === 1) return first;
  const fixes = problems.flatMap(({ fix }) => fix ?? []);
  return new UserError(problems.map(({ message }) => message).join('\n'), { where: 'agents', fix: fixes.join('\n') });
}
