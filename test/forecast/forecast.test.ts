import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawAccount } from '../../src/forecast/account.ts';
import { createRandom } from '../../src/forecast/draws.ts';
import { makeForecast } from '../../src/forecast/forecast.ts';
import type { Forecast, ForecastSource, Range } from '../../src/forecast/types.ts';
import { runs } from '../harness/runs.ts';
import { history } from '../throttle/settings.ts';
import { DAY, finished, HOUR, MINUTE, morning, now, open, source } from './source.ts';

const forecast = (facts?: Parameters<typeof source>[0]): Forecast => makeForecast(source(facts), 7);
const hours = ({ complete }: Forecast): Range => ({
  low: (complete.at.low - now) / HOUR,
  likely: (complete.at.likely - now) / HOUR,
  high: (complete.at.high - now) / HOUR,
});
/** How many times the upper end is the lower one. */
const width = ({ low, high }: Range): number => high / low;

test('units that were alike are foretold to be', () => {
  const told = forecast();
  const { low, likely, high } = hours(told);
  // Six units of ten minutes, and half a minute each around them.
  expect(likely).toBeGreaterThan(0.9);
  expect(likely).toBeLessThan(1.3);
  expect([low > 0.8, high < 1.6]).toEqual([true, true]);
  expect(told.byMorning.units).toEqual({ low: 6, likely: 6, high: 6 });
  expect(told.complete.tokens.likely / 600_000).toBeCloseTo(1, 0);
  expect(told.complete.costUsd?.likely ?? 0).toBeCloseTo(3, 0);
  expect(told.complete.waitMs.high).toBe(0);
  expect(told.basis).toEqual({ own: 20, others: 0 });
});

test('the less there is to go by, the wider the range; a cost that nobody has seen is not told', () => {
  const by = (past: ForecastSource['past']) => width(hours(forecast({ past })));
  const own = by(finished(20));
  const others = by([0, 1, 2].flatMap((spec) => finished(8, { spec, size: null })));
  const nothing = by([]);
  expect(own).toBeLessThan(others);
  expect(others).toBeLessThan(nothing);
  const told = forecast({ past: [] });
  expect([told.complete.costUsd, told.byMorning.costUsd, told.basis]).toEqual([null, null, { own: 0, others: 0 }]);
});

test('other specs say the less, the more they differ from one another', () => {
  const specs = (...minutes: readonly number[]) =>
    minutes.flatMap((workMs, spec) => finished(8, { spec, size: null, workMs: workMs * MINUTE }));
  const alike = hours(forecast({ past: specs(10, 10, 10, 10) }));
  const apart = hours(forecast({ past: specs(3, 6, 18, 33) }));
  expect(width(alike)).toBeLessThan(width(apart));
});

/** By the same forecast without it: later, or fewer units by the morning. */
const slower: readonly [string, Parameters<typeof source>[0]][] = [
  ['more units', { units: open(12) }],
  ['larger units', { units: open(6, { size: 4 }) }],
  ['a delay of half an hour', { throttle: { delayMs: 30 * MINUTE } }],
  ['two calls an hour', { throttle: { maxCallsPerHour: 2 } }],
  ['a reviewer', { run: { reviewBackend: 'claude' } }],
  ['attempts that failed before', { past: finished(20, { attempts: 3 }) }],
  ['checks of ten minutes', { past: finished(20, { overheadMs: 10 * MINUTE }) }],
  ['a daily budget of two units', { throttle: { dailyBudgetUsd: 1 } }],
  [
    'a limit that stands for another five hours',
    {
      history: history({
        limits: {
          codex: {
            limit: { backend: 'codex', window: null, resetsAt: now + 5 * HOUR, source: 'structured', message: '' },
            hits: 1,
            at: now,
          },
        },
        quotas: { codex: { workedMs: 100 * HOUR, met: [] } },
      }),
    },
  ],
  [
    'limits that were met after twenty minutes, again and again',
    {
      history: history({
        quotas: {
          codex: { workedMs: 0, met: Array.from({ length: 6 }, () => ({ workedMs: 20 * MINUTE, waitMs: 4.6 * HOUR })) },
        },
      }),
    },
  ],
  [
    'a window that is nearly used up, by its service',
    {
      history: history({
        windows: {
          codex: [{ name: 'five_hour', used: 0.9, resetsAt: now + 3 * HOUR, status: 'allowed', seenAt: now - MINUTE }],
        },
        windowShares: { 'codex/five_hour': [0.1, 0.1, 0.1, 0.1, 0.1] },
        unitDurationsMs: [10 * MINUTE, 10 * MINUTE, 10 * MINUTE, 10 * MINUTE, 10 * MINUTE],
      }),
    },
  ],
  ['a run that ends after two iterations', { run: { maxIterations: 2 } }],
  ['a budget of two units', { throttle: { budgetUnits: 2 } }],
];

