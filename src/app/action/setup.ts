import { UserError } from '../../errors.ts';
import type { InputValues } from '../../inputs/types.ts';
import { type CloneResult, cloneInto } from '../../repository/remote/clone.ts';
import type { Log } from '../../run-events/types.ts';
import { installPackage } from '../../terminal/tmux/install-package.ts';
import { hasTmux, installTmux } from '../../terminal/tmux/install-tmux.ts';
import { createProgramRunner } from '../../terminal/tmux/run-program.ts';
import { systemClock } from '../surroundings/clock.ts';
import type { Env, JobContext } from './job.ts';

interface SetupContext {
  readonly env: Env;
  readonly info: (line: string) => void;
  readonly log: Log;
  readonly stop: AbortSignal;
}

/** An empty workspace is cloned before anything else is touched. `stopped`: the job was cancelled in the meantime. */
export async function cloneWorkspace(
  inputs: InputValues,
  job: JobContext,
  { env, info, log, stop }: SetupContext,
): Promise<CloneResult> {
  if (inputs.platform.checkout === 'never') return { kind: 'used' };
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
  return cloned;
}

/** How a missing tmux is installed, once for all specs; undefined: it is there, or nobody wants it. */
export async function tmuxInstaller(
  { terminal: { tmux }, platform: { installTmux: installWanted } }: InputValues,
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

/** Longer than this nobody waits for a sandbox: the night goes on by another one, or as it must without. */
const SANDBOX_INSTALL_MS = 20_000;

/** Installs bubblewrap, which most mechanisms do without; what is in the way is said, and stops nothing. */
export function sandboxInstaller({ env, info, log }: SetupContext): () => Promise<void> {
  return async () => {
    const run = createProgramRunner(env);
    const isThere = async () => (await run(['bwrap', '--version'])).code === 0;
    if (await isThere()) return;
    const uid = process.getuid?.() ?? -1;
    const fix = 'install bubblewrap in an earlier step';
    const tooLong = new AbortController();
    const timer = setTimeout(() => tooLong.abort(), SANDBOX_INSTALL_MS);
    const timedOut = new Promise<'late'>((resolve) => tooLong.signal.addEventListener('abort', () => resolve('late')));
    const installing = installPackage({ name: 'bubblewrap', run, uid, isThere, where: 'isolation', fix });
    const result = await Promise.race([installing, timedOut]).catch((error: Error) => error);
    clearTimeout(timer);
    if (result === undefined) return info('Installed bubblewrap.');
    const reason = result === 'late' ? `it took longer than ${SANDBOX_INSTALL_MS / 1000} s` : result.message;
    log.emit({ kind: 'warning', message: `bubblewrap was not installed: ${reason}` });
  };
}
