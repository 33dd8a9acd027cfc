import { execFileSync } from 'node:child_process';
import { listPanes } from './run-windows.ts';
import type { Tmux } from './tmux-client.ts';

/** The terminal at which this process reads, `/dev/pts/3`; null: none. */
export function ownTty(): string | null {
  try {
    return execFileSync('tty', { encoding: 'utf8', stdio: ['inherit', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/**
 * Does whoever started this process sit in a pane of the server that TMUX names? The variable alone does not tell: the
 * shells of editors and containers inherit it. A process without a terminal is believed.
 */
export async function isInPane(tmux: Tmux, inTmux: boolean, tty: string | null): Promise<boolean> {
  if (!inTmux || tty === null) return inTmux;
  return (await listPanes(tmux).catch(() => [])).some((pane) => pane.tty === tty);
}
