import { beforeAll, expect, test } from '@jest/globals';
import { brokenPromises } from './invariants/index.ts';
import { randomNight } from './random-night.ts';
import { transcript } from './transcript.ts';
import { live } from './world/live.ts';

/** `PROPERTY_RUNS` nights of it where it is set: more where time does not matter. */
const count = Number(process.env.PROPERTY_RUNS ?? 60);
const seeds = Array.from({ length: count }, (_, at) => at + 1);
const nights: Awaited<ReturnType<typeof live>>[] = [];

beforeAll(async () => {
  for (const seed of seeds) nights.push(await live(randomNight(seed)));
});

test(`${count} nights of limits, lies and lost machines break no promise`, () => {
  const broken = nights.flatMap((night, at) =>
    brokenPromises(night).map((promise) => `npm run nights -- --seed ${seeds[at]}: ${promise}`),
  );
  expect(nights).toHaveLength(count);
  expect(broken).toEqual([]);
});

test('a seed is the same night whenever it is lived', async () => {
  const [once, again] = [nights[10] ?? (await live(randomNight(11))), await live(randomNight(11))];
  expect(transcript(once)).toEqual(transcript(again));
  expect(once.calls.length).toBeGreaterThan(3);
});

test('the nights hold what they are there for', () => {
  const met = new Set<string>();
  for (const night of nights) {
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
