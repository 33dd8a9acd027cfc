import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createFolderChangeReader } from '../../src/repository/work-tree/folder-changes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['a name that is no UTF-8', Buffer.from('caf\xe9', 'latin1'), 'caf\ufffd/new.txt'],
  ['a name with a line break', Buffer.from('two\nlines'), 'two\nlines/new.txt'],
])('a new file is seen in a folder of %s', (_, name, path) => {
  const place = Buffer.concat([Buffer.from(`${folder}/`), name]);
  mkdirSync(place);
  const reader = createFolderChangeReader(folder, () => false);
  const mark = reader.mark();
  writeFileSync(Buffer.concat([place, Buffer.from('/new.txt')]), 'new');
  expect(reader.changes(mark)).toMatchObject({ changed: true, files: [path] });
});

test('nothing is looked at behind a link, or where it is skipped; the folder itself may be a link', () => {
  mkdirSync(join(folder, 'real/node_modules'), { recursive: true });
  mkdirSync(join(folder, 'elsewhere'));
  symlinkSync('../elsewhere', join(folder, 'real/link'));
  symlinkSync('real', join(folder, 'work'));
  const reader = createFolderChangeReader(join(folder, 'work'), (path) => path === 'own');
  const mark = reader.mark();
  for (const path of ['elsewhere/a', 'real/node_modules/a', 'real/own', 'real/a'])
    writeFileSync(join(folder, path), '');
  expect(reader.changes(mark).files).toEqual(['a']);
});
