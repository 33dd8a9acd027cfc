import { beforeAll, describe, expect, test } from '@jest/globals';
import { type FleetFacts, type FleetNight, liveFleet, optimumOf, workedBy } from './fleet.ts';
import { brokenFleetPromises, refusedCalls } from './invariants.ts';
import { brokenMonth, figuresOf, liveMonth } from './month.ts';
import { randomFleetNight } from './nights.ts';

const HOUR = 3_600_000;
const AT_ONCE = 5;
/** `PROPERTY_RUNS` nights where it is set. */
const count = Number(process.env.PROPERTY_RUNS ?? 40);

/** An ordinary night: enough work, windows of five hours and a week that are used up. */
function ordinary(facts: Partial<FleetFacts> = {}): FleetFacts {
  const { runners = 20 } = facts;
  const windows = [
    { name: '5h', lengthMs: 5 * HOUR, quota: runners * 2 * HOUR, lateMs: 0 },
    { name: 'weekly', lengthMs: 168 * HOUR, quota: runners * 30 * HOUR, lateMs: 0 },
  ];
  return { seed: 1, runners, hours: 8, unitsEach: 40, windows, ...facts };
}

describe(`${count} nights of runners on one account`, () => {
  const nights: FleetNight[] = [];
  // A few in each hook: the runner's limit is for one, and all of them take a busy machine longer than that.
  for (let first = 1; first <= count; first += AT_ONCE)
    beforeAll(async () => {
      for (let seed = first; seed < first + AT_ONCE && seed <= count; seed += 1)
        nights.push(await liveFleet(randomFleetNight(seed, 20)));
    });

  test('keep to calls an hour and the day’s budget, waste no call twice, and starve nobody', () => {
    const broken = nights.flatMap((night) =>
      brokenFleetPromises(night).map((what) => `seed ${night.facts.seed}: ${what}`),
    );
    expect(broken).toEqual([]);
  });

  test('hold what they are there for', () => {
    const has = (wanted: (night: FleetNight) => boolean) => nights.some(wanted);
    expect({
      limits: has(({ closings }) => closings.length > 1),
      races: has(({ ref }) => ref.raced > 20),
      deaths: has(({ calls }) => calls.some(({ end }) => end === 'cut')),
      outages: has(({ warnings }) => warnings.some((text) => text.includes('out of reach'))),
    }).toEqual({ limits: true, races: true, deaths: true, outages: true });
  });
});

describe('by morning twenty runners', () => {
  const shares: number[] = [];

  test.each([1, 2, 3, 4, 5])('have worked in night %i', async (seed) => {
    const facts = ordinary({ seed });
    const share = workedBy(await liveFleet(facts)) / (await optimumOf(facts));
    expect(share).toBeGreaterThan(0);
    shares.push(share);
  });

  test('have done what runners could that know all in advance', () => {
    expect(shares).toHaveLength(5);
    expect(shares.sort()[2]).toBeGreaterThanOrEqual(0.95);
  });
});

test('who tells nobody breaks what all were to keep together', async () => {
  const alone = await liveFleet(ordinary({ scope: 'spec', throttle: { maxCallsPerHour: 20 } }));
  expect(brokenFleetPromises(alone)).toContainEqual(expect.stringContaining('calls an hour'));
  const silent = ordinary({ tellsReset: false, scope: 'spec' });
  const wasted = async (facts: FleetFacts) => refusedCalls(await liveFleet(facts)).length;
  expect(await wasted({ ...silent, scope: 'repository' })).toBeLessThan((await wasted(silent)) / 4);
});

test('one runner asks the remote twice a call', async () => {
  const { ref, calls } = await liveFleet(ordinary({ runners: 1 }));
  // A first look, and one for each wait that the limit asked for.
  expect(ref.requests).toBeLessThanOrEqual(2 * calls.length + 6);
});

describe('nights of several specs on few runners', () => {
  const facts = { seed: 3, specs: 6, units: 60, runners: 4, nights: 3, dailyUsd: 8 };

  test('lose no unit, do none twice, tick none without its work, and keep to what all may call and spend', async () => {
    const month = await liveMonth(facts);
    expect(brokenMonth(month)).toEqual([]);
    expect(month.nights.map(({ end }) => end.kind)).toEqual(month.nights.map(() => 'complete'));
    expect(figuresOf(month)).toMatchObject({
      'runs killed': some,
      'by a liar or worse': some,
      'of them to tasks.md': some,
      'limits met': some,
      'hours that were full': some,
      'days that were spent': some,
    });
  });

  test('that tell each other nothing call and spend too much', async () => {
    const broken = brokenMonth(await liveMonth({ ...facts, shares: false }));
    const kinds = new Set(broken.map((what) => what.split(':')[0]));
    expect([...kinds].sort()).toEqual(['calls an hour', 'daily budget']);
  });
});

/** At least one. */
const some = { asymmetricMatch: (count: unknown) => Number(count) > 0 };
