import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readCommittedFile } from '../../src/repository/guard/base-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'base-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = { PATH: process.env.PATH, HOME: '/nonexistent' };
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: folder, env });
const read = (...refs: string[]) =>
  readCommittedFile({ workdir: folder, env }, 'x.yml', refs.length > 0 ? refs : undefined);

describe('a committed file, before the repository is opened', () => {
  test('is the one of the first ref that there is; another text in the working tree is told', async () => {
    git('init', '-q', '-b', 'main');
    writeFileSync(join(folder, 'x.yml'), 'a: 1\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    writeFileSync(join(folder, 'x.yml'), 'a: 2\n');
    git('commit', '-q', '-a', '-m', 'two');
    expect(await read()).toEqual({ text: 'a: 2\n', name: 'x.yml (main)', differs: false });
    expect(await read('refs/remotes/origin/gone', 'refs/remotes/origin/main')).toEqual({
      text: 'a: 1\n',
      name: 'x.yml (origin/main)',
      differs: true,
    });
  });

  test('is not waited for where a pipe is in its place, nor followed through a link', async () => {
    git('init', '-q', '-b', 'main');
    writeFileSync(join(folder, 'x.yml'), 'a: 1\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    rmSync(join(folder, 'x.yml'));
    execFileSync('mkfifo', [join(folder, 'x.yml')]);
    expect(await read()).toEqual({ text: 'a: 1\n', name: 'x.yml (main)', differs: true });
    rmSync(join(folder, 'x.yml'));
    symlinkSync('/dev/zero', join(folder, 'x.yml'));
    expect(await read()).toEqual({ text: 'a: 1\n', name: 'x.yml (main)', differs: true });
  });

  /** Links as they may be committed, and what comes of them: a text, or words. */
  const LINKS: Readonly<Record<string, readonly [target: string, outcome: string]>> = {
    'a file beside it': ['notes.txt', 'Use pnpm.\n'],
    'a file in a folder': ['docs/deep.txt', 'Deep.\n'],
    'a link to a file': ['docs/again.txt', 'Use pnpm.\n'],
    'a way out and in again': ['docs/../notes.txt', 'Use pnpm.\n'],
    'a file outside': ['../secret.txt', 'leads out of'],
    'a file outside by its whole path': ['/etc/hostname', 'leads out of'],
    'a device': ['/dev/zero', 'leads out of'],
    nothing: ['gone.txt', 'a link to a file that is not (?:committed|there)'],
    itself: ['x.yml', 'in a circle'],
    'a folder': ['docs', 'is a folder|is not a file'],
  };
  const prepare = (target: string) => {
    const inner = join(folder, 'work');
    mkdirSync(join(inner, 'docs'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), 'secret\n');
    writeFileSync(join(inner, 'notes.txt'), 'Use pnpm.\n');
    writeFileSync(join(inner, 'docs', 'deep.txt'), 'Deep.\n');
    symlinkSync('../notes.txt', join(inner, 'docs', 'again.txt'));
    symlinkSync(target, join(inner, 'x.yml'));
    folder = inner;
  };

  test.each(Object.entries(LINKS))('that is a link to %s', async (_what, [target, outcome]) => {
    const parent = folder;
    try {
      prepare(target);
      // Without git, and as it is committed.
      const loose = await read();
      git('init', '-q', '-b', 'main');
      git('add', '-A');
      git('commit', '-q', '-m', 'one');
      for (const file of [loose, await read()]) {
        if (outcome.endsWith('\n')) expect(file).toMatchObject({ text: outcome, differs: false });
        else expect(file).toMatchObject({ text: null, problem: expect.stringMatching(outcome) });
        expect(JSON.stringify(file)).not.toContain('secret');
      }
    } finally {
      folder = parent;
    }
  });

  test('without git is what lies in the folder', async () => {
    writeFileSync(join(folder, 'x.yml'), 'a: 1\n');
    expect(await read()).toEqual({ text: 'a: 1\n', name: 'x.yml', differs: false });
  });

  test('is none in a repository that cannot be worked in, or without a commit', async () => {
    git('init', '-q', '--bare', '.');
    expect(await read()).toMatchObject({ text: null });
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    git('init', '-q');
    expect(await read()).toMatchObject({ text: null });
  });
});
