import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../harness/github/index.ts';
import { type ApiWorld, startApi } from './api-world.ts';
import { TOKEN, useRemoteWorld } from './remote-world.ts';
import { pushed } from './signing-world.ts';

const remote = useRemoteWorld();
let api: ApiWorld;
beforeEach(async () => {
  api = await startApi(remote);
});
afterEach(() => api.github.close());

const BOT = 'github-actions[bot] GitHub';

test('a checkpoint takes two requests, and one more for each binary file', async () => {
  const [repository, folder] = await remote.begin('w', api.signing());
  expect(api.asked()).toEqual(['GET commits', 'POST commits']);
  const texts = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`many/${at}.txt`, `${at}\n`]));
  expect(await remote.unit(repository, folder, texts)).toMatchObject({ pushed: true });
  expect(api.asked()).toEqual(['POST trees', 'POST commits']);
  writeFileSync(join(folder, 'a.bin'), Buffer.from([0, 255, 1]));
  writeFileSync(join(folder, 'b.bin'), Buffer.from([0, 254, 1]));
  expect(await remote.unit(repository, folder, { 'a.txt': 'a\n' })).toMatchObject({ pushed: true });
  expect(api.asked()).toEqual(['POST blobs', 'POST blobs', 'POST trees', 'POST commits']);
});

test('what a tree can hold is there as it is here: links, modes, line ends, moved and removed files, folders for files', async () => {
  const { world } = remote;
  const [repository, folder] = await remote.begin('w', api.signing());
  const first = {
    'run.sh': '#!/bin/sh\n',
    'crlf.txt': 'a\r\nb\r\n',
    'swap/in.txt': 'in\n',
    other: 'file\n',
    'ü ".txt': '\ufeffbom\n',
  };
  world.write(folder, { 'moved/from.txt': 'x'.repeat(2000), 'empty.txt': '' });
  symlinkSync('../nowhere', join(folder, 'link'));
  writeFileSync(join(folder, 'latin1.txt'), Buffer.from('caf\xe9\n', 'latin1'));
  expect(await remote.unit(repository, folder, first)).toMatchObject({ pushed: true });
  chmodSync(join(folder, 'run.sh'), 0o755);
  for (const path of ['swap', 'other', 'moved', 'link']) rmSync(join(folder, path), { recursive: true });
  // A commit that the answer does not hold whole is fetched.
  world.git(remote.bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  Object.assign(api.github.world.gitData ?? {}, { hidesPayload: true });
  const second = { swap: 'a file now\n', 'other/in.txt': 'in\n', 'to/there.txt': 'x'.repeat(2000) };
  expect(await remote.unit(repository, folder, second)).toMatchObject({ pushed: true });
  expect(world.git(folder, 'status', '--porcelain')).toBe('');
  const listed = world.git(remote.bare, 'ls-tree', '-r', '--format=%(objectmode) %(path)', 'work').split('\n');
  expect(listed).toEqual(
    expect.arrayContaining([
      '100755 run.sh',
      '100644 swap',
      '100644 other/in.txt',
      '100644 to/there.txt',
      '100644 latin1.txt',
    ]),
  );
  expect(listed.filter((line) => /link|moved|swap\//.test(line))).toEqual([]);
  expect(world.git(remote.bare, 'fsck', '--no-dangling')).toBe('');
});

describe('what cannot be made so is not pushed otherwise', () => {
  test('a file name that is not UTF-8', async () => {
    const [repository, folder] = await remote.begin('w', api.signing());
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])]), 'x\n');
    expect(await remote.unit(repository, folder, { 'a.txt': 'a\n' })).toMatchObject({
      kind: 'withheld',
      reason: expect.stringContaining('is not valid UTF-8'),
      remedy: expect.stringContaining('sign-commits: key'),
    });
    expect(remote.world.git(remote.bare, 'branch', '--list')).toBe('* main');
  });

  test('a secret, of which GitHub gets nothing', async () => {
    const secret = 'Zk3vQ9xT7mB2wR8pL5yN';
    const [repository, folder] = await remote.begin('w', { ...api.signing(), secrets: [secret] });
    api.asked();
    expect(await remote.unit(repository, folder, { 'a.txt': `${secret}\n` })).toMatchObject({ kind: 'withheld' });
    expect(api.asked()).toEqual([]);
  });
});

describe('before an agent works', () => {
  const refusal = async () => remote.begin('w', api.signing()).catch((error: unknown) => error);

  test('a person’s token, for which GitHub signs nothing, is refused', async () => {
    api.github.world.person('ada', 'write');
    api.github.world.token(TOKEN, 'ada');
    expect(await refusal()).toMatchObject({
      where: 'sign-commits',
      message: 'GitHub did not sign a commit that was made with this token (unsigned).',
      fix: expect.stringContaining('app-id'),
    });
  });

  test('a token that may not write is refused', async () => {
    api.github.fail({ on: 'POST', trouble: { kind: 'not-accessible', needs: 'contents=write' } });
    expect(await refusal()).toMatchObject({ where: 'sign-commits', fix: expect.stringContaining('contents: write') });
  });

  test('commits of a person that are not on the remote are named where something is to be signed on top of them', async () => {
    const { world } = remote;
    const [first, folder] = await remote.begin('w', api.signing());
    await remote.unit(first, folder, { 'a.txt': 'x\n' });
    await first.close();
    world.git(folder, 'commit', '-q', '--no-gpg-sign', '--allow-empty', '-m', 'a person’s');
    remote.human({ 'human.txt': 'x\n' });
    await expect(world.repository(folder, remote.push(api.signing())).open()).rejects.toMatchObject({
      message: expect.stringMatching(/^Commit [0-9a-f]{12} is not on the remote/),
    });
  });
});

