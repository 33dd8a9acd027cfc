import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withLock } from '../../../src/agents/install/install-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['long ago', -60_000],
  ['ahead of the clock, which was set back since or is another machine’s', 3 * 24 * 3_600_000],
])('a lock that was last touched %s is of nobody who lives', async (_, byMs) => {
  const path = join(folder, 'a.lock');
  writeFileSync(path, '');
  const touched = new Date(Date.now() + byMs);
  utimesSync(path, touched, touched);
  expect(
    await withLock(
      path,
      () => {},
      async () => 'worked',
    ),
  ).toBe('worked');
  expect(existsSync(path)).toBe(false);
});
