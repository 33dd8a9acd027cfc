import { createRandom } from './draws.ts';
import { type PlayedNight, playNight } from './play-night.ts';
import type { Effort, Forecast, ForecastSource, Range } from './types.ts';
import { drawWork, learnWork } from './work.ts';

/** Ten nights in which what is not known is drawn by lot say little, thousands take long: most, fewest, units in all. */
const DRAWS = { most: 200, fewest: 60, units: 4000 };

/** Far apart, whatever the seed: the golden ratio of 32 bits. */
const SEED_STEP = 0x9e3779b9;

/** How the night goes, by playing it often with what may be true. The same source and seed, the same forecast. */
export function makeForecast(source: ForecastSource, seed: number): Forecast {
  const { units, past, settings, now, until } = source;
  const belief = learnWork(past, units, settings, source.history);
  const draws = Math.round(Math.min(DRAWS.most, Math.max(DRAWS.fewest, DRAWS.units / Math.max(1, units.length))));
  // Each night has numbers of its own: with a unit more it is the same night, and goes on.
  const nights = Array.from({ length: draws }, (_, index) => {
    const random = createRandom(seed + index * SEED_STEP);
    return playNight(source, drawWork(belief, random), random);
  });
  const effort = (which: 'byMorning' | 'all'): Effort => ({
    waitMs: rangeOf(nights.map((night) => night[which].waitMs)),
    tokens: rangeOf(nights.map((night) => night[which].tokens)),
    costUsd: !belief.isPriced ? null : rangeOf(nights.map((night) => night[which].costUsd)),
  });
  return {
    at: now,
    until,
    open: units.length,
    basis: {
      own: past.filter(({ spec }) => spec === null).length,
      others: past.filter(({ spec }) => spec !== null).length,
    },
    byMorning: { units: rangeOf(nights.map(({ unitsByMorning }) => unitsByMorning)), ...effort('byMorning') },
    complete: { at: rangeOf(nights.map(({ completeAt }: PlayedNight) => completeAt)), ...effort('all') },
  };
}

/** The middle 80 % of the values. */
export function rangeOf(values: readonly number[]): Range {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : 1));
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: at(0.1), likely: at(0.5), high: at(0.9) };
}
