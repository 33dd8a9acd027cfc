import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mayHaveFlags } from '../../src/repository/git/index/index-file.ts';
import { refsSignature } from '../../src/repository/git/refs-signature.ts';
import { createWorld, STATE, stateOf, type World } from './world.ts';

let world: World;
let project: string;

beforeEach(() => {
  world = createWorld();
  project = world.project();
});
afterEach(() => world.end());

describe('flags in an index', () => {
  const hasFlags = () => mayHaveFlags(readFileSync(join(project, '.git', 'index')), 'sha1');

  test.each([
    ['there are none', [], false],
    ['assume-unchanged', ['--assume-unchanged', 'src/one.txt'], true],
    ['skip-worktree', ['--skip-worktree', 'src/one.txt'], true],
    ['there are none, in a form that is not read', ['--index-version', '4'], true],
    ['there are none, and most entries are in another file', ['--split-index'], true],
  ] as const)('%s', (_, change, expected) => {
    if (change.length > 0) world.git(project, 'update-index', ...change);
    expect(hasFlags()).toBe(expected);
  });

  test('of the last of several, after a name that is too long for its length to be told', () => {
    const blob = world.git(project, 'hash-object', '-w', 'src/one.txt');
    const long = `${'n'.repeat(200)}/`.repeat(25);
    for (const path of [`${long}x`, ...Array.from({ length: 9 }, (_, at) => 'z'.repeat(at + 1))])
      world.git(project, 'update-index', '--add', '--cacheinfo', `100644,${blob},${path}`);
    expect(hasFlags()).toBe(false);
    world.git(project, 'update-index', '--assume-unchanged', 'z'.repeat(9));
    expect(hasFlags()).toBe(true);
  });

  test.each(['', 'DIRC', 'DIRC\0\0\0\x02\0\0\0\x09', 'no index at all'])(
    'what is no index may have some: %j',
    (text) => {
      expect(mayHaveFlags(Buffer.from(text), 'sha1')).toBe(true);
    },
  );
});

describe('the files of refs', () => {
  /** By a clock far ahead of that of the files. */
  const signature = (now = Date.now() + 10_000) => {
    const gitDir = join(project, '.git');
    return refsSignature({ commonDir: gitDir, gitDir }, 'main', now);
  };

  test.each([
    ['a new branch', ['branch', 'other']],
    ['a tag', ['tag', 'v1']],
    ['the same refs packed', ['pack-refs', '--all']],
    ['another HEAD', ['checkout', '-q', '--detach']],
    ['a worktree', ['worktree', 'add', '-q', '--detach', '../linked']],
  ] as const)('tell of %s', (_, command) => {
    const before = signature();
    expect(signature()).toBe(before);
    world.git(project, ...command);
    expect(signature()).not.toBe(before);
  });

  test('tell nothing of the branch that is worked on, and nothing while they are young', () => {
    const before = signature();
    world.git(project, 'commit', '-q', '--allow-empty', '-m', 'next');
    expect(signature()).toBe(before);
    // As if it were asked in the moment when one was written.
    expect(signature(Math.ceil(lstatSync(join(project, '.git', 'HEAD')).ctimeMs))).toBeNull();
  });
});

/** Has `git` be a script that does `first` before it becomes git. */
function beforeGit(first: string): void {
  const bin = world.path('bin');
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  mkdirSync(bin);
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${first}\nexec '${real}' "$@"\n`);
  chmodSync(join(bin, 'git'), 0o755);
  world.env.PATH = `${bin}:${world.env.PATH}`;
}

/** Commands of git that were run since this was last called. */
function logGit(): () => string[] {
  const log = world.path('git.log');
  beforeGit(`for a; do case $a in -c|core.*|lfs.*|diff.*) ;; *) echo "$a" >> '${log}'; break;; esac; done`);
  let seen = 0;
  return () => {
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    const added = lines.slice(seen);
    seen = lines.length;
    return added;
  };
}

test('what a unit asks of git, from its snapshot to its checkpoint', async () => {
  const asked = logGit();
  const repository = world.repository(project, { workBranch: 'work' });
  await repository.open();
  const unit = async (name: string) => {
    asked();
    const snapshot = await repository.takeSnapshot();
    const before = asked();
    world.write(project, { [name]: 'new\n' });
    await repository.changes(snapshot);
    const looked = asked();
    await repository.diffSince(snapshot.head, { asText: true, patchOnly: true });
    const compared = asked();
    await repository.checkpoint(`feat: ${name}`);
    return { before, looked, compared, saved: asked() };
  };
  await unit('first.txt');
  expect(await unit('second.txt')).toEqual({
    before: ['status'],
    looked: ['status', 'check-attr'],
    compared: ['status', 'add', 'diff'],
    saved: ['status', 'add', 'write-tree', 'commit-tree', 'diff-tree', 'cat-file', 'update-ref'],
  });
});

test('a start asks once what the last commit has as the state', async () => {
  world.write(project, { [STATE]: stateOf(null, { keeping: 'a unit that was saved' }) });
  world.git(project, 'add', '-A');
  world.git(project, 'commit', '-q', '-m', 'saved');
  const asked = logGit();
  const repository = world.repository(project);
  expect(await repository.open()).toMatchObject({ stateCommitted: true });
  // And once what people committed into files that decide.
  expect(asked().filter((command) => command === 'cat-file')).toHaveLength(2);
});

test.each([1, 300])(
  'a file that is removed while it is staged, of %i more, keeps the others out of no commit',
  async (more) => {
    const gone = join(project, 'gone.txt');
    beforeGit(`case " $* " in *' add '*) rm -f '${gone}';; esac`);
    const repository = world.repository(project, { workBranch: 'work' });
    await repository.open();
    const snapshot = await repository.takeSnapshot();
    const names = Array.from({ length: more }, (_, at) => `new-${at}.txt`);
    world.write(project, Object.fromEntries(['gone.txt', ...names].map((name) => [name, 'new\n'])));
    await repository.changes(snapshot);
    expect(await repository.checkpoint('feat: all')).toMatchObject({ kind: 'saved' });
    const added = world.git(project, 'diff', '--name-only', 'main', 'work').split('\n');
    expect(added.filter((name) => !name.startsWith('.'))).toEqual([...names].sort());
  },
);
