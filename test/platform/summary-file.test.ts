import { execFileSync } from 'node:child_process';
import { link, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSummaryFile } from '../../src/platform/summary-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summary-'));
  path = join(folder, 'summary.md');
});
afterEach(() => rm(folder, { recursive: true }));

test('the summary shows how each spec stands now', async () => {
  const show = createSummaryFile(path);
  await show('one')('one: 0 of 2');
  await show('two')('two: 0 of 1');
  await show('one')('one: 2 of 2');
  expect(await readFile(path, 'utf8')).toBe('one: 2 of 2\n\n---\n\ntwo: 0 of 1\n');
});

test('what is longer than GitHub shows is cut by whole specs, visibly', async () => {
  const show = createSummaryFile(path);
  await show('one')('one');
  await show('two')('é'.repeat(600_000));
  expect(await readFile(path, 'utf8')).toBe('one\n\n_Left out for length: the other specs._\n');
  expect((await stat(path)).size).toBeLessThan(1024 * 1024);
});

test('what another program of the step wrote stays above it', async () => {
  await writeFile(path, 'lint: fine');
  const show = createSummaryFile(path);
  await show('one')('one: 0 of 2');
  await show('one')('one: 2 of 2');
  expect(await readFile(path, 'utf8')).toBe('lint: fine\n\none: 2 of 2\n');
});

test('the file is written in place, since it may be a device, or mounted alone', async () => {
  await writeFile(path, '');
  await link(path, join(folder, 'the same file'));
  await createSummaryFile(path)('one')('one: 0 of 2');
  expect(await readFile(join(folder, 'the same file'), 'utf8')).toBe('one: 0 of 2\n');
  await createSummaryFile('/dev/null')('one')('one');
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
});

test('a named pipe is refused: nobody reads it, and who opens it waits for ever', async () => {
  execFileSync('mkfifo', [path]);
  await expect(createSummaryFile(path)('one')('one')).rejects.toThrow(/named pipe/);
});
