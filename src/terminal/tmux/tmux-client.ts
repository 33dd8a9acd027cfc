import { spawn } from 'node:child_process';
import { paneEnvironment } from '../process/pane-environment.ts';

/** tmux said no; `missing` where there is no tmux at all. */
export class TmuxError extends Error {
  override readonly name = 'TmuxError';
  readonly missing: boolean;

  constructor(message: string, missing = false) {
    super(message);
    this.missing = missing;
  }
}

/** A server that does not answer any more must not hold a run up. */
const TIMEOUT_MS = 10_000;

/**
 * Runs tmux command lines (several commands: separated by `;` elements). What a command printed was done, whatever else
 * happens: hooks of the user's run in the same client, may fail it and may take their time. Rejects with a TmuxError
 * where nothing was printed and tmux failed.
 */
export interface Tmux {
  /** The first line, as soon as it is there; '' where the commands print nothing. */
  line(...args: string[]): Promise<string>;
  /** All lines. */
  lines(...args: string[]): Promise<string[]>;
  /** Not waited for, whatever becomes of it: not by this process's end either. */
  send(...args: string[]): void;
}

/**
 * A client of the user's own server, so that `tmux ls` and `tmux attach` show our session, or of the one that `server`
 * names (`-L name`, `-S path`). UTF-8 whatever the locale.
 */
export function tmuxClient(env: Readonly<Record<string, string | undefined>>, server: readonly string[] = []): Tmux {
  const clientEnvironment = paneEnvironment(env);
  return {
    line: (...args) => runClient([...server, ...args], clientEnvironment, (printed) => printed.includes('\n')),
    lines: async (...args) =>
      (await runClient([...server, ...args], clientEnvironment, () => false)).split('\n').filter((line) => line !== ''),
    send: (...args) =>
      spawn('tmux', ['-u', ...server, ...args], { env: clientEnvironment, stdio: 'ignore' })
        .on('error', () => {})
        .unref(),
  };
}

function runClient(
  args: readonly string[],
  env: Record<string, string>,
  isEnough: (printed: string) => boolean,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = spawn('tmux', ['-u', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let complaint = '';
    const fail = (message: string, missing = false) => {
      clearTimeout(timer);
      if (printed.trim() === '') reject(new TmuxError(message, missing));
      else resolve(printed.trim());
    };
    const timer = setTimeout(() => {
      client.kill('SIGKILL');
      fail(`tmux did not respond within ${TIMEOUT_MS / 1000} s`);
    }, TIMEOUT_MS);
    client.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      if (!isEnough(printed)) return;
      clearTimeout(timer);
      resolve(printed.split('\n', 1)[0]?.trim() ?? '');
      // It may stay for as long as a hook takes, which nobody waits for.
      for (const handle of [client, client.stdout, client.stderr]) (handle as { unref?: () => void }).unref?.();
    });
    client.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaint += chunk;
    });
    client.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') fail('tmux is not installed', true);
      else fail(`tmux cannot be run: ${error.code ?? error.message}`);
    });
    client.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(printed.trim());
      else fail(`tmux failed: ${complaint.trim() || (signal ?? `it exited with code ${code}`)}`);
    });
  });
}

/** An argument that ends in `;` would end the command (tmux(1), "Command parsing and execution"). */
export function escapeArgument(argument: string): string {
  return argument.replace(/;$/, '\\;');
}
