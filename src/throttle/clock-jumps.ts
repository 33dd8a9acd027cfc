import { CLOCK_SLACK, MINUTE, utcMinute } from '../time.ts';
import type { ThrottleHistory } from './types.ts';

/** Did it happen, as far as this clock can tell? What was noted well ahead of now was noted by a clock since set back. */
export function happened(at: number, now: number): boolean {
  return at <= now + CLOCK_SLACK;
}

/** A time of the past, moved to now if it lies ahead of the clock. */
export function settled(at: number, now: number): number {
  return happened(at, now) ? at : now;
}

/** A sentence for a person when the clock was set back behind what the history noted; null when all is well. */
export function clockWarning(history: ThrottleHistory, now: number): string | null {
  const noted = [
    ...history.calls,
    history.lastCallEndedAt ?? now,
    ...Object.values(history.limits).map(({ at }) => at),
    ...Object.values(history.transients).map(({ at }) => at),
  ];
  const ahead = noted.filter((at) => !happened(at, now));
  if (ahead.length === 0) return null;
  const latest = ahead.reduce((a, b) => Math.max(a, b));
  const minutes = Math.round((latest - now) / MINUTE);
  return `The clock was set back by at least ${minutes} min: it is ${utcMinute(now)}, but calls are noted up to ${utcMinute(latest)}. Waits that hang on them begin anew.`;
}

/** A sentence for a person when the clock went `byMs` further than time did; null when that is little, or less. */
export function forwardWarning(byMs: number, now: number): string | null {
  if (byMs <= CLOCK_SLACK) return null;
  const minutes = Math.round(byMs / MINUTE);
  return `The clock went forward by ${minutes} min at once: it is ${utcMinute(now)}. It was set, or the machine was asleep. What waited for a time that is over goes on.`;
}

/** The history with everything that lies ahead of the clock moved to now, so that it is warned of once and soon over. */
export function settleClock(history: ThrottleHistory, now: number): ThrottleHistory {
  return {
    ...history,
    calls: history.calls.map((at) => settled(at, now)),
    lastCallEndedAt: history.lastCallEndedAt === null ? null : settled(history.lastCallEndedAt, now),
    limits: settleEach(history.limits, now),
    transients: settleEach(history.transients, now),
  };
}

function settleEach<T extends { readonly at: number }>(
  entries: Readonly<Record<string, T>>,
  now: number,
): Readonly<Record<string, T>> {
  const each = Object.entries(entries).map(([key, entry]) => [
    key,
    happened(entry.at, now) ? entry : { ...entry, at: now, since: now },
  ]);
  return Object.fromEntries(each);
}
