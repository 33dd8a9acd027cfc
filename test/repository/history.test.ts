import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { GitRepository, WorkTreeSnapshot } from '../../src/repository/types.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let project: string;
let repository: GitRepository;
let mark: WorkTreeSnapshot;
let start: string;

beforeEach(async () => {
  world = createWorld();
  project = world.project();
  world.git(project, 'checkout', '-q', '-b', 'work');
  repository = world.repository(project);
  await repository.open();
  // A first unit is done, so that there is something to lose.
  await repository.takeSnapshot();
  world.write(project, { 'src/unit1.txt': 'unit 1\n' });
  await repository.checkpoint('feat: unit 1\n\nSpec: my-feature');
  mark = await repository.takeSnapshot();
  start = world.git(project, 'rev-parse', 'HEAD');
});
afterEach(() => world.end());

const git = (...args: string[]) => world.git(project, ...args);
const write = (files: Record<string, string>) => world.write(project, files);
const commitAll = (message: string) => {
  git('add', '-A');
  git('commit', '-q', '-m', message);
};
const contains = (older: string, newer = 'work') => git('merge-base', older, newer) === git('rev-parse', older);

const pipe = (path: string) => {
  rmSync(join(project, path), { force: true });
  execFileSync('mkfifo', [join(project, path)]);
};
const startAfresh = () => {
  rmSync(join(project, '.git'), { recursive: true });
  git('init', '-q', '-b', 'work');
  commitAll('a new beginning');
};

