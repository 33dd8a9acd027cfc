import { homedir } from 'node:os';
import { backends as builtInBackends, getBackend, keyNames } from '../agents/index.ts';
import { ensurePrograms, type Programs } from '../agents/install/programs.ts';
import type { Backend } from '../agents/types.ts';
import type { Settings } from '../inputs/types.ts';
import { usedBackends } from '../plan/assignment/owner-backends.ts';
import type { RunEnvironment } from './types.ts';

/** Backends that this run may use, each with its program; a night must not fail at unit 3 because one is missing. */
export function ensureBackendPrograms(
  settings: Settings,
  environment: Pick<RunEnvironment, 'env' | 'log' | 'stop' | 'backends'>,
): Promise<Programs> {
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
export function supportsSandbox(backend: Backend, { agents }: Pick<Settings, 'agents'>): boolean {
  return backend.sandboxes.includes(agents.sandbox);
}
