import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const script = resolve(import.meta.dirname, '../../../scripts/evidence-alarms.ts');

test('a history is walked, and what would have been called doubtful is counted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alarms-'));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });
  const commit = (message: string, content: string) => {
    writeFileSync(join(folder, 'sum.test.ts'), content);
    git('add', '-A');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '-m', message);
  };
  git('init', '-q');
  commit('Add sums', "test('adds', () => {\n  expect(sum(1, 2)).toBe(3);\n});\n");
  commit('Add more sums', "test.skip('adds', () => {\n  expect(sum(1, 2)).toBe(3);\n});\n");
  commit('Skip no more', "test('adds', () => {\n  expect(sum(1, 2)).toBe(3);\n});\n");
  const printed = execFileSync(process.execPath, ['--no-warnings', script, '--show', 'test-skipped', folder], {
    encoding: 'utf8',
  });
  expect(printed.split('\n').map((line) => line.replace(folder, 'FOLDER').trim())).toEqual([
    expect.stringMatching(/^[0-9a-f]{9} ! sum\.test\.ts:1: tests are skipped or singled out: test\.skip\('adds'/),
    'FOLDER: 3 commits, doubtful 1 (33.3 %), would block 1 (33.3 %)',
    'test-skipped, blocking: 1 (33.3 %)',
    '',
  ]);
  rmSync(folder, { recursive: true });
});
