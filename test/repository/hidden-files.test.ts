import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWorld, STATE, stateOf, type World } from './world.ts';

let world: World;
let project: string;
const options = { workBranch: 'work' };

beforeEach(() => {
  world = createWorld();
  project = world.project();
  world.write(project, { 'lib/two.txt': 'two\n', 'lib/deep/three.txt': 'three\n' });
  world.git(project, 'add', '-A');
  world.git(project, 'commit', '-q', '-m', 'library');
});
afterEach(() => world.end());

const hide = (flag: string, ...paths: string[]) => world.git(project, 'update-index', flag, ...paths);
const committed = () =>
  world.git(project, 'diff', '--name-status', '--no-renames', 'main', 'work').split('\n').filter(Boolean);
/** `H` is a file that git looks at. */
const tagOf = (path: string) => world.git(project, 'ls-files', '-v', path)[0];

const flags: readonly (readonly [string, string])[] = [
  ['--skip-worktree', 'S'],
  ['--assume-unchanged', 'h'],
];

test.each(flags)('what a person hid with %s is in no commit, and stays hidden', async (flag, tag) => {
  hide(flag, 'src/one.txt', '.github/workflows/ci.yml');
  world.write(project, { 'src/one.txt': 'password=hunter2\n', '.github/workflows/ci.yml': 'on: mine\n' });
  const repository = world.repository(project, options);
  expect(await repository.open()).toMatchObject({ kind: 'ready' });
  expect(world.notices.join('\n')).toMatch(/told not to look at .*src\/one\.txt/);
  for (const file of ['a.txt', 'b.txt']) {
    const mark = await repository.takeSnapshot();
    world.write(project, { [file]: 'agent\n' });
    expect(await repository.changes(mark)).toMatchObject({ files: [file], repaired: [] });
    await repository.saveWork('1', 'work in progress');
    await repository.checkpoint(`feat: ${file}`);
  }
  expect(committed()).toEqual(['A\ta.txt', 'A\tb.txt']);
  expect(world.git(project, 'log', '--all', '-S', 'hunter2', '--format=%s')).toBe('');
  expect([tagOf('src/one.txt'), tagOf('.github')]).toEqual([tag, tag]);
  expect([world.read(project, 'src/one.txt'), world.read(project, '.github/workflows/ci.yml')]).toEqual([
    'password=hunter2\n',
    'on: mine\n',
  ]);
});

test('what an agent changes of it is named', async () => {
  hide('--skip-worktree', 'src/one.txt');
  const repository = world.repository(project, options);
  await repository.open();
  const mark = await repository.takeSnapshot();
  world.write(project, { 'src/one.txt': 'agent\n', 'a.txt': 'agent\n' });
  expect((await repository.changes(mark)).files).toEqual(['a.txt']);
  expect(world.notices.at(-1)).toMatch(/^src\/one\.txt: changed during the attempt; not committed, because you had/);
});

test.each([
  ['shows it', 'git update-index --no-skip-worktree src/one.txt'],
  ['commits it', 'git update-index --no-skip-worktree src/one.txt; git commit -qam mine'],
  ['begins another history', 'git checkout -q --orphan own; git commit -qm own'],
])('nor is it taken or lost by an agent that %s', async (_, script) => {
  hide('--skip-worktree', 'src/one.txt');
  world.write(project, { 'src/one.txt': 'password=hunter2\n' });
  const repository = world.repository(project, options);
  await repository.open();
  const mark = await repository.takeSnapshot();
  world.write(project, { 'a.txt': 'agent\n' });
  for (const command of script.split('; ')) world.git(project, ...command.split(' ').slice(1));
  expect((await repository.changes(mark)).files).toEqual(['a.txt']);
  await repository.checkpoint('feat: a unit');
  expect(committed()).toEqual(['A\ta.txt']);
  expect([tagOf('src/one.txt'), world.read(project, 'src/one.txt')]).toEqual(['S', 'password=hunter2\n']);
});

test.each(flags)('what an agent hides with %s is seen and committed', async (flag) => {
  const repository = world.repository(project, options);
  await repository.open();
  const mark = await repository.takeSnapshot();
  world.write(project, { 'src/one.txt': 'agent\n' });
  hide(flag, 'src/one.txt');
  expect(await repository.changes(mark)).toMatchObject({ changed: true, files: ['src/one.txt'] });
  await repository.checkpoint('feat: a unit');
  expect([committed(), tagOf('src/one.txt')]).toEqual([['M\tsrc/one.txt'], 'H']);
});

test.each(flags)('what the agent of a run that was cut off hid with %s comes to light', async (flag, tag) => {
  hide(flag, 'src/one.txt');
  await world.repository(project, options).open();
  world.write(project, {
    'src/one.txt': 'mine\n',
    'lib/two.txt': 'agent\n',
    [STATE]: stateOf({ id: 'dead-run', heartbeat: '2026-11-22T01:00:00.000Z' }),
  });
  hide(flag, 'lib/two.txt');
  const repository = world.repository(project, options);
  await repository.open();
  await repository.checkpoint('feat: a unit');
  expect(committed()).toEqual([`A\t${STATE}`, 'M\tlib/two.txt']);
  expect([tagOf('src/one.txt'), tagOf('lib/two.txt')]).toEqual([tag, 'H']);
});

test.each([
  ['set', '--no-cone', '/.kiro/'],
  ['set', '--cone', '.kiro'],
  ['set', '--cone', '--sparse-index', '.kiro'],
])('what a sparse checkout of an agent removes is there again: %s %s %s', async (...definition) => {
  const repository = world.repository(project, options);
  await repository.open();
  const mark = await repository.takeSnapshot();
  world.git(project, 'rm', '-q', 'lib/two.txt');
  world.git(project, 'sparse-checkout', ...definition);
  expect(existsSync(`${project}/src/one.txt`)).toBe(false);
  world.write(project, { 'lib/new.txt': 'new\n' });
  const saved = (await repository.saveWork('1', 'work in progress')) ?? '';
  expect(world.git(project, 'diff', '--name-status', 'main', saved)).toBe('A\tlib/new.txt\nD\tlib/two.txt');
  const { files, repaired } = await repository.changes(mark);
  expect(files).toEqual(['lib/new.txt', 'lib/two.txt']);
  expect(repaired.join('\n')).toMatch(/a sparse checkout had removed .*src\/one\.txt.*: restored/);
  expect([world.read(project, 'src/one.txt'), world.read(project, 'lib/deep/three.txt')]).toEqual(['one\n', 'three\n']);
  await repository.checkpoint('feat: a unit');
  expect(committed()).toEqual(['A\tlib/new.txt', 'D\tlib/two.txt']);
});

test('nor is it missing where nobody looked before the commit', async () => {
  const repository = world.repository(project, options);
  await repository.open();
  await repository.takeSnapshot();
  world.git(project, 'sparse-checkout', 'set', '--no-cone', '/.kiro/');
  world.write(project, { 'lib/new.txt': 'new\n' });
  await repository.checkpoint('feat: cut short');
  expect(committed()).toEqual(['A\tlib/new.txt']);
  expect(world.notices.join('\n')).toMatch(/a sparse checkout had removed .*src\/one\.txt/);
});
