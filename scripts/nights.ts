/**
 * Simulated nights: `npm run nights -- --count N [--seed BASE]` lives the nights BASE, BASE+1, … and says how many held;
 * `npm run nights -- --seed N` tells one night, line by line. Exit 1 if a promise was broken. The real loop runs in
 * them, on virtual time (see test/simulation).
 */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { brokenPromises } from '../test/simulation/invariants/index.ts';
import { randomNight } from '../test/simulation/random-night.ts';
import { transcript } from '../test/simulation/transcript.ts';
import { live } from '../test/simulation/world/live.ts';

interface Result {
  readonly seed: number;
  readonly broken: readonly string[];
  readonly transcript: readonly string[];
}

/** Told whole: the first that fail. Of the others their seeds. */
const TOLD = 3;
const BATCH = 50;

async function liveOne(seed: number): Promise<Result> {
  try {
    const night = await live(randomNight(seed));
    const broken = brokenPromises(night);
    return { seed, broken, transcript: broken.length > 0 ? transcript(night) : [] };
  } catch (error) {
    return { seed, broken: [`thrown: ${error instanceof Error ? error.stack : String(error)}`], transcript: [] };
  }
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
  const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } });
  const seed = wholeNumber('seed', values.seed);
  const count = wholeNumber('count', values.count);
  const held = seed !== null && count === null ? await tellOne(seed) : await liveMany(seed ?? 1, count ?? 1000);
  process.exitCode = held ? 0 : 1;
} else {
  const { end } = workerData as { end: number };
  parentPort?.on('message', async (from: number) => {
    const results: Result[] = [];
    for (let seed = from; seed < Math.min(end, from + BATCH); seed += 1) results.push(await liveOne(seed));
    parentPort?.postMessage(results);
  });
}
