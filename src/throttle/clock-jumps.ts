import { mapValues } from '../collections.ts';
import { CLOCK_TOLERANCE, DAY, formatUtcMinute, HOUR, MINUTE } from '../time.ts';
import type { QuotaLimit } from '../verdict/types.ts';
import type { OpenLimit, ThrottleHistory } from './types.ts';

/** Did it happen, as far as this clock can tell? What was noted well ahead of now was noted by a clock since set back. */
export function isPast(at: number, now: number): boolean {
  return at <= now + CLOCK_TOLERANCE;
}

/** A time of the past, moved to now if it lies ahead of the clock. */
export function clampToNow(at: number, now: number): number {
  return isPast(at, now) ? at : now;
}

/** A sentence for a person when the clock was set back behind what the history noted; null when all is well. */
export function clockSetBackWarning(history: ThrottleHistory, now: number): string | null {
  const timestamps = [
    ...history.calls,
    history.lastCallEndedAt ?? now,
    ...Object.values(history.limits).map(({ at }) => at),
    ...Object.values(history.transients).map(({ at }) => at),
  ];
  const future = timestamps.filter((at) => !isPast(at, now));
  if (future.length === 0) return null;
  const latest = future.reduce((a, b) => Math.max(a, b));
  return `The clock was set back by at least ${formatJump(latest - now)}: it is ${formatUtcMinute(now)}, but calls are recorded up to ${formatUtcMinute(latest)}. Waits that depend on these calls start over.`;
}

/** A sentence for a person when the clock went `byMs` further than time did; null when that is little, or less. */
export function clockForwardWarning(byMs: number, now: number): string | null {
  if (byMs <= CLOCK_TOLERANCE) return null;
  return `The clock jumped forward by ${formatJump(byMs)}: it is ${formatUtcMinute(now)}. It was set, or the machine was asleep. Waits whose time has passed end now.`;
}

/** `300 min`, `3 days`. */
function formatJump(ms: number): string {
  return ms < 2 * DAY ? `${Math.round(ms / MINUTE)} min` : `${Math.round(ms / DAY)} days`;
}

/** The history with everything that lies ahead of the clock moved to now, so that it is warned of once and soon over. */
export function clampHistoryToNow(history: ThrottleHistory, now: number): ThrottleHistory {
  return {
    ...history,
    calls: history.calls.map((at) => clampToNow(at, now)),
    lastCallEndedAt: history.lastCallEndedAt === null ? null : clampToNow(history.lastCallEndedAt, now),
    limits: mapValues(history.limits, (open) =>
      isPast(open.at, now) ? open : notedAt(withUsableReset(open, now), now),
    ),
    transients: mapValues(history.transients, (streak) => (isPast(streak.at, now) ? streak : notedAt(streak, now))),
    windows: mapValues(history.windows, (windows) =>
      windows.map((window) => ({ ...window, seenAt: clampToNow(window.seenAt, now) })),
    ),
  };
}

function notedAt<T extends { readonly at: number }>(entry: T, now: number): T {
  return { ...entry, at: now, since: now };
}

/** Where these come from, the service said it by its own clock. */
const OF_THE_SERVICE = new Set<QuotaLimit['source']>(['structured', 'epoch-in-text', 'window']);

/**
 * Without a reset that was reckoned by a clock far off: it may be days ahead, and has passed for all that is known. By
 * one that was a little off it is as little off.
 */
function withUsableReset(open: OpenLimit, now: number): OpenLimit {
  if (open.at - now < HOUR || OF_THE_SERVICE.has(open.limit.source)) return open;
  return { ...open, limit: { ...open.limit, resetsAt: null, source: 'none' } };
}
