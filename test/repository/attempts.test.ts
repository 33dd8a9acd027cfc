import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { GitRepository, WorkTreeSnapshot } from '../../src/repository/types.ts';
import { createWorld, STATE, stateOf, TASKS, type World } from './world.ts';

/** A name that is no UTF-8. */
const ODD = 'caf\xe9';

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

describe('what an attempt changed', () => {
  test('is nothing when it only read, or touched what is ignored, or is the program’s own', async () => {
    write({ 'ignored/x': 'x', 'a.secret': 's', [STATE]: stateOf(null) });
    const change = await repository.changes(mark);
    expect(change).toEqual({ changed: false, commits: [], files: [], summary: 'No file changed.', repaired: [] });
  });

  test('is named: edited, new, deleted, made executable, odd names', async () => {
    write({ 'src/one.txt': 'two\n', 'new/näh file.txt': 'x\n' });
    rmSync(join(project, 'src/unit1.txt'));
    chmodSync(join(project, TASKS), 0o755);
    symlinkSync('nowhere', join(project, 'link'));
    const change = await repository.changes(mark);
    expect(change.files).toEqual([TASKS, 'link', 'new/näh file.txt', 'src/one.txt', 'src/unit1.txt']);
    expect(change.summary).toMatch(/5 files changed \(\+1 −2/);
  });

  test('is named where a folder became a file, and checkpointed', async () => {
    rmSync(join(project, 'src'), { recursive: true });
    write({ src: 'a file now\n' });
    expect((await repository.changes(mark)).files).toEqual(['src', 'src/one.txt', 'src/unit1.txt']);
    expect(await repository.checkpoint('feat: unit 2')).toMatchObject({ kind: 'saved' });
    expect(git('ls-tree', '-r', '--name-only', 'HEAD', 'src')).toBe('src');
  });

  test('is distinguished from what was uncommitted before, also within one file', async () => {
    write({ 'draft.txt': 'draft\n', 'src/one.txt': 'draft\n' });
    mark = await repository.takeSnapshot();
    expect(await repository.changes(mark)).toMatchObject({ changed: false, files: [] });
    write({ 'draft.txt': 'final\n' });
    expect(await repository.changes(mark)).toMatchObject({ changed: true, files: ['draft.txt'] });
    git('checkout', '-q', '--', 'src/one.txt');
    expect(await repository.changes(mark)).toMatchObject({ files: ['draft.txt', 'src/one.txt'] });
  });

  test('holds its own commits, which stay as they are below the checkpoint', async () => {
    write({ 'a.txt': 'a\n' });
    commitAll('feat: mine');
    write({ 'b.txt': 'b\n' });
    const change = await repository.changes(mark);
    expect(change).toMatchObject({ changed: true, files: ['a.txt', 'b.txt'], repaired: [] });
    expect(change.commits.map((commit) => commit.subject)).toEqual(['feat: mine']);
    await repository.checkpoint('feat: unit 2');
    expect(git('log', '--format=%s', '-3')).toBe('feat: unit 2\nfeat: mine\nfeat: unit 1');
  });

  test('a big uncommitted tree is read once', async () => {
    write(Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`many/${at}.txt`, 'x'.repeat(2000)])));
    mark = await repository.takeSnapshot();
    write({ 'many/300.txt': 'y' });
    expect(await repository.changes(mark)).toMatchObject({ files: ['many/300.txt'] });
  });
});

