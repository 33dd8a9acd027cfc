/** What a start in a sandbox costs beside one without, by mechanism and strength: `npm run bench -- isolation`. */
import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { backends } from '../../src/agents/index.ts';
import { findMachine } from '../../src/terminal/isolation/mechanisms/choose-mechanism.ts';
import { mechanisms } from '../../src/terminal/isolation/mechanisms/mechanisms.ts';
import { findPath, readPlace } from '../../src/terminal/isolation/policy/isolated-place.ts';
import { isolationPolicy } from '../../src/terminal/isolation/policy/isolation-policy.ts';
import { median } from './spread.ts';
import { measureStarts, tellOfStarts } from './stub-night.ts';

const STARTS = 31;
const root = resolve(import.meta.dirname, '..', '..');
const round = (value: number) => Math.round(value * 10) / 10;

function timed(act: () => unknown): number {
  const started = performance.now();
  act();
  return performance.now() - started;
}

const facts = { env: process.env, home: homedir(), workdir: root, dist: '/nowhere', cacheDir: '/nowhere' };
const readMachine = () =>
  readPlace({ ...facts, logs: '/nowhere', runnerFiles: [], backends, uid: process.getuid?.() ?? -1 });
const before = measureStarts(STARTS);
const machine = await findMachine(process.env);
const start = ([program, ...args]: readonly string[]) => spawnSync(program ?? '', [...args, '/bin/sh', '-c', ':']);
const bare = median(Array.from({ length: STARTS }, () => timed(() => spawnSync('/bin/sh', ['-c', ':']))));

const rows = (['auto', 'strict'] as const).flatMap((strength) => {
  const request = { strength, backend: 'codex', allow: [], writable: [] };
  const makePolicy = () => isolationPolicy(readMachine(), request, findPath);
  const policyMs = median(Array.from({ length: STARTS }, () => timed(makePolicy)));
  const policy = makePolicy();
  return mechanisms
    .filter((mechanism) => mechanism.obstacle(policy, machine) === null)
    .flatMap((mechanism) => {
      const command = mechanism.command(policy, machine, null);
      if (start(command).status !== 0) return [];
      const ms = median(Array.from({ length: STARTS }, () => timed(() => start(command)))) - bare;
      return [
        {
          strength,
          mechanism: mechanism.name,
          policy_ms: round(policyMs),
          start_ms: round(ms),
          whole_ms: round(policyMs + ms),
        },
      ];
    });
});
const after = measureStarts(STARTS);
console.table(rows);
tellOfStarts([...before, ...after]);
