/**
 * What a start costs beside a bare node, in wall and CPU time (user and system, children too): `npm run bench -- starts`.
 * All are started in turn, so that whatever else the machine does meets all of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { distrust, median } from './spread.ts';
import { childrenProcessorMs } from './stub-night.ts';

const ROUNDS = 21;
const root = resolve(import.meta.dirname, '..', '..');
const dist = resolve(root, process.env.SEQUENTIAL_DIST ?? 'dist');

const round = (value: number, digits = 0) => Number(value.toFixed(digits));

interface Start {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const place = mkdtempSync(join(tmpdir(), 'bench-starts-'));
try {
  const starts = prepare(place);
  const taken = starts.map(() => ({ wall: [] as number[], cpu: [] as number[] }));
  for (let i = 0; i < ROUNDS; i++) for (const [at, start] of starts.entries()) take(start, taken[at]);
  const [bare = { wall: [], cpu: [] }] = taken;
  // Ticks are coarse: only their sum over all rounds says something.
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const rows = starts.map(({ name }, at) => {
    const { wall = [], cpu = [] } = taken[at] ?? {};
    return {
      start: name,
      wall_ms: round(median(wall)),
      wall_ratio: round(median(wall) / median(bare.wall), 2),
      cpu_ms: round(mean(cpu)),
      cpu_ratio: round(mean(cpu) / mean(bare.cpu), 2),
    };
  });
  const untrusted = distrust(bare.wall.map((ms, at) => ({ ms, processorMs: bare.cpu[at] ?? null })));
  console.log(JSON.stringify({ node: process.version, rounds: ROUNDS, trusted: untrusted === null, starts: rows }));
  console.table(rows);
  if (untrusted !== null) console.log(untrusted);
} finally {
  rmSync(place, { recursive: true, force: true });
}

function take({ name, args, env }: Start, into: { readonly wall: number[]; readonly cpu: number[] } | undefined): void {
  const cpu = childrenProcessorMs();
  const started = performance.now();
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: join(place, 'repo'), env });
  into?.wall.push(performance.now() - started);
  into?.cpu.push((childrenProcessorMs() ?? Number.NaN) - (cpu ?? Number.NaN));
  if (status !== 0) throw new Error(`${name}: exit code ${status}\n${stdout}${stderr}`);
}

/** A repository whose one spec is done, and the starts in it. */
function prepare(folder: string): readonly Start[] {
  const repo = join(folder, 'repo');
  mkdirSync(join(repo, '.kiro', 'specs', 'demo'), { recursive: true });
  mkdirSync(join(folder, 'home'));
  writeFileSync(join(repo, '.kiro', 'specs', 'demo', 'tasks.md'), '- [x] 1. First\n- [x] 2. Second\n');
  const env = { PATH: process.env.PATH ?? '', HOME: join(folder, 'home'), TMPDIR: folder };
  const author = ['-c', 'user.name=B', '-c', 'user.email=b@b'];
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '-A'],
    [...author, 'commit', '-q', '-m', 'start'],
  ])
    spawnSync('git', args, { cwd: repo, env });
  const cli = join(dist, 'cli.js');
  return [
    { name: 'bare node', args: ['-e', '0'], env },
    { name: '--version', args: [cli, '--version'], env },
    { name: '--help', args: [cli, '--help'], env },
    { name: 'status', args: [cli, 'status'], env },
    { name: 'run, nothing to do', args: [cli, 'run', '--spec', 'demo', '--tmux', 'off'], env },
    { name: 'action, nothing to do', args: [join(dist, 'action.js')], env: jobEnvironment(folder, repo, env) },
  ];
}

/** A scheduled job's, without a token. */
function jobEnvironment(folder: string, repo: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  };
  const given = { spec: 'demo', 'github-token': '', checkout: 'never', checkpoint: 'commit', 'work-branch': '' };
  const files = ['OUTPUT', 'STATE', 'STEP_SUMMARY', 'ENV', 'PATH'].map((name) => [
    `GITHUB_${name}`,
    join(folder, name),
  ]);
  for (const [, path = ''] of files) writeFileSync(path, '');
  writeFileSync(join(folder, 'event.json'), '{"schedule":"0 * * * *"}');
  return {
    ...env,
    ...Object.fromEntries(files),
    ...Object.fromEntries(
      Object.entries({
        ...Object.fromEntries(Object.entries(inputs).map(([key, of]) => [key, of.default ?? ''])),
        ...given,
      }).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, String(value)]),
    ),
    CODEAGENT_NO_TMUX: '1',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_REPOSITORY: 'octo/demo',
    GITHUB_RUN_ID: '1',
    GITHUB_WORKSPACE: repo,
    RUNNER_TEMP: folder,
  };
}
