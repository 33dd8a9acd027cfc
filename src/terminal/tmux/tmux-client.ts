import { spawn } from 'node:child_process';
import { findProgram } from '../../agents/install/find-program.ts';
import { ownPath } from '../../own-path.ts';
import { paneEnvironment } from '../process/pane-environment.ts';

/** tmux said no; `missing`: there is no tmux at all; `unanswered`: its server does not respond. */
export class TmuxError extends Error {
  override readonly name = 'TmuxError';
  readonly missing: boolean;
  readonly unanswered: boolean;

  constructor(message: string, reason: 'missing' | 'unanswered' | 'failed' = 'failed') {
    super(message);
    this.missing = reason === 'missing';
    this.unanswered = reason === 'unanswered';
  }
}

/** A server that does not answer any more must not hold a run up. */
const TIMEOUT_MS = 10_000;

/** There is none at the start, and so none later. */
const MISSING = '/nonexistent/tmux';

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
export function tmuxClient(
  env: Readonly<Record<string, string | undefined>>,
  server: readonly string[] = [],
  timeoutMs: () => number = () => TIMEOUT_MS,
): Tmux {
  const clientEnvironment = paneEnvironment(env);
  // By its path, since agents may put another one into a folder of PATH. A server keeps the PATH that it was started with.
  const program = findProgram('tmux', ownPath(env)).then((path) => path ?? MISSING);
  const run = async (args: readonly string[], isEnough: (printed: string) => boolean) =>
    runClient([await program, '-u', ...server, ...args], clientEnvironment, timeoutMs(), isEnough);
  return {
    line: (...args) => run(args, (printed) => printed.includes('\n')),
    lines: async (...args) => (await run(args, () => false)).split('\n').filter((line) => line !== ''),
    send: (...args) =>
      void program.then((path) =>
        spawn(path, ['-u', ...server, ...args], { env: clientEnvironment, stdio: 'ignore' })
          .on('error', () => {})
          .unref(),
      ),
  };
}

function runClient(
  [program, ...args]: readonly [string, ...string[]],
  env: Record<string, string>,
  timeoutMs: number,
  isEnough: (printed: string) => boolean,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let complaint = '';
    const fail = (...failure: ConstructorParameters<typeof TmuxError>) => {
      clearTimeout(timer);
      if (printed.trim() === '') reject(new TmuxError(...failure));
      else resolve(printed.trim());
    };
    const timer = setTimeout(() => {
      client.kill('SIGKILL');
      // The client handed its output over to the server: a server that was halted holds it open for good.
      client.stdout.destroy();
      client.stderr.destroy();
      fail(`tmux did not respond within ${timeoutMs / 1000} s`, 'unanswered');
    }, timeoutMs);
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
      if (error.code === 'ENOENT') fail('tmux is not installed', 'missing');
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
