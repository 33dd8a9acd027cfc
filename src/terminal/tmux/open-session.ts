import { isRunning, listPanes, type ServerPane, type WindowOwner, windowOptions } from './run-windows.ts';
import { escapeArgument, type Tmux, TmuxError } from './tmux-client.ts';

/** Of windows that nobody has attached to; an attached client sets its own. */
const COLUMNS = 160;
const ROWS = 48;
/** What tmux prints of what it opened; the socket's path may hold blanks. */
export const OPENED_FORMAT =
  '#{session_id} #{window_id} #{pane_id} #{pid} #{pane_pid} #{exit-unattached} #{session_name}|#{socket_path}';
const MAX_ATTEMPTS = 10;

/** A pane of ours. Ids are a server's own: a new server counts from the start again. */
export interface OpenedPane {
  readonly session: string;
  readonly window: string;
  readonly pane: string;
  /** Pids of the tmux server and of what runs in the pane. */
  readonly server: number;
  readonly pid: number;
  /** Does the server end when nobody is attached to it? */
  readonly endsUnattached: boolean;
  readonly sessionName: string;
  readonly socket: string;
}

/** Reads what `OPENED_FORMAT` made; TmuxError where this tmux cannot tell. */
export function parseOpened(line: string): OpenedPane {
  const match = /^(\$\d+) (@\d+) (%\d+) (\d+) (\d+) (\S*) ([^|]*)\|(.*)$/.exec(line);
  if (match === null) throw new TmuxError(`tmux 2.1 or newer is needed (it answered "${line}")`);
  const [, session = '', window = '', pane = '', server, pid, ends = '', sessionName = '', socket = ''] = match;
  const endsUnattached = ends === '1' || ends === 'on';
  return { session, window, pane, server: Number(server), pid: Number(pid), endsUnattached, sessionName, socket };
}

/** What a session is opened for. */
export interface SessionRequest {
  /** A valid name, see `sessionName`. */
  readonly name: string;
  readonly owner: WindowOwner;
  /** The program of the status window. */
  readonly statusCommand: readonly string[];
  /** Is the server ours alone? Then it stays also where the user's configuration ends servers that nobody looks at. */
  readonly ownServer: boolean;
}

/**
 * Opens the status window: in a new session of that name; in the one that is there where it is a person's own; under
 * the next free name (`name-2`) where another run's windows are in it.
 */
export async function openSession(tmux: Tmux, request: SessionRequest): Promise<OpenedPane> {
  for (let attempt = 1; ; attempt += 1) {
    const panes = await closeStaleStatus(tmux, await listPanes(tmux));
    const { name, exists } = chooseSession(panes, request.name, request.owner);
    try {
      return await (exists ? joinSession(tmux, name, request) : createSession(tmux, name, request));
    } catch (error) {
      // Another run came first, or the session ended meanwhile.
      const isOutdated = error instanceof TmuxError && /duplicate session|can't find/.test(error.message);
      if (!isOutdated || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}

/** The first name that no other run has; `exists`: a session of that name can be joined. */
export function chooseSession(
  panes: readonly Pick<ServerPane, 'sessionName' | 'owner'>[],
  requested: string,
  own: WindowOwner,
): { readonly name: string; readonly exists: boolean } {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? requested : `${requested}-${number}`;
    const inSession = panes.filter(({ sessionName }) => sessionName === name);
    if (inSession.length === 0) return { name, exists: false };
    const isTaken = inSession.some(({ owner }) => owner !== null && !isOwnRun(owner, own) && isRunning(owner));
    // Nobody asked for a person's own session of the next name.
    if (!isTaken && number === 1) return { name, exists: true };
  }
}

function isOwnRun(owner: WindowOwner, own: WindowOwner): boolean {
  return owner.pid === own.pid && owner.spec === own.spec;
}

async function createSession(tmux: Tmux, name: string, request: SessionRequest): Promise<OpenedPane> {
  const { owner, statusCommand, ownServer } = request;
  const target = `=${name}:`;
  const size = ['-x', String(COLUMNS), '-y', String(ROWS)];
  const line = await tmux.line(
    ...['new-session', '-d', '-P', '-F', OPENED_FORMAT, '-n', 'sequential', '-s', name, ...size],
    ...['--', ...statusCommand.map(escapeArgument)],
    // In one go: a session that nobody is attached to may be gone before a second command gets there.
    ...[';', 'set-option', '-t', target, 'destroy-unattached', 'off'],
    ...(ownServer ? [';', 'set-option', '-s', 'exit-unattached', 'off'] : []),
    ...[';', ...windowOptions(target, owner)],
  );
  return parseOpened(line);
}

async function joinSession(tmux: Tmux, name: string, { owner, statusCommand }: SessionRequest): Promise<OpenedPane> {
  const opened = parseOpened(
    await tmux.line(
      ...['new-window', '-d', '-P', '-F', OPENED_FORMAT, '-n', 'sequential', '-t', `=${name}:`],
      ...['--', ...statusCommand.map(escapeArgument)],
    ),
  );
  tmux.send(...windowOptions(opened.window, owner));
  return opened;
}

/** Ends our panes, wherever they are now, and nothing else: a person may have split their windows, or moved them. */
export async function closePanes(tmux: Tmux, panes: readonly OpenedPane[]): Promise<void> {
  await Promise.all(
    panes.map(({ pane, server, pid }) => {
      const isStill = `#{==:#{pid} #{pane_pid},${server} ${pid}}`;
      return tmux.line('if-shell', '-F', '-t', pane, isStill, `kill-pane -t ${pane}`).catch(() => '');
    }),
  );
}

/** Ends the status lines of runs that were killed before those could read from their pipe; gives the other panes. */
async function closeStaleStatus(tmux: Tmux, panes: readonly ServerPane[]): Promise<readonly ServerPane[]> {
  const stale = panes.filter(({ owner, isStatus }) => isStatus && owner !== null && !isRunning(owner));
  for (const { pane } of stale) await tmux.line('kill-pane', '-t', pane).catch(() => '');
  return panes.filter((pane) => !stale.includes(pane));
}
