/**
 * Whether the ranges of forecasts hold: `npm run bench -- forecast [--seeds 200] [--first 1]`. Simulated nights of three families,
 * each with no past, and with two earlier specs; the forecast is the run's own. Its assumptions were set by the first
 * family; of the others four in five are to hold too. Exits with 1 where a share is not within 70 to 90 %.
 */
import { families, playWithPast } from '../../test/simulation/bench/families.ts';
import { coverageOf, type Foretold, foretoldIn } from '../../test/simulation/bench/foretold.ts';
import { readBenchArguments } from './arguments.ts';

const { seeds = 200, first = 1 } = readBenchArguments().numbers;
/** The whole numbers of a short spec leave a range no room, and what never waits never misses: those are told alone. */
const HELD: readonly Foretold['quantity'][] = ['hours until complete', 'tokens'];

const rows = [];
for (const { name, ...family } of families) {
  const foretold: Foretold[] = [];
  let nights = 0;
  for (let seed = first; seed < first + seeds; seed += 1) {
    for (const past of [0, 2]) {
      const found = foretoldIn(await playWithPast({ name, ...family }, seed, past));
      foretold.push(...found);
      if (found.length > 0) nights += 1;
    }
  }
  for (const quantity of ['hours until complete', 'tokens', 'cost', 'units by morning', 'waits'] as const) {
    const ofQuantity = foretold.filter((one) => one.quantity === quantity);
    for (const situation of ['all', 'nothing', 'other specs', 'own units'] as const) {
      const chosen = ofQuantity.filter((one) => situation === 'all' || one.situation === situation);
      const { holds, below, of, offPercent } = coverageOf(chosen);
      const isHeld = HELD.includes(quantity) && situation === 'all';
      rows.push({
        family: name,
        quantity,
        by: situation,
        forecasts: of,
        'holds, %': Math.round(100 * holds),
        'below, %': Math.round(100 * below),
        'off, median %': Math.round(offPercent),
        ok: isHeld ? holds >= 0.7 && holds <= 0.9 : null,
      });
    }
  }
  console.error(`${name}: ${nights} of ${seeds * 2} nights without a question`);
}
console.table(rows);
if (rows.some(({ ok }) => ok === false)) process.exitCode = 1;
