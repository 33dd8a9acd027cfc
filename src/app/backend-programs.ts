import { homedir } from 'node:os';
import { backends as builtInBackends, getBackend, keyNames } from '../agents/index.ts';
import { ensurePrograms, type Programs } from '../agents/install/programs.ts';
import type { Backend } from '../agents/types.ts';
import type { Settings } from '../inputs/types.ts';
import { usedBackends } from '../plan/assignment/owner-backends.ts';
import type { ReadyBackends } from '../run/types.ts';
import type { RunEnvironment } from './types.ts';

/** The CLIs of a run's backends. */
export interface BackendPrograms {
  /** Looks for them and installs what is missing. */
  ensure(): Promise<ReadyBackends>;
  /** Path of a backend's CLI; its plain name until it was looked for. */
  path(backend: string): string;
}

export function createBackendPrograms(settings: Settings, environment: RunEnvironment): BackendPrograms {
  const { backends = builtInBackends } = environment;
  let paths: Programs['paths'] = new Map();
  return {
    async ensure() {
      const programs = await ensureUsedPrograms(settings, environment);
      paths = programs.paths;
      const available = [...paths.keys()].filter((name) => supportsSandbox(getBackend(name, backends), settings));
      // Of those that may only be chosen for a unit nobody has to hear; a fallback was asked for.
      const unusable = settings.throttle.fallbackBackends.flatMap((name) => programs.unusable.get(name) ?? []);
      return { available: new Set(available), problems: [...programs.warnings, ...unusable] };
    },
    path: (backend) => paths.get(backend) ?? backend,
  };
}

/** Backends that this run may use, each with its program; a night must not fail at unit 3 because one is missing. */
function ensureUsedPrograms(settings: Settings, environment: RunEnvironment): Promise<Programs> {
  const { backends = builtInBackends } = environment;
  const { used, required } = usedBackends(settings.agents, settings.throttle.fallbackBackends, backends);
  const usable = used
    .map((name) => getBackend(name, backends))
    .filter((backend) => required.includes(backend.name) || supportsSandbox(backend, settings));
  return ensurePrograms(usable, required, {
    agentKeys: keyNames(backends),
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
function supportsSandbox(backend: Backend, { agents }: Pick<Settings, 'agents'>): boolean {
  return backend.sandboxes.includes(agents.sandbox);
}
