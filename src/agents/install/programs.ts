import { UserError } from '../../errors.ts';
import { agentEnvironment } from '../../secrets/agent-environment.ts';
import { keyNames } from '../index.ts';
import { describeMissingKey, findLogin, type Login } from '../login.ts';
import type { Backend } from '../types.ts';
import { findProgram } from './find-program.ts';
import { cacheFolder, findInstalledCli, installCli } from './install-cli.ts';
import { detectVersion, versionWarning } from './version-check.ts';

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
}

/** A backend's CLI as it is on this machine. */
export type CliLocation =
  /** No CLI is needed: custom, rehearsal. */
  | { readonly kind: 'built-in' }
  | {
      readonly kind: 'found';
      readonly path: string;
      readonly from: 'PATH' | 'cache';
      readonly version: string | null;
      /** The found version is not the one that is known to work. */
      readonly warning: string | null;
    }
  | { readonly kind: 'missing' };

/** Which backends can run, and with which program. */
export interface Programs {
  /** Path by backend; for one without a CLI its own name. */
  readonly paths: ReadonlyMap<string, string>;
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
  const unusable = new Map<string, string>();
  const warnings: string[] = [];
  const problems: UserError[] = [];
  for (const backend of backends) {
    try {
      paths.set(backend.name, await ensureProgram(backend, options, warnings));
    } catch (error) {
      if (!(error instanceof UserError) || options.stop?.aborted) throw error;
      if (required.includes(backend.name)) problems.push(error);
      else unusable.set(backend.name, error.message);
    }
  }
  if (problems.length > 0) throw combineErrors(problems);
  return { paths, unusable, warnings };
}

/** Path of the backend's CLI, which is there and has a key. */
async function ensureProgram(backend: Backend, options: ProgramOptions, warnings: string[]): Promise<string> {
  const login = await findBackendLogin(backend, options);
  if (login.kind === 'missing') {
    const { message, fix } = describeMissingKey(backend);
    throw new UserError(message, { where: backend.name, fix });
  }
  if (login.kind === 'unknown')
    warnings.push(`${describeMissingKey(backend).message} The run tries it anyway: ${login.why}.`);
  const located = await ensureCli(backend, options);
  if (located.kind !== 'found') return backend.name;
  if (located.warning !== null) warnings.push(located.warning);
  return located.path;
}

async function ensureCli(
  backend: Backend,
  options: ProgramOptions,
): Promise<Exclude<CliLocation, { kind: 'missing' }>> {
  const { cli, name } = backend;
  const located = await locateCli(backend, options);
  if (located.kind !== 'missing') return located;
  if (cli === null) return { kind: 'built-in' };
  if (options.install === 'never') {
    throw new UserError(`${name} is not installed: no \`${cli.program}\` on PATH, and install-agents is never.`, {
      where: name,
      fix: `Install it (npm install -g ${cli.package}@${options.versions[name] ?? cli.version}), or set install-agents to auto.`,
    });
  }
  const { env, agentKeys, home, log, execPath, stop } = options;
  const version = options.versions[name] ?? null;
  const cacheDir = cacheFolder(env, home);
  const path = await installCli(backend, { cacheDir, version, env, agentKeys, log, execPath, stop });
  return cachedCli(backend.name, path, version ?? cli.version, cli.version);
}

/**
 * Looks on PATH first, then among what was installed before. Where the user asked for a version, PATH's program counts
 * only if it is that one, unless nothing may be installed.
 */
export async function locateCli(backend: Backend, options: ProgramOptions): Promise<CliLocation> {
  const { cli, name } = backend;
  if (cli === null) return { kind: 'built-in' };
  const requestedVersion = options.versions[name];
  const onPath = await findProgram(cli.program, options.env.PATH);
  if (onPath !== null) {
    const { agentEnv, agentKeys = keyNames() } = options;
    const version = await detectVersion(onPath, agentEnvironment(options.env, backend, agentEnv, agentKeys).env);
    const matchesRequest = requestedVersion === undefined || requestedVersion === version;
    if (matchesRequest || options.install === 'never') {
      const warning = matchesRequest
        ? versionWarning(name, version, cli.version)
        : versionWarning(name, version, requestedVersion, 'requested');
      return { kind: 'found', path: onPath, from: 'PATH', version, warning };
    }
  }
  const installed = await findInstalledCli(cli, cacheFolder(options.env, options.home), requestedVersion ?? null);
  return installed === null
    ? { kind: 'missing' }
    : cachedCli(name, installed, requestedVersion ?? cli.version, cli.version);
}

function cachedCli(name: string, path: string, version: string, known: string): CliLocation & { kind: 'found' } {
  return { kind: 'found', path, from: 'cache', version, warning: versionWarning(name, version, known) };
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
