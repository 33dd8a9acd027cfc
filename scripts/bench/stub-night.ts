/** What the benches share: units worked on by a stub agent, and what their parts take bare, in the same repository. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { readProcess } from './proc.ts';
import { type BareStart, distrust, median } from './spread.ts';

const root = resolve(import.meta.dirname, '..', '..');
const cli = join(root, 'dist', 'cli.js');
/** Writes the time of its start, does its work, says done. */
export const STUB = 'f=$(mktemp -p .); date +%s%N > $f; cat > /dev/null; echo "<promise>TASK_DONE</promise>"';

export const round = (value: number) => Math.round(value * 10) / 10;
export const ratio = (value: number, to: number) => Math.round((value / to) * 100) / 100;

/** ms of clock and of processor, children included; the latter in steps of 10 ms, null where there is no /proc. */
export interface Cost {
  readonly ms: number;
  readonly processorMs: number | null;
}

/** Of all children that have ended. */
export const childrenProcessorMs = (): number | null => readProcess('self')?.childrenProcessorMs ?? null;

const since = (before: number | null): number | null => {
  const now = childrenProcessorMs();
  return now === null || before === null ? null : now - before;
};

function timed(count: number, act: (at: number) => unknown): { readonly laps: number[]; readonly cost: Cost } {
  const before = childrenProcessorMs();
  const laps = Array.from({ length: count }, (_, at) => {
    const started = performance.now();
    act(at);
    return performance.now() - started;
  });
  const processor = since(before);
  return { laps, cost: { ms: median(laps), processorMs: processor === null ? null : processor / count } };
}

/** What a unit is compared with: a start of Node, `git add` and `git commit` (and `git push`), and the stub by itself. */
export interface Bare {
  readonly node: Cost;
  readonly commit: Cost;
  readonly stub: Cost;
  /** Each start of Node. */
  readonly starts: readonly BareStart[];
}

/** So many bare starts of Node. */
export const measureStarts = (count: number): readonly BareStart[] => startsOf(timed(count, startNode));

const startsOf = ({ laps, cost: { processorMs } }: ReturnType<typeof timed>): readonly BareStart[] =>
  laps.map((ms) => ({ ms: round(ms), processorMs }));

const startNode = () => spawnSync(process.execPath, ['-e', '0']);

export function measureBare(folder: string, count = 11): Bare {
  const node = timed(count, startNode);
  const commit = timed(count, (at) => {
    writeFileSync(join(folder, `bare-${at}.txt`), `${at} ${performance.now()}\n`);
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
    git('add', '-A');
    git('commit', '-q', '-m', 'bare');
    if (hasRemote(folder)) git('push', '-q', 'origin', 'HEAD:refs/heads/bare');
  });
  const scratch = mkdtempSync(join(tmpdir(), 'bench-stub-'));
  const stub = timed(count, () => spawnSync('sh', ['-c', STUB], { cwd: scratch, input: '' }));
  rmSync(scratch, { recursive: true });
  return { node: node.cost, commit: commit.cost, stub: stub.cost, starts: startsOf(node) };
}

const hasRemote = (folder: string) => spawnSync('git', ['remote', 'get-url', 'origin'], { cwd: folder }).status === 0;

/** Says, where it is so, that the machine did other things meanwhile. */
export function tellOfTrust(bares: readonly Bare[]): void {
  tellOfStarts(bares.flatMap(({ starts }) => starts));
}

export function tellOfStarts(starts: readonly BareStart[]): void {
  const doubt = distrust(starts);
  if (doubt !== null) console.log(doubt);
}

export interface World {
  readonly folder: string;
  remove(): void;
}

/** A repository with a spec of that many units, `files` other files, and a bare one to push to. */
export function createWorld(units: number, { files = 0, remote = false } = {}): World {
  const place = mkdtempSync(join(tmpdir(), 'bench-'));
  const folder = join(place, 'work');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write(
    '.kiro/specs/bench/tasks.md',
    Array.from({ length: units }, (_, i) => `- [ ] ${i + 1}. Unit ${i + 1}\n`).join(''),
  );
  for (let at = 0; at < files; at++)
    write(`src/part-${Math.floor(at / 100)}/file-${at}.txt`, `file ${at}\n`.repeat(10));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  git('init', '-q', '-b', 'main');
  for (const [name, value] of [
    ['user.name', 'B'],
    ['user.email', 'b@b'],
    ['gc.auto', '0'],
  ] as const)
    git('config', name, value);
  git('add', '-A');
  git('commit', '-q', '-m', 'spec');
  if (remote) {
    git('clone', '-q', '--bare', '.', join(place, 'remote.git'));
    git('remote', 'add', 'origin', join(place, 'remote.git'));
    git('fetch', '-q');
  }
  return { folder, remove: () => rmSync(place, { recursive: true, force: true }) };
}

