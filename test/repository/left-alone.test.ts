import { mkdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWorld, STATE, stateOf, TASKS, type World } from './world.ts';

let world: World;
let project: string;
const options = { workBranch: 'work' };
const inA = { ...options, statePath: `packages/a/${STATE}` };

beforeEach(() => {
  world = createWorld();
  project = world.project();
  world.write(project, {
    [`packages/a/${TASKS}`]: '- [ ] 1. First\n',
    'packages/a/a.txt': 'a\n',
    'packages/b/b.txt': 'b\n',
    'packages/b/gone.txt': 'gone\n',
  });
  world.git(project, 'add', '-A');
  world.git(project, 'commit', '-q', '-m', 'packages');
});
afterEach(() => world.end());

/** What a person has under way in another package. */
function changeElsewhere(): void {
  world.write(project, { 'packages/b/b.txt': 'mine\n', 'packages/b/new.txt': 'mine\n' });
  world.git(project, 'rm', '-q', 'packages/b/gone.txt');
}

/** Paths that the work branch has otherwise than main. */
const committed = () => world.git(project, 'diff', '--name-only', 'main', 'work').split('\n').filter(Boolean);
const uncommitted = () =>
  world
    .git(project, 'status', '--porcelain', '-uall')
    .split('\n')
    .map((line) => line.slice(3))
    .sort();
const elsewhere = ['packages/b/b.txt', 'packages/b/gone.txt', 'packages/b/new.txt'];

test('a run in one package leaves alone what a person has changed in another, and takes what the agent changes', async () => {
  changeElsewhere();
  const repository = world.repository(`${project}/packages/a`, inA);
  expect(await repository.open()).toMatchObject({ kind: 'ready' });
  expect(world.notices).toEqual([
    expect.stringMatching(/^Uncommitted changes outside of .*packages\/a are left alone.*: packages\/b\/b\.txt, /),
  ]);
  const mark = await repository.takeSnapshot();
  world.write(project, {
    'packages/a/a.txt': 'agent\n',
    'lock.json': '{}\n',
    'packages/b/agent.txt': 'agent\n',
    'packages/b/b.txt': 'both\n',
  });
  const { files } = await repository.changes(mark);
  expect(files).toEqual(['lock.json', 'packages/a/a.txt', 'packages/b/agent.txt']);
  expect(world.notices.slice(1)).toEqual([
    'packages/b/b.txt: changed during the attempt; not committed, because you had changed it, or hidden it from git, before the run',
  ]);
  await repository.saveWork('1', 'work in progress');
  await repository.checkpoint('feat: a unit');
  expect(committed()).toEqual(files);
  expect(uncommitted()).toEqual(elsewhere);
});

test('nor is it lost or taken by what an agent does to the history', async () => {
  changeElsewhere();
  const repository = world.repository(`${project}/packages/a`, inA);
  await repository.open();
  const mark = await repository.takeSnapshot();
  world.write(project, { 'packages/a/a.txt': 'agent\n' });
  // All of it, on a branch that does not go on from ours.
  world.git(project, 'checkout', '-q', '--orphan', 'own');
  world.git(project, 'commit', '-q', '-m', 'nothing of mine', '--allow-empty', '--only');
  const changed = await repository.changes(mark);
  expect(changed.files).toEqual(['packages/a/a.txt']);
  await repository.checkpoint('feat: first');
  expect([committed(), uncommitted()]).toEqual([['packages/a/a.txt'], elsewhere]);

  const second = await repository.takeSnapshot();
  world.write(project, { 'packages/a/two.txt': 'agent\n' });
  world.git(project, 'add', '-A');
  world.git(project, 'commit', '-q', '-m', 'all of it');
  const { repaired } = await repository.changes(second);
  expect(repaired.join()).toMatch(/packages\/b\/b\.txt: was changed by a person before the run/);
  await repository.checkpoint('feat: second');
  expect([committed(), uncommitted()]).toEqual([['packages/a/a.txt', 'packages/a/two.txt'], elsewhere]);
  expect(world.read(project, 'packages/b/b.txt')).toBe('mine\n');
});

test('a run that goes on where one was cut off knows it from what the agent left', async () => {
  changeElsewhere();
  await world.repository(`${project}/packages/a`, inA).open();
  const run = { id: 'dead-run', heartbeat: '2026-11-22T01:00:00.000Z' };
  world.write(project, { [inA.statePath]: stateOf(run), 'packages/a/half.txt': 'half\n', 'lock.json': '{}\n' });
  const repository = world.repository(`${project}/packages/a`, { ...inA, runId: 'run-2' });
  await repository.open();
  expect(world.notices.at(-1)).toBe('Picked up from an interrupted run (dead-run): lock.json, packages/a/half.txt');
  await repository.checkpoint('feat: a unit');
  expect(committed()).toEqual(['lock.json', inA.statePath, 'packages/a/half.txt'].sort());
  expect(uncommitted()).toEqual(elsewhere);
});

test.each([
  ['in the folder itself', 'packages/a/mine.txt', 'packages/a', inA],
  ['in a spec that lies elsewhere', TASKS, 'packages/a', options],
  ['of what is protected, which would be reverted', '.github/workflows/ci.yml', 'packages/a', inA],
  ['in a folder with a similar name', 'packages/a b/x.txt', '.', options],
])('a change %s stops it', async (_, path, folder, more) => {
  mkdirSync(`${project}/packages/a`, { recursive: true });
  world.write(project, { [path]: 'mine\n' });
  await expect(world.repository(`${project}/${folder}`, more).open()).rejects.toThrow(path);
});

test.each<[string, (place: string) => void]>([
  ['a folder', (place) => mkdirSync(`${place}/n`, { recursive: true })],
  ['a link to a file of a person', (place) => symlinkSync('../src/one.txt', place)],
])('%s in the place of the list of what is left alone is no hindrance, and written to never', async (_, put) => {
  changeElsewhere();
  put(`${project}/.git/sequential-left-alone`);
  const before = world.read(project, 'src/one.txt');
  expect(await world.repository(`${project}/packages/a`, inA).open()).toMatchObject({ kind: 'ready' });
  expect(world.read(project, 'src/one.txt')).toBe(before);
  expect(JSON.parse(world.read(project, '.git/sequential-left-alone'))).toEqual(elsewhere);
});
