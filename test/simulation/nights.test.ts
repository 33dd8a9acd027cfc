import { expect, test } from '@jest/globals';
import { brokenPromises } from './invariants/index.ts';
import { randomNight } from './random-night.ts';
import { transcript } from './transcript.ts';
import { live } from './world/live.ts';

/** `PROPERTY_RUNS` nights of it where it is set: more where time does not matter. */
const count = Number(process.env.PROPERTY_RUNS ?? 60);
/** So many in one test that a busy machine lives them within its limit. */
const BATCH = 5;
const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, at) => ({
  first: at * BATCH + 1,
  last: Math.min(count, (at + 1) * BATCH),
}));
const lived = new Map<number, ReturnType<typeof live>>();

/** Lived once, by the test that comes to it first. */
function nightOf(seed: number): ReturnType<typeof live> {
  const night = lived.get(seed) ?? live(randomNight(seed));
  lived.set(seed, night);
  return night;
}

test.each(batches)(
  'nights $first to $last of limits, lies and lost machines break no promise',
  async ({ first, last }) => {
    for (let seed = first; seed <= last; seed += 1) {
      const night = await nightOf(seed);
      expect(brokenPromises(night).map((promise) => `npm run nights -- --seed ${seed}: ${promise}`)).toEqual([]);
    }
  },
);

test('a seed is the same night whenever it is lived', async () => {
  const [once, again] = [await nightOf(11), await live(randomNight(11))];
  expect(transcript(once)).toEqual(transcript(again));
  expect(once.calls.length).toBeGreaterThan(3);
});

test('the nights hold what they are there for', async () => {
  const met = new Set<string>();
  for (let seed = 1; seed <= count; seed += 1) {
    const night = await nightOf(seed);
    for (const { truth, fate, kind, review } of night.calls) met.add(truth).add(`${kind}: ${fate ?? review ?? truth}`);
    for (const { end, trigger } of night.runs) met.add(end).add(trigger.kind);
    for (const { cause } of night.issues) met.add(cause);
  }
  const wanted = [
    'earned',
    'spent',
    'limited',
    'passing',
    'refused',
    'question',
    'cut',
    'answered',
    'attempt: lie',
    'attempt: silent',
    'attempt: endless',
    'review: accepts',
    'review: objects',
    'review: advises',
    'review: prose',
    'review: scribbles',
    'review: limited',
  ];
  const endings = [
    'complete',
    'paused',
    'halted',
    'max-iterations',
    'lost',
    'schedule',
    'comment',
    'dispatch',
    'attempts',
    'breaker',
  ];
  expect([...wanted, ...endings].filter((name) => !met.has(name))).toEqual([]);
});
