import { spawn } from 'node:child_process';
import { lastCharacters } from '../../text.ts';
import type { LaunchedPane, Launcher } from './launcher.ts';
import { paneEnvironment } from './pane-environment.ts';

const STDERR_LIMIT = 4_000;

/** Panes as plain children: no window, nothing shown; their events come over the socket all the same. */
export function createPlainLauncher(env: Readonly<Record<string, string | undefined>>): Launcher {
  return {
    attach: null,
    async launch([program, ...args]): Promise<LaunchedPane> {
      // In a session of its own: a Ctrl-C meant for the orchestrator must not reach it first.
      const child = spawn(program, args, {
        env: paneEnvironment(env),
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let printed = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        printed = lastCharacters(printed + chunk, STDERR_LIMIT);
      });
      const exited = new Promise<string>((resolve) => child.once('close', () => resolve(printed)));
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await new Promise<void>((resolve, reject) =>
        child
          .once('spawn', resolve)
          .once('error', ({ code, message }: NodeJS.ErrnoException) =>
            reject(new Error(code === 'ENOENT' ? `the program ${program} is missing` : message)),
          ),
      );
      return {
        hasWindow: false,
        pid: child.pid ?? null,
        show() {},
        exited: () => exited,
        isHostGone: async () => false,
        async close() {
          child.kill('SIGKILL');
          await ended;
        },
      };
    },
    giveUpWindows: () => false,
    note() {},
    async close() {},
  };
}
