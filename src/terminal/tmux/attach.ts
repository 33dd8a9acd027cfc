import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { UserError } from '../../errors.ts';
import { ownPath } from '../../own-path.ts';
import { isInPane } from './own-tty.ts';
import { isRunning, listPanes, realPath, type ServerPane } from './run-windows.ts';
import { defaultSession, sessionName, windowName } from './session-names.ts';
import { type Tmux, TmuxError, tmuxClient } from './tmux-client.ts';

export interface AttachOptions {
  readonly spec: string;
  /** The spec's own folder; default: its name. */
  readonly specFolder?: string;
  /** The user's word for the session; null: the spec's own. */
  readonly session: string | null;
  /** Task's id, `1.2`; null: wherever the session is. */
  readonly task: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the run wrote of where its windows are, see `WINDOW_RECORD`; default: nothing is known. */
  readonly record?: string | null;
  /** The person's terminal, see `ownTty`; default: none is known. */
  readonly tty?: string | null;
}

/** A server on which the run may be. */
interface Candidate {
  /** `-S path`, `-L name`; of the server that a bare `tmux` reaches: nothing. */
  readonly server: readonly string[];
  readonly tmux: Tmux;
}

/**
 * The command that brings a person to a run's session, or to one task's window in it; from inside of the same tmux
 * server it switches there. The run is looked for on the server that tmux reaches from here, on the one that it said it
 * uses, and on the user's own. UserError where it is on none.
 */
export async function attachCommand(options: AttachOptions): Promise<readonly [string, ...string[]]> {
  const { server, tmux, panes } = await findSession(options);
  const { env } = options;
  const isInside = server.length === 0 && (await isInPane(tmux, Boolean(env.TMUX), options.tty ?? null));
  const session = panes[0]?.sessionName ?? '';
  const verb = isInside ? 'switch-client' : 'attach';
  const command: [string, ...string[]] = [
    ...(isInside ? (['tmux'] as const) : tmuxFrom(env, server)),
    verb,
    '-t',
    session,
  ];
  if (options.task === null) return command;
  const windowNames = [`task-${options.task}`, `assign-${options.task}`].map(windowName);
  // The newest, should there be several: ids are given in order.
  const window = panes.findLast((pane) => windowNames.includes(pane.windowName));
  if (!window) {
    const open = [...new Set(panes.map((pane) => pane.windowName))].join(', ');
    throw new UserError(`task ${options.task} has no window`, {
      where: `tmux session ${session}`,
      fix: `a window closes when its attempt ends; open now: ${open}`,
    });
  }
  return [...command, ';', 'select-window', '-t', window.window];
}

/** tmux as a client of that server, wherever the variables lead: older ones refuse to attach where TMUX is set at all. */
function tmuxFrom(env: AttachOptions['env'], server: readonly string[]): [string, ...string[]] {
  const socket = env.TMUX?.split(',', 1)[0];
  const named = server.length === 0 && socket ? ['-S', socket] : server;
  const unset = ['TMUX', 'TMUX_TMPDIR'].filter((name) => named.length > 0 && env[name]);
  if (unset.length === 0) return ['tmux', ...named];
  return ['env', ...unset.flatMap((name) => ['-u', name]), 'tmux', ...named];
}

/** Gives the terminal to a command until it ends; resolves to its exit code. */
export function runInForeground(
  [program, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    spawn(program, args, { env: { ...env, PATH: ownPath(env) }, stdio: 'inherit' })
      .once('error', reject)
      .once('exit', (code) => resolve(code ?? 1));
  });
}

/** The panes of the run's session, never empty. */
async function findSession(options: AttachOptions): Promise<Candidate & { readonly panes: readonly ServerPane[] }> {
  for (const candidate of candidates(options)) {
    const session = selectSession(await listPanes(candidate.tmux).catch(() => []), options);
    if (session.length > 0) return { ...candidate, panes: session };
  }
  const name = requestedName(options);
  await tmuxClient(options.env)
    .line('-V')
    .catch((error: unknown) => {
      if (!(error instanceof TmuxError && error.missing)) return;
      throw new UserError(error.message, { where: `tmux session ${name}`, fix: 'install tmux' });
    });
  throw new UserError('nothing is running there', {
    where: `tmux session ${name}`,
    fix: 'start a run first, or name its session with --tmux-session',
  });
}

/** The session that a run of this spec marked as its own, or the one of that name if it is no other run's. */
function selectSession(panes: readonly ServerPane[], options: AttachOptions): readonly ServerPane[] {
  const { spec, specFolder = spec } = options;
  const folder = realPath(specFolder);
  const inSession = (name: string | undefined) => panes.filter(({ sessionName }) => sessionName === name);
  const isOther = ({ owner }: ServerPane) => owner !== null && owner.spec !== folder && isRunning(owner);
  const named = inSession(requestedName(options));
  const own = inSession(panes.find(({ owner }) => owner?.spec === folder && isRunning(owner))?.sessionName);
  const isNamedFree = named.length > 0 && !named.some(isOther);
  return isNamedFree && (options.session !== null || own.length === 0) ? named : own;
}

function requestedName({ spec, session }: AttachOptions): string {
  return session === null ? defaultSession(spec) : sessionName(session);
}

function candidates({ env, record = null }: AttachOptions): readonly Candidate[] {
  const recorded = record === null ? null : readSocket(record);
  const servers = [['-L', 'default'], ...(recorded === null ? [] : [['-S', recorded]])].reverse();
  const elsewhere = { ...env, TMUX: undefined, TMUX_TMPDIR: undefined };
  return [
    { server: [], tmux: tmuxClient(env) },
    ...servers.map((server) => ({ server, tmux: tmuxClient(elsewhere, server) })),
  ];
}

function readSocket(record: string): string | null {
  try {
    const { socket } = JSON.parse(readFileSync(record, 'utf8'));
    return typeof socket === 'string' ? socket : null;
  } catch {
    return null;
  }
}
