import type { LimitWindow } from '../../agents/types.ts';
import { formatUtcMinuteUp, HOUR, MINUTE } from '../../time.ts';
import { percentile } from '../percentile.ts';
import type { SeenWindow, ThrottleHistory } from '../types.ts';
import type { Wait } from './hold.ts';
import { RESET_MARGIN } from './quota.ts';

const SLOW_FROM = 0.8;
const STOP_FROM = 0.95;
/** Fewer past calls say too little of what one uses. */
const MIN_SAMPLES = 3;
/** What a cut call may lose, as long as no unit is known. */
const DEFAULT_UNIT_MS = 15 * MINUTE;

export interface Pace {
  /** The delay is multiplied by this. */
  readonly factor: 1 | 3;
  readonly wait: Wait | null;
}

/**
 * Goes by the windows a backend told of, before their limit hits: from 80 % on the gap triples; from 95 % on, or when
 * less is left than nine of ten past calls used, the reset is waited for, if it is no further away than a unit takes.
 * A call that meets the limit loses less than itself, since its work is kept and its session goes on; a longer wait
 * would cost more than that for certain, and hours or days where a service got its own numbers wrong.
 */
export function computePace(backend: string, history: ThrottleHistory, now: number): Pace {
  const longestUsefulWait = percentile(history.unitDurationsMs, 0.9) ?? DEFAULT_UNIT_MS;
  const windows = (history.windows[backend] ?? [])
    .filter((window) => isKnownStill(window, now))
    .map((window) => ({ ...window, used: leastUsed(window) }));
  let wait: Wait | null = null;
  for (const { name, resetsAt, used } of windows) {
    const share = likelyShare(history.windowShares?.[`${backend}/${name}`] ?? []);
    const nearlyUsedUp = used >= STOP_FROM || 1 - used < share;
    if (!nearlyUsedUp || resetsAt === null) continue;
    const until = resetsAt + RESET_MARGIN;
    if (until - now > longestUsefulWait || until <= (wait?.until ?? now)) continue;
    const left = Math.max(0, Math.round((1 - used) * 100));
    const why = `${backend}'s window ${name} has ${left} % left and resets at ${formatUtcMinuteUp(resetsAt)}`;
    wait = { until, reason: 'pace', why };
  }
  return { factor: windows.some(({ used }) => used >= SLOW_FROM) ? 3 : 1, wait };
}

/** How much of a window is used at least, where the backend only says how it stands. */
const LEAST_USED = { allowed: 0, warning: SLOW_FROM, rejected: 1 };

/** Share of a window that is used, 0 to 1. */
export function leastUsed({ used, status }: LimitWindow): number {
  return used ?? LEAST_USED[status];
}

/** After its reset a window is a new one, of which nothing is known; without a reset time what is known grows old. */
function isKnownStill({ resetsAt, seenAt }: SeenWindow, now: number): boolean {
  return resetsAt === null ? now - seenAt <= HOUR : resetsAt > now;
}

/** The share of its window that the next call will hardly exceed; 0 where too little is known. */
function likelyShare(shares: readonly number[]): number {
  return shares.length < MIN_SAMPLES ? 0 : (percentile(shares, 0.9) ?? 0);
}
