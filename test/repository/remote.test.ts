import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { givenToken } from '../../src/secrets/token-source.ts';
import { TOKEN, useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();

describe('a remote that says no', () => {
  const expectKept = (result: unknown, folder: string) => {
    expect(result).toMatchObject({ bundle: expect.stringMatching(/unpushed-.*\.bundle$/) });
    const { bundle } = result as { bundle: string };
    expect(at.world.git(folder, 'bundle', 'verify', bundle)).toMatch(/refs\/heads\/work/);
    expect(at.world.git(folder, 'log', '-1', '--format=%s')).toBe('feat: a unit');
  };

  test('protected branch, fork, expired token, unknown repository: refused at once, with what to change', async () => {
    const [repository, folder] = await at.begin('one');
    at.server.protect('o/r', 'work');
    const isProtected = await at.unit(repository, folder, { 'a.txt': 'a\n' });
    expect(isProtected).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/GH006/),
      remedy: expect.stringMatching(/work-branch/),
    });
    expectKept(isProtected, folder);
    at.server.hook('o/r', '');
    at.server.tokens.set(TOKEN, { access: 'read' });
    const fork = await at.unit(repository, folder, { 'a.txt': 'b\n' });
    expect(fork).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/denied to github-actions/),
      remedy: expect.stringMatching(/fork/),
    });
    at.server.tokens.delete(TOKEN);
    const expired = await at.unit(repository, folder, { 'a.txt': 'c\n' });
    expect(expired).toMatchObject({ kind: 'refused', remedy: expect.stringMatching(/expired/) });
    expectKept(expired, folder);
    expect(at.world.clock.slept).toEqual([]);
    expect(JSON.stringify([isProtected, fork, expired])).not.toContain(TOKEN);
  });

  test('a workflow file that the token cannot push is distinguished from other refusals', async () => {
    const [repository, folder] = await at.begin('one', { protectedPaths: [] });
    const why =
      'refusing to allow a GitHub App to create or update workflow .github/workflows/ci.yml without workflows permission';
    at.server.hook('o/r', `echo "${why}" >&2; exit 1`);
    const refused = await at.unit(repository, folder, { '.github/workflows/ci.yml': 'on: pull_request\n' });
    expect(refused).toMatchObject({ kind: 'refused', remedy: expect.stringMatching(/`workflows` permission/) });
  });

  test('a ruleset is told with each of its rules, and all that was printed', async () => {
    const [repository, folder] = await at.begin('one');
    at.server.rule(
      'o/r',
      'work',
      'Commits must have verified signatures.',
      'This branch must not contain merge commits.',
    );
    expect(await at.unit(repository, folder, { 'a.txt': 'a\n' })).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/^error: GH013: .*; Commits must have verified signatures; This branch must not/),
      remedy: expect.stringMatching(/signed commits.*merge commits/),
      output: expect.stringMatching(
        /^remote: - Commits must .*\nremote: - This branch .*\n.*pre-receive hook declined/m,
      ),
    });
  });

  test('a hook that fails with an error of the server is tried for half a minute, not for ten', async () => {
    const [repository, folder] = await at.begin('one');
    at.server.hook('o/r', 'echo "Gitea: Internal Server Error (no message for end users)" >&2; exit 1');
    const refused = await at.unit(repository, folder, { 'a.txt': 'a\n' });
    expect(refused).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/^Gitea: Internal Server Error/),
      remedy: expect.stringMatching(/A rule or a hook may be behind it/),
    });
    expectKept(refused, folder);
    expect(at.world.clock.slept).toEqual([1000, 2000, 4000, 8000, 16000]);
  });

  test('at the start it is an error before anything is touched', async () => {
    const folder = await at.clone('one');
    await expect(
      at.world.repository(folder, at.push({ remote: { url: null, tokens: givenToken('wrong') } })).open(),
    ).rejects.toMatchObject({
      name: 'UserError',
      fix: expect.stringMatching(/token/),
    });
    const url = at.server.url('o/nowhere');
    await expect(
      at.world.repository(folder, at.push({ remote: { url, tokens: givenToken(TOKEN) } })).open(),
    ).rejects.toThrow(/not found/);
    await expect(at.world.repository(folder, at.push({ baseBranch: 'nope' })).open()).rejects.toThrow(
      /nope is not on the remote/,
    );
    expect(at.world.git(folder, 'branch', '--show-current')).toBe('main');
  });
});

