import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { backends as builtInBackends } from '../../agents/index.ts';
import { CONFIG_FILE } from '../../inputs/config-file/config-path.ts';
import { loadPrices } from '../../inputs/price-file.ts';
import type { Settings } from '../../inputs/types.ts';
import { homeFolder } from '../../machine-user.ts';
import type { SpecPlatform } from '../../platform/types.ts';
import type { GitRepository, OpenResult } from '../../repository/types.ts';
import { orchestrate } from '../../run/run.ts';
import type { RunContext } from '../../run/types.ts';
import type { Outcome } from '../../run-events/types.ts';
import { createMask } from '../../secrets/mask.ts';
import { maskSecretShapes } from '../../secrets/secret-shapes.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { acquireLock, type Lock } from '../../state/lock/lock.ts';
import { endLeftLoans } from '../../terminal/isolation/another-user/loans.ts';
import { teeLog, withEventFile } from '../log/event-file.ts';
import { loadParser } from '../reading/read-config.ts';
import { readInstructions } from '../reading/read-instructions.ts';
import { readSpecInfo } from '../reading/spec-info.ts';
import { morningAfter, systemClock } from '../surroundings/clock.ts';
import { preferLittleMemory } from '../surroundings/memory.ts';
import type { RunEnvironment } from '../types.ts';
import { createRecords, openRepository, openTerminal, secretsOf } from './adapters.ts';
import type { BackendPrograms } from './backend-programs.ts';
import { createNotifier } from './notify.ts';
import { openIsolation, probesIn, requireHold } from './open-isolation.ts';
import { openSharedThrottle } from './open-throttle.ts';
import { requireWindows } from './require-windows.ts';
import { readWishes } from './wishes.ts';

/** Carries out one spec with the real adapters; keeps what happened beside its transcripts, and tells who is to be told. */
export async function runSpec(given: Settings, spec: SpecLocation, surroundings: RunEnvironment): Promise<Outcome> {
  const { log, env, logDir, runId } = surroundings;
  const mask = createMask(secretsOf(surroundings)).maskText;
  const kept = withEventFile(log, { logDir, spec: spec.name, folder: spec.folder, id: runId }, mask, Date.now);
  const { notify: target } = given;
  if (target === null) return carryOut(given, spec, { ...surroundings, log: kept });
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  const place = { cwd: homeFolder(env), env, now: Date.now };
  const notifier = createNotifier({
    target,
    spec: spec.name,
    run: runId,
    byHand: surroundings.byHand,
    mask,
    warn,
    ...place,
  });
  try {
    return await carryOut(given, spec, { ...surroundings, log: teeLog(kept, notifier) });
  } catch (error) {
    notifier.failed((error as Error).message);
    throw error;
  } finally {
    await notifier.settled();
  }
}