describe('a server in trouble', () => {
  test('is waited for: a bad gateway, a secondary limit, a lost answer, more than the client bears, an expired token', async () => {
    const issued = ['ghs_first_of-this-test', 'ghs_second_of-this-test'];
    for (const token of issued) api.github.world.token(token, 'github-actions[bot]', { contents: 'write' });
    const [first = '', second = ''] = issued;
    let replaced = 0;
    const replace = async () => {
      replaced += 1;
      return second;
    };
    const tokens = { issued, token: async () => (replaced === 0 ? first : second), replace };
    const [repository, folder] = await remote.begin('w', api.signing(tokens));
    const troubles: readonly Fault[] = [
      { on: '/git/trees', times: 1, trouble: { kind: 'server-error', status: 502 } },
      { on: '/git/commits', times: 1, trouble: { kind: 'secondary-limit', retryAfter: 1 } },
      { on: '/git/commits', times: 1, trouble: { kind: 'answer-lost' } },
      { on: '/git/', times: 8, trouble: { kind: 'server-error', status: 503 } },
    ];
    for (const [at, fault] of troubles.entries()) {
      api.github.fail(fault);
      expect(await remote.unit(repository, folder, { [`${at}.txt`]: 'x\n' })).toMatchObject({ pushed: true });
    }
    Object.assign(api.github.world.tokens.get(first) ?? {}, { usesLeft: 1 });
    expect(await remote.unit(repository, folder, { 'last.txt': 'x\n' })).toMatchObject({ pushed: true });
    expect(replaced).toBe(1);
    expect(pushed(remote, folder, api.key)).toEqual(Array(5).fill(`G ${BOT} feat: a unit`));
  });

  test('that does not pass leaves the work here, in a bundle, and uncommitted for the next run', async () => {
    const { world } = remote;
    const [repository, folder] = await remote.begin('w', api.signing());
    api.github.fail({ on: '/git/commits', trouble: { kind: 'server-error', status: 503 } });
    const result = await remote.unit(repository, folder, { 'a.txt': 'x\n' });
    expect(result).toMatchObject({ kind: 'unreachable', bundle: expect.stringMatching(/unpushed-.*\.bundle$/) });
    expect([world.git(folder, 'log', '-1', '--format=%s'), world.git(folder, 'status', '--porcelain')]).toEqual([
      'x',
      '?? a.txt',
    ]);
    api.github.heal();
    expect(await repository.checkpoint('feat: a')).toMatchObject({ pushed: true });
    expect(pushed(remote, folder, api.key)).toEqual([`G ${BOT} feat: a`]);
  });

  test('an agent’s own commit that cannot be signed then is part of the checkpoint', async () => {
    const { world } = remote;
    const [repository, folder] = await remote.begin('w', api.signing());
    const mark = await repository.takeSnapshot();
    world.write(folder, { 'agent.txt': 'x\n' });
    world.git(folder, 'add', '-A');
    world.git(folder, 'commit', '-q', '-m', 'mine');
    api.github.fail({ on: '/git/trees', trouble: { kind: 'server-error', status: 503 } });
    const change = await repository.changes(mark);
    expect(JSON.stringify(change)).toContain('could not be signed were undone, to be part of the checkpoint');
    api.github.heal();
    expect(await repository.checkpoint('feat: a')).toMatchObject({ pushed: true });
    expect(pushed(remote, folder, api.key)).toEqual([`G ${BOT} feat: a`]);
    expect(world.git(remote.bare, 'show', 'work:agent.txt')).toBe('x');
  });
});

test('what an interrupted run left unsigned is signed by the next one, also where others pushed meanwhile', async () => {
  const { world } = remote;
  const [first, folder] = await remote.begin('w', api.signing());
  await remote.unit(first, folder, { 'a.txt': 'x\n' });
  await first.close();
  world.git(folder, 'commit', '-q', '--no-gpg-sign', '--allow-empty', '-m', 'an agent’s');
  world.write(folder, {
    '.kiro/specs/SEQUENTIAL_STATE.json': JSON.stringify({
      schema: 1,
      specs: { 'my-feature': { run: { id: 'run-0', heartbeat: '2026-11-23T00:00:00Z' }, units: {} } },
    }),
  });
  remote.human({ 'human.txt': 'x\n' });
  const next = world.repository(folder, remote.push(api.signing()));
  await next.open();
  expect(await next.checkpoint('chore: the state')).toMatchObject({ pushed: true });
  expect(pushed(remote, folder, api.key).map((line) => line.slice(0, 1))).toEqual(['G', 'G', 'G', 'G', 'G']);
});
