import { backends as builtInBackends, getBackend } from '../../agents/index.ts';
import { cacheFolder } from '../../agents/install/install-folders.ts';
import type { StartProbe } from '../../agents/install/version-check.ts';
import { surelyKeepsFromWriting } from '../../agents/sandbox.ts';
import type { Backend } from '../../agents/types.ts';
import { UserError } from '../../errors.ts';
import { readingBackends } from '../../inputs/consistency.ts';
import type { Settings } from '../../inputs/types.ts';
import { homeFolder, machineHome } from '../../machine-user.ts';
import { createIsolation, enterSandbox, type Isolation, NO_SANDBOX_FIX } from '../../terminal/isolation/isolation.ts';
import type { RunEnvironment } from '../types.ts';

/** The sandboxes of a run; undefined: it was asked for none. Nothing is tried before an attempt is sure to come. */
export function openIsolation(
  {
    isolation: { strength, allow, writable },
    agents: { agentEnv, agentCommand },
  }: Pick<Settings, 'isolation' | 'agents'>,
  environment: Pick<
    RunEnvironment,
    'env' | 'workdir' | 'dist' | 'logDir' | 'backends' | 'runnerFiles' | 'allLogs' | 'installSandbox' | 'log'
  >,
): Isolation | undefined {
  if (strength === 'off') return undefined;
  const { env, log, logDir, workdir, dist } = environment;
  const home = homeFolder(env);
  return createIsolation({
    ...{ strength, allow, writable, env, home, workdir, dist, agentEnv, machineHome: machineHome() },
    agentCommand,
    cacheDir: cacheFolder(env, home),
    logs: environment.allLogs ?? logDir,
    runnerFiles: environment.runnerFiles ?? [],
    backends: environment.backends ?? builtInBackends,
    uid: process.getuid?.() ?? -1,
    install: environment.installSandbox,
    notice: (message) => log.emit({ kind: 'warning', message }),
    announce: (strength, mechanism) => log.emit({ kind: 'isolated', strength, mechanism }),
  });
}

/** Before any agent starts: who has no read-only mode, and is to change nothing, is held by a sandbox or not asked. */
export function requireHold(
  settings: Pick<Settings, 'agents' | 'loop'>,
  isolation: Pick<Isolation, 'mechanism'> | undefined,
  backends: readonly Backend[] = builtInBackends,
): void {
  if (isolation !== undefined && isolation.mechanism !== null) return;
  for (const [where, name] of readingBackends(settings)) {
    if (surelyKeepsFromWriting(getBackend(name, backends))) continue;
    throw new UserError(`${name} has no read-only mode, and no sandbox works here that would keep it from writing`, {
      where,
      fix: `Name another backend. ${NO_SANDBOX_FIX}.`,
    });
  }
}

/** A CLI is asked for its version and its models in the sandbox in which it works: it may be what an agent left there. */
export function probesIn(isolation: Isolation | undefined): StartProbe {
  return async (backend, env) => {
    const entry = await enterSandbox(isolation, backend);
    if (entry.kind === 'refused') return null;
    if (entry.kind === 'open') return { prefix: [], env };
    const { start, ended } = entry.sandbox;
    return { ...start(env), ended };
  };
}
