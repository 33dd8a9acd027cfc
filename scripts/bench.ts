/**
 * How fast it is, as JSON and as a table, on the built dist/: `npm run bench [-- --units 200] [-- nights] [-- forecast]
 * [-- fleet] [-- isolation] [-- starts] [-- clone]`.
 * The stub agent writes one file and says done; what it takes by itself is measured and taken off.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseSpec } from '../src/tasks/parse.ts';

const root = resolve(import.meta.dirname, '..');
const cli = join(root, 'dist', 'cli.js');
/** Writes the time of its start, does its work, says done. */
const stub = 'f=$(mktemp -p .); date +%s%N > $f; cat > /dev/null; echo "<promise>TASK_DONE</promise>"';

interface Night {
  readonly mode: string;
  readonly units: number;
  readonly start_to_first_agent_ms: number;
  readonly overhead_per_unit_ms: number;
  readonly first_fifty_ms: number;
  readonly last_fifty_ms: number;
  readonly orchestrator_peak_mib: number | null;
  readonly pane_peak_mib: number | null;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function stubCost(): number {
  const folder = mkdtempSync(join(tmpdir(), 'bench-stub-'));
  const times = Array.from({ length: 21 }, () => {
    const started = performance.now();
    spawnSync('sh', ['-c', stub], { cwd: folder, input: '' });
    return performance.now() - started;
  });
  rmSync(folder, { recursive: true });
  return median(times);
}

/** One start is at the mercy of whatever else the machine does that moment. */
const STARTS = 5;

async function night(mode: string, units: number, flags: readonly string[], stubMs: number): Promise<Night> {
  const starts: number[] = [];
  for (let i = 0; i < STARTS; i++) starts.push((await walk(mode, 1, flags)).firstAgentMs);
  const { firstAgentMs, done, peaks } = await walk(mode, units, flags);
  const laps = done.slice(1).map((time, i) => time - (done[i] ?? time));
  return {
    mode,
    units,
    start_to_first_agent_ms: Math.round(median([...starts, firstAgentMs])),
    overhead_per_unit_ms: round(laps.reduce((sum, lap) => sum + lap, 0) / laps.length - stubMs),
    first_fifty_ms: round(median(laps.slice(0, 50)) - stubMs),
    last_fifty_ms: round(median(laps.slice(-50)) - stubMs),
    orchestrator_peak_mib: peaks[0],
    pane_peak_mib: peaks[1],
  };
}

/** Times in ms: the first agent's after the start of the process, each unit's end since the epoch. */
async function walk(
  mode: string,
  units: number,
  flags: readonly string[],
): Promise<{ firstAgentMs: number; done: number[]; peaks: [number | null, number | null] }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const spec = join(folder, '.kiro', 'specs', 'bench');
  mkdirSync(spec, { recursive: true });
  writeFileSync(
    join(spec, 'tasks.md'),
    Array.from({ length: units }, (_, i) => `- [ ] ${i + 1}. Unit ${i + 1}\n`).join(''),
  );
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });
  git('init', '-q', '-b', 'main');
  git('-c', 'user.name=B', '-c', 'user.email=b@b', 'commit', '-q', '--allow-empty', '-m', 'start');
  git('add', '-A');
  git('-c', 'user.name=B', '-c', 'user.email=b@b', 'commit', '-q', '-m', 'spec');

  const started = Date.now();
  const args = [
    'run',
    '--spec',
    'bench',
    '--json',
    '--delay',
    '0',
    '--max-iterations',
    String(units),
    '--agent-command',
    `sh -c '${stub}'`,
  ];
  const child = spawn(process.execPath, [cli, ...args, ...flags], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const peaks = watchMemory(child);
  const done: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const { at, kind } = JSON.parse(line);
    if (kind === 'unit-done') done.push(Date.parse(at));
  }
  if (done.length !== units) throw new Error(`${mode}: ${done.length} of ${units} units done`);
  const firstAgent = Math.min(
    ...readdirSync(folder)
      .filter((name) => name.startsWith('tmp.'))
      .map((name) => Number(readFileSync(join(folder, name), 'utf8')) / 1e6),
  );
  rmSync(folder, { recursive: true, force: true });
  return { firstAgentMs: firstAgent - started, done, peaks: peaks() };
}

/** Peak resident memory of the orchestrator and of its panes, from /proc; null where there is none. */
function watchMemory(child: ChildProcess): () => [number | null, number | null] {
  let own: number | null = null;
  let pane: number | null = null;
  const peakOf = (pid: string) => {
    try {
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
    } catch {
      return 0;
    }
  };
  const timer = setInterval(() => {
    try {
      own = Math.max(own ?? 0, Math.round(peakOf(String(child.pid))));
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dist/pane.js'))
          pane = Math.max(pane ?? 0, Math.round(peakOf(pid)));
      }
    } catch {
      // A process that ended while it was looked at, or no /proc at all.
    }
  }, 200);
  child.once('exit', () => clearInterval(timer));
  return () => [own || null, pane || null];
}

function parsing(tasks: number): { readonly tasks: number; readonly ms: number } {
  const text = Array.from({ length: tasks }, (_, i) =>
    i % 5 === 0
      ? `- [ ] ${i / 5 + 1}. Unit\n`
      : `  - [ ] ${Math.floor(i / 5) + 1}.${i % 5} Sub-task\n    - detail\n    - _Requirements: 1.${i % 7}_\n`,
  ).join('');
  const times = Array.from({ length: 7 }, () => {
    const started = performance.now();
    parseSpec(text);
    return performance.now() - started;
  });
  return { tasks, ms: round(median(times)) };
}

const round = (value: number) => Math.round(value * 10) / 10;

if (process.argv.includes('nights')) {
  await import('./bench-nights.ts');
} else if (process.argv.includes('forecast')) {
  await import('./bench-forecast.ts');
} else if (process.argv.includes('fleet')) {
  await import('./bench-fleet.ts');
} else if (process.argv.includes('isolation')) {
  await import('./bench-isolation.ts');
} else if (process.argv.includes('starts')) {
  await import('./bench/starts.ts');
} else if (process.argv.includes('clone')) {
  await import('./bench/clone.ts');
} else {
  const at = process.argv.indexOf('--units');
  const units = at > 0 ? Number(process.argv[at + 1]) : 200;
  const stubMs = stubCost();
  const nights: Night[] = [];
  for (const [mode, ...flags] of [
    ['tmux, commits', '--tmux', 'require', '--checkpoint', 'commit'],
    ['tmux', '--tmux', 'require'],
    ['plain', '--tmux', 'off'],
    ['plain, no sandbox', '--tmux', 'off', '--isolation', 'off'],
  ] as const) {
    try {
      nights.push(await night(mode, units, flags, stubMs));
    } catch (error) {
      console.error(`${mode}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
  const parse = [100, 1000, 10_000].map(parsing);
  console.log(JSON.stringify({ node: process.version, stub_ms: round(stubMs), nights, parse }, null, 2));
  console.table(nights);
  console.table(parse);
}
