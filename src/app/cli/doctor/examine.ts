import { freeSpace } from '../../../agents/install/free-space.ts';
import { cacheFolder } from '../../../agents/install/install-folders.ts';
import { type CliLocation, findBackendLogin, locateCli } from '../../../agents/install/programs.ts';
import { describeMissingKey } from '../../../agents/login.ts';
import { readLoginFacts } from '../../../agents/login-facts.ts';
import type { Backend } from '../../../agents/types.ts';
import type { LoginFacts } from '../../../agents/vendor-facts.ts';
import { formatUtcMinute, HOUR } from '../../../time.ts';
import type { DoctorOptions, DoctorReport, ExaminedBackend, ProbeResult } from './doctor-report.ts';
import { examineConfiguration } from './examine-configuration.ts';
import { examineTools } from './examine-tools.ts';
import { probeAll } from './probe.ts';

/** The largest CLI takes 400 MiB, and as much again while it is unpacked. */
const minInstallBytes = 1024 ** 3;
const lowDiskBytes = 2 * 1024 ** 3;

/** Looks at everything a run needs, changes nothing (except that a probe installs the chosen CLIs as a run would). */
export async function runDoctor(backends: readonly Backend[], options: DoctorOptions): Promise<DoctorReport> {
  const probeResults =
    options.probe === null ? new Map<string, ProbeResult>() : await probeAll(backends, options, options.probe);
  const examined: ExaminedBackend[] = [];
  for (const backend of backends)
    examined.push(await examineBackend(backend, options, probeResults.get(backend.name) ?? null));
  const toInstall = examined.some(({ chosen, path, installable }) => chosen && path === null && installable);
  const tools = await examineTools({ env: options.env, tmux: options.tmux, git: options.git, npm: toInstall });
  const disk = await freeSpace(cacheFolder(options.env, options.home));
  const { app = null, isolation = null, signingProblem, workProblems = [] } = options;
  const diskProblem = toInstall && disk.freeBytes < minInstallBytes;
  const problems = [
    ...examined.filter(({ chosen }) => chosen).flatMap(({ problem }) => problem ?? []),
    ...tools.flatMap(({ problem }) => problem ?? []),
    ...[app?.problem, isolation?.problem, signingProblem].flatMap((problem) => problem ?? []),
    ...workProblems,
    ...(diskProblem ? [`Less than 1 GiB is free at ${disk.path}: a CLI cannot be installed there.`] : []),
  ];
  const warnings = [
    ...examined.flatMap(({ warning }) => warning ?? []),
    ...[app?.warning, isolation?.warning].flatMap((text) => text ?? []),
    ...(!diskProblem && disk.freeBytes < lowDiskBytes ? [`Less than 2 GiB is free at ${disk.path}.`] : []),
    ...(options.git ? await examineConfiguration(options.env, options.workdir) : []),
  ];
  return { backends: examined, tools, app, isolation, disk, problems, warnings };
}

async function examineBackend(
  backend: Backend,
  options: DoctorOptions,
  probe: ProbeResult | null,
): Promise<ExaminedBackend> {
  const { name, cli } = backend;
  const located = await locateCli(backend, options);
  const login = await findBackendLogin(backend, options);
  const loginFacts = await readLoginFacts(backend, login);
  const installable = cli !== null && options.install === 'auto';
  return {
    name,
    chosen: options.chosen.includes(name),
    builtIn: located.kind === 'built-in',
    path: located.kind === 'found' ? located.path : null,
    from: located.kind === 'found' ? located.from : null,
    version: located.kind === 'found' ? located.version : null,
    knownVersion: cli?.version ?? null,
    installable,
    keys: backend.keys,
    login,
    loginFacts,
    probe,
    warning:
      [located.kind === 'found' ? located.warning : null, expiryWarning(backend, loginFacts)]
        .filter((text) => text !== null)
        .join(' ') || null,
    problem: problemOf(backend, located, installable, login.kind === 'missing', probe),
  };
}

/** A night lasts longer than a login that ends in the middle of it; one that its CLI renews does not end. */
function expiryWarning({ name, account }: Backend, facts: LoginFacts | null): string | null {
  if (facts === null || facts.until === null || facts.renews) return null;
  const left = facts.until - Date.now();
  if (left > 12 * HOUR) return null;
  const state = left <= 0 ? 'ended at' : 'ends at';
  const fix = account === undefined ? '' : ` Log in again: ${account.login}`;
  return `${name}: the login ${state} ${formatUtcMinute(facts.until)}.${fix}`;
}

function problemOf(
  { name, cli, machineProgram, keys }: Backend,
  located: CliLocation,
  installable: boolean,
  keyMissing: boolean,
  probe: ProbeResult | null,
): string | null {
  if (located.kind === 'missing' && machineProgram !== undefined) {
    return `${name} is not installed: no \`${machineProgram.program}\` on PATH. Install it: ${machineProgram.install}`;
  }
  if (located.kind === 'missing' && !installable) {
    return `${name} is not installed and install-agents is never. Install it: npm install -g ${cli?.package}@${cli?.version}`;
  }
  if (keyMissing) {
    const { message, fix } = describeMissingKey({ name, keys });
    return `${message} ${fix}`;
  }
  return probe === null || probe.ok ? null : `${name} does not answer: ${probe.message}`;
}
