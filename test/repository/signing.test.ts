import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { GitRepository } from '../../src/repository/types.ts';
import { startApi } from './api-world.ts';
import { useRemoteWorld } from './remote-world.ts';
import { leftKeys, machineKey, pushed, signatures, signedNight, sshKey } from './signing-world.ts';

const remote = useRemoteWorld();

const NIGHT = [
  'G Ada Ada Merge main into work',
  'G Ada Ada Merge what was pushed to work in the meantime',
  'G Ada Ada feat: a unit',
  'G Ada Ada feat: a unit',
  'G Ada Ada feat: another',
  'G Agent Ada mine',
  'N Ada Ada a human was here',
];

describe('every commit that we make and push is signed', () => {
  test('by a key of ssh that was given', async () => {
    const path = sshKey(remote.world);
    const key = readFileSync(path, 'utf8');
    const folder = await signedNight(remote, { signing: { key }, secrets: [key] });
    expect(pushed(remote, folder, path).sort()).toEqual(NIGHT);
    expect(leftKeys(remote.world)).toEqual([]);
  });

  test('by a key of ssh that git is set up with; what an agent writes into the configuration has no say', async () => {
    const { world } = remote;
    const path = sshKey(remote.world);
    const evil = world.path('evil');
    writeFileSync(evil, `#!/bin/sh\ntouch '${world.path('ran')}'\nexit 1\n`);
    chmodSync(evil, 0o755);
    machineKey(world, path);
    const [repository, folder] = await remote.begin('w', { signing: { key: null } });
    const mark = await repository.takeSnapshot();
    for (const scope of ['--global', '--local'])
      for (const name of ['gpg.ssh.program', 'gpg.program']) world.git(folder, 'config', scope, name, evil);
    world.git(folder, 'config', '--global', 'user.signingkey', '/nowhere');
    world.write(folder, { 'a.txt': 'x\n' });
    await repository.changes(mark);
    expect(await repository.checkpoint('feat: a')).toMatchObject({ pushed: true });
    expect(pushed(remote, folder, path)).toEqual(['G Ada Ada feat: a']);
    expect(existsSync(world.path('ran'))).toBe(false);
  });
});

test('every one is made and signed by GitHub where it signs, and its server takes no other', async () => {
  const api = await startApi(remote);
  const folder = await signedNight(remote, api.signing());
  await api.github.close();
  expect(pushed(remote, folder, api.key).sort()).toEqual([
    'G Ada Ada a human was here',
    'G github-actions[bot] GitHub Merge main into work',
    'G github-actions[bot] GitHub Merge what was pushed to work in the meantime',
    'G github-actions[bot] GitHub feat: a unit',
    'G github-actions[bot] GitHub feat: a unit',
    'G github-actions[bot] GitHub feat: another',
    'G github-actions[bot] GitHub mine',
  ]);
  expect(remote.world.git(folder, 'rev-parse', 'HEAD')).toBe(remote.remoteHead());
  expect(remote.world.git(folder, 'status', '--porcelain')).toBe('');
});

test('a key that stops signing in mid-run withholds the checkpoint; nothing unsigned is committed or pushed', async () => {
  const { world } = remote;
  const path = sshKey(remote.world);
  machineKey(world, path);
  const [repository, folder] = await remote.begin('w', { signing: { key: null } });
  const secret = readFileSync(path);
  writeFileSync(path, '');
  const refused = await remote.unit(repository, folder, { 'a.txt': 'x\n' });
  expect(refused).toMatchObject({
    kind: 'withheld',
    reason: expect.stringMatching(/^user\.signingkey ".*": The key does not sign: ssh-keygen: /),
  });
  expect([world.git(folder, 'log', '-1', '--format=%s'), world.git(remote.bare, 'branch', '--list')]).toEqual([
    'x',
    '* main',
  ]);
  writeFileSync(path, secret);
  expect(await repository.checkpoint('feat: a')).toMatchObject({ pushed: true });
  expect(pushed(remote, folder, path)).toEqual(['G Ada Ada feat: a']);
});

test('what an interrupted run left unsigned is signed by the next one, and a person’s commits stay as they are', async () => {
  const { world } = remote;
  const path = sshKey(remote.world);
  machineKey(world, path);
  const options = remote.push({ signing: { key: null } });
  const [first, folder] = await remote.begin('w', { signing: { key: null } });
  await remote.unit(first, folder, { 'a.txt': 'x\n' });
  await first.close();
  world.git(folder, 'commit', '-q', '--allow-empty', '-m', 'a person’s');
  const opened = async (repository: GitRepository) => {
    await repository.open();
    await repository.close();
    return signatures(world, folder, path, 'origin/main..HEAD');
  };
  expect(await opened(world.repository(folder, options))).toEqual(['G Ada Ada feat: a unit', 'N Ada Ada a person’s']);
  world.write(folder, {
    '.kiro/specs/SEQUENTIAL_STATE.json': JSON.stringify({
      schema: 1,
      specs: { 'my-feature': { run: { id: 'run-0', heartbeat: '2026-11-23T00:00:00Z' }, units: {} } },
    }),
  });
  expect(await opened(world.repository(folder, options))).toEqual(['G Ada Ada feat: a unit', 'G Ada Ada a person’s']);
});

test('nothing is signed without being asked to, whatever git is set up with', async () => {
  machineKey(remote.world, sshKey(remote.world));
  remote.world.git(remote.world.root, 'config', '--global', 'commit.gpgSign', 'true');
  const [repository, folder] = await remote.begin('w');
  await remote.unit(repository, folder, { 'a.txt': 'x\n' });
  expect(pushed(remote, folder, null)).toEqual(['N Ada Ada feat: a unit']);
});
