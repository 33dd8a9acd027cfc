import { execFile } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { statusPipePath } from '../connection/private-folder.ts';
import type { LaunchedPane, Launcher } from '../process/launcher.ts';
import { windowName } from './session-names.ts';
import { escapeArgument, type Tmux, TmuxError } from './tmux-client.ts';

/** Of windows that nobody has attached to; an attached client sets its own. */
const COLUMNS = 160;
const ROWS = 48;

export interface TmuxOptions {
  readonly tmux: Tmux;
  /** A valid name, see `sessionName`. */
  readonly session: string;
  /** A folder of ours, for the status window's pipe. */
  readonly folder: string;
  /** First lines of the status window. */
  readonly greeting: string;
  /** Whoever started the run sits in a window of the same server, where tmux refuses to attach. */
  readonly insideTmux: boolean;
}

interface OpenWindow {
  readonly id: string;
  /** Pids of its tmux server and of what runs in it. */
  readonly server: string;
  readonly pid: number;
}

/**
 * Panes as windows of one session on the user's own tmux server, made if there is none. A window of ours,
 * `sequential`, keeps it alive between attempts and says what is going on; it ends with the orchestrator, whatever
 * becomes of that, because it reads from a pipe that only the orchestrator holds open. Rejects with a TmuxError where
 * tmux cannot do it.
 */
export async function createTmuxLauncher({
  tmux,
  session,
  folder,
  greeting,
  insideTmux,
}: TmuxOptions): Promise<Launcher> {
  const pipePath = statusPipePath(folder);
  let statusPipe = await openPipe(pipePath);
  /** Our windows and the server that each is on: a new server counts its windows from the start again. */
  const windows = new Map<string, string>();
  let statusWindow = '';
  let currentSession = await openStatusWindow().catch((error: unknown) => {
    closeSync(statusPipe);
    throw error;
  });
  writeStatus(greeting);

  /** Opens the status window, in the session of that name if there is one, else in a new one. */
  async function openStatusWindow(): Promise<string> {
    const size = ['-x', String(COLUMNS), '-y', String(ROWS)];
    const format = ['-d', '-P', '-F', '#{session_id} #{window_id} #{pid}', '-n', 'sequential'];
    const statusCommand = ['--', 'cat', escapeArgument(pipePath)];
    const created = await tmux('new-session', ...format, '-s', session, ...size, ...statusCommand).catch(
      (error: unknown) => {
        if (error instanceof TmuxError && /^duplicate session/.test(error.message)) {
          return tmux('new-window', ...format, '-t', `=${session}:`, ...statusCommand);
        }
        throw error;
      },
    );
    const [sessionId = '', window = '', server = ''] = created.split(' ');
    windows.set(window, server);
    statusWindow = window;
    // A person who detaches must not end the session, nor must an ended program keep its window.
    await tmux('set-option', '-t', `${sessionId}:`, 'destroy-unattached', 'off', ';', ...closeOnExit(window));
    return sessionId;
  }
  async function openWindow(argv: readonly string[], name: string): Promise<OpenWindow> {
    const format = ['-d', '-P', '-F', '#{window_id} #{pid} #{pane_pid}', '-n', windowName(name)];
    const created = await tmux('new-window', '-t', `${currentSession}:`, ...format, '--', ...argv.map(escapeArgument));
    const [id = '', server = '', pid] = created.split(' ');
    windows.set(id, server);
    return { id, server, pid: Number(pid) };
  }
  async function isServerGone(server: string): Promise<boolean> {
    return (await tmux('display-message', '-p', '#{pid}').catch(() => '')) !== server;
  }
  /** Which of our windows there still are. */
  async function filterOpenWindows(windowIds: readonly string[]): Promise<string[]> {
    const list = await tmux('list-windows', '-a', '-F', '#{window_id} #{pid}').catch(() => '');
    const listed = list.split('\n').map((line) => line.split(' '));
    return listed.flatMap(([id = '', server]) => (windowIds.includes(id) && windows.get(id) === server ? [id] : []));
  }
  async function close(windowIds: readonly string[]): Promise<void> {
    const openIds = await filterOpenWindows(windowIds);
    for (const id of windowIds) windows.delete(id);
    if (openIds.length > 0)
      await tmux(...openIds.flatMap((id) => [';', 'kill-window', '-t', id]).slice(1)).catch(() => {});
  }
  /** tmux tells nobody of a window's end, so it is asked, less and less often; a pane settles it in a tenth of a second. */
  async function gone(window: string, cancel: AbortSignal): Promise<string> {
    for (let pause = 500; !cancel.aborted; pause *= 2) {
      await sleep(pause, undefined, { signal: cancel }).catch(() => {});
      if (!cancel.aborted && !(await filterOpenWindows([window])).includes(window))
        return 'its window closed immediately';
    }
    return '';
  }
  function writeStatus(text: string): void {
    try {
      writeSync(statusPipe, `${text}\n`);
    } catch {
      // Nobody reads, and the pipe is full: the line is in the log too.
    }
  }

  return {
    attach: `tmux ${insideTmux ? 'switch-client' : 'attach'} -t ${session}`,
    async launch(argv, name): Promise<LaunchedPane> {
      const window = await openWindow(argv, name).catch(async () => {
        // A person closed the session or ended the server, or an agent cleaned its files up: it is recreated.
        if (!existsSync(pipePath)) {
          closeSync(statusPipe);
          statusPipe = await openPipe(pipePath);
        }
        currentSession = await openStatusWindow();
        return openWindow(argv, name);
      });
      // Not waited for: the pane starts meanwhile, which takes longer.
      void tmux(
        ...closeOnExit(window.id),
        ';',
        ...switchFromStatusWindow(statusWindow, window.id, currentSession),
      ).catch(() => {});
      return {
        pid: window.pid,
        exited: (cancel) => gone(window.id, cancel),
        isHostGone: () => isServerGone(window.server),
        close: () => close([window.id]),
      };
    },
    note: writeStatus,
    async close() {
      // The session ends with its last window; one with windows of others stays.
      await close([...windows.keys()]);
      closeSync(statusPipe);
    },
  };
}

/** Whoever is attached watches the agent, unless they look at another window of their own choice. */
function switchFromStatusWindow(status: string, window: string, session: string): string[] {
  return ['if-shell', '-F', '-t', `${session}:`, `#{==:#{window_id},${status}}`, `select-window -t ${window}`];
}

function closeOnExit(window: string): string[] {
  return ['set-option', '-w', '-t', window, 'remain-on-exit', 'off'];
}

async function openPipe(path: string): Promise<number> {
  await promisify(execFile)('mkfifo', ['-m', '600', path]).catch((error: Error) => {
    throw new TmuxError(`no pipe for the status window: ${error.message}`, false);
  });
  // Read and write: neither opening it nor writing to it ever waits for a reader.
  return openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
}