test.each(slower)('%s: it takes longer', (_, facts) => {
  const [plain, told] = [forecast(), forecast(facts)];
  expect(hours(told).likely).toBeGreaterThan(hours(plain).likely * 1.02);
});

test('reviews take what they took, and no longer', () => {
  const reviewed = (calls: number, ms: number) =>
    hours(forecast({ run: { reviewBackend: 'claude' }, past: finished(20, { reviews: { calls, ms } }) }));
  const [quick, slow, often] = [reviewed(1, MINUTE), reviewed(1, 10 * MINUTE), reviewed(3, MINUTE)];
  expect(quick.likely).toBeLessThan(hours(forecast()).likely + 0.4);
  expect(slow.likely).toBeGreaterThan(quick.likely + 0.5);
  expect(often.likely).toBeGreaterThan(quick.likely + 0.1);
});

test('of runs that ended after so many iterations the gaps are played, and are no lost time', () => {
  const past = finished(20).map((unit, index) => (index % 5 === 4 ? { ...unit, lostMs: [20 * MINUTE] } : unit));
  const by = (maxIterations: number) => hours(forecast({ past, run: { maxIterations } })).high;
  expect(by(5)).toBeLessThan(by(50));
});

test('what is kept of a window that no call has told of yet is kept in the forecast', () => {
  const unknown = { past: [], units: open(20), history: history() };
  const throttle = { headroom: { shares: { others: 0.9 }, hours: null } };
  const by = (reporting: readonly string[]) => hours(forecast({ ...unknown, throttle, run: { reporting } }));
  expect(by(['codex']).likely).toBeGreaterThan(by([]).likely + 1);
});

test('a window of a week is not ruled out by limits of hours', () => {
  const { history: seen } = met([1, 4], [1, 4], [1, 4]);
  const isHeldForDays = (seed: number) => {
    const account = drawAccount({ backend: 'codex', isReporting: false }, seen, now, createRandom(seed));
    for (let at = now, times = 0; times < 20; times += 1) {
      const { closed } = account.work(at, HOUR);
      if (closed?.window === 'weekly') return true;
      at = closed?.resetsAt ?? at + HOUR;
    }
    return false;
  };
  const held = Array.from({ length: 300 }, (_, seed) => seed * 7919).filter(isHeldForDays).length;
  expect([held > 15, held < 60]).toEqual([true, true]);
});

const met = (...limits: readonly (readonly [workedHours: number, waitHours: number])[]) => ({
  history: history({
    quotas: {
      codex: { workedMs: 0, met: limits.map(([work, wait]) => ({ workedMs: work * HOUR, waitMs: wait * HOUR })) },
    },
  }),
});

test('a limit that lasted longer than it said is one limit, and not one that comes after no work', () => {
  const once = forecast(met([2, 4], [2, 4]));
  const again = forecast(met([2, 2], [0.001, 1], [0.001, 1], [2, 4]));
  expect(hours(again)).toEqual(hours(once));
  // The limit before it is not among those that are kept.
  expect(hours(forecast(met([0.001, 3], [2, 4], [2, 4])))).toEqual(hours(once));
});

test('a week that was over once is no measure of the hours that were met again and again', () => {
  const often = met([1, 4], [1, 4], [1, 4], [1, 4], [1, 130], [1, 4], [1, 4]);
  expect(hours(forecast({ ...often, units: open(12) })).likely).toBeLessThan(24);
  expect(hours(forecast({ ...met([5, 130], [5, 130]), units: open(60) })).likely).toBeGreaterThan(100);
});

test('limits that were met say more than what a service tells of its windows', () => {
  const windows = {
    codex: [{ name: 'five_hour', used: 0.2, resetsAt: now + HOUR, status: 'allowed', seenAt: now - MINUTE }],
  } as const;
  const told = {
    windows,
    windowShares: { 'codex/five_hour': [0.9, 0.8, 0.9] },
    unitDurationsMs: [MINUTE, MINUTE, MINUTE],
  };
  const { quotas } = met([3, 4], [3, 4], [3, 4]).history;
  expect(hours(forecast({ history: history(told) })).likely).toBeGreaterThan(5);
  expect(hours(forecast({ history: history({ ...told, quotas }) })).likely).toBeLessThan(2);
});

test('a budget of money bounds the night also before anything was paid for, and no cost is told', () => {
  const past = finished(20, { costUsd: 0 });
  const told = forecast({ past, throttle: { dailyBudgetUsd: 0.05 } });
  expect(hours(told).likely).toBeGreaterThan(2 * hours(forecast({ past })).likely);
  expect([told.complete.costUsd, told.byMorning.costUsd]).toEqual([null, null]);
});

