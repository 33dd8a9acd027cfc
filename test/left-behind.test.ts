import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { openPlace } from './harness/place/place.ts';
import { inRunPlace, openRunPlace } from './harness/place/run-place.ts';

let said: string[];
beforeEach(() => {
  said = [];
  jest.spyOn(console, 'error').mockImplementation((text) => void said.push(text));
});
afterEach(() => void jest.restoreAllMocks());

/** In the place that is open now: what node:os says is the test file's own. */
const inTemp = (...path: string[]) => join(process.env.TMPDIR ?? '', ...path);

const places = [
  ['a temporary file', () => inTemp('left.txt')],
  ['a file in the home', () => join(process.env.HOME ?? '', '.left')],
  ['a file of one of ours in the folder of them that stays', () => inTemp('sequential-1000', 'left.txt')],
  ['a socket’s file of a tmux server', () => inTemp('tmux-1000', 'default')],
] as const;

const write = (path: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
};

test.each(places)('a test file that leaves %s fails, and it is gone', async (_what, path) => {
  const before = { ...process.env };
  const place = openPlace();
  const left = path();
  write(left);
  await expect(place.close()).rejects.toThrow(relative(place.folder, left));
  expect([existsSync(place.folder), process.env]).toEqual([false, before]);
});

test('empty folders are left, too, but for those that stay', async () => {
  const place = openPlace();
  for (const name of ['sequential-1000', 'tmux-1000', 'folder']) mkdirSync(inTemp(name));
  const failed = await place.close().catch((error: Error) => error.message);
  expect(failed).toBe('A test left something behind:\n  tmp/folder');
});

test.each(places)('a script that leaves %s fails, and names it', async (_what, path) => {
  const before = process.env.TMPDIR;
  let left = '';
  const code = await inRunPlace(async () => {
    left = path();
    write(left);
    return 0;
  });
  expect([code, process.env.TMPDIR, existsSync(left)]).toEqual([1, before, false]);
  expect(said).toEqual([`left behind: ${left}`]);
});

test('a script that leaves nothing has its own exit code', async () => {
  const keeps = async () => {
    for (const name of ['sequential-1000', 'tmux-1000']) mkdirSync(inTemp(name));
    return 3;
  };
  expect([await inRunPlace(keeps), said]).toEqual([3, []]);
});

test('a process that is left is named and ended', async () => {
  const place = openRunPlace();
  const child = spawn('sleep', ['600'], { env: { ...process.env, ...place.env }, stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', (_code, signal) => done(signal)));
  await new Promise((done) => child.once('spawn', done));
  expect(place.close().left).toEqual([`process ${child.pid}: sleep 600`]);
  expect(await ended).toBe('SIGKILL');
});
