import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../agents/install/find-program.ts';
import { UserError } from '../errors.ts';
import { ownPath } from '../own-path.ts';
import { tempPlaces } from '../state/lock/temp-folder.ts';
import { openPaneServer, type PaneServer } from './connection/pane-server.ts';
import { createPrivateFolder, createShownFolder } from './connection/private-folder.ts';
import { createPlainLauncher } from './process/child-panes.ts';
import type { Launcher } from './process/launcher.ts';
import { RUN_VARIABLE } from './process/process-tag.ts';
import { windowOwner } from './tmux/run-windows.ts';
import { defaultSession, sessionName } from './tmux/session-names.ts';
import { createTmuxLauncher, WINDOW_RECORD } from './tmux/tmux.ts';
import { TmuxError, tmuxClient } from './tmux/tmux-client.ts';

/** What the session is made of. */
export interface PaneSessionOptions {
  /** `auto`: tmux if it can be had, else plain, with a notice; `require`: tmux, else a UserError. */
  readonly mode: 'auto' | 'require' | 'off';
  /** The user's word for the session; null: `sequential-<spec>`. */
  readonly session: string | null;
  readonly spec: string;
  /** The spec's own folder, since specs of several repositories may have one name; default: its name. */
  readonly specFolder?: string;
  readonly runId: string;
  /** Name by which what is left of the run's processes is found; default the run's id. */
  readonly runMark?: string;
  /** Folder of the transcripts, and of what `attach` reads. */
  readonly logDir: string;
  /** The job's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the folder for the socket is made, the best place first; default: as the environment says. */
  readonly tempPlaces?: readonly string[];
  /** The terminal at which the run was started, see `ownTty`; default: none. */
  readonly tty?: string | null;
  /** After which a tmux server that does not respond counts as lost; default: 10 s. */
  readonly tmuxTimeoutMs?: () => number;
  /** Says what a person should know. */
  readonly notice: (text: string) => void;
}

/** Where the panes of one run are started, and the socket at which they report. */
export interface PaneSession {
  readonly launcher: Launcher;
  /** A folder for files that agents read, of the user alone. */
  shownFolder(): string;
  /** Path of the socket. */
  readonly socket: string;
  /** The server behind the socket, opened anew where an agent took it away. */
  reachableServer(): Promise<PaneServer>;
  close(): Promise<void>;
}

export async function openPaneSession(options: PaneSessionOptions): Promise<PaneSession> {
  const places = options.tempPlaces ?? tempPlaces({ TMPDIR: options.env.TMPDIR });
  const { folder, socket } = createPrivateFolder(places);
  let shown: string | null = null;
  const launcher = await openLauncher(options, folder).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  let server = await openPaneServer(socket);
  return {
    launcher,
    socket,
    shownFolder() {
      if (shown === null || !existsSync(shown)) shown = createShownFolder(places);
      return shown;
    },
    /** Agents are known to clean temporary folders up; a hostile one could put a socket of its own there. */
    async reachableServer() {
      if (server.isReachable()) return server;
      await server.close();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      server = await openPaneServer(socket);
      return server;
    },
    async close() {
      await launcher.close();
      await server.close();
      for (const own of [folder, ...(shown === null ? [] : [shown])]) await rm(own, { recursive: true, force: true });
    },
  };
}

async function openLauncher(options: PaneSessionOptions, folder: string): Promise<Launcher> {
  const plain = createPlainLauncher(options.env);
  if (options.mode === 'off') return plain;
  try {
    const tmux = await openWindows(options, folder);
    return options.mode === 'auto' ? preferWindows(tmux, plain, options.notice) : tmux;
  } catch (error) {
    if (!(error instanceof TmuxError)) throw error;
    if (options.mode === 'require') {
      const fix = error.missing ? 'install it: apt-get install tmux, or brew install tmux' : 'see that tmux runs';
      throw new UserError(error.message, { where: 'tmux: require', fix: `${fix}; or set tmux to auto or off` });
    }
    options.notice(`${error.message}: agents run without windows, nothing can be watched`);
    return plain;
  }
}

async function openWindows(options: PaneSessionOptions, folder: string): Promise<Launcher> {
  const { env, spec, runId, runMark = runId, notice } = options;
  const requestedName = options.session ?? `sequential-${spec}`;
  const session = options.session === null ? defaultSession(spec) : sessionName(requestedName);
  const [cat, envProgram, tmux] = await Promise.all(
    ['cat', 'env', 'tmux'].map((name) => findProgram(name, ownPath(env))),
  );
  if (cat === null && tmux !== null) throw new TmuxError('the program cat is missing, which shows the status window');
  const windows = {
    session,
    owner: windowOwner(options.specFolder ?? spec),
    folder,
    statusCommand: [envProgram ?? 'env', `${RUN_VARIABLE}=${runMark}`, cat ?? 'cat'],
    greeting: `sequential-orchestration: ${spec}, run ${runId}. Each attempt has a window of its own.`,
    record: join(options.logDir, WINDOW_RECORD),
    notice,
  };
  const open = (clientEnv: PaneSessionOptions['env']) =>
    createTmuxLauncher({
      ...windows,
      client: (server) => tmuxClient(clientEnv, [...configurationOf(clientEnv), ...server], options.tmuxTimeoutMs),
      inTmux: Boolean(clientEnv.TMUX),
      tty: options.tty ?? null,
    });
  const launcher = await open(env).catch((error: unknown) => {
    // TMUX may name a server that has ended, or that of another user.
    if (!env.TMUX || !(error instanceof TmuxError) || error.missing) throw error;
    return open({ ...env, TMUX: undefined });
  });
  if (session !== requestedName) notice(`tmux cannot name a session "${requestedName}": it is called ${session}`);
  return launcher;
}

/** On a runner a server of ours obeys no file that an agent of an earlier job may have left: nobody set it up for themselves. */
function configurationOf({ GITHUB_ACTIONS }: PaneSessionOptions['env']): readonly string[] {
  return GITHUB_ACTIONS === 'true' ? ['-f', '/dev/null'] : [];
}

/** Windows as long as tmux opens them; then none, since a night must not end for want of something to watch. */
function preferWindows(tmux: Launcher, plain: Launcher, notice: (text: string) => void): Launcher {
  let launcher = tmux;
  const giveUpWindows = (reason: string) => {
    if (launcher === plain) return false;
    launcher = plain;
    notice(`tmux cannot open a window any more (${reason}): agents run without windows, nothing can be watched`);
    return true;
  };
  return {
    ...tmux,
    giveUpWindows,
    launch: (argv, window) =>
      launcher.launch(argv, window).catch((error: unknown) => {
        if (error instanceof TmuxError && giveUpWindows(error.message)) return plain.launch(argv, window);
        throw error;
      }),
  };
}
