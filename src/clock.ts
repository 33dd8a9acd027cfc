import type { Clock } from './ports.ts';

/** No timer is trusted for longer: a suspended machine stops timers, but not the wall clock. */
const longestTickMs = 15_000;

/** The machine's clock. A wait is a wall-clock deadline, looked at in short ticks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(until, stop) {
    while (!stop.aborted) {
      const left = until - Date.now();
      if (left <= 0) return;
      await tick(Math.min(left, longestTickMs), stop);
    }
  },
};

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
