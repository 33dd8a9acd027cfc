import type { Forecast, Range } from '../../../src/forecast/types.ts';
import type { Night } from '../world/record.ts';

/** What a forecast could go by. */
export type Situation = 'nothing' | 'other specs' | 'own units';

/** One forecast and what came of it. */
export interface Foretold {
  readonly situation: Situation;
  readonly quantity: 'units by morning' | 'hours until complete' | 'tokens' | 'cost' | 'waits';
  readonly range: Range;
  readonly came: number;
}

const HOUR = 3_600_000;
/** Units of its own spec from which on a forecast is one by them. */
const OWN = 5;

/** What the first forecast of a night, and the first by enough units of its own, said and what came. */
export function foretoldIn(night: Night): readonly Foretold[] {
  // A forecast holds as long as no person comes first.
  if (night.end.kind !== 'complete' || night.issues.length > 0) return [];
  const forecasts = night.runs.flatMap(({ happenings }) =>
    happenings.flatMap(({ at, happening }) =>
      happening.kind === 'forecast' ? [{ forecast: happening.forecast, at }] : [],
    ),
  );
  const chosen = [forecasts[0], forecasts.find(({ forecast }) => forecast.basis.own >= OWN)];
  return [...new Set(chosen)].flatMap((one) => (one === undefined ? [] : compared(night, one.forecast, one.at)));
}

function compared(night: Night, forecast: Forecast, at: number): Foretold[] {
  const { own, others } = forecast.basis;
  const situation: Situation = own >= OWN ? 'own units' : own + others > 0 ? 'other specs' : 'nothing';
  const until = at + forecast.until - forecast.at;
  const happened = night.runs.flatMap(({ happenings }) => happenings).filter((one) => one.at >= at);
  const done = happened.filter(({ happening }) => happening.kind === 'unit-done').map((one) => one.at);
  const last = Math.max(at, ...done);
  const calls = night.calls.filter(({ startedAt }) => startedAt >= at);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const { byMorning, complete } = forecast;
  const hours = (range: Range): Range => ({
    low: (range.low - forecast.at) / HOUR,
    likely: (range.likely - forecast.at) / HOUR,
    high: (range.high - forecast.at) / HOUR,
  });
  const all: (Omit<Foretold, 'situation'> | null)[] = [
    {
      quantity: 'units by morning',
      range: byMorning.units,
      came: done.filter((moment) => moment <= until).length,
    },
    { quantity: 'hours until complete', range: hours(complete.at), came: (last - at) / HOUR },
    { quantity: 'tokens', range: complete.tokens, came: sum(calls.map(({ tokens }) => tokens)) },
    complete.costUsd === null
      ? null
      : { quantity: 'cost', range: complete.costUsd, came: sum(calls.map((call) => call.costUsd)) },
    { quantity: 'waits', range: complete.waitMs, came: waited(night, at, last) },
  ];
  return all.flatMap((one) => (one === null ? [] : [{ situation, ...one }]));
}

/** ms waited for limits, and between runs. */
function waited({ runs }: Night, from: number, to: number): number {
  const within = (start: number, end: number) => Math.max(0, Math.min(to, end) - Math.max(from, start));
  const between = runs.reduce(
    (sum, run, index) => sum + within(run.endedAt, runs[index + 1]?.startedAt ?? run.endedAt),
    0,
  );
  const inside = runs.flatMap(({ happenings }) =>
    happenings.map(({ at, happening }) =>
      happening.kind === 'waited' && happening.reason !== 'delay' ? within(at - happening.ms, at) : 0,
    ),
  );
  return between + inside.reduce((sum, ms) => sum + ms, 0);
}

/** Share of the ranges that hold, of how many; and how far the middle was off, as a median in percent. */
export interface Coverage {
  readonly holds: number;
  readonly below: number;
  readonly of: number;
  readonly offPercent: number;
}

export function coverageOf(all: readonly Pick<Foretold, 'range' | 'came'>[]): Coverage {
  const share = (which: (one: Pick<Foretold, 'range' | 'came'>) => boolean) =>
    all.length === 0 ? Number.NaN : all.filter(which).length / all.length;
  const off = all
    .filter(({ range }) => range.likely > 0)
    .map(({ range, came }) => Math.abs(came / range.likely - 1) * 100)
    .sort((a, b) => a - b);
  return {
    holds: share(({ range, came }) => came >= range.low && came <= range.high),
    below: share(({ range, came }) => came < range.low),
    of: all.length,
    offPercent: off[Math.floor(off.length / 2)] ?? Number.NaN,
  };
}
