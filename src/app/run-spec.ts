import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, relative } from 'node:path';
import { backends as builtInBackends, getBackend } from '../agents/index.ts';
import type { Programs } from '../agents/install/programs.ts';
import { loadPrices } from '../inputs/price-file.ts';
import type { Settings } from '../inputs/types.ts';
import { deferredPlatform } from '../platform/deferred-platform.ts';
import type { Platform } from '../platform/types.ts';
import type { PriceTable } from '../pricing/types.ts';
import type { GitRepository, OpenResult } from '../repository/types.ts';
import { restoreWork } from '../repository/work-tree/restore-work.ts';
import type { Ports } from '../run/ports.ts';
import { orchestrate } from '../run/run.ts';
import type { RunContext, SpecInfo } from '../run/types.ts';
import type { Outcome } from '../run-events/types.ts';
import type { SpecLocation } from '../spec-folder/locate-specs.ts';
import { acquireLock } from '../state/lock/lock.ts';
import { deferredTerminal } from '../terminal/deferred-terminal.ts';
import { createRecords, openRepository, openTerminal, pathInRepository } from './adapters.ts';
import { ensureBackendPrograms, supportsSandbox } from './backend-programs.ts';
import { systemClock } from './clock.ts';
import type { RunEnvironment } from './types.ts';

/** Carries out one spec with the real adapters, and takes them down again whatever happens. */
export async function runSpec(settings: Settings, spec: SpecLocation, environment: RunEnvironment): Promise<Outcome> {
  // Bad input is said before a branch is changed for it.
  const prices = await loadPrices(settings.throttle.prices);
  const lock = await acquireLock({
    path: join(spec.statePath, '..'),
    runId: environment.runId,
    pid: process.pid,
    host: hostname(),
    now: Date.now(),
  });
  try {
    await mkdir(environment.logDir, { recursive: true, mode: 0o700 });
    const repository = openRepository(settings, spec, environment);
    const opening = repository.open();
    // Awaited where the run opens it; until then its failure is nobody's yet.
    opening.catch(() => {});
    try {
      return await runInTerminal(settings, spec, environment, {
        prices,
        ...openWithPlatform(repository, opening, environment),
      });
    } finally {
      await opening.catch(() => {});
      await repository.close();
    }
  } finally {
    await lock.release();
  }
}

/** The platform is built when the repository is open, since a pull request needs its branch. */
function openWithPlatform(
  repository: GitRepository,
  opening: Promise<OpenResult>,
  { createPlatform, log }: RunEnvironment,
): Pick<Ports, 'repository' | 'platform'> {
  let platform: Platform | null = null;
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  return {
    repository: {
      ...repository,
      async open() {
        const result = await opening;
        const ready = result.kind === 'ready' ? result : null;
        platform = createPlatform({ branch: ready?.branch ?? null, base: ready?.base ?? null });
        return ready === null ? result : { ...ready, restore: () => restoreWork(repository, warn) };
      },
    },
    platform: deferredPlatform(() => platform),
  };
}

async function runInTerminal(
  settings: Settings,
  spec: SpecLocation,
  environment: RunEnvironment,
  { prices, repository, platform }: Pick<Ports, 'repository' | 'platform'> & { readonly prices: PriceTable },
): Promise<Outcome> {
  const { workdir, log, ensureTmux, backends = builtInBackends } = environment;
  let programs: Programs | null = null;
  const open = () => openTerminal(settings, spec, environment, (backend) => programs?.paths.get(backend) ?? backend);
  const deferred = ensureTmux === undefined ? null : deferredTerminal(() => ensureTmux().then(open));
  const terminal = deferred ?? (await open());
  const ensureBackends = async (): Promise<ReadonlySet<string>> => {
    await deferred?.open();
    programs = await ensureBackendPrograms(settings, environment);
    for (const message of programs.warnings) log.emit({ kind: 'warning', message });
    return new Set([...programs.paths.keys()].filter((name) => supportsSandbox(getBackend(name, backends), settings)));
  };
  try {
    return await orchestrate(
      settings,
      readSpecInfo(spec, workdir),
      { terminal, repository, platform, ...createRecords(settings, spec, environment), clock: systemClock, log },
      { ...runContext(settings, spec, environment), prices, ensureBackends },
    );
  } finally {
    await terminal.close();
  }
}

function runContext(
  settings: Settings,
  spec: SpecLocation,
  environment: RunEnvironment,
): Omit<RunContext, 'prices' | 'ensureBackends'> {
  const { backends = builtInBackends } = environment;
  return {
    id: environment.runId,
    workdir: environment.workdir,
    stop: environment.stop,
    resume: environment.resume,
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

function readSpecInfo(spec: SpecLocation, workdir: string): SpecInfo {
  const documents = ['requirements.md', 'design.md', 'tasks.md'].filter((name) => existsSync(join(spec.folder, name)));
  return {
    name: spec.name,
    tasksPath: pathInRepository(workdir, spec.tasksPath),
    documents: documents.map((name) => relative(workdir, join(spec.folder, name))),
  };
}
