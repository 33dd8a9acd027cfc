/**
 * Simulated nights: `npm run nights -- --count N [--seed BASE]` lives the nights BASE, BASE+1, … and says how many held;
 * `npm run nights -- --seed N` tells one night, line by line. Exit 1 if a promise was broken. The real loop runs in
 * them, on virtual time (see test/simulation). Every fifth is lived by several runners on one account, too; `--month` lives 30
 * nights of 20 runners on 30 specs.
 */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { liveFleet } from '../test/simulation/fleet/fleet.ts';
import { brokenFleetPromises } from '../test/simulation/fleet/invariants.ts';
import { brokenMonth, figuresOf, liveMonth, wholeMonth } from '../test/simulation/fleet/month.ts';
import { randomFleetNight } from '../test/simulation/fleet/nights.ts';
import { brokenPromises } from '../test/simulation/invariants/index.ts';
import { randomNight } from '../test/simulation/random-night.ts';
import { transcript } from '../test/simulation/transcript.ts';
import { live } from '../test/simulation/world/live.ts';
import { brokenMergeLaws } from '../test/throttle/shared/merge-laws.ts';

interface Result {
  readonly seed: number;
  readonly broken: readonly string[];
  readonly transcript: readonly string[];
}

/** Told whole: the first that fail. Of the others their seeds. */
const TOLD = 3;
const BATCH = 50;
/** Each of so many nights is one of several runners as well. */
const FLEET_EVERY = 5;
const MOST_RUNNERS = 12;

async function liveOne(seed: number): Promise<Result> {
  try {
    const night = await live(randomNight(seed));
    const broken = brokenPromises(night);
    const fleet = seed % FLEET_EVERY === 0 ? await fleetOf(seed) : [];
    return { seed, broken: [...broken, ...fleet], transcript: broken.length > 0 ? transcript(night) : [] };
  } catch (error) {
    return { seed, broken: [`thrown: ${error instanceof Error ? error.stack : String(error)}`], transcript: [] };
  }
}

/** What several runners on one account did not keep together in the night of that seed. */
async function fleetOf(seed: number): Promise<readonly string[]> {
  return brokenFleetPromises(await liveFleet(randomFleetNight(seed, MOST_RUNNERS)));
}

/** 30 nights of 20 runners: the figures, and what was broken. */
async function tellMonth(seed: number): Promise<boolean> {
  const month = await liveMonth({ ...wholeMonth, seed });
  const broken = brokenMonth(month);
  console.table(figuresOf(month));
  for (const promise of broken) console.log(`BROKEN ${promise}`);
  const isComplete = month.nights.every(({ end }) => end.kind === 'complete');
  console.log(
    broken.length === 0 && isComplete ? `month ${seed} held` : `month ${seed}: ${broken.length} promises broken`,
  );
  return broken.length === 0 && isComplete;
}

async function tellOne(seed: number): Promise<boolean> {
  const night = await live(randomNight(seed));
  const broken = brokenPromises(night);
  console.log(transcript(night).join('\n'));
  for (const promise of broken) console.log(`BROKEN ${promise}`);
  console.log(broken.length === 0 ? `night ${seed} held` : `night ${seed}: ${broken.length} promises broken`);
  return broken.length === 0;
}

/** Lives them on every core. */
async function liveMany(base: number, count: number): Promise<boolean> {
  const started = performance.now();
  const batches: number[] = [];
  for (let from = 0; from < count; from += BATCH) batches.push(base + from);
  const end = base + count;
  const failed: Result[] = [];
  const crew = Math.max(1, Math.min(availableParallelism(), batches.length));
  const members = Array.from({ length: crew }, () => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { end } });
    return new Promise<void>((resolve, reject) => {
      const next = () => {
        const from = batches.shift();
        if (from === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage(from);
      };
      worker.on('message', (results: readonly Result[]) => {
        failed.push(...results.filter(({ broken }) => broken.length > 0));
        next();
      });
      worker.on('error', reject);
      next();
    });
  });
  await Promise.all(members);
  failed.sort((a, b) => a.seed - b.seed);
  for (const [index, { seed, broken, transcript: lines }] of failed.entries()) {
    console.log(`\nnight ${seed} broke ${broken.length} promises; to see it again: npm run nights -- --seed ${seed}`);
    for (const promise of broken.slice(0, 10)) console.log(`  ${promise}`);
    if (index < TOLD) console.log(lines.join('\n'));
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${count - failed.length} of ${count} nights held (seeds ${base} to ${end - 1}, ${seconds} s)`);
  return failed.length === 0;
}

function wholeNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  console.error(`--${name} ${text}: expected a whole number`);
  process.exit(64);
}

if (isMainThread) {
  const { values } = parseArgs({
    options: { count: { type: 'string' }, seed: { type: 'string' }, month: { type: 'boolean' } },
  });
  const seed = wholeNumber('seed', values.seed);
  const count = wholeNumber('count', values.count);
  const laws = brokenMergeLaws();
  for (const law of laws) console.log(`  merge: ${law} does not hold`);
  const held = values.month
    ? await tellMonth(seed ?? 1)
    : seed !== null && count === null
      ? await tellOne(seed)
      : await liveMany(seed ?? 1, count ?? 1000);
  process.exitCode = held && laws.length === 0 ? 0 : 1;
} else {
  const { end } = workerData as { end: number };
  parentPort?.on('message', async (from: number) => {
    const results: Result[] = [];
    for (let seed = from; seed < Math.min(end, from + BATCH); seed += 1) results.push(await liveOne(seed));
    parentPort?.postMessage(results);
  });
}
