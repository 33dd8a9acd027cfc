/**
 * How a unit's cost grows: with the number of units, of files in the repository (there with a push, beside `git add`,
 * `commit` and `push` of the same change), with the size of the state file, and with what an agent prints:
 * `npm run bench -- growth [quick] [units] [files] [state] [transcripts]`, those that are named or all.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBenchArguments } from './arguments.ts';
import { type BareStart, median } from './spread.ts';
import {
  type Bare,
  createWorld,
  measureBare,
  measureStarts,
  ratio,
  round,
  tellOfStarts,
  type Walk,
  walk,
} from './stub-night.ts';

const { words } = readBenchArguments();
const isQuick = words.includes('quick');
const sizes = <T>(quick: readonly T[], all: readonly T[]) => (isQuick ? quick : all);
const COMMITS = ['--tmux', 'off', '--isolation', 'off', '--checkpoint', 'commit'];
const STATE = '.kiro/specs/SEQUENTIAL_STATE.json';
const MIB = 1024 * 1024;
const bares: Bare[] = [];
/** Before each row, so that a table says of itself whether it is to be trusted. */
const starts: BareStart[] = [];

/** Of the clock and of the processor, a unit, ms; `start` has one unit more in it. */
function perUnit(start: Walk, { laps, processorMs }: Walk) {
  const processor = processorMs === null || start.processorMs === null ? null : processorMs - start.processorMs;
  return {
    unit_ms: round(median(laps)),
    processor_ms: processor === null ? null : round(processor / (laps.length || 1)),
  };
}

async function byUnits(units: number) {
  const world = createWorld(units);
  const { laps, orchestratorPeak, fifties } = await walk(world, units, COMMITS);
  if (fifties.length > 0) console.table(fifties);
  const part = Math.max(2, Math.floor(laps.length / 6));
  const state_kib = Math.round(statSync(join(world.folder, STATE)).size / 1024);
  world.remove();
  const [first, last] = [median(laps.slice(0, part)), median(laps.slice(-part))];
  return {
    units,
    first_ms: round(first),
    last_ms: round(last),
    ratio: ratio(last, first),
    state_kib,
    orchestratorPeak,
  };
}

async function byFiles(files: number) {
  const units = 8;
  const world = createWorld(units + 1, { files, remote: true });
  const flags = ['--tmux', 'off', '--isolation', 'off', '--checkpoint', 'push', '--work-branch', 'bench'];
  const start = await walk(world, 1, flags);
  const { unit_ms, processor_ms } = perUnit(start, await walk(world, units, flags));
  const bare = measureBare(world.folder, units);
  bares.push(bare);
  world.remove();
  const bareMs = bare.node.ms + bare.commit.ms;
  const bareProcessor = (bare.node.processorMs ?? 0) + (bare.commit.processorMs ?? 0);
  return {
    files,
    unit_ms: round(unit_ms - bare.stub.ms),
    bare_ms: round(bareMs),
    ratio: ratio(unit_ms - bare.stub.ms, bareMs),
    processor_ms,
    bare_processor_ms: round(bareProcessor),
    processor_ratio: processor_ms === null ? null : ratio(processor_ms, bareProcessor),
  };
}

/** Of other specs in the same folder, each as large as the one that is worked on. */
async function byState(mib: number) {
  const units = 8;
  const world = createWorld(units * 2 + 1);
  await walk(world, units, COMMITS);
  const path = join(world.folder, STATE);
  const state = JSON.parse(readFileSync(path, 'utf8'));
  const copies = Math.ceil((mib * MIB) / JSON.stringify(state.specs.bench).length);
  for (let at = 0; at < copies; at++) state.specs[`other-${at}`] = structuredClone(state.specs.bench);
  if (mib > 0) writeFileSync(path, `${JSON.stringify(state, null, 2)}\n`);
  const start = await walk(world, 1, COMMITS);
  const run = await walk(world, units, COMMITS);
  world.remove();
  return { state_mib: mib, ...perUnit(start, run), orchestratorPeak: run.orchestratorPeak };
}

/** An agent that prints lines of 1,000 characters. */
async function byTranscript(mib: number) {
  const world = createWorld(3);
  const line = 'x'.repeat(999);
  const stub = `cat > /dev/null; yes ${line} | head -c ${mib * MIB}; echo x > out-$RANDOM$$; echo; echo "<promise>TASK_DONE</promise>"`;
  const start = await walk(world, 1, COMMITS, stub);
  const run = await walk(world, 2, COMMITS, stub);
  world.remove();
  const { unit_ms, processor_ms } = perUnit(start, run);
  const { orchestratorPeak, panePeak } = run;
  return {
    printed_mib: mib,
    unit_ms,
    processor_ms,
    mib_per_s: round((mib / unit_ms) * 1000),
    orchestratorPeak,
    panePeak,
  };
}

const NAMES = ['units', 'files', 'state', 'transcripts'] as const;
const named = NAMES.filter((name) => words.includes(name));

async function table<T>(
  name: (typeof NAMES)[number],
  what: readonly T[],
  measure: (size: T) => Promise<object>,
): Promise<object[]> {
  const rows: object[] = [];
  if (named.length > 0 && !named.includes(name)) return rows;
  for (const size of what) {
    starts.push(...measureStarts(5));
    try {
      const row = await measure(size);
      // Of a long measurement that is cut off, this is left.
      console.error(JSON.stringify(row));
      rows.push(row);
    } catch (error) {
      console.error(`${size}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
  console.table(rows);
  return rows;
}

const growth = {
  units: await table('units', sizes([10, 100], [10, 100, 1000]), byUnits),
  files: await table('files', sizes([100, 1000], [100, 1000, 10_000, 100_000]), byFiles),
  state: await table('state', sizes([0, 1], [0, 1, 10]), byState),
  transcripts: await table('transcripts', sizes([1, 10], [1, 10, 100, 1000]), byTranscript),
};
console.log(JSON.stringify({ node: process.version, bares, growth }, null, 2));
tellOfStarts(starts);
