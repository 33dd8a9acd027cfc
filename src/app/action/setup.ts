import { execFile } from 'node:child_process';
import { UserError } from '../../errors.ts';
import type { Inputs } from '../../inputs/types.ts';
import { cloneInto } from '../../repository/create-repository.ts';
import type { Log } from '../../run/ports.ts';
import { hasTmux, installTmux } from '../../terminal/tmux/install-tmux.ts';
import type { Env, Place } from './job.ts';

interface Context {
  readonly env: Env;
  readonly info: (line: string) => void;
  readonly log: Log;
}

/** An empty workspace is cloned before anything else is touched. */
export async function prepare(inputs: Inputs, place: Place, { env, info, log }: Context): Promise<void> {
  if (inputs.hub.checkout === 'never') return;
  const cloned = await cloneInto(env.GITHUB_WORKSPACE ?? inputs.workdir, {
    url: place.gitUrl,
    token: inputs.hub.token,
    branch: null,
    always: inputs.hub.checkout === 'always',
    env,
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    notice: (message) => log.emit({ kind: 'warning', message }),
  });
  if (cloned.kind === 'cloned') info(`Cloned ${place.gitUrl} (${cloned.branch ?? 'no branch'}).`);
}

/** How a missing tmux is installed, once for all specs; undefined: it is there, or nobody wants it. */
export async function missingTmux(
  { terminal: { tmux }, hub: { installTmux: wanted } }: Inputs,
  { env, info, log }: Context,
): Promise<(() => Promise<void>) | undefined> {
  const run = runProgram(env);
  if (tmux === 'off' || !wanted || (await hasTmux(run))) return undefined;
  const install = async (): Promise<void> => {
    try {
      if ((await installTmux(run)) === 'installed') info('Installed tmux.');
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

function runProgram(env: Env): Parameters<typeof installTmux>[0] {
  return ([program, ...args]) =>
    new Promise((resolve) => {
      execFile(program, args, { env, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
        const missing = (error as NodeJS.ErrnoException | null)?.code === 'ENOENT';
        const code = error === null ? 0 : missing ? null : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, output: `${stdout}${stderr}` });
      });
    });
}
