import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { specNames } from '../../src/spec-folder/locate/spec-names.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'names-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function tasksIn(folder: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'tasks.md'), '- [ ] 1. One\n');
}

test('a spec is named by its folder, also where that is a link, or the folder of all of them', () => {
  tasksIn('.kiro/specs/cart');
  tasksIn('elsewhere/one');
  tasksIn('openspec-elsewhere/changes/login');
  symlinkSync('../../elsewhere/one', join(root, '.kiro/specs/shop'));
  symlinkSync('openspec-elsewhere', join(root, 'openspec'));
  expect(specNames(root).present).toEqual(['cart', 'login', 'shop']);
});

test('behind a link only the folder itself is looked at', () => {
  tasksIn('.kiro/specs/cart');
  tasksIn('elsewhere/deeper');
  symlinkSync('../../elsewhere', join(root, '.kiro/specs/all'));
  symlinkSync('..', join(root, '.kiro/specs/circle'));
  symlinkSync('nowhere', join(root, '.kiro/specs/gone'));
  expect(specNames(root).present).toEqual(['cart']);
});