describe('what an agent has no business with', () => {
  test('git’s configuration, hooks and excludes are restored and named, without values', async () => {
    git('config', 'core.hooksPath', '.husky');
    git('config', 'http.proxy', 'http://sekret');
    write({ '.git/hooks/pre-commit': '#!/bin/sh\nexit 1\n', '.git/info/exclude': '*\n' });
    const change = await repository.changes(mark);
    const text = change.repaired.join('\n');
    expect(text).toMatch(/\.git\/config: restored \(core\.hooksPath, http\.proxy\)/i);
    expect(text).toMatch(/\.git\/hooks\/pre-commit: removed/);
    expect(text).toMatch(/info\/exclude/);
    expect(text).not.toMatch(/sekret/);
    expect(git('config', '--local', '--list')).not.toMatch(/hookspath|proxy/);
    expect(existsSync(join(project, '.git/hooks/pre-commit'))).toBe(false);
  });

  test('workflow files are restored, new ones removed, and told once', async () => {
    write({ '.github/workflows/ci.yml': 'on: evil\n', '.github/workflows/new.yml': 'on: evil\n', 'ok.txt': 'ok\n' });
    const change = await repository.changes(mark);
    expect(change.files).toEqual(['ok.txt']);
    expect(change.repaired.join('\n')).toMatch(/ci\.yml, \.github\/workflows\/new\.yml/);
    expect(world.read(project, '.github/workflows/ci.yml')).toBe('on: push\n');
    expect(existsSync(join(project, '.github/workflows/new.yml'))).toBe(false);
  });

  test.each([
    ['.github/workflows', `${ODD}.yml`],
    ['.github/workflows', `${ODD}/deep.yml`],
    ['.git/hooks', `${ODD}/pre-commit`],
  ])('what is new in %s is removed, whatever bytes its name has: %s', async (folder, name) => {
    const place = Buffer.concat([Buffer.from(join(project, folder, '/')), Buffer.from(name, 'latin1')]);
    mkdirSync(place.subarray(0, place.lastIndexOf('/')), { recursive: true });
    writeFileSync(place, 'new\n');
    write({ 'src/two.txt': 'two\n' });
    const { files, repaired } = await repository.changes(mark);
    expect(files).toEqual(['src/two.txt']);
    expect(repaired).toEqual([expect.stringContaining(join(folder, name.replace('\xe9', '\ufffd')))]);
    expect(existsSync(place)).toBe(false);
    expect(await repository.checkpoint('feat: two')).toMatchObject({ kind: 'saved' });
    expect(world.notices).toEqual([]);
  });

  test('a link in place of .github is not followed', async () => {
    const outside = world.path('outside');
    world.write(outside, { 'workflows/ci.yml': 'outside\n' });
    rmSync(join(project, '.github'), { recursive: true });
    symlinkSync(outside, join(project, '.github'));
    expect(await repository.changes(mark)).toMatchObject({ changed: false });
    expect(world.read(project, '.github/workflows/ci.yml')).toBe('on: push\n');
    expect(world.read(outside, 'workflows/ci.yml')).toBe('outside\n');
  });

  test('own commits with workflow files become uncommitted work without them, and are kept', async () => {
    write({ '.github/workflows/ci.yml': 'on: evil\n', 'a.txt': 'a\n' });
    commitAll('feat: with a workflow');
    const tip = git('rev-parse', 'HEAD');
    const change = await repository.changes(mark);
    expect(change).toMatchObject({ commits: [], files: ['a.txt'] });
    expect(git('rev-parse', 'work')).toBe(start);
    expect(git('for-each-ref', '--format=%(objectname)', 'refs/sequential/lost')).toBe(tip);
    await repository.checkpoint('feat: unit 2');
    expect(git('log', '--format=%h', `${start}..work`, '--', '.github')).toBe('');
  });

  test('unless it was allowed; other files can be protected too', async () => {
    const trusting = world.repository(project, { protectedPaths: [STATE, 'locked'] });
    await trusting.open();
    mark = await trusting.takeSnapshot();
    write({ '.github/workflows/ci.yml': 'on: pull_request\n', [STATE]: 'forged', 'locked/x': 'x' });
    const change = await trusting.changes(mark);
    expect(change.files).toEqual(['.github/workflows/ci.yml']);
    expect(existsSync(join(project, STATE))).toBe(false);
    expect(existsSync(join(project, 'locked/x'))).toBe(false);
  });
});

