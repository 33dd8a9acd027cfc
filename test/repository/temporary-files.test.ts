import { existsSync, lstatSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld, STATE, stateOf, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

const SPECS = '.kiro/specs';
const SPEC = `${SPECS}/my-feature`;
const GIT_FOLDER = '.git/sequential-orchestration';

describe('temporary files of a killed run', () => {
  const left = [
    `${STATE}.2023610260`,
    `${SPECS}/.SEQUENTIAL_STATE.json.0123456789ab`,
    `${SPECS}/.SEQUENTIAL_PROGRESS.md.0123456789ab`,
    `${SPEC}/.tasks.md.0123456789ab`,
    `${SPEC}/.design.md.0123456789ab`,
  ];
  const halfOf = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, '{\n  "specs": {\n']));
  const files = { ...halfOf(left), [`${SPEC}/design.md`]: '#\n' };
  const remaining = (folder: string, paths: readonly string[]) =>
    paths.filter((path) => existsSync(`${folder}/${path}`));

  function commit(project: string, paths: Record<string, string>): void {
    world.write(project, paths);
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'a person');
  }

  test('are removed at the start, also where they are ignored', async () => {
    const project = world.project();
    commit(project, { [`${SPEC}/design.md`]: '#\n', '.gitignore': '.*.0123456789ab\n' });
    const inGit = `${GIT_FOLDER}/.tasks.md.0123456789ab`;
    world.write(project, { ...files, [inGit]: 'half' });
    expect(await world.repository(project).open()).toMatchObject({ kind: 'ready' });
    expect(world.git(project, 'status', '--porcelain', '--ignored')).toBe('');
    expect(existsSync(`${project}/${inGit}`)).toBe(false);
  });

  test('are removed where there is no git', async () => {
    const folder = world.path('plain');
    world.write(folder, files);
    await world.repository(folder, { checkpoint: 'off' }).open();
    expect(remaining(folder, left)).toEqual([]);
  });

  test('that somebody committed stay committed', async () => {
    const project = world.project();
    const committed = [...left, `${SPEC}/tasks.md.1`, `${STATE}.7`];
    commit(project, { ...files, ...halfOf(committed) });
    const repository = world.repository(project);
    await repository.open();
    world.write(project, { 'src/new.txt': 'done\n' });
    await repository.checkpoint('feat: the unit');
    expect(world.git(project, 'show', '--name-status', '--format=')).toBe('A\tsrc/new.txt');
    expect(remaining(project, committed)).toEqual(committed);
  });

  test('are not folders and links that are called like one', async () => {
    const project = world.project();
    const names = [`${STATE}.123`, `${SPEC}/tasks.md.1`, ...left.slice(1, 4), `${GIT_FOLDER}/.tasks.md.0123456789ab`];
    const inFolders = names.map((path) => `${path}/n`);
    commit(project, halfOf(inFolders));
    symlinkSync('tasks.md', `${project}/${SPEC}/.tasks.md.aaaaaaaaaaaa`);
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'a link');
    const repository = world.repository(project);
    expect(await repository.open()).toMatchObject({ kind: 'ready' });
    world.write(project, halfOf([`${SPECS}/SEQUENTIAL_PROGRESS.md.123/n`]));
    expect(await repository.checkpoint('feat: the unit')).toMatchObject({ kind: 'saved' });
    expect(remaining(project, inFolders)).toEqual(inFolders);
    expect(lstatSync(`${project}/${SPEC}/.tasks.md.aaaaaaaaaaaa`).isSymbolicLink()).toBe(true);
  });
});

describe('a file that may be left over, or a person’s', () => {
  const whole = stateOf(null);
  const doubtful = {
    [`${SPEC}/tasks.md.20231126`]: 'mine\n',
    [`${SPEC}/tasks.md.4294967295`]: 'half',
    [`${SPECS}/SEQUENTIAL_PROGRESS.md.7`]: '',
    [`${STATE}.1764188000`]: whole,
    [`${STATE}.2`]: 'notes',
  };
  const paths = Object.keys(doubtful);

  test('is left alone, told once, and in no commit', async () => {
    const project = world.project();
    world.write(project, doubtful);
    const repository = world.repository(project);
    expect(await repository.open()).toMatchObject({ kind: 'ready' });
    world.write(project, { 'src/new.txt': 'done\n' });
    await repository.checkpoint('feat: the unit');
    expect(world.git(project, 'show', '--name-status', '--format=')).toBe('A\tsrc/new.txt');
    expect(paths.map((path) => world.read(project, path))).toEqual(Object.values(doubtful));
    const told = world.notices.filter((notice) => paths.every((path) => notice.includes(path)));
    expect(told).toEqual([expect.stringMatching(/^Files that an older version may have left over.*in no commit/)]);
  });

  test('stays where it is ignored', async () => {
    const project = world.project();
    world.write(project, { ...doubtful, '.git/info/exclude': '*.[0-9]*\n' });
    const repository = world.repository(project);
    await repository.open();
    world.write(project, { 'src/new.txt': 'done\n' });
    await repository.checkpoint('feat: the unit');
    expect(paths.map((path) => world.read(project, path))).toEqual(Object.values(doubtful));
  });

  test.each([
    `${SPEC}/notes.md.7`,
    `${SPECS}/.SEQUENTIAL_STATE.json.old`,
    'tasks.md.7',
    `${SPECS}/other/tasks.md.7`,
    `${SPEC}/tasks.md.1/n`,
    `${SPEC}/tasks.md.bak.1`,
  ])('is not %s: that stops the run as any other', async (path) => {
    const project = world.project();
    world.write(project, { [path]: 'mine' });
    await expect(world.repository(project).open()).rejects.toThrow(path);
  });
});
