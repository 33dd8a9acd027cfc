/**
 * Runs that share one account: `npm run bench -- fleet`. Simulated nights of 1 to 200 runners against runners that know all
 * in advance (`--runners 1,20` for some of them), and how many updates a second the ref of a real git over HTTP on loopback
 * takes from 1, 5 and 20 writers. Prints tables and the figures as JSON.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRepository } from '../../src/repository/create-repository.ts';
import { givenToken } from '../../src/secrets/token-source.ts';
import { emptyHistory } from '../../src/throttle/history.ts';
import { RemoteThrottle } from '../../src/throttle/shared/shared-throttle.ts';
import type { SharedText } from '../../src/throttle/shared/types.ts';
import { startGitServer } from '../../test/harness/git-server.ts';
import { type FleetFacts, type FleetNight, liveFleet, optimumOf, workedBy } from '../../test/simulation/fleet/fleet.ts';
import { refusedCalls } from '../../test/simulation/fleet/invariants.ts';
import { readBenchArguments } from './arguments.ts';
import { type BareStart, median } from './spread.ts';
import { measureStarts, tellOfStarts } from './stub-night.ts';

const HOUR = 3_600_000;
const SEEDS = 5;
const SECONDS = 15;
const WRITERS = [1, 5, 20];
const TOKEN = 'ghs_bench';
const REF = 'refs/sequential/throttle';

const { runners: sizes = [1, 5, 20, 50, 200] } = readBenchArguments().lists;
const round = (value: number) => Math.round(value * 10) / 10;

const nights = [];
for (const runners of sizes) {
  for (const scope of ['repository', 'spec'] as const) nights.push(await night(runners, scope));
}
const { rows: ref, starts } = await contention();
console.log(JSON.stringify({ node: process.version, nights, ref }, null, 2));
console.table(nights);
console.table(ref);
tellOfStarts(starts);

async function night(runners: number, scope: 'repository' | 'spec') {
  const lived: { readonly lives: FleetNight; readonly share: number }[] = [];
  for (let seed = 1; seed <= (runners > 50 ? 1 : SEEDS); seed += 1) {
    const windows = [
      { name: '5h', lengthMs: 5 * HOUR, quota: runners * 2 * HOUR, lateMs: 0 },
      { name: 'weekly', lengthMs: 168 * HOUR, quota: runners * 30 * HOUR, lateMs: 0 },
    ];
    const facts: FleetFacts = { seed, runners, hours: 8, unitsEach: 40, windows, scope, tellsReset: false };
    const lives = await liveFleet(facts);
    lived.push({ lives, share: (100 * workedBy(lives)) / (await optimumOf(facts)) });
  }
  const over = (figure: (lives: FleetNight) => number) => round(median(lived.map(({ lives }) => figure(lives))));
  return {
    runners,
    'throttle-scope': scope,
    '% of optimum': round(median(lived.map(({ share }) => share))),
    worst: round(Math.min(...lived.map(({ share }) => share))),
    calls: over(({ calls }) => calls.length),
    'calls refused': over((lives) => refusedCalls(lives).length),
    'requests a call': over(({ ref: { requests }, calls }) => requests / calls.length),
    '% of swaps raced': over(({ ref: { raced, swaps } }) => (100 * raced) / Math.max(1, swaps)),
    'fewest units': over(({ unitsDone }) => Math.min(...unitsDone)),
    'most units': over(({ unitsDone }) => Math.max(...unitsDone)),
  };
}

/** Runs that note one call after the other, each in a clone of its own, as fast as the throttle lets them. */
async function contention() {
  const top = mkdtempSync(join(tmpdir(), 'bench-fleet-'));
  const server = await startGitServer({ tokens: { [TOKEN]: { access: 'write' } } });
  const rows = [];
  const starts: BareStart[] = [];
  try {
    for (const writers of WRITERS) {
      starts.push(...measureStarts(5));
      const name = `o/r${writers}`;
      const bare = server.createRepository(name);
      const texts: SharedText[] = [];
      for (let nth = 0; nth < writers; nth += 1)
        texts.push(await writer(top, `${writers}-${nth}`, bare, server.url(name)));
      rows.push(await race(texts));
    }
  } finally {
    await server.stop();
    rmSync(top, { recursive: true, force: true });
  }
  return { rows, starts };
}

async function race(texts: readonly SharedText[]) {
  const until = performance.now() + SECONDS * 1000;
  let noted = 0;
  let longestMs = 0;
  const warnings: string[] = [];
  const write = async (text: SharedText, nth: number) => {
    const throttle = new RemoteThrottle({
      text,
      place: REF,
      run: `${nth}`,
      rules: { maxCallsPerHour: null, dailyBudgetUsd: null },
      now: Date.now,
      sleep: (at) => new Promise((resolve) => void setTimeout(resolve, at - Date.now())),
      stop: new AbortController().signal,
      warn: (message) => void warnings.push(message),
    });
    while (performance.now() < until) {
      const from = performance.now();
      await throttle.admit(emptyHistory(), () => ({ kind: 'go', backend: 'codex' }));
      noted += 1;
      longestMs = Math.max(longestMs, performance.now() - from);
    }
    await throttle.close();
  };
  const from = performance.now();
  await Promise.all(texts.map(write));
  const seconds = (performance.now() - from) / 1000;
  const found = await texts[0]?.read();
  const known = found?.kind === 'ok' ? Object.keys(JSON.parse(found.text ?? '{"calls":{}}').calls).length : 0;
  return {
    writers: texts.length,
    'updates a second': round(noted / seconds),
    updates: noted,
    'longest wait, s': round(longestMs / 1000),
    'updates lost': noted - known,
    warnings: warnings.length,
  };
}

async function writer(top: string, name: string, bare: string, url: string): Promise<SharedText> {
  const folder = join(top, name);
  mkdirSync(folder, { recursive: true });
  // All begin with the same commit.
  const date = '2026-11-23T22:00:00Z';
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: top,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
  };
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=B', '-c', 'user.email=b@b', ...args], { cwd: folder, env, stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  git('commit', '-q', '--allow-empty', '-m', 'start');
  git('push', '-q', bare, 'main');
  git('remote', 'add', 'origin', url);
  const repository = createRepository({
    workdir: folder,
    checkpoint: 'push',
    workBranch: `work-${name}`,
    baseBranch: null,
    author: null,
    spec: 'bench',
    runId: name,
    statePath: '.kiro/specs/SEQUENTIAL_STATE.json',
    remote: { url: null, tokens: givenToken(TOKEN) },
    logDir: join(top, `${name}-logs`),
    env,
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
    notice: () => undefined,
  });
  await repository.open();
  const text = repository.sharedText(REF);
  if (text === null) throw new Error('there is a remote');
  return text;
}
