import { describe, expect, test } from '@jest/globals';
import { families, playWithPast } from './bench/families.ts';
import { coverageOf, type Foretold, foretoldIn } from './bench/foretold.ts';

/** Some of the nights of `npm run bench -- forecast`, of a family that nothing was set by. */
const seeds = Array.from({ length: 8 }, (_, at) => at + 1);

describe('in nights that the forecast was not made for', () => {
  const foretold: Foretold[] = [];

  // Each by itself: together they are too much for the time of one test where the machine is busy.
  test.each(seeds)('night %i has an end that was foretold', async (seed) => {
    const family = families.find(({ name }) => name === 'long tails');
    if (family === undefined) throw new Error('no such family');
    for (const past of [0, 1]) {
      const told = foretoldIn(await playWithPast(family, seed, past));
      expect(told.length).toBeGreaterThan(0);
      foretold.push(...told);
    }
  });

  test.each(['hours until complete', 'tokens'] as const)('most of it comes: %s', (quantity) => {
    const { holds, of } = coverageOf(foretold.filter((one) => one.quantity === quantity));
    expect(of).toBeGreaterThan(15);
    expect(holds).toBeGreaterThan(0.6);
    expect(holds).toBeLessThan(1);
  });
});
