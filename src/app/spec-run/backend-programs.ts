import { backends as builtInBackends, getBackend, keyNames } from '../../agents/index.ts';
import { listModels } from '../../agents/install/list-models.ts';
import { ensurePrograms, findBackendLogin, type ProgramOptions, type Programs } from '../../agents/install/programs.ts';
import { type StartProbe, startOpenly } from '../../agents/install/version-check.ts';
import { readLoginFacts } from '../../agents/login-facts.ts';
import type { Backend } from '../../agents/types.ts';
import type { Pool } from '../../agents/vendor-facts.ts';
import { nearest } from '../../inputs/nearest.ts';
import type { Settings } from '../../inputs/types.ts';
import { homeFolder } from '../../machine-user.ts';
import { requestedModels, usedBackends } from '../../plan/assignment/owner-backends.ts';
import type { ReadyBackends } from '../../run/types.ts';
import { agentEnvironment } from '../../secrets/agent-environment.ts';
import type { RunEnvironment } from '../types.ts';
import { requirePlans } from './require-windows.ts';

/** The CLIs of a run's backends. */
export interface BackendPrograms {
  /** Looks for them and installs what is missing. */
  ensure(): Promise<ReadyBackends>;
  /**
   * Path of a backend's CLI, before each start of it; its plain name until it was looked for. One that was changed since
   * it was checked is installed again.
   */
  path(backend: string): Promise<string>;
}

/** `startProbe`: how a CLI starts that is asked for its version or its models; default: without a sandbox. */
export function createBackendPrograms(
  settings: Settings,
  environment: RunEnvironment,
  startProbe: StartProbe = startOpenly,
): BackendPrograms {
  const { backends = builtInBackends } = environment;
  let current: Pick<Programs, 'paths' | 'checked'> = { paths: new Map(), checked: new Map() };
  return {
    async ensure() {
      const programs = await ensureUsedPrograms(settings, environment, startProbe);
      const pools = await findPools([...programs.paths.keys()], settings, environment);
      requirePlans(settings, pools);
      current = programs;
      const { paths } = programs;
      const available = [...paths.keys()].filter((name) => supportsSandbox(getBackend(name, backends), settings));
      // Of those that may only be chosen for a unit nobody has to hear; a fallback was asked for.
      const unusable = settings.throttle.fallbackBackends.flatMap((name) => programs.unusable.get(name) ?? []);
      const unknown = await findUnknownModels(settings, environment, paths, startProbe);
      return { available: new Set(available), problems: [...programs.warnings, ...unusable, ...unknown], pools };
    },
    async path(backend) {
      if (current.checked.get(backend)?.isUnchanged() === false)
        current = await ensureUsedPrograms(settings, environment, startProbe);
      return current.paths.get(backend) ?? backend;
    },
  };
}

/** Backends that this run may use, each with its program; a night must not fail at unit 3 because one is missing. */
function ensureUsedPrograms(
  settings: Settings,
  environment: RunEnvironment,
  startProbe: StartProbe,
): Promise<Programs> {
  const { backends = builtInBackends } = environment;
  const { used, required } = usedBackends(settings.agents, settings.throttle.fallbackBackends, backends);
  const usable = used
    .map((name) => getBackend(name, backends))
    .filter((backend) => required.includes(backend.name) || supportsSandbox(backend, settings));
  return ensurePrograms(usable, required, programOptions(settings, environment, startProbe));
}

function programOptions(settings: Settings, environment: RunEnvironment, startProbe: StartProbe): ProgramOptions {
  const { backends = builtInBackends } = environment;
  return {
    agentKeys: keyNames(backends),
    env: environment.env,
    home: homeFolder(environment.env),
    install: settings.agents.installAgents,
    versions: settings.agents.agentVersions,
    agentArgs: settings.agents.agentArgs,
    agentEnv: settings.agents.agentEnv,
    log: (message) => environment.log.emit({ kind: 'warning', message }),
    platform: process.platform,
    execPath: process.execPath,
    stop: environment.stop,
    startProbe,
  };
}

/** What the calls of these backends will draw on, by the login that each would use. */
async function findPools(
  names: readonly string[],
  settings: Settings,
  environment: RunEnvironment,
): Promise<ReadonlyMap<string, Pool | null>> {
  const { backends = builtInBackends } = environment;
  const options = programOptions(settings, environment, startOpenly);
  const pools = new Map<string, Pool | null>();
  for (const name of names) {
    const backend = getBackend(name, backends);
    const login = await findBackendLogin(backend, options);
    if (login.kind !== 'unneeded') pools.set(name, (await readLoginFacts(backend, login))?.pool ?? null);
  }
  return pools;
}

/** A sentence for each requested model that its CLI does not list. */
async function findUnknownModels(
  settings: Settings,
  { env, workdir, stop, backends = builtInBackends }: RunEnvironment,
  paths: Programs['paths'],
  startProbe: StartProbe,
): Promise<string[]> {
  const requested = requestedModels(settings.agents, backends);
  const problems: string[] = [];
  for (const [name, path] of paths) {
    const models = requested.filter(({ backend }) => backend === name).map(({ model }) => model);
    const backend = getBackend(name, backends);
    if (models.length === 0 || backend.cli === null) continue;
    const visible = agentEnvironment(env, backend, settings.agents.agentEnv, keyNames(backends)).env;
    const started = await startProbe(name, visible);
    const known = started === null ? [] : await listModels(backend.cli, path, { ...started, workdir, stop });
    await started?.ended?.();
    const unknown = known.length === 0 ? [] : models.filter((model) => !known.includes(model));
    problems.push(...unknown.map((model) => unknownModelText(name, model, nearest(model, known))));
  }
  return problems;
}

function unknownModelText(backend: string, model: string, meant: string | null): string {
  const suggestion = meant === null ? '' : `; did you mean "${meant}"?`;
  return `${backend} does not list the model "${model}"${suggestion || '.'} The run tries it anyway.`;
}

/** Who cannot keep the sandbox can be asked who works, read-only, but not work. */
function supportsSandbox(backend: Backend, { agents }: Pick<Settings, 'agents'>): boolean {
  return backend.sandboxes.includes(agents.sandbox);
}
