import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hasWish, makeWish, readWishes, withdrawWish } from '../../src/app/spec-run/wishes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wishes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a wait hears that it is to end, once', async () => {
  const wishes = readWishes(folder);
  const first = wishes.watchWait(false);
  const ended = new Promise((resolve) => first.ended.addEventListener('abort', resolve));
  makeWish(folder, 'end-wait');
  await ended;
  first.close();
  expect(hasWish(folder, 'end-wait')).toBe(false);
});

test('what was asked before it began is not of this wait', () => {
  makeWish(folder, 'end-wait');
  const wait = readWishes(folder).watchWait(false);
  wait.close();
  expect([wait.ended.aborted, hasWish(folder, 'end-wait')]).toEqual([false, false]);
});

test('a wait before a new unit ends when a stop is asked for', async () => {
  const wait = readWishes(folder).watchWait(true);
  const ended = new Promise((resolve) => wait.ended.addEventListener('abort', resolve));
  makeWish(folder, 'stop-after-unit');
  await ended;
  wait.close();
  expect(hasWish(folder, 'stop-after-unit')).toBe(true);
});

test('a stop is asked for, and can be taken back', () => {
  const wishes = readWishes(folder);
  makeWish(folder, 'stop-after-unit');
  expect([wishes.stopsAfterUnit(), wishes.stopsAfterUnit()]).toEqual([true, true]);
  withdrawWish(folder, 'stop-after-unit');
  expect(wishes.stopsAfterUnit()).toBe(false);
});
