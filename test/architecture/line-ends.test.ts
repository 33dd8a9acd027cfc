import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

test('a clone has the bytes of the commit where git is told to convert line ends', () => {
  const folder = mkdtempSync(join(tmpdir(), 'line-ends-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'core.autocrlf=true', '-c', 'core.eol=crlf', ...args], { cwd: folder, stdio: 'pipe' });
  const script = join(folder, 'run');
  copyFileSync(resolve(import.meta.dirname, '../../.gitattributes'), join(folder, '.gitattributes'));
  writeFileSync(script, '#!/bin/sh\n');
  git('init', '-q');
  git('add', '-A');
  rmSync(script);
  git('checkout', '-q', '--', 'run');
  const written = readFileSync(script, 'utf8');
  rmSync(folder, { recursive: true });
  expect(written).toBe('#!/bin/sh\n');
});
