import { spawn } from 'node:child_process';
import { UserError } from '../../errors.ts';
import { defaultSession, sessionName, windowName } from './session-names.ts';
import { type Tmux, TmuxError, tmuxClient } from './tmux-client.ts';

export interface AttachOptions {
  readonly spec: string;
  /** The user's word for the session; null: the spec's own. */
  readonly session: string | null;
  /** Task's id, `1.2`; null: wherever the session is. */
  readonly task: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The command that brings a person to a run's session, or to one task's window in it; from inside tmux it switches
 * there. UserError where nothing of that name runs.
 */
export async function attachCommand(options: AttachOptions): Promise<readonly [string, ...string[]]> {
  const session = options.session === null ? defaultSession(options.spec) : sessionName(options.session);
  const windows = await listWindows(tmuxClient(options.env), session);
  const attach = options.env.TMUX ? 'switch-client' : 'attach';
  const command: [string, ...string[]] = ['tmux', attach, '-t', session];
  if (options.task === null) return command;
  const windowNames = [`task-${options.task}`, `assign-${options.task}`].map(windowName);
  // The newest, should there be several: ids are given in order.
  const window = windows.findLast(({ name }) => windowNames.includes(name));
  if (!window) {
    throw new UserError(`task ${options.task} has no window`, {
      where: `tmux session ${session}`,
      fix: `a window closes when its attempt ends; open now: ${windows.map(({ name }) => name).join(', ')}`,
    });
  }
  return [...command, ';', 'select-window', '-t', window.id];
}

/** Gives the terminal to a command until it ends; resolves to its exit code. */
export function runInForeground(
  [program, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    spawn(program, args, { env, stdio: 'inherit' })
      .once('error', reject)
      .once('exit', (code) => resolve(code ?? 1));
  });
}

async function listWindows(tmux: Tmux, session: string): Promise<{ id: string; name: string }[]> {
  try {
    const list = await tmux('list-windows', '-t', `=${session}:`, '-F', '#{window_id} #{window_name}');
    return list.split('\n').map((line) => {
      const [id = '', name = ''] = line.split(' ', 2);
      return { id, name };
    });
  } catch (error) {
    if (!(error instanceof TmuxError)) throw error;
    const fix = error.missing ? 'install tmux' : 'start a run first, or name its session with --tmux-session';
    throw new UserError(error.missing ? error.message : 'nothing is running there', {
      where: `tmux session ${session}`,
      fix,
    });
  }
}
