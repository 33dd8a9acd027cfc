import type { LimitWindow } from '../agents/types.ts';
import { percentile } from '../throttle/percentile.ts';
import type { SeenWindow, ThrottleHistory } from '../throttle/types.ts';
import { DAY, HOUR } from '../time.ts';
import { drawNormal, drawTruth, learn, type Prior, type Random } from './draws.ts';

/** What an account's quota is spent on is an agent's time: a window closes after so much of it. */
interface Window {
  readonly name: string;
  readonly lengthMs: number;
  /** Agents' time until it is closed. */
  readonly quotaMs: number;
  /** Epoch ms; null: it opens with the next use. */
  openedAt: number | null;
  usedMs: number;
}

/** Where nothing was ever seen of a limit, three accounts in five have one. Assumed. */
const LIMITED_SHARE = 0.6;
/** Hours of work until a window of five hours is closed, where none was met. Assumed. */
const QUOTA_PRIOR: Prior = { median: 2 * HOUR, spread: 0.6, weight: 0.5 };
/** Lengths that vendors' windows have. */
const LENGTHS = [5 * HOUR, DAY, 7 * DAY];
const LENGTH_BY_NAME: Readonly<Record<string, number>> = {
  five_hour: 5 * HOUR,
  daily: DAY,
  weekly: 7 * DAY,
  seven_day: 7 * DAY,
};
/** Calls whose share of a window was seen, from which on it says more than what limits were met. */
const MIN_SHARES = 2;

/** An account at a model's service as it may be: its windows, and what is left of them. */
export class Account {
  readonly #windows: readonly Window[];
  readonly #isReported: boolean;

  constructor(windows: readonly Window[], isReported: boolean) {
    this.#windows = windows;
    this.#isReported = isReported;
  }

  /** An agent works from `from` on for `ms`, or until a window is closed. */
  work(from: number, ms: number): { readonly workedMs: number; readonly closed: Closed | null } {
    let workedMs = ms;
    let closed: Closed | null = null;
    for (const window of this.#windows) {
      const opened = openAt(window, from);
      const end = opened + window.lengthMs;
      const left = Math.max(0, window.quotaMs - window.usedMs);
      if (left >= Math.min(workedMs, end - from)) continue;
      workedMs = left;
      closed = { window: window.name, resetsAt: end };
    }
    for (const window of this.#windows) use(window, from, workedMs);
    return { workedMs, closed };
  }

  /** As the service tells of them; none where it does not. */
  report(now: number): readonly LimitWindow[] {
    if (!this.#isReported) return [];
    return this.#windows.flatMap(({ name, openedAt, lengthMs, usedMs, quotaMs }) =>
      openedAt === null || openedAt + lengthMs <= now
        ? []
        : [{ name, used: Math.min(1, usedMs / quotaMs), resetsAt: openedAt + lengthMs, status: 'allowed' as const }],
    );
  }
}

/** A window that is used up until `resetsAt` (epoch ms). */
interface Closed {
  readonly window: string;
  readonly resetsAt: number;
}

function openAt(window: Window, at: number): number {
  if (window.openedAt !== null && at < window.openedAt + window.lengthMs) return window.openedAt;
  window.openedAt = at;
  window.usedMs = 0;
  return at;
}

function use(window: Window, from: number, ms: number): void {
  const end = openAt(window, from) + window.lengthMs;
  if (from + ms <= end) {
    window.usedMs += ms;
    return;
  }
  window.openedAt = end;
  window.usedMs = from + ms - end;
}

/** One possible truth of a backend's account, by what was seen of it until `now`. */
export function drawAccount(backend: string, history: ThrottleHistory, now: number, random: Random): Account {
  const reported = (history.windows[backend] ?? []).flatMap((window) => {
    const shares = history.windowShares?.[`${backend}/${window.name}`] ?? [];
    return drawReported(window, { shares, durationsMs: history.unitDurationsMs, now }, random);
  });
  if (reported.length > 0) return new Account(reported, true);
  const hidden = drawHidden(backend, history, now, random);
  return new Account(hidden === null ? [] : [hidden], false);
}

/** A window whose use the service tells of, which calls had a known share of. */
function drawReported(
  { name, used, resetsAt, seenAt }: SeenWindow,
  seen: { readonly shares: readonly number[]; readonly durationsMs: readonly number[]; readonly now: number },
  random: Random,
): Window[] {
  const { shares, durationsMs, now } = seen;
  const share = percentile(shares, 0.5);
  const duration = percentile(durationsMs.slice(-shares.length), 0.5);
  if (shares.length < MIN_SHARES || share === null || duration === null || share <= 0) return [];
  const error = 0.05 + 0.35 / Math.sqrt(shares.length);
  const quotaMs = (duration / share) * Math.exp(error * drawNormal(random));
  const lengthMs = LENGTH_BY_NAME[name] ?? lengthOf((resetsAt ?? seenAt) - seenAt);
  const isOpen = resetsAt !== null && resetsAt > now;
  return [
    {
      name,
      lengthMs,
      quotaMs,
      openedAt: isOpen ? resetsAt - lengthMs : null,
      usedMs: isOpen ? quotaMs * (used ?? 0) : 0,
    },
  ];
}

/** A window that is known by the limits that were met, or, where none was, by how long agents worked without one. */
function drawHidden(backend: string, history: ThrottleHistory, now: number, random: Random): Window | null {
  const { workedMs = 0, met = [] } = history.quotas?.[backend] ?? {};
  if (met.length === 0 && random() >= LIMITED_SHARE) return null;
  const wait = percentile(
    met.map(({ waitMs }) => waitMs),
    0.5,
  );
  const lengthMs = lengthOf(wait ?? 0);
  // Who worked for longer was met by the limit of a later window.
  const seen = met.map((one) => Math.min(one.workedMs, lengthMs));
  const quotaMs = drawTruth(learn(QUOTA_PRIOR, seen), random)();
  // Who worked longer than that without a limit has none like it.
  if (met.length === 0 && quotaMs < workedMs) return null;
  const openedAt = (history.lastCallEndedAt ?? 0) - workedMs;
  const isOpen = openedAt + lengthMs > now && workedMs < quotaMs;
  return { name: 'limit', lengthMs, quotaMs, openedAt: isOpen ? openedAt : null, usedMs: isOpen ? workedMs : 0 };
}

/** The usual length that one seen to last `ms` at least is of. */
function lengthOf(ms: number): number {
  return LENGTHS.find((length) => ms <= length * 1.1) ?? 7 * DAY;
}
