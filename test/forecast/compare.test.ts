import { describe, expect, test } from '@jest/globals';
import { compareForecast, isOfThisNight, noteForecast } from '../../src/forecast/compare.ts';
import { makeForecast } from '../../src/forecast/forecast.ts';
import type { Forecast } from '../../src/forecast/types.ts';
import { createLinks } from '../../src/report/pages/links.ts';
import { BODY_LIMIT } from '../../src/report/pages/markdown.ts';
import { pullRequestBody } from '../../src/report/pages/pull-request/pull-request-body.ts';
import { stepSummary } from '../../src/report/pages/step-summary.ts';
import { forecastLine, forecastLines, forecastResultLine } from '../../src/report/text/forecast-text.ts';
import { forecastSchema } from '../../src/state/schema.ts';
import { emptyTotals } from '../../src/state/transitions/totals.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import type { Halt, SpecState, UnitState } from '../../src/state/types.ts';
import { aProgress } from '../platform/night.ts';
import { DAY, finished, HOUR, morning, now, open, source } from './source.ts';

const iso = (at: number) => new Date(at).toISOString();

const foretold: Forecast = {
  at: now,
  until: morning,
  open: 20,
  basis: { own: 12, others: 3 },
  byMorning: {
    units: { low: 8, likely: 11, high: 14 },
    waitMs: { low: HOUR, likely: 2 * HOUR, high: 4 * HOUR },
    tokens: { low: 1e6, likely: 2e6, high: 3e6 },
    costUsd: { low: 1, likely: 2, high: 3 },
  },
  complete: {
    at: { low: now + 20 * HOUR, likely: now + 30 * HOUR, high: now + 60 * HOUR },
    waitMs: { low: 2 * HOUR, likely: 4 * HOUR, high: 9 * HOUR },
    tokens: { low: 2e6, likely: 4e6, high: 6e6 },
    costUsd: { low: 2, likely: 4, high: 6 },
  },
};

const doneAt = (...hours: readonly number[]): Record<string, UnitState> =>
  Object.fromEntries(
    hours.map((hour, index) => [
      String(index + 1),
      { status: 'completed', attempts: 1, completed_at: iso(now + hour * HOUR) } satisfies UnitState,
    ]),
  );

function state(facts: Partial<SpecState> = {}, tokens = 0, costUsd = 0): SpecState {
  const before: SpecState = { ...newSpecState(now - 9 * DAY), totals: { ...emptyTotals, tokens_in: 500, cost_usd: 1 } };
  return {
    ...before,
    forecast: noteForecast(foretold, before),
    totals: { ...emptyTotals, tokens_in: 500 + tokens, cost_usd: 1 + costUsd },
    ...facts,
  };
}

const halt: Halt = {
  id: 'h',
  task: '3',
  title: 'Three',
  line: 3,
  at: iso(now + 2 * HOUR),
  cause: 'question',
  question: 'Which?',
  tried: [],
  tail: '',
  issue: null,
  url: null,
};
const paused = (after: number | null) => ({
  at: iso(now + HOUR),
  resume_after: after === null ? null : iso(after),
  reason: 'quota',
  why: 'its quota is used up',
});

