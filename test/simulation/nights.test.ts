import { expect, test } from '@jest/globals';
import { brokenPromises } from './invariants/index.ts';
import { randomNight } from './random-night.ts';
import { transcript } from './transcript.ts';
import { live } from './world/live.ts';

const first = 1;
const count = 60;

test(`${count} nights of limits, lies and lost machines break no promise`, async () => {
  const broken: string[] = [];
  for (let seed = first; seed < first + count; seed += 1) {
    const promises = brokenPromises(await live(randomNight(seed)));
    broken.push(...promises.map((promise) => `npm run nights -- --seed ${seed}: ${promise}`));
  }
  expect(broken).toEqual([]);
});

test('a seed is the same night whenever it is lived', async () => {
  const [once, again] = [await live(randomNight(11)), await live(randomNight(11))];
  expect(transcript(once)).toEqual(transcript(again));
  expect(once.calls.length).toBeGreaterThan(3);
});

test('the nights hold what they are there for', async () => {
  const met = new Set<string>();
  for (let seed = first; seed < first + count; seed += 1) {
    const night = await live(randomNight(seed));
    for (const { truth, fate } of night.calls) met.add(truth).add(fate ?? 'asked');
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
    'lie',
    'silent',
    'endless',
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
