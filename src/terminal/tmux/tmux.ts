import { execFile } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readProcessStat } from '../../state/lock/process-stat.ts';
import { statusPipePath } from '../connection/private-folder.ts';
import type { LaunchedPane, Launcher } from '../process/launcher.ts';
import { sharesMounts } from './mount-namespace.ts';
import { closePanes, OPENED_FORMAT, type OpenedPane, openSession, parseOpened } from './open-session.ts';
import { isInPane } from './own-tty.ts';
import { listPanes, realPath, type WindowOwner, windowOptions } from './run-windows.ts';
import { windowName } from './session-names.ts';
import { escapeArgument, type Tmux, TmuxError } from './tmux-client.ts';

/** `-L` of the server that is used where the user's ends as soon as nobody is attached to it, or sees other files. */
const OWN_SERVER = 'sequential';
const FOREIGN_SERVER = `the tmux server that runs is in another mount namespace, in which files and programs may be others: windows are on a server of their own, tmux -L ${OWN_SERVER}`;
/** In the folder of the transcripts. */
export const WINDOW_RECORD = 'window.json';

export interface TmuxOptions {
  /** A client of the user's server, or of the one that is named. */
  readonly client: (server: readonly string[]) => Tmux;
  /** A valid name, see `sessionName`. */
  readonly session: string;
  readonly owner: WindowOwner;
  /** A folder of ours, for the status window's pipe. */
  readonly folder: string;
  /** The status window's program, which shows the pipe that is its last argument. */
  readonly statusCommand: readonly string[];
  /** First lines of the status window. */
  readonly greeting: string;
  /** Does TMUX name the server? */
  readonly inTmux: boolean;
  /** See `ownTty`. */
  readonly tty: string | null;
  /** Where it is written which server and session the windows are in, for `attach`. */
  readonly record: string;
  /** Says what a person should know. */
  readonly notice: (text: string) => void;
}

/**
 * Panes as windows of one session on the user's own tmux server, made if there is none. A window of ours,
 * `sequential`, keeps it alive between attempts and says what is going on; it ends with the orchestrator, whatever
 * becomes of that, because it reads from a pipe that only the orchestrator holds open. Rejects with a TmuxError where
 * tmux cannot do it.
 */
export async function createTmuxLauncher(options: TmuxOptions): Promise<Launcher> {
  const windows = new RunWindows(options, await openPipe(statusPipePath(options.folder)));
  const status = await windows.openStatus().catch((error: unknown) => {
    windows.closePipe();
    rmSync(statusPipePath(options.folder), { force: true });
    throw error;
  });
  windows.write(options.greeting);
  return {
    attach: await windows.attachCommand(status),
    launch: (argv, name) => windows.launch(argv, name),
    giveUpWindows: () => false,
    note: (text) => windows.write(text),
    close: () => windows.close(),
  };
}

/** The windows of one run. */
class RunWindows {
  readonly #options: TmuxOptions;
  readonly #opened: OpenedPane[] = [];
  #server: readonly string[] = [];
  #tmux: Tmux;
  #pipe: number;
  #status: OpenedPane | null = null;
  #announced: string;

  constructor(options: TmuxOptions, pipe: number) {
    this.#options = options;
    this.#pipe = pipe;
    this.#tmux = options.client([]);
    this.#announced = options.session;
  }