/** What was opened is taken down again whatever happens, the last first. */
async function carryOut(given: Settings, spec: SpecLocation, environment: RunEnvironment): Promise<Outcome> {
  const { workdir, log, createPlatform, backends = builtInBackends } = environment;
  // Bad input is said before a branch is changed for it.
  requireWindows(given, backends);
  const prices = await loadPrices(given.throttle.prices);
  const lock = await lockSpec(spec, environment);
  try {
    await endLeftLoans(environment.env);
    await mkdir(environment.logDir, { recursive: true, mode: 0o700 });
    const { repository, opened, settings } = await openConfigured(given, spec, environment);
    try {
      requireWindows(settings, backends);
      // A remote that was not reached leaves nothing to read; the run ends before an agent starts.
      const instructions = opened.kind === 'stopped' ? null : await readInstructions(settings, repository, log);
      const specInfo = readSpecInfo(spec, workdir, instructions);
      const platform = createPlatform(opened.kind === 'ready' ? opened.base : null, repository);
      await refreshOtherBranches(repository, platform, environment);
      const isolation = openIsolation(settings, environment);
      let programs: Promise<BackendPrograms> | null = null;
      // What installs agents is loaded with the first unit, before an agent starts.
      const loadPrograms = () => {
        programs ??= import('./backend-programs.ts').then(({ createBackendPrograms }) =>
          createBackendPrograms(settings, environment, probesIn(isolation)),
        );
        return programs;
      };
      const program = async (backend: string) => (await loadPrograms()).path(backend);
      const throttle = openSharedThrottle(settings, repository, environment);
      const terminal = await openTerminal(settings, spec, environment, program, isolation);
      try {
        const records = createRecords(settings, spec, environment, repository.savedRecords, isolation);
        const ports = {
          terminal,
          repository,
          platform,
          questions: platform.questions,
          throttle,
          ...records,
          clock: systemClock,
          log,
        };
        const ensureBackends = async () => {
          // From here on agents may write where the bundles lie: nothing is loaded any more.
          await loadParser();
          preferLittleMemory();
          await terminal.ready();
          const unheld = (await isolation?.ready()) ?? [];
          requireHold(settings, isolation, environment.backends);
          const ready = await (await loadPrograms()).ensure();
          return { ...ready, problems: [...unheld, ...ready.problems] };
        };
        const { savedRecords, unitCommits } = repository;
        const isSandboxed = () => isolation?.mechanism != null && !settings.isolation.allow.includes('sudo');
        const context = {
          ...runContext(settings, spec, environment),
          opened,
          prices,
          ensureBackends,
          savedRecords,
          unitCommits,
          isSandboxed,
          wishes: readWishes(environment.logDir),
          morningAfter,
        };
        return await (environment.story ?? orchestrate)(settings, specInfo, ports, context);
      } finally {
        await throttle.close();
        await terminal.close();
        await isolation?.close();
      }
    } finally {
      await repository.close();
    }
  } finally {
    await lock.release();
  }
}

/**
 * Opens the repository by the settings, and once more where its base turns out to have another configuration file than
 * the one that they were read with.
 */
async function openConfigured(
  given: Settings,
  spec: SpecLocation,
  environment: RunEnvironment,
): Promise<{ readonly repository: GitRepository; readonly opened: OpenResult; readonly settings: Settings }> {
  const { withConfigFile = async () => null } = environment;
  const open = async (settings: Settings) => {
    const repository = openRepository(settings, spec, environment);
    try {
      const opened = await repository.open();
      // A remote that was not reached leaves nothing to read; the run ends before an agent starts.
      const changed =
        opened.kind === 'stopped' ? null : await withConfigFile(await repository.readBaseFile(CONFIG_FILE));
      return { repository, opened, settings, changed };
    } catch (error) {
      await repository.close();
      throw error;
    }
  };
  const first = await open(given);
  if (first.changed === null) return first;
  await first.repository.close();
  return open(first.changed);
}

/** A spec that is finished has no run of its own that would keep its pull request free of conflicts. */
async function refreshOtherBranches(
  repository: GitRepository,
  platform: SpecPlatform,
  { log }: RunEnvironment,
): Promise<void> {
  const merges = await repository.refreshFinishedBranches((branches) => platform.openPullRequests(branches));
  for (const merge of merges) log.emit({ kind: 'base-merged', ...merge });
}

function lockSpec(spec: SpecLocation, { runId }: RunEnvironment): Promise<Lock> {
  const path = join(spec.statePath, '..');
  return acquireLock({ path, runId, pid: process.pid, host: hostname(), now: Date.now() });
}

function runContext(
  settings: Settings,
  spec: SpecLocation,
  environment: RunEnvironment,
): Omit<RunContext, 'opened' | 'prices' | 'ensureBackends' | 'savedRecords'> {
  const { backends = builtInBackends } = environment;
  const { maskText } = createMask(secretsOf(environment));
  return {
    id: environment.runId,
    workdir: environment.workdir,
    stop: environment.stop,
    resume: environment.resume,
    maskAnswer: (text) => maskSecretShapes(maskText(text)),
    redo: environment.redo ?? null,
    scheduled: environment.scheduled,
    dispatched: environment.dispatched ?? false,
    chainLimit: environment.chainLimit ?? 0,
    agentOptions: {
      pane: join(environment.dist, 'pane.js'),
      script: join(spec.folder, 'rehearsal.json'),
      command: settings.agents.agentCommand ?? '',
    },
    backends,
    cumulativeUsageBackends: new Set(backends.filter((backend) => backend.cumulativeUsage).map(({ name }) => name)),
  };
}
