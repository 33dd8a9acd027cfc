import type { Clock } from '../run/ports.ts';
import { CLOCK_SLACK } from '../time.ts';

/** No timer is trusted for longer: a suspended machine stops timers, but not the wall clock. */
const longestTickMs = 15_000;

/**
 * A clock by what `read` says (epoch ms). A wait is a wall-clock deadline, looked at in short ticks (ms): it ends late
 * by no more than one of them, and early where the clock was set back.
 */
export function clockOf(read: () => number, tickMs: number): Clock {
  return {
    now: read,
    elapsed: () => performance.now(),
    async sleep(until, stop) {
      let latest = read();
      while (!stop.aborted) {
        const now = read();
        if (now >= until || now < latest - CLOCK_SLACK) return;
        latest = now;
        await tick(Math.min(until - now, tickMs), stop);
      }
    },
  };
}

/** The machine's clock. */
export const systemClock: Clock = clockOf(Date.now, longestTickMs);

function tick(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    stop.addEventListener('abort', over, { once: true });
  });
}
