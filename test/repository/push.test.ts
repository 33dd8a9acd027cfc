import { renameSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { UserError } from '../../src/errors.ts';
import { givenToken } from '../../src/secrets/token-source.ts';
import { TOKEN, useRemoteWorld } from './remote-world.ts';
import { STATE, stateOf, TASKS } from './world.ts';

const at = useRemoteWorld();

describe('a checkpoint', () => {
  test('is pushed and seen on the remote; the next run finds the branch again and continues', async () => {
    const [first, folder] = await at.begin('one');
    const saved = await at.unit(first, folder, { 'a.txt': 'a\n' });
    expect(saved).toEqual({ kind: 'saved', commit: at.remoteHead(), pushed: true });
    expect(
      // Before 2.46 git asks once without the credential, which it gets only when it is asked for.
      at.server.requests.filter(({ service, status }) => service === 'git-receive-pack' && status !== 401),
    ).toHaveLength(2);
    const [second, other] = await at.begin('two', { runId: 'run-2' });
    expect(at.world.read(other, 'a.txt')).toBe('a\n');
    await at.unit(second, other, { 'b.txt': 'b\n' });
    expect(at.world.git(at.bare, 'log', '--format=%s', '-2', 'work')).toBe('feat: a unit\nfeat: a unit');
    expect(at.remoteHead('main')).toBe(at.world.git(at.world.path('seed'), 'rev-parse', 'HEAD'));
  });

  test('that an earlier process could not push is pushed by the next one', async () => {
    const [repository, folder] = await at.begin('one');
    at.server.tokens.delete(TOKEN);
    expect(await at.unit(repository, folder, { 'a.txt': 'a\n' })).toMatchObject({ kind: 'refused' });
    at.server.tokens.set(TOKEN, { access: 'write' });
    const post = at.world.repository(folder, at.push());
    expect(await post.pushUnpushed()).toMatchObject({ kind: 'saved', pushed: true });
    expect(at.remoteHead()).toBe(at.world.git(folder, 'rev-parse', 'HEAD'));
    expect(await post.pushUnpushed()).toMatchObject({ kind: 'saved', pushed: true });
  });

  test('on the branch that is checked out may be the default branch, when that was asked for', async () => {
    const [repository, folder] = await at.begin('one', { workBranch: '' });
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    expect(at.remoteHead('main')).toBe(at.world.git(folder, 'rev-parse', 'HEAD'));
    await expect(at.world.repository(folder, at.push({ workBranch: 'main' })).open()).rejects.toThrow(
      /base branch itself/,
    );
  });

  test('takes a person’s own commit of what steers agents with it, and no agent’s', async () => {
    const options = { steeringPaths: ['.claude'] };
    const [first, folder] = await at.begin('one', options);
    await at.unit(first, folder, { 'a.txt': 'a\n' });
    await first.close();
    const commit = (text: string) => {
      at.world.write(folder, { '.claude/settings.json': text });
      at.world.git(folder, 'add', '-A');
      at.world.git(folder, 'commit', '-q', '-m', 'settings');
    };
    commit('mine\n');
    const repository = at.world.repository(folder, at.push(options));
    expect(await repository.open()).toMatchObject({ kind: 'ready' });
    const mark = await repository.takeSnapshot();
    at.world.write(folder, { 'b.txt': 'b\n' });
    commit('evil\n');
    expect(await repository.changes(mark)).toMatchObject({ commits: [], files: ['b.txt'] });
    expect(await repository.checkpoint('feat: two')).toMatchObject({ kind: 'saved', pushed: true });
    expect(at.world.git(at.bare, 'show', 'work:.claude/settings.json')).toBe('mine');
  });

  test('into an empty remote makes its first branch', async () => {
    at.server.createRepository('o/empty');
    const url = at.server.url('o/empty');
    const folder = at.world.path('empty');
    at.world.git(at.world.root, 'init', '-q', '-b', 'main', folder);
    const repository = at.world.repository(folder, at.push({ remote: { url, tokens: givenToken(TOKEN) } }));
    expect(await repository.open()).toMatchObject({ kind: 'ready', branch: 'work', head: null });
    expect(await at.unit(repository, folder, { 'a.txt': 'a\n' })).toMatchObject({ kind: 'saved', pushed: true });
  });

  test('a file that the server would refuse stays out, so that the branch can be pushed', async () => {
    const [repository, folder] = await at.begin('one');
    const mark = await repository.takeSnapshot();
    at.world.git(folder, 'config', 'core.bigFileThreshold', '1m');
    at.world.write(folder, { 'big.bin': '', 'a.txt': 'a\n' });
    truncateSync(join(folder, 'big.bin'), 101 * 1024 * 1024);
    await repository.changes(mark);
    expect(await repository.checkpoint('feat: big')).toMatchObject({ kind: 'saved', pushed: true });
    expect(at.world.git(folder, 'show', '--format=', '--name-only')).toBe('a.txt');
    expect(at.world.notices.join('\n')).toMatch(/big\.bin: over 100 MB/);
  });

  test('leaves files of Git LFS as they were, since a pointer without its object is refused', async () => {
    const [repository, folder] = await at.begin('one');
    const pointer = (oid: string) =>
      `version https://git-lfs.github.com/spec/v1\noid sha256:${oid.repeat(64)}\nsize 12\n`;
    await at.unit(repository, folder, {
      '.gitattributes': '*.png filter=lfs diff=lfs merge=lfs\n',
      'a.png': pointer('a'),
    });
    expect(at.world.git(folder, 'ls-tree', '--name-only', 'HEAD', 'a.png')).toBe('a.png');
    const saved = await at.unit(repository, folder, { 'a.png': 'a picture', 'new.png': 'a picture', 'b.txt': 'b\n' });
    expect(saved).toMatchObject({ kind: 'saved', pushed: true });
    expect(at.world.git(folder, 'show', '--format=', '--name-only')).toBe('b.txt');
    expect(at.world.notices.join('\n')).toMatch(/a\.png, new\.png: for Git LFS, .* not committed/);
    // They do not stop the next run in that workspace: no checkpoint takes them.
    const next = at.world.repository(folder, at.push({ runId: 'run-2' }));
    expect(await next.open()).toMatchObject({ kind: 'ready' });
    expect(at.world.read(folder, 'a.png')).toBe('a picture');
  });

  test('holds the state, also where .gitignore names it: the next run starts from a fresh clone', async () => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { '.gitignore': '*\n', [STATE]: stateOf(null) });
    expect(at.world.git(folder, 'ls-tree', '-r', '--name-only', 'HEAD', STATE)).toBe(STATE);
    expect(at.world.notices.join('\n')).toMatch(/SEQUENTIAL_STATE\.json: committed although \.gitignore excludes it/);
    await at.unit(repository, folder, { [STATE]: stateOf({ id: 'run-1', heartbeat: '2026-11-23T01:00:00Z' }) });
    expect(at.world.git(folder, 'show', `HEAD:${STATE}`)).toContain('run-1');
  });

  test('is in a fresh clone where the repository was removed meanwhile; one that was not pushed in its bundle alone', async () => {
    const [repository, folder] = await at.begin('one');
    const removedMeanwhile = async () => {
      const mark = await repository.takeSnapshot();
      renameSync(join(folder, '.git'), join(folder, 'kept'));
      const { fix } = await repository.changes(mark).then(
        () => Promise.reject(new Error('it was not missed')),
        (error: UserError) => error,
      );
      renameSync(join(folder, 'kept'), join(folder, '.git'));
      return fix;
    };
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    expect(await removedMeanwhile()).toMatch(/in a fresh clone \(the last checkpoint is on it\)/);
    at.server.tokens.delete(TOKEN);
    expect(await at.unit(repository, folder, { 'b.txt': 'b\n' })).toMatchObject({ kind: 'refused' });
    expect(await removedMeanwhile()).toMatch(/^Keep .*never pushed are in .*unpushed-[0-9a-f]{12}\.bundle alone/);
  });
});

describe('a push that meets another', () => {
  test('of a person is merged, pushed, and reported, so that the loop plans again', async () => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    const theirs = at.human({ 'human.txt': 'h\n', [TASKS]: '- [ ] 1. First\n- [ ] 2. Second\n- [ ] 3. Third\n' });
    const result = await at.unit(repository, folder, { 'b.txt': 'b\n' });
    expect(result).toMatchObject({ kind: 'merged', commit: at.remoteHead(), files: [TASKS, 'human.txt'] });
    expect(at.world.git(at.bare, 'merge-base', 'work', theirs)).toBe(theirs);
    expect(at.world.read(folder, 'human.txt')).toBe('h\n');
  });
});