describe('a history that is not as it was left', () => {
  test('commits on a branch of the agent’s own are taken over', async () => {
    git('checkout', '-q', '-b', 'feature/mine');
    write({ 'a.txt': 'a\n' });
    commitAll('feat: mine');
    const tip = git('rev-parse', 'HEAD');
    write({ 'b.txt': 'b\n' });
    const change = await repository.changes(mark);
    expect(change.repaired.join('\n')).toMatch(/feature\/mine was checked out.*\n.*moved to work/);
    expect(change.files).toEqual(['a.txt', 'b.txt']);
    expect(git('branch', '--show-current')).toBe('work');
    expect(git('rev-parse', 'work')).toBe(tip);
  });

  test('another branch checked out with work on it: its content comes along, what was done stays', async () => {
    write({ 'early.txt': 'early\n' });
    commitAll('feat: on the work branch');
    const own = git('rev-parse', 'HEAD');
    git('checkout', '-q', '-b', 'other', 'main');
    write({ 'a.txt': 'a\n' });
    commitAll('feat: elsewhere');
    const elsewhere = git('rev-parse', 'HEAD');
    write({ 'dirty.txt': 'dirty\n' });
    const change = await repository.changes(mark);
    expect(git('rev-parse', 'work')).toBe(own);
    expect(change.files).toEqual(['a.txt', 'dirty.txt', 'early.txt']);
    expect(change.repaired.join('\n')).toMatch(/refs\/sequential\/lost\/my-feature\//);
    expect(git('for-each-ref', '--format=%(objectname)', 'refs/sequential/lost')).toBe(elsewhere);
    expect(world.read(project, 'src/unit1.txt')).toBe('unit 1\n');
    await repository.checkpoint('feat: unit 2');
    expect(git('status', '--porcelain')).toBe('');
    expect(git('ls-tree', '-r', '--name-only', 'work')).toMatch(/a\.txt\ndirty\.txt\nearly\.txt/);
  });

  test('an amended commit: the checkpointed history stays, the amended content is a change on top', async () => {
    write({ 'src/unit1.txt': 'unit 1 amended\n', 'more.txt': 'more\n' });
    git('add', '-A');
    git('commit', '-q', '--amend', '-m', 'amended');
    const amended = git('rev-parse', 'HEAD');
    const change = await repository.changes(mark);
    expect(git('rev-parse', 'work')).toBe(start);
    expect(change.repaired.join('\n')).toMatch(/history of work was rewritten/);
    expect(git('for-each-ref', '--format=%(objectname)', 'refs/sequential/lost')).toBe(amended);
    expect(change.files).toEqual(['more.txt', 'src/unit1.txt']);
    expect(world.read(project, 'src/unit1.txt')).toBe('unit 1 amended\n');
  });

  test('a hard reset: what earlier units did is there again, and what came after it too', async () => {
    git('reset', '-q', '--hard', 'HEAD~1');
    write({ 'after.txt': 'after\n', 'src/one.txt': 'one and more\n' });
    const change = await repository.changes(mark);
    expect(git('rev-parse', 'work')).toBe(start);
    expect(change.repaired.join('\n')).toMatch(/reset: restored/);
    expect(change.files).toEqual(['after.txt', 'src/one.txt']);
    expect(world.read(project, 'src/unit1.txt')).toBe('unit 1\n');
    expect(world.read(project, 'src/one.txt')).toBe('one and more\n');
  });

  test('a soft reset loses nothing either', async () => {
    git('reset', '-q', '--soft', 'HEAD~1');
    write({ 'src/unit1.txt': 'unit 1 again\n' });
    const change = await repository.changes(mark);
    expect(change.files).toEqual(['src/unit1.txt']);
    expect(world.read(project, 'src/unit1.txt')).toBe('unit 1 again\n');
    expect(git('rev-parse', 'work')).toBe(start);
  });

  test('an older commit checked out, the branch deleted, an orphan: back on the branch', async () => {
    git('checkout', '-q', '--detach', 'HEAD~1');
    git('branch', '-q', '-D', 'work');
    write({ 'x.txt': 'x\n' });
    expect((await repository.changes(mark)).repaired.join('\n')).toMatch(/detached HEAD.*\n.*deleted/);
    expect(git('rev-parse', 'work')).toBe(start);
    expect(world.read(project, 'src/unit1.txt')).toBe('unit 1\n');
    git('checkout', '-q', '--orphan', 'fresh');
    git('rm', '-rfq', '--cached', '.');
    write({ 'y.txt': 'y\n' });
    commitAll('a new beginning');
    await repository.changes(mark);
    expect(git('branch', '--show-current')).toBe('work');
    await repository.checkpoint('feat: unit 2');
    expect(contains(start)).toBe(true);
    expect(git('ls-tree', '--name-only', 'work', 'x.txt', 'y.txt')).toBe('x.txt\ny.txt');
  });

  test('an unfinished merge is ended with its files as they are, and stale locks are removed', async () => {
    git('checkout', '-q', '-b', 'theirs', 'main');
    write({ 'src/one.txt': 'theirs\n' });
    commitAll('theirs');
    git('checkout', '-q', 'work');
    write({ 'src/one.txt': 'ours\n' });
    commitAll('ours');
    expect(() => git('merge', 'theirs')).toThrow();
    writeFileSync(join(project, '.git/index.lock'), '');
    const change = await repository.changes(mark);
    expect(change.repaired.join('\n')).toMatch(/index\.lock/);
    expect(change.repaired.join('\n')).toMatch(/MERGE_HEAD/);
    expect(await repository.checkpoint('feat: unit 2')).toMatchObject({ kind: 'saved' });
    expect(git('log', '-1', '--format=%P').split(' ')).toHaveLength(1);
    expect(git('status', '--porcelain')).toBe('');
  });

  test('a broken index is rebuilt', async () => {
    write({ 'a.txt': 'a\n' });
    writeFileSync(join(project, '.git/index'), 'no index');
    const change = await repository.changes(mark);
    expect(change).toMatchObject({ files: ['a.txt'], repaired: [expect.stringMatching(/index/)] });
  });

  test.each<[string, () => void]>([
    ['HEAD', () => writeFileSync(join(project, '.git/HEAD'), 'no head')],
    ['work', () => writeFileSync(join(project, '.git/refs/heads/work'), 'no commit\n')],
    ['work', () => writeFileSync(join(project, '.git/refs/heads/work'), `${'1'.repeat(40)}\n`)],
    ['work', () => rmSync(join(project, '.git/refs/heads/work'))],
    ['packed-refs', () => writeFileSync(join(project, '.git/packed-refs'), 'no\nrefs\n')],
    ['commondir', () => writeFileSync(join(project, '.git/commondir'), world.root)],
    ['index', () => pipe('.git/index')],
    ['hook', () => pipe('.git/hooks/pre-commit')],
    ['config', () => pipe('.git/config')],
    ['workflows', () => pipe('.github/workflows/ci.yml')],
  ])('a broken %s is set right, and nothing waits for a named pipe', async (named, damage) => {
    write({ 'a.txt': 'a\n' });
    damage();
    // While the agent is at work nobody sets anything right, but nothing of it ends the run.
    if (named !== 'config') await repository.saveWork('2', 'after 10 min');
    const { repaired } = await repository.changes(mark);
    expect(repaired).toEqual([expect.stringContaining(named)]);
    await repository.checkpoint('feat: unit 2');
    expect(git('log', '--format=%s', '-2', 'work')).toBe('feat: unit 2\nfeat: unit 1');
    expect(git('show', '--format=', '--name-only')).toBe('a.txt');
    // None is ignored.
    expect(world.notices.join('\n')).not.toMatch(/gitignore/);
  });

  test('refs that cannot be read are kept aside, since most of them may be whole', async () => {
    git('branch', 'elsewhere');
    git('pack-refs', '--all');
    const packed = join(project, '.git/packed-refs');
    const broken = `${readFileSync(packed, 'utf8')}no ref\n`;
    writeFileSync(packed, broken);
    const { repaired } = await repository.changes(mark);
    expect(repaired).toContainEqual(expect.stringContaining('packed-refs.broken'));
    expect(readFileSync(`${packed}.broken`, 'utf8')).toBe(broken);
    expect(git('rev-parse', 'work')).toBe(start);
  });

  test('a branch that is not born yet is no broken one', async () => {
    git('checkout', '-q', '--orphan', 'afresh');
    write({ 'a.txt': 'a\n' });
    const { repaired } = await repository.changes(mark);
    expect(repaired).toEqual(['branch afresh was checked out: switched back to work']);
  });

  test.each<[string, () => void]>([
    ['removed', () => rmSync(join(project, '.git'), { recursive: true })],
    ['recreated', () => startAfresh()],
    ['emptied', () => rmSync(join(project, '.git/objects'), { recursive: true })],
  ])('a repository that was %s is said, and that only its files are left', async (_, damage) => {
    damage();
    const failed = { name: 'UserError', fix: expect.stringMatching(/^Keep .*were never pushed are lost/) };
    await expect(repository.changes(mark)).rejects.toMatchObject(failed);
  });

  test('what git cannot take up is said with its reason, as no fault of the program', async () => {
    write({ '.gitattributes': '*.txt working-tree-encoding=nonsense\n', 'a.txt': 'a\n' });
    await repository.changes(mark);
    const failed = { kind: 'withheld', reason: expect.stringMatching(/failed to encode/) };
    expect(await repository.checkpoint('feat: unit 2')).toMatchObject(failed);
    expect(git('log', '-1', '--format=%s')).toBe('feat: unit 1');
  });

  test('an attempt that nobody looked at before the checkpoint is repaired by it', async () => {
    git('checkout', '-q', '-b', 'astray');
    write({ 'a.txt': 'a\n' });
    await repository.checkpoint('wip: cancelled');
    expect(git('log', '-1', '--format=%s', 'work')).toBe('wip: cancelled');
    expect(git('branch', '--show-current')).toBe('work');
  });

  test('without checkpoints the branch is the agent’s to choose', async () => {
    const off = world.repository(project, { checkpoint: 'off' });
    await off.open();
    const before = await off.takeSnapshot();
    git('checkout', '-q', '-b', 'mine');
    write({ 'a.txt': 'a\n' });
    commitAll('mine');
    expect(await off.changes(before)).toMatchObject({ changed: true, files: ['a.txt'], repaired: [] });
    expect(git('branch', '--show-current')).toBe('mine');
  });
});