describe('at the end of a run', () => {
  const cases: readonly [string, SpecState, number, string][] = [
    [
      'the night goes on',
      state({ units: doneAt(-5, 1, 2, 3), paused: paused(now + 6 * HOUR) }),
      3,
      '3 units so far; foretold by 2026-11-24 08:00 UTC: 11 (8 to 14)',
    ],
    [
      'nobody is told to wait for a question',
      state({ units: doneAt(1, 2), halt }, 1e6),
      3,
      '2 units until it stopped, before 2026-11-24 08:00 UTC, foretold 11 (8 to 14): 82 % less, out of the range; 1.0M tokens, foretold 2.0M (1.0M to 3.0M): 50 % less',
    ],
    [
      'a pause until after the morning',
      state({ units: doneAt(1, 2, 3, 4, 5, 6, 7, 8, 9), paused: paused(morning + HOUR) }, 2e6, 2.5),
      10,
      '9 units until it stopped, before 2026-11-24 08:00 UTC, foretold 11 (8 to 14): 18 % less; 2.0M tokens, foretold 2.0M (1.0M to 3.0M): as foretold; $2.50, foretold $2.00 ($1.00 to $3.00): 25 % more',
    ],
    [
      'after the morning, what was done by then counts, and no sum is told of it',
      state({ units: doneAt(...Array.from({ length: 15 }, (_, hour) => hour), 25, 26) }, 9e6, 9),
      30,
      '15 units by 2026-11-24 08:00 UTC, foretold 11 (8 to 14): 36 % more, out of the range',
    ],
    [
      'complete before the morning',
      state({ units: doneAt(1, 2), completed_at: iso(now + 21 * HOUR) }, 3e6),
      21,
      'complete in 21 h, foretold 30 h (20 h to 2.5 days): 30 % less; 3.0M tokens, foretold 2.0M (1.0M to 3.0M): 50 % more',
    ],
  ];
  test.each(cases)('%s', (_, spec, hours, text) => {
    const result = compareForecast(spec, now + hours * HOUR);
    expect(result === null ? null : forecastResultLine(result)).toBe(text);
  });

  test('a state without a forecast has none to compare', () => {
    expect(compareForecast(newSpecState(now), now)).toBeNull();
    expect(compareForecast({ ...newSpecState(now), forecast: null }, now)).toBeNull();
  });
});

test('people read it in the pull request and in the job\u2019s summary, and no dollar sign starts a formula', () => {
  const links = createLinks('https://github.com/', 'octo', 'demo', { id: '77', attempt: 1 });
  const context = { links, resumeCommand: '/resume', undelivered: [], runAtWork: 'this-run' } as const;
  const ended = state({ units: doneAt(1), halt }, 1e6, 2);
  const forecast = compareForecast(ended, now + HOUR);
  const progress = aProgress(forecast === null ? {} : { forecast });
  const told = /^\*\*Forecast:\*\* 1 unit until it stopped, .*; \\\$2\.00, foretold .*: as foretold$/m;
  expect(pullRequestBody(progress, context, BODY_LIMIT)).toMatch(told);
  expect(stepSummary(progress, context)).toMatch(told);
  expect(pullRequestBody(aProgress(), context, BODY_LIMIT)).not.toContain('Forecast');
});

test('what is noted is read again, also what no time can be told of', () => {
  const never = { ...foretold.complete, at: { low: now + HOUR, likely: Infinity, high: Infinity } };
  const noted = noteForecast({ ...foretold, complete: never }, newSpecState(now));
  expect(forecastSchema.parse(JSON.parse(JSON.stringify(noted)))).toEqual(noted);
  expect(noted.hours).toEqual({ low: 1, likely: null, high: null });
  const complete = { ...newSpecState(now), forecast: noted, completed_at: iso(now + HOUR) };
  expect(compareForecast(complete, now + HOUR)?.hours).toBeNull();
});

test.each<[string, number, boolean]>([
  ['an hour later', now + HOUR, true],
  ['when the morning has come', morning, false],
  ['before it was made, by a clock that was set back', now - HOUR, false],
])('the first forecast of a night stands %s', (_, at, stands) => {
  expect(isOfThisNight(noteForecast(foretold, newSpecState(now)), at)).toBe(stands);
  expect(isOfThisNight(null, at)).toBe(false);
});

test('it is told in a line, and in several', () => {
  expect(forecastLine(foretold)).toBe(
    '8 to 14 of 20 units by 2026-11-24 08:00 UTC (likely 11); all in 30 h (20 h to 2.5 days); waits of 2 h to 9 h, 2.0M to 6.0M tokens, $2.00 to $6.00; by 12 finished units of this spec, 3 units of other specs',
  );
  const lines = forecastLines(makeForecast(source({ past: [], units: open(1) }), 1));
  expect(lines.at(-1)).toBe('  no finished units to go by: usual values, and a wide range');
  expect(lines.join('\n')).toContain('cost not known yet');
  expect(forecastLine(makeForecast(source({ past: finished(1, { spec: 0 }) }), 1))).toContain(
    'by no finished unit of this spec, 1 unit of other specs',
  );
});
