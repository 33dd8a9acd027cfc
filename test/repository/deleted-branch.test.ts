import { describe, expect, test } from '@jest/globals';
import { patternsInTheWay, refuseNameInTheWay } from '../../src/repository/branches/branch-names.ts';
import { useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();

/** A person in a clone of their own. */
function elsewhere(...commands: readonly (readonly string[])[]): void {
  const folder = at.world.path('a person');
  at.world.git(at.world.root, 'clone', '-q', at.bare, folder);
  for (const command of commands) at.world.git(folder, ...command);
}

const merges: Readonly<Record<string, readonly (readonly string[])[]>> = {
  squashed: [
    ['merge', '-q', '--squash', 'origin/work'],
    ['commit', '-q', '-m', 'squash'],
    ['push', '-q', 'origin', 'main', ':work'],
  ],
  merged: [
    ['merge', '-q', '--no-ff', '-m', 'merge', 'origin/work'],
    ['push', '-q', 'origin', 'main', ':work'],
  ],
  closed: [['push', '-q', 'origin', ':work']],
};

describe('a work branch that was deleted on the remote is not taken up again', () => {
  test.each([
    ['squashed', ''],
    ['squashed', 'after git fetch --prune'],
    ['merged', ''],
    ['closed', ''],
  ])('%s %s', async (how, pruned) => {
    const [repository, folder] = await at.begin('runner');
    await at.unit(repository, folder, { 'src/one.txt': 'ours\n' });
    const old = at.remoteHead();
    elsewhere(...(merges[how] ?? []));
    if (pruned !== '') at.world.git(folder, 'fetch', '-q', '--prune', at.bare, '+refs/heads/*:refs/remotes/origin/*');
    const next = at.world.repository(folder, at.push());
    expect(await next.open()).toMatchObject({ kind: 'ready', head: at.remoteHead('main'), branch: 'work' });
    const kept = `refs/sequential/lost/my-feature/${old.slice(0, 12)}`;
    const isKept = how !== 'merged';
    expect(at.world.git(folder, 'for-each-ref', '--format=%(objectname)', kept)).toBe(isKept ? old : '');
    expect(at.world.notices).toEqual([
      `The branch work was deleted on the remote: a new one starts from main.${isKept ? ` The old one is saved here as ${kept}.` : ''}`,
    ]);
    // Nothing of its own, so nothing to push; a unit is.
    expect(await next.checkpoint('chore: nothing')).toMatchObject({ kind: 'saved', pushed: true });
    expect(() => at.remoteHead()).toThrow(/unknown revision/);
    expect(await at.unit(next, folder, { 'src/one.txt': 'anew\n' })).toMatchObject({ kind: 'saved', pushed: true });
    expect(at.world.git(at.bare, 'log', '--format=%s', 'main..work')).toBe('feat: a unit');
  });

  test('what was committed there and never pushed is kept under a ref', async () => {
    const [repository, folder] = await at.begin('runner');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    at.world.git(folder, 'commit', '-q', '--allow-empty', '-m', 'not pushed');
    const local = at.world.git(folder, 'rev-parse', 'HEAD');
    elsewhere(...(merges.closed ?? []));
    await at.world.repository(folder, at.push()).open();
    expect(at.world.git(folder, 'rev-parse', `refs/sequential/lost/my-feature/${local.slice(0, 12)}`)).toBe(local);
  });

  test('nor one that was only met on the remote; but one that never was there is', async () => {
    const [repository, folder] = await at.begin('runner');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    const [, other] = await at.begin('another runner');
    elsewhere(...(merges.closed ?? []));
    const next = at.world.repository(other, at.push());
    expect(await next.open()).toMatchObject({ head: at.remoteHead('main') });
    // Cut off before it was pushed, the new one is taken up.
    at.world.git(other, 'commit', '-q', '--allow-empty', '-m', 'not pushed');
    const local = at.world.git(other, 'rev-parse', 'HEAD');
    expect(await at.world.repository(other, at.push()).open()).toMatchObject({ head: local });
  });
});

test('a post step pushes no branch that says no more than its base', async () => {
  const [, folder] = await at.begin('runner');
  expect(await at.world.repository(folder, at.push()).pushUnpushed()).toMatchObject({ pushed: true });
  expect(() => at.remoteHead()).toThrow(/unknown revision/);
});

describe('a branch whose name is in the way is known before anything is done', () => {
  test.each([
    ['a/b', 'a'],
    ['a', 'a/b'],
  ])('%s, where the remote or this checkout has %s', async (workBranch, other) => {
    const folder = await at.clone('runner');
    const open = () => at.world.repository(folder, at.push({ workBranch })).open();
    at.world.git(folder, 'branch', other);
    await expect(open()).rejects.toMatchObject({
      message: `The work branch ${workBranch} cannot be created: the branch ${other} here is in its way.`,
      fix: expect.stringContaining('set another `work-branch`'),
    });
    at.world.git(at.bare, 'branch', other, 'main');
    await expect(open()).rejects.toMatchObject({
      name: 'UserError',
      message: `The work branch ${workBranch} cannot be created: the branch ${other} on the remote is in its way.`,
      fix: expect.stringContaining(`git push origin --delete ${other}`),
    });
  });

  test.each([
    ['a/b/c', 'a'],
    ['a/b/c', 'a/b'],
    ['a', 'a/b/c'],
  ])('%s has %s in its way, and not what only looks alike', (branch, other) => {
    const alike = ['ab', 'x/a', 'a/b/cd', 'a-b', 'b']
      .map((name) => `refs/heads/${name}`)
      .filter((ref) => !ref.startsWith(`refs/heads/${branch}/`));
    expect(() => refuseNameInTheWay(branch, ['HEAD', ...alike])).not.toThrow();
    expect(() => refuseNameInTheWay(branch, [...alike, `refs/heads/${other}`])).toThrow(`the branch ${other} on`);
    expect(patternsInTheWay('a/b/c')).toEqual(['refs/heads/a', 'refs/heads/a/b', 'refs/heads/a/b/c/*']);
  });
});

describe('where a closed pull request ended', () => {
  test('is part of the branch that goes on from there, in a shallow clone too, and of no other', async () => {
    const [repository, folder] = await at.begin('runner');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    const closed = at.remoteHead();
    const person = at.world.path('somebody');
    at.world.git(at.world.root, 'clone', '-q', at.bare, person);
    at.world.git(person, 'reset', '-q', '--hard', 'origin/work');
    at.world.grow(person, 60);
    at.world.git(person, 'push', '-q', 'origin', 'main:work');
    const [continued] = await at.begin('a shallow clone');
    expect(await continued.continuesFrom(closed)).toBe(true);
    expect(await continued.continuesFrom('1'.repeat(40))).toBe(false);
    // In the base it is past.
    expect(await continued.continuesFrom(at.remoteHead('main'))).toBe(false);
  });

  test('is not part of a new branch, in this run or a later one', async () => {
    const [repository, folder] = await at.begin('runner');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    const closed = at.remoteHead();
    elsewhere(...(merges.closed ?? []));
    const [anew, clone] = await at.begin('tonight');
    expect(await anew.continuesFrom(closed)).toBe(false);
    await at.unit(anew, clone, { 'a.txt': 'b\n' });
    const [later] = await at.begin('tomorrow');
    expect(await later.continuesFrom(closed)).toBe(false);
  });
});
