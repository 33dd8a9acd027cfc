/**
 * How fast it is, as JSON and as a table, on the built dist/: `npm run bench [-- --units 300] [-- growth] [-- starts]
 * [-- clone] [-- checkpoint] [-- nights] [-- forecast] [-- fleet] [-- isolation]`. A unit's cost stands beside what its parts take bare in
 * the same run: a start of Node, `git add` and `git commit`. The stub agent writes one file and says done; what it takes
 * is taken off.
 */

import { parseSpec } from '../src/tasks/parse.ts';
import { BenchArgumentError, readBenchArguments } from './bench/arguments.ts';
import { median } from './bench/spread.ts';
import { type Bare, createWorld, measureBare, ratio, round, tellOfTrust, walk } from './bench/stub-night.ts';

interface Night {
  readonly mode: string;
  readonly units: number;
  readonly start_to_first_agent_ms: number;
  readonly bare_ms: number;
  readonly unit_ms: number;
  /** Of a unit to what its parts take bare. */
  readonly ratio: number;
  readonly bare_processor_ms: number | null;
  readonly unit_processor_ms: number | null;
  readonly processor_ratio: number | null;
  /** Of the last fifty units to the first fifty; of fewer than a hundred, of one half to the other. */
  readonly last_to_first: number;
  readonly orchestrator_peak_mib: number | null;
  readonly pane_peak_mib: number | null;
}

/** One start is at the mercy of whatever else the machine does that moment. */
const STARTS = 5;

async function night(mode: string, units: number, flags: readonly string[], bares: Bare[]): Promise<Night> {
  const world = createWorld(units + STARTS);
  const other = createWorld(1);
  try {
    const starts = [];
    for (let i = 0; i < STARTS; i++) starts.push(await walk(world, 1, flags));
    const before = measureBare(other.folder);
    const { laps, processorMs, fifties, ...run } = await walk(world, units, flags);
    if (fifties.length > 0) console.table(fifties);
    const after = measureBare(other.folder);
    bares.push(before, after);
    const cost = (of: (bare: Bare) => number) => (of(before) + of(after)) / 2;
    const stub = cost((bare) => bare.stub.ms);
    const bareMs = cost(({ node, commit }) => node.ms + commit.ms);
    const bareProcessor = cost(({ node, commit }) => (node.processorMs ?? 0) + (commit.processorMs ?? 0));
    const part = Math.min(50, Math.floor(laps.length / 2));
    const start = median(starts.map((one) => one.processorMs ?? 0));
    const isCounted = processorMs !== null && !mode.startsWith('tmux');
    const unitProcessor = isCounted
      ? (processorMs - start) / (units - 1) - cost((bare) => bare.stub.processorMs ?? 0)
      : null;
    return {
      mode,
      units,
      start_to_first_agent_ms: Math.round(median([...starts, run].map(({ firstAgentMs }) => firstAgentMs))),
      bare_ms: round(bareMs),
      unit_ms: round(median(laps) - stub),
      ratio: ratio(median(laps) - stub, bareMs),
      bare_processor_ms: isCounted ? round(bareProcessor) : null,
      unit_processor_ms: unitProcessor === null ? null : round(unitProcessor),
      processor_ratio: unitProcessor === null ? null : ratio(unitProcessor, bareProcessor),
      last_to_first: ratio(median(laps.slice(-part)), median(laps.slice(0, part))),
      orchestrator_peak_mib: run.orchestratorPeak,
      pane_peak_mib: run.panePeak,
    };
  } finally {
    world.remove();
    other.remove();
  }
}

function parsing(tasks: number): { readonly tasks: number; readonly ms: number } {
  const text = Array.from({ length: tasks }, (_, i) =>
    i % 5 === 0
      ? `- [ ] ${i / 5 + 1}. Unit\n`
      : `  - [ ] ${Math.floor(i / 5) + 1}.${i % 5} Sub-task\n    - detail\n    - _Requirements: 1.${i % 7}_\n`,
  ).join('');
  // Another text each time: one that reads as the last one is not parsed again.
  const times = Array.from({ length: 7 }, (_, round) => {
    const other = `${text}- [ ] ${tasks}. Round ${round}\n`;
    const started = performance.now();
    parseSpec(other);
    return performance.now() - started;
  });
  return { tasks, ms: round(median(times)) };
}

async function measureNights(units: number): Promise<void> {
  const nights: Night[] = [];
  const bares: Bare[] = [];
  for (const [mode, ...flags] of [
    ['tmux, commits', '--tmux', 'require', '--checkpoint', 'commit', '--isolation', 'off'],
    ['plain, commits', '--tmux', 'off', '--checkpoint', 'commit', '--isolation', 'off'],
    ['plain, commits, sandbox', '--tmux', 'off', '--checkpoint', 'commit', '--isolation', 'auto'],
    ['plain, no commits', '--tmux', 'off', '--checkpoint', 'off', '--isolation', 'off'],
  ] as const) {
    try {
      const row = await night(mode, units, flags, bares);
      console.error(JSON.stringify(row));
      nights.push(row);
    } catch (error) {
      console.error(`${mode}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
  const parse = [100, 1000, 10_000].map(parsing);
  console.log(JSON.stringify({ node: process.version, bares, nights, parse }, null, 2));
  console.table(nights);
  console.table(parse);
  tellOfTrust(bares);
}

try {
  const { bench, numbers } = readBenchArguments();
  await (bench === 'units' ? measureNights(numbers.units ?? 300) : import(`./bench/${bench}.ts`));
} catch (error) {
  if (!(error instanceof BenchArgumentError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}