export interface Walk {
  /** The first agent's start after the start of the process, ms. */
  readonly firstAgentMs: number;
  /** ms from the end of a unit to the end of the next one. */
  readonly laps: readonly number[];
  /** Of the whole run, all children that it waited for included: not those that a tmux server started. */
  readonly processorMs: number | null;
  /** MiB; null where there is no /proc. */
  readonly orchestratorPeak: number | null;
  readonly panePeak: number | null;
  /** Of each fifty units. */
  readonly fifties: readonly Fifty[];
}

/** What fifty units took, and what they left. */
export interface Fifty {
  /** The last of them. */
  readonly unit: number;
  /** A unit, ms: the median of the clock; the processor, the orchestrator's own, and that of what it started. */
  readonly ms: number;
  readonly own_processor_ms: number;
  readonly others_processor_ms: number;
  /** MiB of the orchestrator. */
  readonly resident_mib: number;
  readonly peak_mib: number;
}

/** Has `units` more of the spec's units worked on. */
export async function walk({ folder }: World, units: number, flags: readonly string[], stub = STUB): Promise<Walk> {
  const processorBefore = childrenProcessorMs();
  const started = Date.now();
  const args = ['run', '--spec', 'bench', '--json', '--delay', '0', '--max-iterations', String(units)];
  const child = spawn(process.execPath, [cli, ...args, '--agent-command', `sh -c '${stub}'`, ...flags], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((done) => child.once('close', done));
  const peaks = watchMemory(child);
  const done: number[] = [];
  const fifties = watchFifties(child.pid ?? 0);
  for await (const line of createInterface({ input: child.stdout })) {
    const { at, kind } = JSON.parse(line);
    if (kind !== 'unit-done') continue;
    done.push(Date.parse(at));
    fifties.look(done);
  }
  await exited;
  if (done.length !== units) throw new Error(`${done.length} of ${units} units done`);
  const starts = readdirSync(folder)
    .filter((name) => name.startsWith('tmp.'))
    .map((name) => Number(readFileSync(join(folder, name), 'utf8')) / 1e6);
  const [orchestratorPeak, panePeak] = peaks();
  return {
    firstAgentMs: Math.min(...starts.filter((start) => start > started)) - started,
    laps: done.slice(1).map((time, i) => time - (done[i] ?? time)),
    processorMs: since(processorBefore),
    orchestratorPeak,
    panePeak,
    fifties: fifties.found,
  };
}

/** The first fifty have the start in them. */
function watchFifties(pid: number) {
  const found: Fifty[] = [];
  let before = { ownProcessorMs: 0, childrenProcessorMs: 0 };
  return {
    found,
    look(done: readonly number[]) {
      const facts = done.length % 50 === 0 ? readProcess(pid) : null;
      if (facts === null) return;
      const times = done.slice(-51);
      found.push({
        unit: done.length,
        ms: round(median(times.slice(1).map((time, i) => time - (times[i] ?? time)))),
        own_processor_ms: round((facts.ownProcessorMs - before.ownProcessorMs) / 50),
        others_processor_ms: round((facts.childrenProcessorMs - before.childrenProcessorMs) / 50),
        resident_mib: facts.residentMib,
        peak_mib: facts.peakMib,
      });
      before = facts;
    },
  };
}

/** Peak resident memory of the orchestrator and of its panes, from /proc. */
function watchMemory(child: ChildProcess): () => [number | null, number | null] {
  let own: number | null = null;
  let pane: number | null = null;
  const look = (pid: string) => {
    const facts = readProcess(pid);
    if (facts === null) return;
    if (pid === String(child.pid)) own = Math.max(own ?? 0, facts.peakMib);
    else if (facts.command.includes(join(root, 'dist', 'pane.js'))) pane = Math.max(pane ?? 0, facts.peakMib);
  };
  const timer = setInterval(() => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) look(pid);
  }, 200);
  child.once('exit', () => clearInterval(timer));
  return () => [own, pane];
}
