import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TOKEN, useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();

describe('one push before anything is done tells of', () => {
  const pushes = () =>
    at.server.requests.filter(({ method, service }) => method === 'POST' && service === 'git-receive-pack');

  test('a token that may only read', async () => {
    const [repository] = await at.begin('one');
    at.server.tokens.set(TOKEN, { access: 'read' });
    expect(await repository.publishBranch()).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/403/),
      remedy: expect.stringMatching(/contents: write/),
    });
    expect(at.world.git(at.bare, 'branch', '--format=%(refname:short)')).toBe('main');
  });

  test('a ruleset, a protected name', async () => {
    const [repository] = await at.begin('one');
    at.server.rule('o/r', 'work', 'Cannot create ref due to creations being restricted.');
    expect(await repository.publishBranch()).toMatchObject({
      kind: 'refused',
      remedy: expect.stringMatching(/bypass/),
    });
    at.server.protect('o/r', 'work');
    expect(await repository.publishBranch()).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/GH006/),
    });
    expect(at.world.clock.slept).toEqual([]);
  });

  test('a hook that fails with an error of the server', async () => {
    const [repository] = await at.begin('one');
    at.server.hook('o/r', 'echo "Gitea: Internal Server Error" >&2; exit 1');
    expect(await repository.publishBranch()).toMatchObject({
      kind: 'refused',
      remedy: expect.stringMatching(/may be/),
    });
  });

  test('nothing, where nothing refuses: the branch is there, and a second run has nothing to push', async () => {
    const [repository] = await at.begin('one');
    expect(await repository.publishBranch()).toEqual({ kind: 'published' });
    expect(at.remoteHead('work')).toBe(at.remoteHead('main'));
    const [next] = await at.begin('two');
    expect(await next.publishBranch()).toEqual({ kind: 'published' });
    expect(pushes()).toHaveLength(1);
  });

  test('nothing, where the network fails', async () => {
    const [repository] = await at.begin('one');
    at.server.interfere = () => 'drop';
    expect(await repository.publishBranch()).toEqual({ kind: 'unknown' });
  });
});

/** Somebody pushes files to the base branch. */
const addToMain = (files: Record<string, string>) => {
  const person = at.world.path('person');
  at.world.git(at.world.root, 'clone', '-q', at.bare, person);
  at.world.write(person, files);
  at.world.git(person, 'add', '-A');
  at.world.git(person, 'commit', '-q', '-m', 'on main');
  at.world.git(person, 'push', '-q', 'origin', 'main');
};

test('a merge of the base is left out where a rule forbids merges', async () => {
  const [first, folder] = await at.begin('one');
  await at.unit(first, folder, { 'a.txt': 'a\n' });
  addToMain({ 'b.txt': 'b\n' });
  const forbidden = [
    'while read old new ref; do',
    '  test -z "$(git rev-list --merges $new --not --all)" && continue',
    '  echo "error: GH013: Repository rule violations found for $ref." >&2',
    '  echo "- This branch must not contain merge commits." >&2',
    '  exit 1',
    'done',
  ];
  at.server.hook('o/r', forbidden.join('\n'));
  const [repository, next] = await at.begin('two');
  expect(await repository.publishBranch()).toEqual({ kind: 'without-base', base: 'main', refused: 'merges' });
  expect(await at.unit(repository, next, { 'c.txt': 'c\n' })).toMatchObject({ kind: 'saved', pushed: true });
  expect(existsSync(join(next, 'b.txt'))).toBe(false);
});

describe('workflow files that the base gained', () => {
  /** The work branch is on the remote, and `main` has a workflow more than it. */
  const gainWorkflow = async () => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    addToMain({ '.github/workflows/new.yml': 'on: push\n', 'b.txt': 'b\n' });
    at.server.refuseWorkflows('o/r');
  };

  test('are left out with that merge, in this run and in the next', async () => {
    await gainWorkflow();
    for (const name of ['two', 'three']) {
      const [repository, folder] = await at.begin(name);
      expect(existsSync(join(folder, 'b.txt'))).toBe(true);
      expect(await repository.publishBranch()).toEqual({ kind: 'without-base', base: 'main', refused: 'workflows' });
      expect(at.world.git(folder, 'status', '--porcelain')).toBe('');
      expect(existsSync(join(folder, 'b.txt'))).toBe(false);
      expect(await at.unit(repository, folder, { [`${name}.txt`]: 'x\n' })).toMatchObject({
        kind: 'saved',
        pushed: true,
      });
    }
    at.server.hook('o/r', '');
    const [repository] = await at.begin('four');
    expect(await repository.publishBranch()).toEqual({ kind: 'published' });
    expect(at.world.git(at.bare, 'show', 'work:b.txt')).toBe('b');
  });

  test('halt with the way out where that merge cannot be undone', async () => {
    await gainWorkflow();
    const [repository, folder] = await at.begin('two');
    at.world.write(folder, { 'b.txt': 'written here since\n' });
    expect(await repository.publishBranch()).toMatchObject({
      kind: 'refused',
      remedy: expect.stringMatching(/merge that into the work branch yourself and push it/),
    });
    expect(at.world.read(folder, 'b.txt')).toBe('written here since\n');
  });
});
