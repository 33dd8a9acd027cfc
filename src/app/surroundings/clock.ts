import type { Clock } from '../../run/ports.ts';
import { CLOCK_TOLERANCE } from '../../time.ts';

/** No timer is trusted for longer: a suspended machine stops timers, but not the wall clock. */
const maxIntervalMs = 15_000;

/**
 * A clock by what `read` says (epoch ms). A wait is a wall-clock deadline, looked at in short ticks (ms): it ends late
 * by no more than one of them, and early where the clock was set back.
 */
export function createClock(read: () => number, intervalMs: number): Clock {
  return {
    now: read,
    elapsed: () => performance.now(),
    async sleep(until, stop) {
      let latest = read();
      while (!stop.aborted) {
        const now = read();
        if (now >= until || now < latest - CLOCK_TOLERANCE) return;
        latest = now;
        await sleepFor(Math.min(until - now, intervalMs), stop);
      }
    },
  };
}

/** The machine's clock. */
export const systemClock: Clock = createClock(Date.now, maxIntervalMs);

const MORNING_HOUR = 8;

/** The next eight o'clock of the machine's own time zone (`TZ`), epoch ms. */
export function morningAfter(now: number): number {
  const morning = new Date(now);
  morning.setHours(MORNING_HOUR, 0, 0, 0);
  // Not a day's length later: a day on which clocks change is shorter or longer.
  if (morning.getTime() <= now) morning.setDate(morning.getDate() + 1);
  return morning.getTime();
}

function sleepFor(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    stop.addEventListener('abort', done, { once: true });
  });
}
