import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { backends, getBackend } from '../agents/index.ts';
import { ensurePrograms, type Programs } from '../agents/install/programs.ts';
import { verify } from '../checks/verify.ts';
import { loadPrices } from '../inputs/price-file.ts';
import type { Settings } from '../inputs/types.ts';
import { usedBackends } from '../plan/owner-backends.ts';
import { deferredPlatform } from '../platform/deferred-platform.ts';
import type { Platform } from '../platform/types.ts';
import { createRepository } from '../repository/create-repository.ts';
import type { GitRepository, RepositoryOptions } from '../repository/types.ts';
import { restoreWork } from '../repository/work-tree/restore-work.ts';
import { orchestrate } from '../run/run.ts';
import type { Resume, RunContext, SpecInfo } from '../run/types.ts';
import type { Log, Outcome } from '../run-events/types.ts';
import { agentEnvironment, secretValues } from '../secrets/agent-environment.ts';
import { createMask } from '../secrets/mask.ts';
import type { SpecLocation } from '../spec-folder/locate-specs.ts';
import { createSpecFiles } from '../spec-folder/spec-files.ts';
import { createStateStore } from '../state/file/store.ts';
import { acquireLock } from '../state/lock/lock.ts';
import { createTerminal } from '../terminal/create-terminal.ts';
import { deferredTerminal } from '../terminal/deferred-terminal.ts';
import type { Terminal } from '../terminal/types.ts';
import { systemClock } from './clock.ts';

/** Everything an entry knows that the settings do not say. */
export interface RunEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the work tree. */
  readonly workdir: string;
  /** Folder of the bundles: the pane's program is there. */
  readonly dist: string;
  /** Folder of the transcripts and bundles of this run. */
  readonly logDir: string;
  readonly runId: string;
  /** What the agents carry as `runMarker`; default the run's id, which the jobs of one run share. */
  readonly mark?: string;
  readonly stop: AbortSignal;
  readonly resume: Resume | null;
  readonly scheduled: boolean;
  readonly dispatched?: boolean;
  readonly chainLimit?: number;
  readonly log: Log;
  readonly remote: RepositoryOptions['remote'];
  /** Installs tmux where it is missing and wanted: before the first attempt, since that may take minutes. */
  readonly ensureTmux?: (() => Promise<void>) | undefined;
  /** Secrets beside those whose variables look like one. */
  readonly secrets: readonly string[];
  /** Built once the repository is open, since a pull request needs its branch. */
  readonly createPlatform: (facts: { readonly branch: string | null; readonly base: string | null }) => Platform;
}

/** In every agent's environment: what is left of a run that was killed is found by it. */
export const RUN_MARKER_VARIABLE = 'SEQUENTIAL_RUN';

/** Builds the real adapters for one spec, walks it, and takes them down again, whatever happens. */
export async function runSpec(settings: Settings, spec: SpecLocation, environment: RunEnvironment): Promise<Outcome> {
  const { env, workdir, log, runId } = environment;
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  // Bad input is said before a branch is changed for it.
  const prices = await loadPrices(settings.throttle.prices);
  const lock = await acquireLock({
    path: join(spec.statePath, '..'),
    runId,
    pid: process.pid,
    host: hostname(),
    now: Date.now(),
  });
  try {
    await mkdir(environment.logDir, { recursive: true, mode: 0o700 });
    let programs: Programs | null = null;
    const secrets = [...secretValues(env), ...environment.secrets];
    const mask = createMask(secrets).maskText;
    const verifyEnv = agentEnvironment(env, { keys: [], env: [] }, settings.agents.agentEnv).env;
    const repository = openRepository(settings, spec, environment);
    const opening = repository.open();
    // Awaited where the loop opens it; until then its failure is nobody's yet.
    opening.catch(() => {});
    try {
      const openTerminal = (): Promise<Terminal> =>
        createTerminal({
          mode: settings.terminal.tmux,
          session: settings.terminal.tmuxSession,
          spec: spec.name,
          runId,
          node: process.execPath,
          paneScript: join(environment.dist, 'pane.js'),
          env: { ...env, [RUN_MARKER_VARIABLE]: environment.mark ?? runId },
          logDir: environment.logDir,
          secrets,
          program: (backend) => programs?.paths.get(backend) ?? backend,
          notice: warn,
        });
      const { ensureTmux } = environment;
      const deferred = ensureTmux === undefined ? null : deferredTerminal(() => ensureTmux().then(openTerminal));
      const terminal = deferred ?? (await openTerminal());
      try {
        let platform: Platform | null = null;
        const context: RunContext = {
          id: runId,
          workdir,
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
          ensureBackends: async () => {
            await deferred?.open();
            programs = await ensureBackendPrograms(settings, environment);
            for (const warning of programs.warnings) warn(warning);
            return new Set([...programs.paths.keys()].filter((name) => supportsSandbox(name, settings)));
          },
          cumulativeUsageBackends: new Set(
            backends.filter((backend) => backend.cumulativeUsage).map(({ name }) => name),
          ),
          prices,
        };
        const opened = {
          ...repository,
          async open() {
            const result = await opening;
            const ready = result.kind === 'ready' ? result : null;
            platform = environment.createPlatform({ branch: ready?.branch ?? null, base: ready?.base ?? null });
            return ready === null ? result : { ...ready, restore: () => restoreWork(repository, warn) };
          },
        };
        return await orchestrate(
          settings,
          readSpecInfo(spec, workdir),
          {
            terminal,
            repository: opened,
            platform: deferredPlatform(() => platform),
            store: createStateStore({ path: spec.statePath, spec: spec.name, now: systemClock.now, warn }),
            files: createSpecFiles({
              tasksPath: spec.tasksPath,
              statePath: spec.statePath,
              progressPath: spec.progressPath,
              mask,
            }),
            checks: {
              verify: (command, timeoutMs, stop) => verify(command, { workdir, env: verifyEnv, mask }, timeoutMs, stop),
            },
            clock: systemClock,
            log,
          },
          context,
        );
      } finally {
        await terminal.close();
      }
    } finally {
      await opening.catch(() => {});
      await repository.close();
    }
  } finally {
    await lock.release();
  }
}

