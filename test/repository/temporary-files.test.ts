import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld, STATE, TASKS, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

describe('temporary files of a killed run', () => {
  const left = [
    `${STATE}.2023610260`,
    '.kiro/specs/SEQUENTIAL_PROGRESS.md.7',
    '.kiro/specs/.SEQUENTIAL_STATE.json.0123456789ab',
    `${TASKS}.4294967295`,
    '.kiro/specs/my-feature/.tasks.md.0123456789ab',
    '.kiro/specs/my-feature/.design.md.0123456789ab',
  ];
  const files = {
    ...Object.fromEntries(left.map((path) => [path, 'half'])),
    '.kiro/specs/my-feature/design.md': '#\n',
  };

  test('are removed at the start; what merely looks like one is the user’s', async () => {
    const project = world.project();
    world.write(project, files);
    const inGit = 'sequential-orchestration/.tasks.md.0123456789ab';
    world.write(`${project}/.git`, { [inGit]: 'half' });
    world.git(project, 'add', '.kiro/specs/my-feature/design.md');
    world.git(project, 'commit', '-q', '-m', 'design');
    expect(await world.repository(project).open()).toMatchObject({ kind: 'ready' });
    expect(world.git(project, 'status', '--porcelain')).toBe('');
    expect(existsSync(`${project}/.git/${inGit}`)).toBe(false);

    const own = ['.kiro/specs/my-feature/notes.md.7', '.kiro/specs/.SEQUENTIAL_STATE.json.old', 'tasks.md.7'];
    world.write(project, Object.fromEntries(own.map((path) => [path, 'mine'])));
    for (const path of own) await expect(world.repository(project).open()).rejects.toThrow(path);
  });

  test('that were committed go with the next commit', async () => {
    const project = world.project();
    world.write(project, files);
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'swept in');
    const repository = world.repository(project);
    await repository.open();
    world.write(project, { 'src/new.txt': 'done\n' });
    await repository.checkpoint('feat: the unit');
    const listed = world.git(project, 'ls-files', '--', '.kiro').split('\n');
    expect(listed).toEqual(['.kiro/specs/my-feature/design.md', TASKS]);
    expect(world.git(project, 'status', '--porcelain')).toBe('');
  });

  test('are removed where there is no git', async () => {
    const folder = world.path('plain');
    world.write(folder, files);
    await world.repository(folder, { checkpoint: 'off' }).open();
    expect(left.filter((path) => existsSync(`${folder}/${path}`))).toEqual([]);
  });
});
