import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWorld, type World } from './world.ts';

let world: World;
let project: string;

beforeEach(() => {
  world = createWorld();
  const library = world.project('library');
  project = world.project();
  world.git(project, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', library, 'vendor/library');
  world.git(project, 'commit', '-q', '-m', 'library');
});
afterEach(() => world.end());

/** What is told of an attempt that writes these files. */
async function attempt(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const repository = world.repository(project, { workBranch: 'work' });
  await repository.open();
  const mark = await repository.takeSnapshot();
  world.notices.length = 0;
  world.write(project, files);
  await repository.changes(mark);
  return [...world.notices];
}

test.each([
  ['a file of it', 'vendor/library/src/one.txt'],
  ['a new file', 'vendor/library/new.txt'],
])('%s that an attempt changes in a submodule is named, since it is in no commit', async (_, path) => {
  const lost = `${path}: changed during the attempt; not committed, because it is in a submodule`;
  expect(await attempt({ 'src/one.txt': 'agent\n', [path]: 'agent\n' })).toEqual([lost]);
});

test('what a person has under way there, and what it ignores, is not', async () => {
  world.write(project, { 'vendor/library/src/one.txt': 'mine\n' });
  expect(await attempt({ 'src/one.txt': 'agent\n', 'vendor/library/ignored/built.o': 'built\n' })).toEqual([]);
});

test('nothing that an agent put into its configuration is run to find out', async () => {
  world.git(
    `${project}/vendor/library`,
    'config',
    'core.fsmonitor',
    `touch ${JSON.stringify(world.path('ran'))}; false`,
  );
  expect(await attempt({ 'vendor/library/src/one.txt': 'agent\n' })).toHaveLength(1);
  expect(() => world.read(world.root, 'ran')).toThrow(/ENOENT/);
});
