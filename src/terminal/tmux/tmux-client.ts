import { execFile } from 'node:child_process';
import { paneEnvironment } from '../process/pane-environment.ts';

/** tmux said no; `missing` where there is no tmux at all. */
export class TmuxError extends Error {
  override readonly name = 'TmuxError';
  readonly missing: boolean;

  constructor(message: string, missing: boolean) {
    super(message);
    this.missing = missing;
  }
}

/** A server that does not answer any more must not hold a run up. */
const TIMEOUT_MS = 10_000;

/** Runs one tmux command line (several commands: separated by `;` elements) and gives what it printed. */
export type Tmux = (...args: string[]) => Promise<string>;

/** A client of the user's own server, so that `tmux ls` and `tmux attach` show our session. UTF-8 whatever the locale. */
export function tmuxClient(env: Readonly<Record<string, string | undefined>>): Tmux {
  const tmuxEnvironment = paneEnvironment(env);
  return (...args) =>
    new Promise((resolve, reject) => {
      execFile(
        'tmux',
        ['-u', ...args],
        { env: tmuxEnvironment, encoding: 'utf8', timeout: TIMEOUT_MS },
        (error, stdout, stderr) => {
          if (!error) return resolve(stdout.trim());
          const missing = error.code === ('ENOENT' as unknown);
          reject(new TmuxError(missing ? 'tmux is not installed' : stderr.trim() || error.message, missing));
        },
      );
    });
}

/** An argument that ends in `;` would end the command (tmux(1), "Command parsing and execution"). */
export function escapeArgument(argument: string): string {
  return argument.replace(/;$/, '\\;');
}
