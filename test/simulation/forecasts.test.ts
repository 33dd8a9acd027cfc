import { expect, test } from '@jest/globals';
import { families, playWithPast } from './bench/families.ts';
import { coverageOf, type Foretold, foretoldIn } from './bench/foretold.ts';

/** Some of the nights of `npm run bench -- forecast`, of a family that nothing was set by. */
const seeds = Array.from({ length: 8 }, (_, at) => at + 1);

test('most of what is foretold comes, in nights that the forecast was not made for', async () => {
  const family = families.find(({ name }) => name === 'long tails');
  if (family === undefined) throw new Error('no such family');
  const foretold: Foretold[] = [];
  for (const seed of seeds)
    for (const past of [0, 1]) foretold.push(...foretoldIn(await playWithPast(family, seed, past)));
  for (const quantity of ['hours until complete', 'tokens'] as const) {
    const { holds, of } = coverageOf(foretold.filter((one) => one.quantity === quantity));
    expect(of).toBeGreaterThan(15);
    expect(holds).toBeGreaterThan(0.6);
    expect(holds).toBeLessThan(1);
  }
});
