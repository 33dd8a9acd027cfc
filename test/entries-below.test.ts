import { lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { entriesBelow, evenALink } from '../src/entries-below.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'entries-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const paths = (folder: string) =>
  entriesBelow(folder)
    .map(({ path }) => relative(folder, path))
    .sort();

test('all that is below a folder is listed, and nothing behind a link', () => {
  mkdirSync(join(root, 'inside/deep'), { recursive: true });
  mkdirSync(join(root, 'outside/other'), { recursive: true });
  writeFileSync(join(root, 'inside/deep/file'), '');
  symlinkSync('../../outside', join(root, 'inside/deep/link'));
  symlinkSync('..', join(root, 'inside/circle'));
  expect(paths(join(root, 'inside'))).toEqual(['circle', 'deep', 'deep/file', 'deep/link']);
});

test('what has a name that is no UTF-8 is found, and what is below it', () => {
  const odd = (...names: string[]) => Buffer.from(join(root, ...names), 'latin1');
  mkdirSync(odd('caf\xe9'));
  writeFileSync(odd('caf\xe9', 'file'), '');
  const entries = entriesBelow(root);
  expect(entries.map(({ name, kind }) => [name, kind])).toEqual([
    ['caf\ufffd', 'folder'],
    ['file', 'file'],
  ]);
  for (const { place } of entries) expect(lstatSync(place)).toBeDefined();
});

test('a link in place of the folder has nothing below it, and is told; one that is not there is not', () => {
  mkdirSync(join(root, 'folder/deep'), { recursive: true });
  symlinkSync('folder', join(root, 'link'));
  const closed: string[] = [];
  for (const name of ['none', 'link']) expect(entriesBelow(join(root, name), (path) => closed.push(path))).toEqual([]);
  expect(closed).toEqual([join(root, 'link')]);
  expect(entriesBelow(evenALink(join(root, 'link'))).map(({ name }) => name)).toEqual(['deep']);
});