describe('a checkpoint', () => {
  test('leaves out what is ignored, even if it was added by force, and what must never be committed', async () => {
    const logs = join(project, 'logs');
    const own = join(project, '.local/state/ours');
    const careful = world.repository(project, { logDir: logs, ownFolders: [own] });
    write({ '.local/state/ours/.given/x': '[]' });
    await careful.open();
    await careful.takeSnapshot();
    write({ 'a.secret': 'key', 'a.txt': 'a\n', 'logs/agent.log': 'x' });
    git('add', '-f', 'a.secret', 'logs/agent.log');
    await careful.checkpoint('feat: unit 2');
    expect(git('show', '--name-only', '--format=', 'HEAD')).toBe('a.txt');
    expect(world.notices.join('\n')).toMatch(/a\.secret: added although \.gitignore excludes it/);
    expect(existsSync(join(project, 'a.secret'))).toBe(true);
  });

  test('leaves submodules and nested repositories alone, and says so', async () => {
    const library = world.project('library');
    git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'sub');
    commitAll('with a submodule');
    mark = await repository.takeSnapshot();
    world.write(join(project, 'sub'), { 'x.txt': 'x\n' });
    world.git(join(project, 'sub'), 'add', '-A');
    world.git(join(project, 'sub'), 'commit', '-q', '-m', 'inside');
    write({ 'nested/y.txt': 'y\n', 'a.txt': 'a\n' });
    git('init', '-q', 'nested');
    world.git(join(project, 'nested'), 'add', '-A');
    world.git(join(project, 'nested'), 'commit', '-q', '-m', 'nested');
    const inside = world.git(join(project, 'sub'), 'rev-parse', 'HEAD');
    await repository.changes(mark);
    await repository.checkpoint('feat: unit 2');
    expect(git('show', '--name-only', '--format=', 'HEAD')).toBe('a.txt');
    expect(world.git(join(project, 'sub'), 'rev-parse', 'HEAD')).toBe(inside);
    expect(world.notices.join('\n')).toMatch(/sub: a submodule/);
    expect(world.notices.join('\n')).toMatch(/nested\/: a separate git repository/);
  });

  test('what no commit can hold is said where nothing else was changed', async () => {
    git('init', '-q', 'app');
    write({ 'app/x.txt': 'x\n', '.env': 'A=1\n' });
    const { uncommittable } = await repository.changes(mark);
    expect(uncommittable).toEqual([expect.stringMatching(/^app\/: a separate git repository/)]);
    write({ 'a.txt': 'a\n' });
    expect(await repository.changes(mark)).not.toHaveProperty('uncommittable');
  });

  test('a nested repository that the agent committed is said: its files are in no commit', async () => {
    git('init', '-q', 'app');
    world.write(project, { 'app/a.txt': 'a\n' });
    world.git(join(project, 'app'), 'add', '-A');
    world.git(join(project, 'app'), 'commit', '-q', '-m', 'scaffold');
    commitAll('feat: an app');
    expect((await repository.changes(mark)).uncommittable).toEqual(['app: a separate git repository']);
    expect(world.notices).toEqual([expect.stringMatching(/^app: committed as a separate git repository/)]);
  });

  test('takes the message as it is, replaces files by folders and links, keeps bytes of odd names', async () => {
    rmSync(join(project, 'src/one.txt'));
    write({ 'src/one.txt/inner.txt': 'x\n' });
    write({ 'folder/a.txt': 'a\n' });
    await repository.checkpoint('feat: setup');
    rmSync(join(project, 'folder'), { recursive: true });
    symlinkSync('src', join(project, 'folder'));
    writeFileSync(Buffer.concat([Buffer.from(`${project}/`), Buffer.from([0x66, 0xff, 0x2e])]), 'no utf-8');
    const message = 'feat: unit 2\n\n# not a comment\n\n\nSpec: my-feature\nRun: run-1\n';
    await repository.checkpoint(message);
    expect(git('log', '-1', '--format=%B')).toBe(message.trimEnd());
    expect(git('log', '-1', '--format=%(trailers:key=Run,valueonly)')).toBe('run-1');
    expect(git('status', '--porcelain')).toBe('');
  });

  test.each([
    ['beside work', { 'one.txt/new.txt': 'x\n' }, ['one.txt/new.txt']],
    ['alone', {}, []],
  ])('leaves out what it must of a folder in place of a file, %s', async (_, others: Record<string, string>, kept) => {
    rmSync(join(project, 'src/one.txt'));
    write({ 'src/one.txt/.env': 'KEY=1\n', 'src/one.txt/node_modules/a/b.js': 'x\n', 'src/two.txt': 'two\n' });
    for (const [path, text] of Object.entries(others)) write({ [`src/${path}`]: text });
    git('init', '-q', 'src/one.txt/app');
    world.write(join(project, 'src/one.txt/app'), { 'c.txt': 'c\n' });
    world.git(join(project, 'src/one.txt/app'), 'add', '-A');
    world.git(join(project, 'src/one.txt/app'), 'commit', '-q', '-m', 'inner');
    await repository.changes(mark);
    expect(await repository.checkpoint('feat: a folder')).toMatchObject({ kind: 'saved' });
    expect(git('ls-tree', '-r', '--name-only', 'HEAD', 'src').split('\n')).toEqual([
      ...kept.map((path) => `src/${path}`),
      'src/two.txt',
      'src/unit1.txt',
    ]);
  });

  test('with nothing to commit is the commit that is there', async () => {
    expect(await repository.checkpoint('again')).toEqual({ kind: 'saved', commit: start, pushed: false });
  });
});

