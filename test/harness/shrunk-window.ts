import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

/** Rows of a window of tmux that showed `before` at `width`, was narrowed to `narrowed`, and got `after` then. */
export async function shrunkWindow(
  { before, width }: { readonly before: string; readonly width: number },
  { after, narrowed }: { readonly after: string; readonly narrowed: number },
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sw-'));
  const { TMUX: _, ...inherited } = process.env;
  const env = { ...inherited, TMUX_TMPDIR: folder };
  const tmux = (...args: string[]) => execFileSync('tmux', args, { env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  writeFileSync(join(folder, 'before'), before);
  writeFileSync(join(folder, 'after'), after);
  const script = `cd ${folder}; stty -echo; cat before; tmux wait-for -S shown; tmux wait-for narrowed; cat after; tmux wait-for -S again; cat`;
  try {
    tmux('-f', '/dev/null', 'new-session', '-d', '-s', 'w', '-x', String(width), '-y', '30', script);
    tmux('wait-for', 'shown');
    // What was printed may still lie between the program and the window.
    await until(() => tmux('capture-pane', '-p', '-t', 'w') !== '');
    tmux('resize-window', '-t', 'w', '-x', String(narrowed));
    tmux('wait-for', '-S', 'narrowed');
    tmux('wait-for', 'again');
    let last = '';
    // The same twice: all of it has arrived.
    await until(() => {
      const seen = tmux('capture-pane', '-p', '-S', '-', '-t', 'w');
      const isSame = seen === last;
      last = seen;
      return isSame;
    });
    return last.split('\n');
  } finally {
    spawnSync('tmux', ['kill-server'], { env });
    rmSync(folder, { recursive: true, force: true });
  }
}