/** The spec's repository, on its work branch once `open` was called. */
export function openRepository(
  settings: Settings,
  spec: SpecLocation,
  environment: Pick<RunEnvironment, 'workdir' | 'runId' | 'remote' | 'logDir' | 'env' | 'stop' | 'log'>,
): GitRepository {
  const { workdir, stop } = environment;
  return createRepository({
    workdir,
    checkpoint: settings.repository.checkpoint,
    workBranch: settings.repository.workBranch,
    baseBranch: settings.repository.baseBranch,
    author: settings.repository.commitAuthor,
    spec: spec.name,
    runId: environment.runId,
    statePath: relative(repositoryTop(workdir), spec.statePath),
    remote: environment.remote,
    logDir: environment.logDir,
    env: environment.env,
    now: systemClock.now,
    sleep: (ms, signal) => systemClock.sleep(Date.now() + ms, signal ?? stop),
    notice: (message) => environment.log.emit({ kind: 'warning', message }),
  });
}

/** Backends that this run may use, each with its program; a night must not fail at unit 3 because one is missing. */
export function ensureBackendPrograms(
  settings: Settings,
  environment: Pick<RunEnvironment, 'env' | 'log' | 'stop'>,
): Promise<Programs> {
  const { used, required } = usedBackends(
    settings.agents,
    settings.throttle.fallbackBackends,
    backends.map(({ name }) => name),
  );
  const usable = used.filter((name) => required.includes(name) || supportsSandbox(name, settings));
  return ensurePrograms(usable.map(getBackend), required, {
    env: environment.env,
    home: environment.env.HOME ?? homedir(),
    install: settings.agents.installAgents,
    versions: settings.agents.agentVersions,
    agentArgs: settings.agents.agentArgs,
    agentEnv: settings.agents.agentEnv,
    log: (message) => environment.log.emit({ kind: 'warning', message }),
    platform: process.platform,
    execPath: process.execPath,
    stop: environment.stop,
  });
}

/** Who cannot keep the sandbox can be asked who works, read-only, but not work. */
function supportsSandbox(backend: string, { agents }: Pick<Settings, 'agents'>): boolean {
  return getBackend(backend).sandboxes.includes(agents.sandbox);
}

function readSpecInfo(spec: SpecLocation, workdir: string): SpecInfo {
  const documents = ['requirements.md', 'design.md', 'tasks.md'].filter((name) => existsSync(join(spec.folder, name)));
  return {
    name: spec.name,
    tasksPath: relative(repositoryTop(workdir), spec.tasksPath),
    documents: documents.map((name) => relative(workdir, join(spec.folder, name))),
  };
}

/** The folder that repository-relative paths start from: where `.git` is, else the folder itself. */
function repositoryTop(workdir: string): string {
  for (let folder = workdir; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return workdir;
  }
}
