import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mayHaveFlags, withoutYoungSizes } from '../../src/repository/git/index/index-file.ts';
import { refsSignature } from '../../src/repository/git/refs-signature.ts';
import { source } from '../harness/source.ts';
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
    ['there are none, where names are shortened', ['--index-version', '4'], false],
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

  test.each(['2', '3', '4'])('of a file in the middle, in version %s', (version) => {
    world.write(project, { 'src/ü.txt': 'ü\n', 'src/z.txt': 'z\n' });
    world.git(project, 'add', '-A');
    world.git(project, 'update-index', '--index-version', version);
    expect(hasFlags()).toBe(false);
    world.git(project, 'update-index', '--skip-worktree', 'src/one.txt');
    expect(hasFlags()).toBe(true);
  });

  test('that the version does not have, which git goes by all the same', () => {
    const index = join(project, '.git', 'index');
    world.git(project, 'update-index', '--skip-worktree', 'src/one.txt');
    const content = readFileSync(index);
    content.writeUInt32BE(2, 4);
    writeFileSync(index, content);
    expect(world.git(project, 'ls-files', '-t', 'src/one.txt')).toBe('S src/one.txt');
    expect(hasFlags()).toBe(true);
  });

  test.each(['', 'DIRC', 'DIRC\0\0\0\x02\0\0\0\x09', 'no index at all'])(
    'what is no index may have some: %j',
    (text) => {
      expect(mayHaveFlags(Buffer.from(text), 'sha1')).toBe(true);
    },
  );
});

