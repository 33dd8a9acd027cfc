import { groupBy } from '../../../src/collections.ts';
import { utcDay } from '../../../src/time.ts';
import type { Call, Night } from '../world/record.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** From the moment a call or a cost is known to its run until all know it, and whoever was admitted just before has called. */
const ON_THE_WAY = MINUTE;

type Ended = Call & { readonly endedAt: number };

/** What the throttle promised over the calls of all specs, and how near they came to it. */
export interface MonthThrottle {
  readonly broken: readonly string[];
  readonly 'most calls an hour': number;
  readonly 'hours that were full': number;
  readonly 'most USD a day': number;
  readonly 'days that were spent': number;
  readonly 'most refused calls a window': number;
}

/** By the true times of all calls; bounds as every one of them had it. */
export function monthThrottle(nights: readonly Night[]): MonthThrottle {
  const calls = nights
    .flatMap(({ calls: own }) => own.filter((call): call is Ended => call.endedAt !== null))
    .sort((a, b) => a.startedAt - b.startedAt);
  const bounds = nights[0]?.scenario.settings.throttle;
  const hours = callsAnHour(calls, bounds?.maxCallsPerHour ?? Number.POSITIVE_INFINITY);
  const days = dailyBudget(calls, toldCalls(nights), bounds?.dailyBudgetUsd ?? Number.POSITIVE_INFINITY);
  const windows = wastedCalls(calls);
  return {
    broken: [...hours.broken, ...days.broken, ...windows.broken],
    'most calls an hour': hours.most,
    'hours that were full': hours.full,
    'most USD a day': days.most,
    'days that were spent': days.spent,
    'most refused calls a window': windows.most,
  };
}

/** Exceeded by no more than the calls that were under way, whose notes may have come too late to be seen. */
function callsAnHour(calls: readonly Ended[], most: number) {
  const counts = calls.map(({ startedAt }) => {
    const ofTheHour = calls.filter(
      (call) => call.startedAt > startedAt - HOUR + ON_THE_WAY && call.startedAt <= startedAt,
    );
    const underWay = ofTheHour.filter(({ endedAt }) => endedAt > startedAt).length;
    return { startedAt, count: ofTheHour.length, underWay };
  });
  return {
    broken: counts
      .filter(({ count, underWay }) => count > most + underWay)
      .map(({ startedAt, count }) => `calls an hour: ${count} at ${when(startedAt)}, of ${most}`),
    most: Math.max(0, ...counts.map(({ count }) => count)),
    full: new Set(counts.flatMap(({ startedAt, count }) => (count >= most ? [Math.floor(startedAt / HOUR)] : []))).size,
  };
}

/** Nothing begins after the day's sum was told; what was under way may come on top. */
function dailyBudget(calls: readonly Ended[], told: ReadonlySet<Call>, budget: number) {
  const sums = new Map<string, number>();
  const spentAt = new Map<string, number>();
  for (const call of calls.filter((one) => told.has(one)).sort((a, b) => a.endedAt - b.endedAt)) {
    const day = utcDay(call.endedAt);
    const sum = (sums.get(day) ?? 0) + call.costUsd;
    sums.set(day, sum);
    if (sum >= budget && !spentAt.has(day)) spentAt.set(day, call.endedAt);
  }
  const late = [...spentAt].flatMap(([day, at]) =>
    calls.filter(({ startedAt }) => startedAt > at + ON_THE_WAY && utcDay(startedAt) === day),
  );
  return {
    broken: late.map(({ startedAt }) => `daily budget: a call at ${when(startedAt)}, when it was spent`),
    most: Math.round(100 * Math.max(0, ...sums.values())) / 100,
    spent: spentAt.size,
  };
}

/** What only a lost machine knew nobody can count: what its last call had cost. */
function toldCalls(nights: readonly Night[]): ReadonlySet<Call> {
  const told = nights.flatMap(({ calls, runs }) => {
    const lost = new Set(runs.filter(({ end }) => end === 'lost' || end === 'error').map(({ id }) => id));
    return calls.filter((call, index) => !(lost.has(call.run) && calls[index + 1]?.run !== call.run));
  });
  return new Set(told);
}

/** While a window is closed: those under way when that was met, then one try at a time, as long as nobody says until when. */
function wastedCalls(calls: readonly Ended[]) {
  const met = calls.filter((call) => call.truth === 'limited' && call.fate !== 'false-limit');
  const windows = groupBy(met, ({ backend, window }) => `${backend} until ${when(window ?? 0)}`);
  const seen = [...windows].map(([name, all]) => {
    const first = Math.min(...all.map(({ endedAt }) => endedAt));
    const last = Math.max(...all.map(({ startedAt }) => startedAt));
    const late = all.filter(({ startedAt }) => startedAt > first + ON_THE_WAY).length;
    const refused = all.filter(({ startedAt, endedAt }) => endedAt - startedAt <= 2 * SECOND).length;
    // After 15 and 30 minutes, then each hour, and a few minutes after a reset that came late.
    return { name, late, refused, most: 4 + Math.ceil(Math.max(0, last - first) / HOUR) };
  });
  return {
    broken: seen
      .filter(({ late, most }) => late > most)
      .map(({ name, late, most }) => `wasted calls: ${late} at ${name}, of ${most} tries`),
    most: Math.max(0, ...seen.map(({ refused }) => refused)),
  };
}

const when = (at: number) => new Date(at).toISOString().slice(5, 19);
