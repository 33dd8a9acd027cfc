import type { LimitWindow, Usage } from '../agents/types.ts';
import { DAY, HOUR, MINUTE, utcDay } from '../time.ts';
import type { QuotaLimit } from '../verdict/types.ts';
import { clampToNow } from './clock-jumps.ts';
import { recordMet, recordWorked } from './quota-record.ts';
import type { CallKind, SeenWindow, ThrottleHistory } from './types.ts';

/** Most measurements that are kept of a kind. */
export const MAX_DURATIONS = 50;
const MAX_DAYS = 8;
/** Services round what they report. */
const EXHAUSTED_FROM = 0.99;

type KnownReset = Pick<QuotaLimit, 'resetsAt' | 'source' | 'window'>;

/** Before the first call of all. */
export function emptyHistory(): ThrottleHistory {
  return { calls: [], lastCallEndedAt: null, limits: {}, transients: {}, windows: {}, unitDurationsMs: [], days: {} };
}

/** A call (attempt, assignment or review) starts at `at` (epoch ms). */
export function recordCall(history: ThrottleHistory, { at }: { readonly at: number }): ThrottleHistory {
  const calls = [...history.calls.map((call) => clampToNow(call, at)), at].filter((call) => call > at - HOUR);
  return { ...history, calls, days: addToDay(history.days, at, { calls: 1 }) };
}

/** How a call ended. Times in epoch ms, money in USD. */
export interface CallEnd {
  readonly backend: string;
  readonly at: number;
  readonly durationMs: number;
  readonly usage: Usage | null;
  /** As reported or estimated; null: not known. */
  readonly costUsd: number | null;
  readonly windows: readonly LimitWindow[];
  /** Given when the call completed a unit: how long the unit took. */
  readonly completedUnitMs?: number;
  /** The delay runs between attempts: an assignment and a review belong to theirs. Default `attempt`. */
  readonly kind?: CallKind;
}

/** A call has ended, whatever came of it. */
export function recordCallEnd(history: ThrottleHistory, end: CallEnd): ThrottleHistory {
  const known = history.windows[end.backend] ?? [];
  const shares = { ...history.windowShares };
  const seen = new Map<string, SeenWindow>();
  for (const window of end.windows) {
    const key = `${end.backend}/${window.name}`;
    const before = known.find(({ name }) => name === window.name);
    const used = usageBetween(before, window);
    if (used > 0) shares[key] = [...(shares[key] ?? []), used].slice(-MAX_DURATIONS);
    seen.set(window.name, { ...window, seenAt: end.at });
  }
  const windows = [...known.filter(({ name }) => !seen.has(name)), ...seen.values()];
  const unit = end.completedUnitMs === undefined ? [] : [end.completedUnitMs];
  return {
    ...recordWorked(history, end.backend, end),
    lastCallEndedAt: (end.kind ?? 'attempt') === 'attempt' ? end.at : history.lastCallEndedAt,
    windows: seen.size === 0 ? history.windows : { ...history.windows, [end.backend]: windows },
    ...(Object.keys(shares).length === 0 ? {} : { windowShares: shares }),
    unitDurationsMs: [...history.unitDurationsMs, ...unit].slice(-MAX_DURATIONS),
    days: addToDay(history.days, end.at, { tokens: tokensOf(end.usage), costUsd: end.costUsd ?? 0 }),
  };
}

/**
 * A quota was met by a call that began at `startedAt`. Where its words do not say until when, a window that is known to be
 * used up does, else what they said the last time. In a window that opened since then the ladder of waits starts anew; a
 * call that was under way when another run met the limit says nothing new of it.
 */
export function recordLimit(
  history: ThrottleHistory,
  reported: QuotaLimit,
  at: number,
  startedAt = at,
): ThrottleHistory {
  const { backend } = reported;
  const before = history.limits[backend];
  const reset: KnownReset =
    reported.resetsAt === null
      ? (exhaustedWindow(history.windows[backend], at) ?? before?.limit ?? reported)
      : reported;
  const newWait = reset.resetsAt !== null && reset.resetsAt > Math.max(at, (before?.limit.resetsAt ?? 0) + MINUTE);
  const window = reset.window ?? reported.window ?? (newWait ? null : (before?.limit.window ?? null));
  const limit = { ...reported, resetsAt: reset.resetsAt, source: reset.source, window };
  const wasUnderWay = before !== undefined && startedAt < before.at;
  const isNew = before === undefined || newWait;
  const hits = isNew ? 1 : before.hits + (wasUnderWay ? 0 : 1);
  const open = { limit, hits, at, since: before?.since ?? before?.at ?? at };
  const known = isNew ? recordMet(history, backend, Math.max(0, (reset.resetsAt ?? at) - at)) : history;
  return { ...known, limits: { ...history.limits, [backend]: open } };
}