describe('an index of our own', () => {
  /** Paths whose size is not known, so that git looks into them. */
  const lookedInto = (writtenAt: number) => {
    const index = join(project, '.git', 'index');
    writeFileSync(index, withoutYoungSizes({ content: readFileSync(index), writtenAt }, 'sha1').content);
    world.git(project, 'fsck', '--no-dangling');
    const listed = world.git(project, 'ls-files', '--debug').split(/\n(?=\S)/);
    return listed.filter((entry) => entry.includes('size: 0\t')).map((entry) => entry.split('\n')[0]);
  };

  test.each(['2', '4'])(
    'has git look into what was changed when it was written, or later, in version %s',
    (version) => {
      world.git(project, 'update-index', '--index-version', version, '--force-remove', 'src/one.txt');
      world.write(project, { 'src/one.txt': 'one\n' });
      world.git(project, 'add', 'src/one.txt');
      const changedAt = Math.floor(lstatSync(join(project, 'src/one.txt')).ctimeMs / 1000);
      expect(lookedInto(changedAt + 1)).toEqual([]);
      expect(lookedInto(changedAt)).toContain('src/one.txt');
      expect(world.git(project, 'status', '--porcelain')).toBe('');
    },
  );

  test('of a form that is not known is older than all files', () => {
    const content = Buffer.from('DIRC\0\0\0\x09');
    expect(withoutYoungSizes({ content, writtenAt: 1_800_000_000 }, 'sha1')).toEqual({ content, writtenAt: 1 });
  });
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

  test('tell of one that a linked worktree has for itself', () => {
    world.git(project, 'worktree', 'add', '-q', '--detach', '../linked');
    const [commonDir, linked] = [join(project, '.git'), join(project, '..', 'linked')];
    const gitDir = join(commonDir, 'worktrees', 'linked');
    const linkedSignature = () => refsSignature({ commonDir, gitDir }, 'main', Date.now() + 10_000);
    const before = linkedSignature();
    expect(before).not.toBeNull();
    world.git(linked, 'update-ref', 'refs/worktree/mine', 'HEAD');
    expect(linkedSignature()).not.toBe(before);
  });

  test.each(['caf\xe9', 'caf\xe9/deep'])('tell of a branch whose name is no UTF-8: %j', (name) => {
    const [place, other] = [name, 'caf\xe8'].map((branch) =>
      Buffer.concat([Buffer.from(`${project}/.git/refs/heads/`), Buffer.from(branch, 'latin1')]),
    ) as [Buffer, Buffer];
    if (name.includes('/')) mkdirSync(place.subarray(0, -'/deep'.length));
    for (const path of [place, other]) writeFileSync(path, `${world.git(project, 'rev-parse', 'HEAD')}\n`);
    const before = signature();
    expect(before).not.toBeNull();
    writeFileSync(place, 'moved\n');
    expect(signature()).not.toBe(before);
  });

  test.each([
    [
      'a link in place of a worktree',
      (gitDir: string) => {
        mkdirSync(join(gitDir, 'worktrees'));
        symlinkSync('/', join(gitDir, 'worktrees', 'linked'));
      },
    ],
    ['a link in place of all worktrees', (gitDir: string) => symlinkSync('/', join(gitDir, 'worktrees'))],
    ['a link in place of refs', (gitDir: string) => symlinkSync('/', join(gitDir, 'refs', 'tags', 'more'))],
  ])('tell nothing where there is %s', (_, make) => {
    expect(signature()).not.toBeNull();
    make(join(project, '.git'));
    expect(signature()).toBeNull();
  });

  test('tell nothing where one of their folders must not be read', () => {
    const closed = join(project, '.git', 'refs', 'heads', 'closed');
    mkdirSync(closed);
    // Root may read it.
    if (process.getuid?.() !== 0) chmodSync(closed, 0);
    else chmodSync(closed, 0o700);
    const script = `
      import { refsSignature } from ${source('repository/git/refs-signature.ts')};
      if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534); }
      console.log(refsSignature({ commonDir: '.', gitDir: '.' }, 'main', Date.now() + 10_000));`;
    const said = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
      cwd: join(project, '.git'),
      encoding: 'utf8',
    });
    chmodSync(closed, 0o755);
    expect(said).toBe('null\n');
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

test('a file that was changed without a trace, in the second of its last change and with its time set back, is seen and committed', async () => {
  const repository = world.repository(project, { workBranch: 'work' });
  await repository.open();
  const place = join(project, 'made.txt');
  /** The second of the change, which nobody can set. */
  const make = (text: string) => {
    world.write(project, { 'made.txt': text });
    utimesSync(place, 1_500_000_000, 1_500_000_000);
    return Math.floor(lstatSync(place).ctimeMs / 1000);
  };
  for (let round = 1000, isWithoutTrace = false; !isWithoutTrace; round += 1) {
    const first = make(`${round} first`);
    expect(await repository.checkpoint('feat: first')).toMatchObject({ kind: 'saved' });
    const snapshot = await repository.takeSnapshot();
    isWithoutTrace = make(`${round} again`) === first;
    expect((await repository.changes(snapshot)).files).toEqual(['made.txt']);
    expect(await repository.checkpoint('feat: again')).toMatchObject({ kind: 'saved' });
    expect(world.git(project, 'show', 'work:made.txt')).toBe(`${round} again`);
  }
});

test.each([
  ['ignored', { '.gitignore': '.gitattributes\n' }, []],
  ['hidden', {}, ['update-index', '--assume-unchanged', 'src/.gitattributes']],
] as const)('attributes that are %s, and changed since a file was last committed, count', async (_, files, hide) => {
  if (hide.length > 0) {
    world.write(project, { 'src/.gitattributes': '' });
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'attributes');
    world.git(project, ...hide);
  }
  const repository = world.repository(project, { workBranch: 'work' });
  await repository.open();
  world.write(project, { ...files, 'src/key.txt': 'none yet\n' });
  await repository.checkpoint('feat: a place for it');
  world.write(project, { 'src/.gitattributes': 'key.txt filter=git-crypt\n', 'src/key.txt': 'secret\n' });
  await repository.checkpoint('feat: the key');
  expect(world.git(project, 'show', 'work:src/key.txt')).toBe('none yet');
  expect(world.notices.join('\n')).toContain('src/key.txt: to be encrypted');
});