  async openStatus(): Promise<OpenedPane> {
    const { session: name, owner, statusCommand, folder } = this.#options;
    const command = [...statusCommand, statusPipePath(folder)];
    const open = () =>
      openSession(this.#tmux, { name, owner, statusCommand: command, ownServer: this.#server.length > 0 });
    let status = await open();
    const isForeign = !sharesMounts(status.pid);
    if (this.#server.length === 0 && (isForeign || status.endsUnattached)) {
      await closePanes(this.#tmux, [status]);
      this.#server = ['-L', OWN_SERVER];
      this.#tmux = this.#options.client(this.#server);
      status = await open();
    }
    if (!sharesMounts(status.pid)) {
      await closePanes(this.#tmux, [status]);
      throw new TmuxError(
        `the tmux server ${OWN_SERVER} is in another mount namespace as well (tmux -L ${OWN_SERVER} kill-server ends it)`,
      );
    }
    if (isForeign) this.#options.notice(FOREIGN_SERVER);
    this.#opened.push(status);
    this.#status = status;
    this.#announce(status);
    return status;
  }

  async attachCommand({ sessionName }: OpenedPane): Promise<string> {
    if (this.#server.length > 0) return ['tmux', ...this.#server, 'attach', '-t', sessionName].join(' ');
    // Inside of a server tmux refuses to attach to it.
    const isInside = await isInPane(this.#tmux, this.#options.inTmux, this.#options.tty);
    return `tmux ${isInside ? 'switch-client' : 'attach'} -t ${sessionName}`;
  }

  async launch(argv: readonly string[], name: string): Promise<LaunchedPane> {
    const window = await this.#openWindow(argv, name).catch(async (error: unknown) => {
      if (error instanceof TmuxError && error.unanswered) throw error;
      // A person closed the session or ended the server, or an agent cleaned its files up: it is recreated.
      const path = statusPipePath(this.#options.folder);
      if (!existsSync(path)) {
        closeSync(this.#pipe);
        this.#pipe = await openPipe(path);
      }
      await this.openStatus();
      return this.#openWindow(argv, name);
    });
    // Not waited for: the pane starts meanwhile, which takes longer.
    this.#tmux.send(...windowOptions(window.window, this.#options.owner));
    return {
      hasWindow: true,
      pid: window.pid,
      show: () => this.#tmux.send(...switchFromStatusWindow(this.#status?.window ?? '', window.window, window.session)),
      exited: (cancel) => processEnd(window.pid, cancel),
      isHostGone: async () =>
        (await this.#tmux.line('display-message', '-p', '#{pid}').catch(() => '')) !== String(window.server),
      close: () => closePanes(this.#tmux, [window]),
    };
  }

  write(text: string): void {
    try {
      writeSync(this.#pipe, `${text}\n`);
    } catch {
      // Nobody reads, and the pipe is full: the line is in the log too.
    }
  }

  closePipe(): void {
    closeSync(this.#pipe);
  }

  /** The session ends with its last window; one with panes of others stays. */
  async close(): Promise<void> {
    const left = new Set((await listPanes(this.#tmux).catch(() => [])).map(({ pane }) => pane));
    const open = this.#opened.filter(({ pane }) => left.has(pane));
    await closePanes(this.#tmux, open);
    this.closePipe();
    rmSync(this.#options.record, { force: true });
  }

  async #openWindow(argv: readonly string[], name: string): Promise<OpenedPane> {
    const window = parseOpened(
      await this.#tmux.line(
        ...['new-window', '-t', `${this.#status?.session ?? ''}:`, '-d', '-P', '-F', OPENED_FORMAT],
        ...['-n', windowName(name), '--', ...argv.map(escapeArgument)],
      ),
    );
    this.#opened.push(window);
    return window;
  }

  #announce(status: OpenedPane): void {
    const { record, notice, session } = this.#options;
    writeRecord(record, { socket: realPath(status.socket), session: status.session });
    if (status.sessionName === this.#announced) return;
    this.#announced = status.sessionName;
    notice(`the tmux session ${session} is used by another run: this run's windows are in ${status.sessionName}`);
  }
}

/** Without it `attach` looks on the servers that it can think of. */
function writeRecord(path: string, record: { readonly socket: string; readonly session: string }): void {
  try {
    writeFileSync(path, JSON.stringify(record), { mode: 0o600 });
  } catch {
    // The folder of the transcripts is gone.
  }
}

/** Whoever is attached watches the agent, unless they look at another window of their own choice. */
function switchFromStatusWindow(status: string, window: string, session: string): string[] {
  return ['if-shell', '-F', '-t', `${session}:`, `#{==:#{window_id},${status}}`, `select-window -t ${window}`];
}

/** No event tells of a process that is not our child, so it is looked for, less and less often. */
async function processEnd(pid: number, cancel: AbortSignal): Promise<string> {
  for (let pause = 500; !cancel.aborted; pause *= 2) {
    await sleep(pause, undefined, { signal: cancel }).catch(() => {});
    if (!cancel.aborted && !isThere(pid)) return 'its window closed immediately';
  }
  return '';
}

/** One that has ended is there until tmux collects it, which tmux 3.3a at times does not before it is asked something else. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0) && readProcessStat(pid)?.zombie !== true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function openPipe(path: string): Promise<number> {
  await promisify(execFile)('mkfifo', ['-m', '600', path]).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'the program mkfifo is missing' : error.message;
    throw new TmuxError(`no pipe for the status window: ${why}`);
  });
  // Read and write: neither opening it nor writing to it ever waits for a reader.
  return openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
}