/** A transient failure: overload, 5xx, a dropped stream. */
export function recordTransient(
  history: ThrottleHistory,
  backend: string,
  retryAfterMs: number | null,
  at: number,
): ThrottleHistory {
  const before = history.transients[backend];
  const streak = { count: (before?.count ?? 0) + 1, retryAfterMs, at, since: before?.since ?? before?.at ?? at };
  return { ...history, transients: { ...history.transients, [backend]: streak } };
}

/**
 * The backend answered a call that began at `startedAt`: no limit and no streak of failures stands any more, nor a
 * rejection seen before. A limit that another run met after that stands.
 */
export function recordSuccess(history: ThrottleHistory, backend: string, at: number, startedAt = at): ThrottleHistory {
  if (startedAt < (history.limits[backend]?.at ?? startedAt)) return history;
  const windows = history.windows[backend];
  const remaining = windows?.filter(({ status, seenAt }) => status !== 'rejected' || seenAt >= at);
  return {
    ...history,
    limits: omitKey(history.limits, backend),
    transients: omitKey(history.transients, backend),
    windows: remaining === undefined ? history.windows : { ...history.windows, [backend]: remaining },
  };
}

/** The end of the window that is used up; of several the next, so that no wrong one is waited for. */
function exhaustedWindow(windows: readonly SeenWindow[] = [], now: number): KnownReset | null {
  let found: KnownReset | null = null;
  for (const { name, used, resetsAt, status } of windows) {
    const exhausted = status === 'rejected' || (used ?? 0) >= EXHAUSTED_FROM;
    if (!exhausted || resetsAt === null || resetsAt <= now || resetsAt >= (found?.resetsAt ?? Number.POSITIVE_INFINITY))
      continue;
    found = { resetsAt, window: name, source: 'window' };
  }
  return found;
}

/** The share of a window that went between two readings; 0 where they do not tell, or are of two windows. */
function usageBetween(before: LimitWindow | undefined, after: LimitWindow): number {
  if (before === undefined || before.used === null || after.used === null) return 0;
  // Windows are told apart by when they end; services say that to the minute, or guess it.
  const differenceMs =
    before.resetsAt === null || after.resetsAt === null ? 0 : Math.abs(before.resetsAt - after.resetsAt);
  return differenceMs < HOUR ? after.used - before.used : 0;
}

function addToDay(
  days: ThrottleHistory['days'],
  at: number,
  addition: { readonly costUsd?: number; readonly tokens?: number; readonly calls?: number },
): ThrottleHistory['days'] {
  const day = utcDay(at);
  const sums = days[day] ?? { costUsd: 0, tokens: 0, calls: 0 };
  const added = {
    ...sums,
    costUsd: Math.round((sums.costUsd + nonNegative(addition.costUsd)) * 1e6) / 1e6,
    tokens: Math.round(sums.tokens + nonNegative(addition.tokens)),
    calls: sums.calls + nonNegative(addition.calls),
  };
  if (Object.hasOwn(days, day)) return { ...days, [day]: added };
  // A clock that was days ahead for a while must not fill the few days that are kept.
  const tomorrow = utcDay(at + DAY);
  const kept = Object.entries({ ...days, [day]: added }).filter(([name]) => name <= tomorrow);
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).slice(-MAX_DAYS));
}

/** Numbers come out of agents' streams. */
function nonNegative(value = 0): number {
  return Number.isFinite(value) ? Math.max(0, value) : 0;
}

function omitKey<T>(entries: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  if (!Object.hasOwn(entries, key)) return entries;
  return Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key));
}

/** All tokens of a call, as budgets count them: in, cached and out. */
export function tokensOf(usage: Usage | null): number {
  return usage === null ? 0 : usage.inputTokens + usage.cachedTokens + usage.outputTokens;
}
