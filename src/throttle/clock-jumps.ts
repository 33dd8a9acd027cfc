import { CLOCK_TOLERANCE, formatUtcMinute, MINUTE } from '../time.ts';
import type { ThrottleHistory } from './types.ts';

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
  const minutes = Math.round((latest - now) / MINUTE);
  return `The clock was set back by at least ${minutes} min: it is ${formatUtcMinute(now)}, but calls are recorded up to ${formatUtcMinute(latest)}. Waits that depend on these calls start over.`;
}

/** A sentence for a person when the clock went `byMs` further than time did; null when that is little, or less. */
export function clockForwardWarning(byMs: number, now: number): string | null {
  if (byMs <= CLOCK_TOLERANCE) return null;
  const minutes = Math.round(byMs / MINUTE);
  return `The clock jumped forward by ${minutes} min: it is ${formatUtcMinute(now)}. It was set, or the machine was asleep. Waits whose time has passed end now.`;
}

/** The history with everything that lies ahead of the clock moved to now, so that it is warned of once and soon over. */
export function clampHistoryToNow(history: ThrottleHistory, now: number): ThrottleHistory {
  return {
    ...history,
    calls: history.calls.map((at) => clampToNow(at, now)),
    lastCallEndedAt: history.lastCallEndedAt === null ? null : clampToNow(history.lastCallEndedAt, now),
    limits: clampEntries(history.limits, now),
    transients: clampEntries(history.transients, now),
  };
}

function clampEntries<T extends { readonly at: number }>(
  entries: Readonly<Record<string, T>>,
  now: number,
): Readonly<Record<string, T>> {
  const each = Object.entries(entries).map(([key, entry]) => [
    key,
    isPast(entry.at, now) ? entry : { ...entry, at: now, since: now },
  ]);
  return Object.fromEntries(each);
}
