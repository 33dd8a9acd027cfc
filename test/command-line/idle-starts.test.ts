import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { one, run } from './one-task.ts';
import { Workplace } from './workplace.ts';

let place: Workplace;
let log: string;

/** A git before the others in PATH that writes down what it is asked. */
beforeEach(() => {
  place = new Workplace({ demo: one.replace('[ ]', '[x]') });
  log = join(place.top, 'git.log');
  const real = (process.env.PATH ?? '').split(':').find((folder) => existsSync(join(folder, 'git')));
  mkdirSync(join(place.top, 'bin'));
  const program = join(place.top, 'bin', 'git');
  writeFileSync(program, `#!/bin/sh\necho "$*" >> '${log}'\nexec '${real}/git' "$@"\n`);
  chmodSync(program, 0o755);
  place.env.PATH = `${join(place.top, 'bin')}:${place.env.PATH}`;
});
afterEach(() => place.close());

const asked = () => readFileSync(log, 'utf8').trim().split('\n');

test.each([
  ['status', ['status'], 5],
  ['a run with nothing to do', run(), 11],
])('%s asks git where it is once, and in few processes for the rest', async (_, args, most) => {
  const { code, stderr } = await place.call(...args);
  expect([code, stderr]).toEqual([0, '']);
  const calls = asked();
  expect(calls.filter((call) => call.includes('--show-toplevel'))).toHaveLength(1);
  expect(calls.length).toBeLessThanOrEqual(most);
});
