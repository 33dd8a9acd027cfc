import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { GitRepository, WorkTreeDiff } from '../../src/repository/types.ts';
import { createWorld, STATE, stateOf, TASKS, type World } from './world.ts';

let world: World;
let project: string;
let repository: GitRepository;

beforeEach(async () => {
  world = createWorld();
  project = world.project();
  world.git(project, 'checkout', '-q', '-b', 'work');
  repository = world.repository(project);
  await repository.open();
});
afterEach(() => world.end());

const write = (files: Record<string, string>) => world.write(project, files);
const copy = async (): Promise<string> => {
  const made = await repository.copyWorkTree();
  if (made === null) throw new Error('no copy');
  return made;
};
const diff = async (since: string | null): Promise<WorkTreeDiff> => {
  const made = await repository.diffSince(since, { asText: true });
  if (made === null) throw new Error('no diff');
  return made;
};
const head = () => world.git(project, 'rev-parse', 'HEAD');

describe('a copy of the working tree', () => {
  test('is the commit that it is at, where nothing but our records and ignored files differ', async () => {
    write({ [STATE]: stateOf(null), 'ignored/x': 'x' });
    expect(await copy()).toBe(head());
    write({ 'src/one.txt': 'two\n' });
    expect(await copy()).not.toBe(head());
  });

  test('shows what was changed since, committed or not, without our records', async () => {
    write({ 'before.txt': 'uncommitted before\n' });
    const before = await copy();
    write({ 'src/one.txt': 'two\n', 'new/näh.txt': 'x\n', [STATE]: stateOf(null) });
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'by the agent');
    write({ 'late.txt': 'late\n' });
    await repository.changes(await repository.takeSnapshot());
    const { files, patch } = await diff(before);
    expect(files).toEqual(['late.txt', 'new/näh.txt', 'src/one.txt']);
    expect(patch).toContain('+++ b/src/one.txt\n@@ -1 +1 @@\n-one\n+two\n');
    expect(patch).not.toMatch(/before\.txt|SEQUENTIAL/);
  });

  test('honours nothing that an agent can put into git’s configuration or attributes', async () => {
    const before = await copy();
    world.git(project, 'config', 'diff.external', 'touch ../ran; true');
    world.git(project, 'config', 'diff.x.textconv', 'touch ../ran; echo');
    world.git(project, 'config', 'diff.noprefix', 'true');
    write({ '.gitattributes': '*.txt diff=x\n', 'src/one.txt': 'two\n' });
    expect((await diff(before)).patch).toContain('+++ b/src/one.txt\n');
    expect(() => world.read(world.root, 'ran')).toThrow('ENOENT');
  });

  test('is compared as text, whatever attributes and bytes would have git show nothing', async () => {
    write({ 'src/a.test.js': 'one\n', 'src/b.test.js': 'one\n', 'src/c.test.js': 'one\n' });
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'tests');
    await repository.changes(await repository.takeSnapshot());
    const before = await copy();
    write({ '.gitattributes': 'a.test.js binary\n', 'src/.gitattributes': 'b.test.js -diff\n' });
    write({ 'src/a.test.js': 'two\n', 'src/b.test.js': 'two\n', 'src/c.test.js': 'two\n\0' });
    const { patch } = await diff(before);
    expect(patch.match(/^-one$/gm)).toHaveLength(3);
    expect(patch).not.toContain('Binary files');
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'by the agent');
    const since = new Date(0).toISOString();
    const patches = await repository.patchesOf([head()], { paths: ['src/a.test.js', 'src/c.test.js'], since });
    expect(patches.get(head())?.match(/^\+two$/gm)).toHaveLength(2);
  });

  test('hides nothing behind a file that is too large', async () => {
    const before = await copy();
    write({ 'a.lock': `${'x'.repeat(99)}\n`.repeat(60_000), 'src/one.txt': 'two\n' });
    const { patch } = await diff(before);
    expect(patch).toContain('+two\n');
    expect(patch.length).toBeLessThan(2_000_000);
    expect(patch.split('\n')).toContain('\\ The rest of this file was too large to be read');
  });

  test('that this machine does not have, or nobody made, gives way to the last commit', async () => {
    write({ 'src/one.txt': 'two\n' });
    expect((await diff('1'.repeat(40))).files).toEqual(['src/one.txt']);
    expect((await diff(null)).files).toEqual(['src/one.txt']);
  });

  test('is restored: edited, deleted, new, made executable, a folder for a file and a link for a folder', async () => {
    write({ 'a.txt': 'a\n', 'f/one.txt': '1\n', plain: 'p\n', run: '#!\n' });
    const before = await copy();
    const since = await repository.takeSnapshot();
    expect(await repository.restoreWorkTree(before, since)).toEqual([]);
    write({ 'src/one.txt': 'two\n', 'extra/new.txt': 'n\n', [STATE]: stateOf(null) });
    rmSync(join(project, TASKS));
    rmSync(join(project, 'f'), { recursive: true });
    symlinkSync('src', join(project, 'f'));
    rmSync(join(project, 'plain'));
    mkdirSync(join(project, 'plain'));
    write({ 'plain/inside.txt': 'i\n' });
    chmodSync(join(project, 'run'), 0o755);
    const restored = await repository.restoreWorkTree(before, since);
    expect(restored).toEqual([
      TASKS,
      'extra/new.txt',
      'f',
      'f/one.txt',
      'plain',
      'plain/inside.txt',
      'run',
      'src/one.txt',
    ]);
    expect(await copy()).toBe(before);
    expect(lstatSync(join(project, 'plain')).isFile()).toBe(true);
    expect(world.read(project, 'f/one.txt')).toBe('1\n');
    expect(world.read(project, STATE)).toBe(stateOf(null));
  });

  test('of commits is told for the files that are asked for, and for those commits that are here', async () => {
    const since = new Date().toISOString();
    write({ 'src/one.txt': 'two\n', 'other.txt': 'o\n' });
    world.git(project, 'add', '-A');
    world.git(project, 'commit', '-q', '-m', 'by the agent of a unit');
    world.git(project, 'commit', '-q', '--allow-empty', '-m', 'the checkpoint of it');
    const patches = await repository.patchesOf([head(), '1'.repeat(40)], { paths: ['src/one.txt'], since });
    expect([...patches.keys()]).toEqual([head()]);
    expect(patches.get(head())).toContain('+two\n');
    expect(patches.get(head())).not.toContain('other.txt');
    expect(await repository.patchesOf([], { paths: ['src/one.txt'], since })).toEqual(new Map());
  });

  test('is restored with the branch: commits since then are taken back', async () => {
    write({ 'src/one.txt': 'by the unit\n' });
    const before = await copy();
    const since = await repository.takeSnapshot();
    world.git(project, 'commit', '-q', '--allow-empty', '-m', 'nothing');
    write({ 'n.txt': 'n\n' });
    world.git(project, 'add', 'n.txt');
    world.git(project, 'commit', '-q', '-m', 'by the reviewer');
    await repository.changes(since);
    expect(await repository.restoreWorkTree(before, since)).toEqual(['n.txt']);
    expect(world.git(project, 'rev-parse', 'HEAD').trim()).toBe(since.head);
    expect(await copy()).toBe(before);
    expect(world.read(project, 'src/one.txt')).toBe('by the unit\n');
  });

  test('is restored with branches and tags, but for those that people have checked out', async () => {
    world.git(project, 'tag', 'v1');
    for (const branch of ['topic', 'old', 'elsewhere']) world.git(project, 'branch', branch);
    world.git(project, 'worktree', 'add', '-q', join(world.root, 'elsewhere'), 'elsewhere');
    const refs = () =>
      world.git(project, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/tags');
    const [all, before] = [refs(), await repository.listRefs()];
    expect(await repository.restoreRefs(before, 'all')).toEqual([]);
    const commit = ['commit', '-q', '--allow-empty', '-m', 'x'];
    world.git(join(world.root, 'elsewhere'), ...commit);
    const byPerson = world.git(project, 'rev-parse', 'elsewhere').trim();
    world.git(project, 'tag', '-f', 'v1', byPerson);
    world.git(project, 'tag', '-a', 'v2', '-m', 'two');
    const forged = world.git(project, 'commit-tree', '-m', 'forged', 'HEAD^{tree}').trim();
    world.git(project, 'branch', '-f', 'topic', forged);
    world.git(project, 'branch', '-D', 'old');
    world.git(project, 'branch', 'old/inner');
    expect(await repository.restoreRefs(before, 'all')).toEqual([
      expect.stringMatching(/^branch old\/inner \(had been made at [0-9a-f]{12}\)$/),
      expect.stringMatching(/^tag v2 \(had been made at [0-9a-f]{12}\)$/),
      'branch old (had been deleted)',
      `branch topic (had been moved to ${forged.slice(0, 12)})`,
      `tag v1 (had been moved to ${byPerson.slice(0, 12)})`,
    ]);
    expect(refs()).toBe(all.replace(/(refs\/heads\/elsewhere) .*/, `$1 ${byPerson}`));
  });

  test('is restored with refs of every other kind, the stash and its history too; an attempt leaves them', async () => {
    const stash = (text: string) => {
      write({ 'src/one.txt': text });
      world.git(project, 'stash', 'push', '-q', '-m', text);
    };
    world.git(project, 'notes', 'add', '-m', 'by a person', 'HEAD');
    world.git(project, 'update-ref', 'refs/pull/1/head', 'HEAD');
    world.git(project, 'update-ref', 'refs/sequential/throttle', 'HEAD');
    for (const text of ['first', 'second']) stash(text);
    const refs = () => world.git(project, 'for-each-ref', '--format=%(refname) %(objectname)');
    const stashes = () => world.git(project, 'stash', 'list', '--format=%H %gs');
    const [all, listed, before] = [refs(), stashes(), await repository.listRefs()];

    world.git(project, 'notes', 'add', '-f', '-m', 'by the reviewer', 'HEAD');
    world.git(project, 'notes', '--ref=review', 'add', '-m', 'all is well', 'HEAD');
    world.git(project, 'update-ref', '-d', 'refs/pull/1/head');
    world.git(project, 'update-ref', 'refs/review/1', 'HEAD');
    // Which the next run would take up.
    world.git(project, 'update-ref', 'refs/sequential/wip/my-feature', 'HEAD');
    for (const text of ['third', 'fourth']) stash(text);
    const made = refs();
    expect(await repository.restoreRefs(before, 'existing')).toEqual([]);
    expect(refs()).toBe(made);
    expect([...(await repository.restoreRefs(before, 'all'))].sort()).toEqual([
      expect.stringMatching(/^refs\/notes\/commits \(had been moved to [0-9a-f]{12}\)$/),
      expect.stringMatching(/^refs\/notes\/review \(had been made at/),
      'refs/pull/1/head (had been deleted)',
      expect.stringMatching(/^refs\/review\/1 \(had been made at/),
      expect.stringMatching(/^refs\/sequential\/wip\/my-feature \(had been made at/),
      expect.stringMatching(/^refs\/stash \(had been moved to/),
    ]);
    expect(refs()).toBe(all);
    expect(stashes()).toBe(listed);

    world.git(project, 'stash', 'clear');
    await repository.restoreRefs(before, 'all');
    expect(refs()).toBe(all);
    // What our own run notes meanwhile is not the agent's.
    world.git(project, 'update-ref', '-d', 'refs/sequential/throttle');
    expect(await repository.restoreRefs(before, 'all')).toEqual([]);
  });

  test('an attempt leaves what it made and what people did elsewhere; the rest is restored, and kept', async () => {
    const elsewhere = join(world.root, 'elsewhere');
    for (const branch of ['topic', 'theirs', 'left', 'remote']) world.git(project, 'branch', branch);
    world.git(project, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    world.git(project, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    world.git(project, 'worktree', 'add', '-q', elsewhere, 'left');
    const before = await repository.listRefs();
    const commit = (at: string) => {
      world.git(at, 'commit', '-q', '--allow-empty', '-m', 'x');
      return world.git(at, 'rev-parse', 'HEAD').trim();
    };
    const left = commit(elsewhere);
    world.git(elsewhere, 'switch', '-q', 'theirs');
    commit(elsewhere);
    const forged = world.git(project, 'commit-tree', '-m', 'forged', 'HEAD^{tree}').trim();
    const moved = [
      'heads/topic',
      'heads/theirs',
      'remotes/origin/evil',
      'replace/1234567890123456789012345678901234567890',
    ];
    for (const ref of moved) world.git(project, 'update-ref', `refs/${ref}`, forged);
    world.git(project, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/evil');
    world.git(project, 'symbolic-ref', 'refs/heads/remote', 'refs/heads/topic');
    world.git(project, 'branch', 'made', forged);
    world.git(project, 'tag', 'made', forged);
    const kept = `kept as refs/sequential/lost/my-feature/${forged.slice(0, 12)}`;
    const at = `(had been moved to ${forged.slice(0, 12)}, ${kept})`;
    const restored = await repository.restoreRefs(before, 'existing');
    expect([...restored].sort()).toEqual([
      `branch remote (had been moved to refs/heads/topic, ${kept})`,
      `branch theirs ${at}`,
      `branch topic ${at}`,
      'origin/HEAD (had been moved to origin/evil)',
      `origin/evil (had been made at ${forged.slice(0, 12)})`,
      expect.stringMatching(/^refs\/replace\/\d+ \(had been made at/),
    ]);
    const after = new Map([...(await repository.listRefs())].map(([name, { hash }]) => [name, hash]));
    for (const name of ['heads/left', 'heads/made', 'tags/made']) after.delete(`refs/${name}`);
    const expected = new Map([...before].map(([name, { hash }]) => [name, hash]));
    expected.delete('refs/heads/left');
    expect(after).toEqual(expected);
    expect(world.git(project, 'rev-parse', 'left', 'made').trim()).toBe(`${left}\n${forged}`);
  });

  test('may be files alone, which nothing leads back from', async () => {
    write({ 'src/one.txt': 'two\n', 'new.txt': 'new\n', 'ignored/x': 'x' });
    const { top, workdir, remove } = await repository.makeScratchCopy();
    expect(workdir).toBe(top);
    expect(world.read(workdir, 'src/one.txt')).toBe('two\n');
    expect(readdirSync(workdir)).toEqual(expect.arrayContaining(['new.txt', 'src']));
    expect(readdirSync(workdir)).not.toEqual(expect.arrayContaining(['ignored']));
    expect(readdirSync(workdir)).not.toContain('.git');
    writeFileSync(join(workdir, 'src/one.txt'), 'three\n');
    expect(world.read(project, 'src/one.txt')).toBe('two\n');
    expect(world.git(project, 'status', '--porcelain')).toContain('new.txt');
    remove();
    expect(existsSync(top)).toBe(false);
  });

  test('is not to be had in a folder without git', async () => {
    const folder = world.path('plain');
    mkdirSync(folder);
    const plain = world.repository(folder, { checkpoint: 'off' });
    await plain.open();
    expect([await plain.copyWorkTree(), await plain.diffSince(null, { asText: true })]).toEqual([null, null]);
    world.write(folder, { 'a/b.txt': 'b\n' });
    const { workdir, remove } = await plain.makeScratchCopy();
    expect(world.read(workdir, 'a/b.txt')).toBe('b\n');
    remove();
  });
});
