import { execFile } from 'node:child_process';
import { UserError } from '../errors.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Log } from '../ports.ts';
import { cloneInto } from '../repository/index.ts';
import { installTmux } from '../terminal/install.ts';
import type { Env, Place } from './github.ts';

/** An empty workspace is cloned, a missing tmux installed, before anything else is touched. */
export async function prepare(
  inputs: Inputs,
  place: Place,
  context: { readonly env: Env; readonly info: (line: string) => void; readonly log: Log },
): Promise<void> {
  const { env, info, log } = context;
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  if (inputs.hub.checkout !== 'never') {
    const cloned = await cloneInto(env.GITHUB_WORKSPACE ?? inputs.workdir, {
      url: place.gitUrl,
      token: inputs.hub.token,
      branch: null,
      always: inputs.hub.checkout === 'always',
      env,
      now: Date.now,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      notice: warn,
    });
    if (cloned.kind === 'cloned') info(`Cloned ${place.gitUrl} (${cloned.branch ?? 'no branch'}).`);
  }
  if (inputs.terminal.tmux === 'off' || !inputs.hub.installTmux) return;
  try {
    if ((await installTmux(runProgram(env))) === 'installed') info('Installed tmux.');
  } catch (error) {
    if (!(error instanceof UserError) || inputs.terminal.tmux === 'require') throw error;
    warn(error.message);
  }
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
