import { existsSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Wishes } from '../../run/types.ts';

/** What a person who watches can ask of a run, each a file in its log folder, which no sandboxed agent sees. */
export type Wish = 'end-wait' | 'stop-after-unit';

/** How soon a wait hears that it is to end, ms. */
const LOOK_MS = 500;

/** Asks a run for something. */
export function makeWish(logDir: string, wish: Wish): void {
  writeFileSync(pathOf(logDir, wish), '', { mode: 0o600 });
}

/** Takes a wish back; it may have been granted. */
export function withdrawWish(logDir: string, wish: Wish): void {
  rmSync(pathOf(logDir, wish), { force: true });
}

export function hasWish(logDir: string, wish: Wish): boolean {
  return existsSync(pathOf(logDir, wish));
}

/** The wishes of a run, as it hears them. */
export function readWishes(logDir: string): Wishes {
  const take = (wish: Wish) => {
    try {
      unlinkSync(pathOf(logDir, wish));
      return true;
    } catch {
      return false;
    }
  };
  return {
    watchWait(mayStop) {
      // Of a wait that was over before it was heard.
      take('end-wait');
      const ended = new AbortController();
      const isEnded = () => take('end-wait') || (mayStop && hasWish(logDir, 'stop-after-unit'));
      const timer = setInterval(() => isEnded() && ended.abort(), LOOK_MS);
      return { ended: ended.signal, close: () => clearInterval(timer) };
    },
    stopsAfterUnit: () => hasWish(logDir, 'stop-after-unit'),
  };
}

function pathOf(logDir: string, wish: Wish): string {
  return join(logDir, `wish-${wish}`);
}
