import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSpecFiles } from '../../src/spec-folder/spec-files.ts';
import type { SpecFiles } from '../../src/spec-folder/types.ts';

let folder: string;
let files: SpecFiles;
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spec-files-'));
  files = createSpecFiles({
    tasksPath: at('tasks.md'),
    statePath: at('state.json'),
    progressPath: at('progress.md'),
    mask: (text) => text.replaceAll('s3cret', '***'),
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('state and log that an agent changed or removed are restored and named; tasks.md is left alone', async () => {
  writeFileSync(at('state.json'), 'state');
  writeFileSync(at('progress.md'), 'log');
  writeFileSync(at('tasks.md'), 'tasks');
  const putBack = await files.snapshotRecords(() => false);
  writeFileSync(at('state.json'), 'forged');
  rmSync(at('progress.md'));
  writeFileSync(at('tasks.md'), 'edited');
  expect(await putBack()).toEqual(['changed state.json; it was restored', 'removed progress.md; it was restored']);
  expect([at('state.json'), at('progress.md'), at('tasks.md')].map((path) => readFileSync(path, 'utf8'))).toEqual([
    'state',
    'log',
    'edited',
  ]);
  expect(await (await files.snapshotRecords(() => false))()).toEqual([]);
});

test('of what an agent added to another spec nothing is said to be removed that is not', async () => {
  const other = at('other');
  mkdirSync(at('my-feature'));
  mkdirSync(other);
  writeFileSync(join(other, 'tasks.md'), 'tasks');
  const paths = { tasksPath: at('my-feature/tasks.md'), statePath: at('state.json'), progressPath: at('progress.md') };
  const beside = createSpecFiles({ ...paths, mask: (text) => text });
  const putBack = await beside.snapshotRecords(() => false);
  writeFileSync(Buffer.concat([Buffer.from(`${other}/`), Buffer.from('caf\xe9.md', 'latin1')]), 'new');
  expect(await putBack()).toEqual([]);
  expect(readdirSync(other)).toEqual(['caf\ufffd.md', 'tasks.md']);
});

test('secrets do not reach the progress log', async () => {
  await files.appendProgress('the key is s3cret\n');
  expect(readFileSync(at('progress.md'), 'utf8')).toBe('the key is ***\n');
});

test('the progress log goes on from what was taken out of the tree, and has what others wrote since', async () => {
  const entry = (n: number) => `\n## 2026-11-23T0${n}:00:00Z run ${n}\n`;
  const saved = {
    ...{ ref: 'refs/r', commit: 'c', state: null, progress: entry(1) + entry(2) },
    left: null,
  };
  const continued = createSpecFiles({
    ...{ tasksPath: at('tasks.md'), statePath: at('state.json'), progressPath: at('progress.md') },
    ...{ mask: (text) => text, saved: () => saved },
  });
  await continued.appendProgress(entry(4));
  await continued.appendProgress(entry(5));
  expect(readFileSync(at('progress.md'), 'utf8')).toBe([1, 2, 4, 5].map(entry).join(''));
  writeFileSync(at('progress.md'), entry(1) + entry(3));
  await continued.appendProgress(entry(4));
  expect(readFileSync(at('progress.md'), 'utf8')).toBe([1, 2, 3, 4].map(entry).join(''));
});
