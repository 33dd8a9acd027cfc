import { OPENED_FORMAT, parseOpened } from './open-session.ts';
import { escapeArgument, type Tmux, TmuxError } from './tmux-client.ts';

const MAX_NAMES = 20;

/**
 * Starts a command in a new session that nobody is attached to, under the first free name (`name-2`). Resolves to the
 * session's name; null where no tmux can hold it: there is none, or its server ends when nobody looks.
 */
export async function openBackgroundSession(
  tmux: Tmux,
  name: string,
  command: readonly string[],
): Promise<string | null> {
  const endsUnattached = tmux.line('start-server', ';', 'show-options', '-sv', 'exit-unattached').catch(() => '');
  if (['on', '1'].includes(await endsUnattached)) return null;
  for (let number = 1; number <= MAX_NAMES; number += 1) {
    const session = number === 1 ? name : `${name}-${number}`;
    try {
      const opened = await tmux.line(
        ...['new-session', '-d', '-P', '-F', OPENED_FORMAT, '-n', 'run', '-s', session],
        ...['--', ...command.map(escapeArgument)],
        // In one go: a session that nobody is attached to may be gone before a second command gets there.
        ...[';', 'set-option', '-t', `=${session}:`, 'destroy-unattached', 'off'],
        ...[';', 'set-window-option', '-t', `=${session}:`, 'remain-on-exit', 'off'],
      );
      return parseOpened(opened).sessionName;
    } catch (error) {
      if (!(error instanceof TmuxError)) throw error;
      if (!/duplicate session/.test(error.message)) return null;
    }
  }
  return null;
}
