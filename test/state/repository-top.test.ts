import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findRepositoryTop } from '../../src/state/lock/repository-top.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'top-')));
  mkdirSync(join(root, 'a/b'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

test('is the nearest folder upwards with a .git, folder or file', () => {
  mkdirSync(join(root, '.git'));
  expect(findRepositoryTop(root)).toBe(root);
  expect(findRepositoryTop(join(root, 'a/b'))).toBe(root);
  writeFileSync(join(root, 'a/.git'), 'gitdir: ../.git/modules/a\n');
  expect(findRepositoryTop(join(root, 'a/b'))).toBe(join(root, 'a'));
});

test('is none where no folder has one', () => {
  expect(findRepositoryTop(join(root, 'a/b'))).toBeNull();
});
