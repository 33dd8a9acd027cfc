import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWorld, STATE, stateOf, TASKS, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

const definitions: readonly (readonly string[])[] = [
  ['set', '--cone', '.kiro', 'src'],
  ['set', '--no-cone', '/.kiro/specs/my-feature/'],
  ['set', '--cone', '--sparse-index', '.kiro', 'src'],
];

/** A sparse checkout of a project with files that its definition leaves out. */
function sparseProject(definition: readonly string[]): string {
  const project = world.project();
  world.write(project, { 'lib/old.txt': 'old\n', 'lib/gone.txt': 'gone\n', 'docs/kept.txt': 'kept\n' });
  world.git(project, 'add', '-A');
  world.git(project, 'commit', '-q', '-m', 'library');
  world.git(project, 'sparse-checkout', ...definition);
  expect(existsSync(`${project}/lib`)).toBe(false);
  return project;
}

/** Paths that a branch has otherwise than `main`, with how. */
function difference(project: string, branch = 'work'): string[] {
  return world.git(project, 'diff', '--name-status', '--no-renames', 'main', branch).split('\n').filter(Boolean);
}

test.each(definitions)(
  'what is written outside of a sparse checkout is seen and committed: %s %s',
  async (...definition) => {
    const project = sparseProject(definition);
    const repository = world.repository(project, { workBranch: 'work' });
    await repository.open();
    const mark = await repository.takeSnapshot();
    world.write(project, {
      'src/new.txt': 'new\n',
      'lib/new.txt': 'new\n',
      'lib/old.txt': 'changed\n',
      [STATE]: '{}\n',
    });
    const { files } = await repository.changes(mark);
    expect(files).toEqual(['lib/new.txt', 'lib/old.txt', 'src/new.txt']);
    await repository.checkpoint('feat: a unit');
    expect(difference(project)).toEqual([`A\t${STATE}`, 'A\tlib/new.txt', 'M\tlib/old.txt', 'A\tsrc/new.txt']);
    expect(world.notices).toEqual([]);
  },
);

test.each(definitions)(
  'no merge and no git of an agent takes it out of the branch again: %s %s',
  async (...definition) => {
    const project = sparseProject(definition);
    const options = { workBranch: 'work' };
    const first = world.repository(project, options);
    await first.open();
    const state = stateOf(null, { units: { 1: { status: 'done' } } });
    world.write(project, { 'lib/new.txt': 'new\n', 'lib/old.txt': 'changed\n', [STATE]: state });
    await first.checkpoint('feat: first');

    const folder = world.path('elsewhere');
    world.git(project, 'worktree', 'add', '-q', '--no-checkout', folder, 'main');
    world.git(folder, 'sparse-checkout', 'disable');
    world.git(folder, 'checkout', '-q', '-f', 'main');
    world.write(folder, { 'lib/theirs.txt': 'theirs\n', 'docs/kept.txt': 'theirs\n' });
    world.git(folder, 'add', '-A');
    world.git(folder, 'commit', '-q', '-m', 'base goes on');

    const second = world.repository(project, options);
    expect(await second.open()).toMatchObject({ kind: 'ready' });
    expect(world.read(project, STATE)).toBe(state);
    const mark = await second.takeSnapshot();
    world.write(project, { 'src/two.txt': 'two\n' });
    // Both leave out again what the definition does not name.
    world.git(project, 'stash', '-q', '-u');
    world.git(project, 'stash', 'pop', '-q');
    await second.changes(mark);
    await second.checkpoint('feat: second');
    expect(difference(project)).toEqual([`A\t${STATE}`, 'A\tlib/new.txt', 'M\tlib/old.txt', 'A\tsrc/two.txt']);
  },
);

test('records that lie outside of the definition are there when a run begins', async () => {
  const project = world.project();
  const state = stateOf(null, { units: { 1: { status: 'done' } } });
  world.write(project, { [STATE]: state });
  world.git(project, 'add', '-A');
  world.git(project, 'commit', '-q', '-m', 'merged');
  world.git(project, 'sparse-checkout', 'set', '--no-cone', `/${TASKS}`);
  expect(existsSync(`${project}/${STATE}`)).toBe(false);
  const repository = world.repository(project, { workBranch: 'work' });
  await repository.open();
  expect(world.read(project, STATE)).toBe(state);
  world.write(project, { [STATE]: stateOf(null) });
  await repository.checkpoint('feat: a unit');
  expect(difference(project)).toEqual([`M\t${STATE}`]);
});

test('what an agent removes is removed, and what the definition leaves out is not', async () => {
  const project = sparseProject(['set', '--cone', '.kiro', 'src', 'docs']);
  const repository = world.repository(project, { workBranch: 'work' });
  await repository.open();
  await repository.takeSnapshot();
  world.git(project, 'rm', '-q', 'docs/kept.txt');
  await repository.checkpoint('feat: a unit');
  expect(difference(project)).toEqual(['D\tdocs/kept.txt']);
});
