import type { LimitWindow } from '../agents/types.ts';
import { percentile } from '../throttle/percentile.ts';
import type { QuotaRecord, SeenWindow, ThrottleHistory } from '../throttle/types.ts';
import { DAY, HOUR, MINUTE } from '../time.ts';
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

/** Hours of work until a window is closed. Assumed. */
const QUOTA_PRIOR: Prior = { median: 2 * HOUR, spread: 0.6, weight: 0.5 };
const WEEKLY_PRIOR: Prior = { ...QUOTA_PRIOR, median: 4 * HOUR };
/**
 * Lengths that vendors' windows have, and how many accounts have one of which nothing was seen: three in five one of five
 * hours, and one in seven is held for days, by a week's quota. Assumed.
 */
const KINDS = [
  { name: 'five_hour', lengthMs: 5 * HOUR, share: 0.6, prior: QUOTA_PRIOR },
  { name: 'daily', lengthMs: DAY, share: 0, prior: QUOTA_PRIOR },
  { name: 'weekly', lengthMs: 7 * DAY, share: 1 / 7, prior: WEEKLY_PRIOR },
];
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

/** One possible truth of a backend's account, by what was seen of it until `now`. `isReporting`: its service tells of it. */
export function drawAccount(
  { backend, isReporting }: { readonly backend: string; readonly isReporting: boolean },
  history: ThrottleHistory,
  now: number,
  random: Random,
): Account {
  const record = seenQuota(history, backend);
  const reported = (history.windows[backend] ?? []).flatMap((window) => {
    const lengthMs = LENGTH_BY_NAME[window.name] ?? lengthOf((window.resetsAt ?? window.seenAt) - window.seenAt);
    const shares = history.windowShares?.[`${backend}/${window.name}`] ?? [];
    const { quotas } = seenOf(lengthMs, record);
    return drawReported({ ...window, lengthMs }, { shares, durationsMs: history.unitDurationsMs, quotas, now }, random);
  });
  if (reported.length > 0) return new Account(reported, true);
  return new Account(drawHidden(record, { history, now }, random), isReporting);
}

/** Less work than this between two limits is the same limit, which lasted longer than its words said. */
const SAME_LIMIT = MINUTE;

/** What is known of a quota by the limits that were met, each once. */
function seenQuota({ quotas }: ThrottleHistory, backend: string): QuotaRecord {
  const { workedMs = 0, met = [] } = quotas?.[backend] ?? {};
  const once: { workedMs: number; waitMs: number }[] = [];
  for (const one of met) {
    const last = once.at(-1);
    if (one.workedMs >= SAME_LIMIT) once.push({ ...one });
    // Of the first one that is kept it is not known what was done before it.
    else if (last !== undefined) last.waitMs += one.waitMs;
  }
  return { workedMs, met: once };
}

/** More than this of a long window was used by calls without a limit: what the service tells is something else. */
const MOST_UNMET = 2;

/** A window whose use the service tells of: limits that were met in it tell how large it is, or what calls used of it. */
function drawReported(
  { name, used, resetsAt, lengthMs }: SeenWindow & { readonly lengthMs: number },
  seen: {
    readonly shares: readonly number[];
    readonly durationsMs: readonly number[];
    readonly quotas: readonly number[];
    readonly now: number;
  },
  random: Random,
): Window[] {
  const { shares, durationsMs, quotas, now } = seen;
  const share = percentile(shares, 0.5);
  const duration = percentile(durationsMs.slice(-shares.length), 0.5);
  const isKnown = shares.length >= MIN_SHARES && share !== null && duration !== null && share > 0;
  const isLikely = lengthMs <= DAY || shares.reduce((sum, one) => sum + one, 0) <= MOST_UNMET;
  if (quotas.length === 0 && !(isKnown && isLikely)) return [];
  const error = 0.05 + 0.35 / Math.sqrt(shares.length);
  const quotaMs =
    quotas.length > 0
      ? drawTruth(learn(QUOTA_PRIOR, quotas), random)()
      : ((duration ?? 0) / (share ?? 1)) * Math.exp(error * drawNormal(random));
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

/** Windows as they may be: known by the limits that were met, or, of those that were not, by how long agents worked. */
function drawHidden(
  record: QuotaRecord,
  at: { readonly history: ThrottleHistory; readonly now: number },
  random: Random,
): readonly Window[] {
  return KINDS.flatMap(({ name, lengthMs, share, prior }) => {
    const { quotas, sinceMs } = seenOf(lengthMs, record);
    const [first] = quotas;
    const isThere = random() < share;
    const quotaMs = drawTruth(learn({ ...prior, median: first ?? prior.median }, quotas), random)();
    // Who worked longer than that without a limit has none like it.
    if (first === undefined && !(isThere && quotaMs >= sinceMs)) return [];
    return [openWindow({ name, lengthMs }, quotaMs, sinceMs, at)];
  });
}

/** How long agents had worked each time that a window of this length was closed, limits of shorter ones passed over. */
function seenOf(
  lengthMs: number,
  { met, workedMs }: QuotaRecord,
): { readonly quotas: readonly number[]; readonly sinceMs: number } {
  const quotas: number[] = [];
  let sinceMs = 0;
  for (const one of met) {
    sinceMs += one.workedMs;
    const length = lengthOf(one.waitMs);
    if (length < lengthMs) continue;
    // Who worked for longer than a window lasts was met by the limit of a later one.
    if (length === lengthMs) quotas.push(Math.min(sinceMs, lengthMs));
    sinceMs = 0;
  }
  return { quotas, sinceMs: sinceMs + workedMs };
}

/** A window of which so much is used since the last limit, as it is `now`. */
function openWindow(
  { name, lengthMs }: Pick<Window, 'name' | 'lengthMs'>,
  quotaMs: number,
  workedMs: number,
  { history, now }: { readonly history: ThrottleHistory; readonly now: number },
): Window {
  const openedAt = (history.lastCallEndedAt ?? 0) - workedMs;
  const isOpen = openedAt + lengthMs > now && workedMs < quotaMs;
  return {
    name,
    lengthMs,
    quotaMs,
    openedAt: isOpen ? openedAt : null,
    usedMs: isOpen ? workedMs : 0,
  };
}

/** The usual length that one seen to last `ms` at least is of. */
function lengthOf(ms: number): number {
  return KINDS.find(({ lengthMs }) => ms <= lengthMs * 1.1)?.lengthMs ?? 7 * DAY;
}
