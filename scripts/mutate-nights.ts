/**
 * Are the simulated nights worth anything? `npm run nights:mutate [-- --count 300 --only TEXT]` breaks one rule of the
 * program at a time, in a copy, and lives the nights there. Exit 1 if they do not notice one of them.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Mutation, mutations } from './mutations.ts';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { count: { type: 'string' }, only: { type: 'string' } } });
const count = values.count ?? '300';
const chosen = mutations.filter(({ name }) => name.includes(values.only ?? ''));

const folder = mkdtempSync(join(tmpdir(), 'mutated-nights-'));
try {
  for (const part of ['src', 'test/simulation', 'test/throttle/shared', 'scripts/nights.ts', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const missed = chosen.filter((mutation) => !notice(mutation));
  console.log(`\n${chosen.length - missed.length} of ${chosen.length} mutations are noticed`);
  for (const { name } of missed) console.log(`NOT NOTICED: ${name}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function notice(mutation: Mutation): boolean {
  const path = join(folder, 'src', mutation.file);
  const whole = readFileSync(path, 'utf8');
  if (whole.split(mutation.find).length !== 2)
    throw new Error(`${mutation.name}: ${mutation.file} does not hold its text once`);
  // A function: `$` in the text means itself.
  writeFileSync(
    path,
    whole.replace(mutation.find, () => mutation.replace),
  );
  const lived = spawnSync(process.execPath, ['scripts/nights.ts', '--count', count], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  writeFileSync(path, whole);
  const nights = [...lived.stdout.matchAll(/^night (\d+) broke/gm)].map(([, seed]) => seed);
  const promises = new Map<string, number>();
  for (const [, promise = ''] of lived.stdout.matchAll(/^ {2}([a-zA-Z][^:\n]*): /gm))
    promises.set(promise, (promises.get(promise) ?? 0) + 1);
  const by = [...promises]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 2)
    .map(([promise]) => promise);
  if (nights.length === 0 && lived.status !== 0)
    by.push(
      lived.stderr
        .trim()
        .split('\n')
        .find((line) => line.includes('Error')) ?? 'it does not run',
    );
  const breaksLaws = promises.has('merge');
  const noticed = nights.length > 0 ? String(nights.length) : breaksLaws ? 'laws' : 'none';
  console.log(
    `${noticed.padStart(6)} of ${count}  ${mutation.name}${nights.length === 0 ? '' : ` (first seed ${nights[0]})`}: ${by.join('; ')}`,
  );
  return nights.length > 0 || breaksLaws;
}
