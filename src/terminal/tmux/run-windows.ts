import { realpathSync } from 'node:fs';
import { processStart } from '../../state/lock/process-start.ts';
import { RUN_VARIABLE } from '../process/process-tag.ts';
import { escapeArgument, type Tmux, TmuxError } from './tmux-client.ts';

/* By which windows of ours are known, whatever they are called and wherever a person moves them. */

/** A window's option, JSON: whose it is. */
const OPTION = '@sequential_run';

/** The run that a window belongs to. */
export interface WindowOwner {
  /** Real path of the spec's folder. */
  readonly spec: string;
  readonly pid: number;
  /** See `processStart`: a pid alone may be another process by now. */
  readonly start: string | null;
}

/** A pane of the server, with the window and the session that it is in. */
export interface ServerPane {
  readonly session: string;
  readonly sessionName: string;
  readonly window: string;
  readonly windowName: string;
  readonly pane: string;
  /** `/dev/pts/3`. */
  readonly tty: string;
  /** null: no window of a run. */
  readonly owner: WindowOwner | null;
  /** Was it started as the status line of a run? */
  readonly isStatus: boolean;
}

/** This process's run of a spec. */
export function windowOwner(specFolder: string): WindowOwner {
  return { spec: realPath(specFolder), pid: process.pid, start: processStart(process.pid) };
}

/** The same for every way to the folder. */
export function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

export function isRunning({ pid, start }: WindowOwner): boolean {
  const current = processStart(pid);
  return current !== null && (start === null || start === current);
}

/** What a window of ours needs set on itself, as tmux arguments; nothing of the user's is changed for it. */
export function windowOptions(window: string, owner: WindowOwner): string[] {
  const set = (name: string, value: string) => ['set-option', '-w', '-t', window, name, value];
  return [
    // A program that has ended must not keep its window.
    ...set('remain-on-exit', 'off'),
    ';',
    ...set(OPTION, escapeArgument(JSON.stringify(owner))),
    ';',
    ...set('automatic-rename', 'off'),
    ';',
    ...set('allow-rename', 'off'),
  ];
}

/** All panes of the server; none where there is no server. Rejects where one does not respond. */
export async function listPanes(tmux: Tmux): Promise<readonly ServerPane[]> {
  const status = `#{m:*${RUN_VARIABLE}=*,#{pane_start_command}}`;
  const format = `#{session_id} #{window_id} #{pane_id} #{pane_tty} ${status}|#{session_name}|#{window_name}|#{${OPTION}}`;
  const lines = await tmux.lines('list-panes', '-a', '-F', format).catch((error: unknown) => {
    if (error instanceof TmuxError && error.unanswered) throw error;
    return [];
  });
  return lines.flatMap((line) => {
    const [ids = '', sessionName = '', windowName = '', ...owner] = line.split('|');
    const [session = '', window = '', pane = '', tty = '', isStatus] = ids.split(' ');
    if (pane === '') return [];
    const known = parseOwner(owner.join('|'));
    return [{ session, sessionName, window, windowName, pane, tty, owner: known, isStatus: isStatus === '1' }];
  });
}

function parseOwner(text: string): WindowOwner | null {
  try {
    const owner: Partial<WindowOwner> = JSON.parse(text);
    return typeof owner.pid === 'number'
      ? { spec: owner.spec ?? '', pid: owner.pid, start: owner.start ?? null }
      : null;
  } catch {
    return null;
  }
}