test('what was lost before may be lost again: the range is wide, and wider by how much it was', () => {
  const calm = hours(forecast());
  const troubled = (ms: number) => hours(forecast({ past: finished(20, { lostMs: [ms] }) }));
  expect(troubled(10 * MINUTE).likely).toBeGreaterThan(calm.likely + 0.5);
  expect(troubled(60 * MINUTE).high).toBeGreaterThan(troubled(10 * MINUTE).high + 2);
});

test('a gap that a limit explains is no lost time', () => {
  const { history: limited } = met([2, 4]);
  const gap = (...lostMs: readonly number[]) => [...finished(19), ...finished(1, { lostMs })];
  const by = (past: ForecastSource['past']) => hours(forecast({ past, history: limited }));
  expect(by(gap(4.3 * HOUR))).toEqual(by(gap()));
  expect(by(gap(7 * HOUR))).not.toEqual(by(gap()));
});

test('where a person starts the next run, a budget of units is the night', () => {
  const told = forecast({ throttle: { budgetUnits: 2 }, run: { continues: 'none' } });
  expect(told.byMorning.units).toEqual({ low: 2, likely: 2, high: 2 });
  // One run tonight, and one on each of two mornings.
  expect(told.complete.at.low).toBeGreaterThan(morning + DAY);
  expect(told.complete.at.high).toBeLessThan(morning + DAY + 12 * HOUR);
  // That they sleep is no wait.
  expect(told.complete.waitMs.high).toBe(0);
});

test('what was done of a unit is not done again, and nothing open takes no time', () => {
  const begun = forecast({ units: open(6, { workedMs: 9 * MINUTE }) });
  expect(hours(begun).likely).toBeLessThan(hours(forecast()).likely / 2);
  expect(hours(forecast({ units: [] })).high).toBeLessThan(0.1);
});

test('what would take months is not told as a time', () => {
  const { complete, byMorning } = forecast({ units: open(1500), throttle: { maxCallsPerHour: 1 } });
  expect(complete.at.likely).toBe(Number.POSITIVE_INFINITY);
  expect(byMorning.units.high).toBeLessThan(30);
});

const anySource = fc.record({
  count: fc.integer({ min: 0, max: 12 }),
  past: fc.integer({ min: 0, max: 12 }),
  others: fc.integer({ min: 0, max: 6 }),
  delayMs: fc.integer({ min: 0, max: HOUR }),
  maxCallsPerHour: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
  dailyBudgetUsd: fc.option(fc.double({ min: 0.1, max: 10, noNaN: true }), { nil: null }),
  timeBudgetMs: fc.option(fc.integer({ min: MINUTE, max: 6 * HOUR }), { nil: null }),
  maxWaitMs: fc.integer({ min: 0, max: 12 * HOUR }),
  continues: fc.constantFrom('dispatch' as const, 'schedule' as const, 'none' as const),
  until: fc.integer({ min: now + MINUTE, max: now + DAY }),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

describe('whatever the settings and the past', () => {
  test('ranges are ordered, finite where time allows, and the same again; another unit never saves time', () => {
    fc.assert(
      fc.property(anySource, ({ count, past, others, continues, until, seed, ...throttle }) => {
        const tell = (units: number) =>
          makeForecast(
            source({
              throttle,
              run: { continues },
              until,
              units: open(units),
              past: [...finished(past), ...finished(others, { spec: 0, workMs: 4 * MINUTE, size: null })],
              history: history(),
            }),
            seed,
          );
        const [told, more] = [tell(count), tell(count + 1)];
        expect(tell(count)).toEqual(told);
        const { byMorning, complete } = told;
        const ranges = [byMorning, complete].flatMap(({ waitMs, tokens, costUsd }) => [
          waitMs,
          tokens,
          costUsd ?? tokens,
        ]);
        for (const { low, likely, high } of [...ranges, byMorning.units, complete.at]) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(likely).toBeGreaterThanOrEqual(low);
          expect(high).toBeGreaterThanOrEqual(likely);
        }
        expect(byMorning.units.high).toBeLessThanOrEqual(count);
        for (const end of ['low', 'likely', 'high'] as const) {
          expect(more.complete.at[end]).toBeGreaterThanOrEqual(complete.at[end]);
          expect(more.complete.tokens[end]).toBeGreaterThanOrEqual(complete.tokens[end]);
          expect(more.byMorning.units[end]).toBeGreaterThanOrEqual(byMorning.units[end]);
        }
      }),
      { numRuns: runs(25) },
    );
  });
});
