import { mkdir, rm } from 'node:fs/promises';
import { UserError } from '../errors.ts';
import { tempPlaces } from '../state/lock/temp-folder.ts';
import { openPaneServer, type PaneServer } from './connection/pane-server.ts';
import { createPrivateFolder } from './connection/private-folder.ts';
import { createPlainLauncher } from './process/child-panes.ts';
import type { Launcher } from './process/launcher.ts';
import { defaultSession, sessionName } from './tmux/session-names.ts';
import { createTmuxLauncher } from './tmux/tmux.ts';
import { TmuxError, tmuxClient } from './tmux/tmux-client.ts';

/** What the session is made of. */
export interface PaneSessionOptions {
  /** `auto`: tmux if it can be had, else plain, with a notice; `require`: tmux, else a UserError. */
  readonly mode: 'auto' | 'require' | 'off';
  /** The user's word for the session; null: `sequential-<spec>`. */
  readonly session: string | null;
  readonly spec: string;
  readonly runId: string;
  /** The job's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the folder for the socket is made, the best place first; default: as the environment says. */
  readonly tempPlaces?: readonly string[];
  /** Says what a person should know. */
  readonly notice: (text: string) => void;
}

/** Where the panes of one run are started, and the socket at which they report. */
export interface PaneSession {
  readonly launcher: Launcher;
  /** Private to the user. */
  readonly folder: string;
  /** Path of the socket. */
  readonly socket: string;
  /** The server behind the socket, opened anew where an agent took it away. */
  reachableServer(): Promise<PaneServer>;
  close(): Promise<void>;
}

export async function openPaneSession(options: PaneSessionOptions): Promise<PaneSession> {
  const { folder, socket } = createPrivateFolder(options.tempPlaces ?? tempPlaces({ TMPDIR: options.env.TMPDIR }));
  const launcher = await openLauncher(options, folder).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  let server = await openPaneServer(socket);
  return {
    launcher,
    folder,
    socket,
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
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openLauncher(options: PaneSessionOptions, folder: string): Promise<Launcher> {
  if (options.mode === 'off') return createPlainLauncher(options.env);
  const requestedName = options.session ?? `sequential-${options.spec}`;
  const session = options.session === null ? defaultSession(options.spec) : sessionName(requestedName);
  try {
    const greeting = `sequential-orchestration: ${options.spec}, run ${options.runId}. Each attempt has a window of its own.`;
    const insideTmux = Boolean(options.env.TMUX);
    const tmux = await createTmuxLauncher({ tmux: tmuxClient(options.env), session, folder, greeting, insideTmux });
    if (session !== requestedName)
      options.notice(`tmux cannot name a session "${requestedName}": it is called ${session}`);
    return tmux;
  } catch (error) {
    if (!(error instanceof TmuxError)) throw error;
    if (options.mode === 'require') {
      const fix = error.missing ? 'install it: apt-get install tmux, or brew install tmux' : 'see that tmux runs';
      throw new UserError(error.message, { where: 'tmux: require', fix: `${fix}; or set tmux to auto or off` });
    }
    options.notice(`${error.message}: agents run without windows, nothing can be watched`);
    return createPlainLauncher(options.env);
  }
}