describe('a network that fails', () => {
  test('for a while is waited for, longer each time', async () => {
    const [repository, folder] = await at.begin('one');
    let left = 4;
    at.server.interfere = () => {
      left -= 1;
      if (left < 0) return null;
      return left % 2 === 0 ? 'drop' : { status: 502, body: 'Bad gateway' };
    };
    expect(await at.unit(repository, folder, { 'a.txt': 'a\n' })).toMatchObject({ kind: 'saved', pushed: true });
    expect(at.world.clock.slept).toEqual([1000, 2000, 4000, 8000]);
    expect(at.world.notices.join('\n')).toMatch(/push: .*502; trying again in 1 s/);
  });

  test('after the push arrived does not push twice', async () => {
    const [repository, folder] = await at.begin('one');
    let seen = false;
    at.server.interfere = (request) => {
      if (request.path.endsWith('/git-receive-pack')) seen = true;
      else if (seen && request.service === 'git-upload-pack') {
        at.server.interfere = null;
        return 'drop';
      }
      return null;
    };
    expect(await at.unit(repository, folder, { 'a.txt': 'a\n' })).toMatchObject({ kind: 'saved', pushed: true });
    expect(at.server.requests.filter((request) => request.path.endsWith('/git-receive-pack'))).toHaveLength(1);
  });

  test('for more than ten minutes is given up, with the work kept; a cancelled run gives up sooner', async () => {
    const [repository, folder] = await at.begin('one');
    at.server.interfere = () => 'drop';
    const begun = at.world.clock.now;
    const result = await at.unit(repository, folder, { 'a.txt': 'a\n' });
    expect(result).toMatchObject({ kind: 'unreachable', bundle: expect.any(String) });
    expect(at.world.clock.now - begun).toBe(10 * 60_000);
    expect(at.world.clock.slept.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000]);
    at.world.clock.slept.length = 0;
    expect(await repository.checkpoint('x', { retryForMs: 0 })).toMatchObject({ kind: 'unreachable' });
    expect(at.world.clock.slept).toEqual([]);
    at.server.interfere = null;
    expect(await repository.checkpoint('x')).toMatchObject({ kind: 'saved', pushed: true });
  });
});

describe('a shallow clone', () => {
  test('is deepened until the base can be merged, and pushed from', async () => {
    const [repository, folder] = await at.begin('one');
    await at.unit(repository, folder, { 'a.txt': 'a\n' });
    const seed = at.world.path('seed');
    at.world.grow(seed, 60);
    at.world.write(seed, { 'base.txt': 'base\n' });
    at.world.git(seed, 'add', '-A');
    at.world.git(seed, 'commit', '-q', '-m', 'base file');
    at.world.git(seed, 'push', '-q', at.bare, 'main');
    // What actions/checkout does by default: one commit of the default branch.
    const shallow = at.world.path('shallow');
    at.world.git(at.world.root, 'clone', '-q', '--depth=1', `file://${at.bare}`, shallow);
    at.world.git(shallow, 'remote', 'set-url', 'origin', at.server.url('o/r'));
    const next = at.world.repository(shallow, at.push({ runId: 'run-2' }));
    expect(await next.open()).toMatchObject({ kind: 'ready', branch: 'work' });
    expect(at.world.read(shallow, 'base.txt')).toBe('base\n');
    expect(at.world.read(shallow, 'a.txt')).toBe('a\n');
    expect(await at.unit(next, shallow, { 'b.txt': 'b\n' })).toMatchObject({ kind: 'saved', pushed: true });
    expect(at.world.git(shallow, 'fsck', '--connectivity-only')).toBe('');
    at.human({ 'human.txt': 'h\n' });
    expect(await at.unit(next, shallow, { 'c.txt': 'c\n' })).toMatchObject({ kind: 'merged', files: ['human.txt'] });
  });

  test('keeps what it cannot push as a bundle, also of a branch that the remote never had', async () => {
    const shallow = at.world.path('shallow');
    at.world.git(at.world.root, 'clone', '-q', '--depth=1', `file://${at.bare}`, shallow);
    at.world.git(shallow, 'remote', 'set-url', 'origin', at.server.url('o/r'));
    const repository = at.world.repository(shallow, at.push());
    await repository.open();
    at.server.tokens.delete(TOKEN);
    const refused = await at.unit(repository, shallow, { 'a.txt': 'a\n' });
    const { bundle } = refused as { bundle: string };
    const seed = at.world.path('seed');
    at.world.git(seed, 'fetch', '-q', bundle, 'work:rescued');
    expect(at.world.git(seed, 'show', 'rescued:a.txt')).toBe('a');
  });
});

describe('a clone', () => {
  test('fills an empty workspace without leaving the token, and leaves anything else alone', async () => {
    const workspace = await at.clone('näw space');
    expect(at.world.git(workspace, 'branch', '--show-current')).toBe('main');
    expect(at.world.git(workspace, 'status', '--porcelain')).toBe('');
    expect(readFileSync(join(workspace, '.git/config'), 'utf8')).not.toContain(TOKEN);
    expect(existsSync(join(workspace, '.git/hooks'))).toBe(false);
    const before = at.server.requests.length;
    await at.clone('näw space');
    expect(at.server.requests).toHaveLength(before);
    await expect(at.clone('x', 'no-such-branch')).rejects.toThrow(/no-such-branch/);
    await expect(at.clone('y', null, 'wrong')).rejects.toMatchObject({
      name: 'UserError',
      fix: expect.stringMatching(/token/),
    });
  });
});
