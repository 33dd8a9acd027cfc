import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWorld, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

/** A project in which a filter has `*.bin` to itself, asked for by some attributes file. */
function filtered(name: string, attributes = '.gitattributes', pattern = '*.bin'): string {
  const project = world.project();
  world.write(project, { [attributes]: `# for ${name}\n${pattern} -text filter=${name} diff=${name}\n` });
  if (!attributes.startsWith('.git/')) {
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'attributes');
  }
  return project;
}

function set(project: string, entries: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(entries)) world.git(project, 'config', key, value);
}

const broken: readonly (readonly [string, string, Record<string, string>, RegExp])[] = [
  [
    'lfs',
    '.gitattributes',
    { 'filter.lfs.process': 'git-none process', 'filter.lfs.required': 'true' },
    /Install git-lfs/,
  ],
  ['lfs', 'deep/er/.gitattributes', { 'filter.lfs.clean': 'git-none clean' }, /Install git-lfs/],
  ['git-crypt', '.gitattributes', { 'filter.git-crypt.clean': '"git-none" clean' }, /git-crypt unlock/],
  [
    'git-crypt-key2',
    '.gitattributes',
    { 'filter.git-crypt-key2.clean': 'false', 'filter.git-crypt-key2.required': 'true' },
    /git-crypt unlock/,
  ],
  [
    'notebooks',
    '.git/info/attributes',
    { 'filter.notebooks.clean': 'nb-none --strip' },
    /`nb-none --strip`.*filter\.notebooks/,
  ],
];

test.each(broken)(
  'a filter that cannot run is named before an agent starts: %s by %s',
  async (name, attributes, configuration, fix) => {
    const project = filtered(name, attributes);
    set(project, configuration);
    for (const checkpoint of ['commit', 'off'] as const) {
      const open = world.repository(project, { workBranch: 'work', checkpoint }).open();
      await expect(open).rejects.toMatchObject({
        name: 'UserError',
        message: expect.stringContaining(`filter ${name}, which .gitattributes asks for, cannot run: `),
        fix: expect.stringMatching(fix),
      });
    }
    expect(world.git(project, 'branch', '--list', 'work')).toBe('');
  },
);

test('one that nobody asks for, or that is not set up, is in nobody’s way', async () => {
  const project = filtered('unknown');
  set(project, { 'filter.lfs.clean': 'git-none clean', 'filter.lfs.required': 'true' });
  const repository = world.repository(project);
  expect(await repository.open()).toMatchObject({ kind: 'ready' });
  world.write(project, { 'a.bin': 'a\n' });
  await repository.checkpoint('feat: a unit');
  expect(world.git(project, 'show', 'HEAD:a.bin')).toBe('a');
});

test('one that looks for its keys in the repository finds them', async () => {
  const project = filtered('git-crypt');
  const program = world.path('encrypt');
  world.write(world.root, {
    encrypt: '#!/bin/sh\nkey=$(cat "$(git rev-parse --git-dir)/git-crypt/keys/default") && sed "s/^/$key/"\n',
  });
  chmodSync(program, 0o755);
  set(project, { 'filter.git-crypt.clean': `'${program}'`, 'filter.git-crypt.required': 'true' });
  await expect(world.repository(project).open()).rejects.toThrow(/git-crypt.*cannot run/);
  world.write(project, { '.git/git-crypt/keys/default': 'K:' });
  const repository = world.repository(project);
  await repository.open();
  world.write(project, { 'a.bin': 'a\n' });
  await repository.checkpoint('feat: a unit');
  expect(world.git(project, 'show', 'HEAD:a.bin')).toBe('K:a');
});

test('what is to be encrypted and cannot be here is in no commit, and that is said', async () => {
  const project = filtered('git-crypt', '.gitattributes', '*.key');
  const repository = world.repository(project);
  await repository.open();
  world.write(project, { 'open.key': 'secret\n', 'a.txt': 'a\n' });
  await repository.checkpoint('feat: a unit');
  expect(world.git(project, 'show', '--format=', '--name-only')).toBe('a.txt');
  expect(world.notices.join()).toMatch(/^open\.key: to be encrypted.*not committed$/);
});

test.each(['true', 'warn'])('core.safecrlf=%s refuses no line ends', async (safecrlf) => {
  const project = world.project();
  set(project, { 'core.autocrlf': 'true', 'core.safecrlf': safecrlf });
  world.git(project, 'rm', '-q', '-r', '--cached', '.');
  world.git(project, 'reset', '-q', '--hard');
  expect(world.read(project, '.github/workflows/ci.yml')).toContain('\r\n');
  const repository = world.repository(project, { workBranch: 'work' });
  await repository.open();
  world.write(project, { 'unix.txt': 'a\nb\n', 'windows.txt': 'a\r\nb\r\n', 'mixed.txt': 'a\r\nb\n' });
  expect(await repository.checkpoint('feat: a unit')).toMatchObject({ kind: 'saved' });
  expect(world.git(project, 'show', '--format=', '--name-only').split('\n')).toHaveLength(3);
  expect(world.notices).toEqual([]);
});

// What git said of a path once is not asked again: it holds for as long as the attributes are the same.
test.each(['left to the run', 'committed by the agent'] as const)(
  'attributes that change from unit to unit, %s, count at once',
  async (how) => {
    const project = world.project();
    const repository = world.repository(project, { workBranch: 'work' });
    await repository.open();
    const unit = async (name: string, files: Readonly<Record<string, string>>) => {
      const snapshot = await repository.takeSnapshot();
      world.write(project, files);
      if (how === 'committed by the agent') {
        world.git(project, 'add', '.gitattributes');
        world.git(project, 'commit', '-q', '--allow-empty', '-m', name, '--', '.gitattributes');
      }
      await repository.changes(snapshot);
      await repository.diffSince(snapshot.head, { asText: true, patchOnly: true });
      expect(await repository.checkpoint(name)).toMatchObject({ kind: 'saved' });
      return world.git(project, 'show', 'work:a.key');
    };
    expect(await unit('plain', { 'a.key': '1\n', '.gitattributes': '' })).toBe('1');
    expect(await unit('encrypted', { 'a.key': '2\n', '.gitattributes': '*.key filter=git-crypt\n' })).toBe('1');
    expect(await unit('still', { 'a.key': '3\n' })).toBe('1');
    expect(await unit('plain again', { 'a.key': '4\n', '.gitattributes': '\n' })).toBe('4');
  },
);
