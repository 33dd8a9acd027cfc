import type { EndReason } from '../../agents/types.ts';
import { LONGEST_TIMER } from '../../time.ts';
import type { Watchdog } from './watch.ts';

/** Calls `due` once, with the reason, when the watch's time has come. */
export interface Deadline {
  /** Called whenever the watch was told something. */
  check(): void;
  cancel(): void;
}

/**
 * One timer, set anew only where the end comes nearer; where it moves away the timer fires early and looks again. `clock`:
 * the watch's own (ms).
 */
export function createDeadline(watchdog: Watchdog, clock: () => number, onDue: (reason: EndReason) => void): Deadline {
  let timer: NodeJS.Timeout | undefined;
  let firesAt = Number.POSITIVE_INFINITY;
  let isOver = false;

  function check(): void {
    const { at, reason } = watchdog.nextDeadline();
    if (isOver || at >= firesAt) return;
    clearTimeout(timer);
    const now = clock();
    if (at <= now) {
      isOver = true;
      onDue(reason);
      return;
    }
    firesAt = Math.min(at, now + LONGEST_TIMER);
    timer = setTimeout(() => {
      firesAt = Number.POSITIVE_INFINITY;
      check();
    }, firesAt - now);
  }
  return {
    check,
    cancel() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
