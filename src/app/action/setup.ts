import { UserError } from '../../errors.ts';
import type { Inputs } from '../../inputs/types.ts';
import { cloneInto } from '../../repository/remote/clone.ts';
import type { Log } from '../../run-events/types.ts';
import { hasTmux, installTmux } from '../../terminal/tmux/install-tmux.ts';
import { createProgramRunner } from '../../terminal/tmux/run-program.ts';
import { systemClock } from '../clock.ts';
import type { Env, JobContext } from './job.ts';

interface SetupContext {
  readonly env: Env;
  readonly info: (line: string) => void;
  readonly log: Log;
  readonly stop: AbortSignal;
}

/**
 * An empty workspace is cloned before anything else is touched. Returns why it was not, where the job was cancelled in
 * the meantime; else null.
 */
export async function cloneWorkspace(
  inputs: Inputs,
  job: JobContext,
  { env, info, log, stop }: SetupContext,
): Promise<string | null> {
  if (inputs.platform.checkout === 'never') return null;
  const cloned = await cloneInto(env.GITHUB_WORKSPACE ?? inputs.workdir, {
    url: job.gitUrl,
    tokens: job.remote.tokens,
    branch: null,
    requireEmpty: inputs.platform.checkout === 'always',
    env,
    now: Date.now,
    sleep: (ms) => systemClock.sleep(Date.now() + ms, stop),
    stop,
    notice: (message) => log.emit({ kind: 'warning', message }),
  });
  if (cloned.kind === 'cloned') info(`Cloned ${job.gitUrl} (${cloned.branch ?? 'no branch'}).`);
  return cloned.kind === 'stopped' ? cloned.reason : null;
}

/** How a missing tmux is installed, once for all specs; undefined: it is there, or nobody wants it. */
export async function tmuxInstaller(
  { terminal: { tmux }, platform: { installTmux: installWanted } }: Inputs,
  { env, info, log }: SetupContext,
): Promise<(() => Promise<void>) | undefined> {
  const runProgram = createProgramRunner(env);
  if (tmux === 'off' || !installWanted || (await hasTmux(runProgram))) return undefined;
  const install = async (): Promise<void> => {
    try {
      if ((await installTmux(runProgram)) === 'installed') info('Installed tmux.');
    } catch (error) {
      if (!(error instanceof UserError) || tmux === 'require') throw error;
      log.emit({ kind: 'warning', message: error.message });
    }
  };
  let installing: Promise<void> | null = null;
  return () => {
    installing ??= install();
    return installing;
  };
}
