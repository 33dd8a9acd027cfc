import { likelyShare } from './doubt.ts';
import type { Hold } from './hold.ts';
import { RESET_MARGIN } from './quota.ts';
import { FARTHEST_RESET, HOUR, utcMinute } from './times.ts';
import type { ThrottleHistory } from './types.ts';

const SLOW_FROM = 0.8;
const STOP_FROM = 0.95;

export interface Pace {
  /** The delay is multiplied by this. */
  readonly factor: 1 | 3;
  readonly hold: Hold | null;
}

/**
 * Goes by the windows a backend told of, before their limit hits: from 80 % on the gap triples; from 95 % on, or when
 * less is left than nine of ten past calls used, the reset is waited for.
 */
export function paceOf(backend: string, history: ThrottleHistory, now: number): Pace {
  let factor: Pace['factor'] = 1;
  let hold: Hold | null = null;
  for (const window of history.windows[backend] ?? []) {
    const { name, resetsAt, seenAt, doubt } = window;
    // After its reset a window is a new one, of which nothing is known; without a reset time what is known grows old.
    if (resetsAt === null ? now - seenAt > HOUR : resetsAt <= now) continue;
    const used = doubt?.trusted ?? window.used ?? { allowed: 0, warning: SLOW_FROM, rejected: 1 }[window.status];
    if (used >= SLOW_FROM) factor = 3;
    const next = likelyShare(history.windowShares?.[`${backend}/${name}`] ?? []);
    const scarce = used >= STOP_FROM || 1 - used < next;
    if (!scarce || resetsAt === null || resetsAt - now > FARTHEST_RESET) continue;
    const until = resetsAt + RESET_MARGIN;
    if (until <= (hold?.until ?? now)) continue;
    const left = Math.max(0, Math.round((1 - used) * 100));
    hold = {
      until,
      reason: 'pace',
      why: `${left} % of ${backend}'s window ${name} is left until it resets at ${utcMinute(resetsAt)}`,
    };
  }
  return { factor, hold };
}