test.each([
  ['refs/heads/pipe', null],
  [`refs/tags/${ODD}`, null],
  [`refs/tags/${ODD}/pipe`, null],
  ['objects/info/commit-graph', null],
  ['refs/heads/link', 'pipe'],
  ['refs/heads/link', '/dev/zero'],
  ['packed-refs', 'pipe'],
  ['shallow', 'pipe'],
])('at .git/%s nothing is left that git would read for ever (a pipe, or a link: %s)', async (path, target) => {
  const placeOf = (name: string) => Buffer.concat([Buffer.from(`${project}/.git/`), Buffer.from(name, 'latin1')]);
  const place = placeOf(path);
  mkdirSync(placeOf(dirname(path)), { recursive: true });
  execFileSync('mkfifo', [world.path('pipe')]);
  if (target === null) renameSync(world.path('pipe'), place);
  else symlinkSync(target === 'pipe' ? world.path('pipe') : target, place);
  write({ 'src/two.txt': 'two\n' });
  const { repaired, files } = await repository.changes(mark);
  expect(files).toEqual(['src/two.txt']);
  const said = `.git/${path.replaceAll('\xe9', '\ufffd')}, which is not a file: removed`;
  expect(repaired).toEqual([said]);
  expect(await repository.checkpoint('feat: two')).toMatchObject({ kind: 'saved' });
  // Nor does the next run wait for what a killed one left.
  symlinkSync('/dev/zero', place);
  await world.repository(project).open();
  expect(world.notices).toEqual([said]);
});

test('a socket in .git stays: nobody reads one, and git’s own daemon has one there', async () => {
  const socket = createServer().listen(join(project, '.git', 's'));
  await once(socket, 'listening');
  symlinkSync('s', join(project, '.git', 'link'));
  write({ 'src/two.txt': 'two\n' });
  expect(await repository.changes(mark)).toMatchObject({ files: ['src/two.txt'], repaired: [] });
  socket.close();
});

test.each([
  ['in a circle', 'circle'],
  ['to nowhere', 'nothing'],
  ['to what is empty at once', '/dev/null'],
])('a link among refs that leads %s ends nothing', async (_, target) => {
  symlinkSync(target, join(project, '.git', 'refs', 'heads', 'circle'));
  write({ 'src/two.txt': 'two\n' });
  expect(await repository.changes(mark)).toMatchObject({ files: ['src/two.txt'], repaired: [] });
  expect(await repository.checkpoint('feat: two')).toMatchObject({ kind: 'saved' });
});

test.each(['refs/heads/link', 'refs/tags/deep/link', 'hooks/link', 'own/link', 'worktrees/link'])(
  'a link to a folder at .git/%s has nothing there removed, and leads git nowhere',
  async (path) => {
    world.write(world.path('outside'), { 'yarn.lock': '', 'work.lock': '' });
    execFileSync('mkfifo', [world.path('outside', 'pipe')]);
    const refs = await repository.listRefs();
    mkdirSync(dirname(join(project, '.git', path)), { recursive: true });
    symlinkSync(world.path('outside'), join(project, '.git', path));
    write({ 'src/two.txt': 'two\n' });
    const { repaired, files } = await repository.changes(mark);
    expect(files).toEqual(['src/two.txt']);
    expect(repaired.join('\n').includes(path)).toBe(/^(?:refs|hooks)/.test(path));
    expect(await repository.restoreRefs(refs, 'existing')).toEqual([]);
    expect(await repository.checkpoint('feat: two')).toMatchObject({ kind: 'saved' });
    // The next run looks for what a killed one left.
    await world.repository(project).open();
    expect(readdirSync(world.path('outside')).sort()).toEqual(['pipe', 'work.lock', 'yarn.lock']);
  },
);
