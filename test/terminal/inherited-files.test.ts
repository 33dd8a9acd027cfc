import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { source } from '../harness/source.ts';

/** What a program sees of the file that its starter was given as `fd`. */
function seen(fd: number, closes: boolean): string {
  const file = openSync(join(import.meta.dirname, 'inherited-files.test.ts'), 'r');
  const script = `import { spawnSync } from 'node:child_process';
${closes ? `const { closeInheritedFiles } = await import(${source('terminal/process/inherited-files.ts')}); closeInheritedFiles();` : ''}
const { stdout } = spawnSync('ls', ['-l', '/proc/self/fd'], { encoding: 'utf8' });
console.log(stdout.includes('inherited-files.test') ? 'seen' : 'gone');`;
  const stdio = Array.from({ length: fd + 1 }, (_, at) => (at === fd ? file : at < 3 ? 'pipe' : 'ignore'));
  const node = resolve(import.meta.dirname, '..', '..', 'node_modules', '.bin', 'node');
  const { stdout, stderr } = spawnSync(node, ['--input-type=module', '-e', script], { stdio, encoding: 'utf8' });
  closeSync(file);
  return stdout.trim() || stderr;
}

test('a file that a process was started with is not passed on, whatever its number', () => {
  expect(seen(40, true)).toBe('gone');
  expect(seen(5, true)).toBe('gone');
  // Node alone closes but the lowest ones.
  expect(seen(40, false)).toBe('seen');
});
