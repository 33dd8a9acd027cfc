import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { GitRepository, RepositoryOptions } from '../../src/repository/types.ts';
import { useRemoteWorld } from './remote-world.ts';
import { TASKS } from './world.ts';

const remote = useRemoteWorld();

/** Path of a new private key of ssh. */
function sshKey(name: string, passphrase = '', type: readonly string[] = ['ed25519']): string {
  const path = remote.world.path(name);
  execFileSync('ssh-keygen', ['-q', '-t', ...type, '-N', passphrase, '-C', 'ada', '-f', path]);
  return path;
}

/** Whose signature git finds on each commit of the work branch that the base does not have: `G` good, `N` none. */
function signatures(folder: string, allowedKey: string | null, range = 'origin/main..refs/remotes/origin/work') {
  const { world } = remote;
  const signers = world.path('allowed-signers');
  if (allowedKey !== null) writeFileSync(signers, `ada@example.org ${readFileSync(`${allowedKey}.pub`, 'utf8')}`);
  world.git(folder, 'fetch', '-q', remote.bare, '+refs/heads/*:refs/remotes/origin/*');
  const log = ['-c', `gpg.ssh.allowedSignersFile=${signers}`, 'log', '--reverse', '--format=%G? %cn %s', range];
  return world.git(folder, ...log).split('\n');
}

/** A night: a unit, an agent that commits itself, a person who pushes in between, a base that goes on. */
async function night(options: Partial<RepositoryOptions>): Promise<string> {
  const { world } = remote;
  const [repository, folder] = await remote.begin('night', options);
  expect(await remote.unit(repository, folder, { 'src/one.txt': 'one more\n' })).toMatchObject({ pushed: true });
  const mark = await repository.takeSnapshot();
  world.write(folder, { 'agent.txt': 'x\n' });
  world.git(folder, 'add', '-A');
  world.git(folder, '-c', 'user.name=Agent', 'commit', '-q', '--author', 'Agent <a@b.c>', '-m', 'mine');
  world.write(folder, { 'rest.txt': 'y\n' });
  await repository.changes(mark);
  remote.human({ 'human.txt': 'x\n' });
  expect(await repository.checkpoint('feat: another\n\nSpec: my-feature\nRun: run-1')).toMatchObject({
    kind: 'merged',
  });
  await repository.close();
  const base = world.path('base');
  world.git(world.root, 'clone', '-q', remote.bare, base);
  world.git(base, 'commit', '-q', '--allow-empty', '-m', 'of the base');
  world.git(base, 'push', '-q', 'origin', 'main');
  const next = world.repository(folder, remote.push(options));
  await next.open();
  await remote.unit(next, folder, { 'last.txt': 'z\n' });
  return folder;
}

const NIGHT = [
  'G Ada Merge main into work',
  'G Ada Merge what was pushed to work in the meantime',
  'G Ada feat: a unit',
  'G Ada feat: a unit',
  'G Ada feat: another',
  'G Ada mine',
  'N Ada a human was here',
];

describe('every commit that we make and push is signed', () => {
  test('by a key of ssh that was given', async () => {
    const path = sshKey('key');
    const key = readFileSync(path, 'utf8');
    const folder = await night({ signing: { key }, secrets: [key] });
    expect(signatures(folder, path).sort()).toEqual(NIGHT);
    expect(remote.world.git(folder, 'log', '--format=%an', '--grep', 'mine', 'origin/work')).toBe('Agent');
    expect(leftKeys()).toEqual([]);
  });

  test('by a key of RSA whose public part stands in each signature as it does in the private file', async () => {
    const path = sshKey('key', '', ['rsa', '-b', '3072']);
    const key = readFileSync(path, 'utf8');
    const [repository, folder] = await remote.begin('w', { signing: { key }, secrets: [key] });
    expect(await remote.unit(repository, folder, { 'a.txt': 'x\n' })).toMatchObject({ pushed: true });
    expect(await remote.unit(repository, folder, { 'key.txt': key })).toMatchObject({ kind: 'withheld' });
    expect(signatures(folder, path)).toEqual(['G Ada feat: a unit']);
  });

  test('by a key of ssh that git is set up with; what an agent writes into the configuration has no say', async () => {
    const { world } = remote;
    const path = sshKey('key');
    const evil = world.path('evil');
    writeFileSync(evil, `#!/bin/sh\ntouch '${world.path('ran')}'\nexit 1\n`);
    chmodSync(evil, 0o755);
    world.git(world.root, 'config', '--global', 'gpg.format', 'ssh');
    world.git(world.root, 'config', '--global', 'user.signingkey', path);
    const [repository, folder] = await remote.begin('w', { signing: { key: null } });
    const mark = await repository.takeSnapshot();
    for (const scope of ['--global', '--local'])
      for (const name of ['gpg.ssh.program', 'gpg.program']) world.git(folder, 'config', scope, name, evil);
    world.git(folder, 'config', '--global', 'user.signingkey', '/nowhere');
    world.write(folder, { 'a.txt': 'x\n' });
    await repository.changes(mark);
    expect(await repository.checkpoint('feat: a')).toMatchObject({ pushed: true });
    world.git(folder, 'config', '--global', '--unset', 'gpg.ssh.program');
    expect(signatures(folder, path)).toEqual(['G Ada feat: a']);
    expect(existsSync(world.path('ran'))).toBe(false);
  });

  test('a program that the repository itself names is not run', async () => {
    const { world } = remote;
    const path = sshKey('key');
    const folder = await remote.clone('w');
    const settings = { 'gpg.format': 'ssh', 'user.signingkey': path, 'gpg.ssh.program': '/bin/false' };
    for (const [name, value] of Object.entries(settings)) world.git(folder, 'config', '--local', name, value);
    const repository = world.repository(folder, remote.push({ signing: { key: null } }));
    await repository.open();
    await remote.unit(repository, folder, { 'a.txt': 'x\n' });
    world.git(folder, 'config', '--unset', 'gpg.ssh.program');
    expect(signatures(folder, path)).toEqual(['G Ada feat: a unit']);
  });

  test('by a key that an ssh agent holds', async () => {
    const { world } = remote;
    const path = sshKey('key');
    world.env.SSH_AUTH_SOCK = join(tmpdir(), 'agent');
    const started = execFileSync('ssh-agent', ['-a', world.env.SSH_AUTH_SOCK], { encoding: 'utf8' });
    try {
      execFileSync('ssh-add', ['-q', path], { env: world.env, stdio: 'ignore' });
      rmSync(path);
      machineKey(`key::${readFileSync(`${path}.pub`, 'utf8').trim()}`);
      const [repository, folder] = await remote.begin('w', { signing: { key: null } });
      await remote.unit(repository, folder, { 'a.txt': 'x\n' });
      expect(signatures(folder, path)).toEqual(['G Ada feat: a unit']);
    } finally {
      process.kill(Number(/AGENT_PID=(\d+)/.exec(started)?.[1]));
    }
  });

  test.each(['sha1', 'sha256'])('where nothing is pushed, with a forged signature of an agent: %s', async (format) => {
    const { world } = remote;
    const path = sshKey('key');
    const folder = world.path('local');
    world.git(world.root, 'init', '-q', '-b', 'main', '--object-format', format, folder);
    world.write(folder, { [TASKS]: '- [ ] 1. First\n' });
    world.git(folder, 'add', '-A');
    world.git(folder, 'commit', '-q', '-m', 'Start');
    const repository = world.repository(folder, { signing: { key: readFileSync(path, 'utf8') } });
    await repository.open();
    const mark = await repository.takeSnapshot();
    const person = 'Mallory <m@example.org> 1800000000 +0000';
    const [tree, parent] = world.git(folder, 'rev-parse', 'HEAD^{tree}', 'HEAD').split('\n');
    const forged = `tree ${tree}\nparent ${parent}\nauthor ${person}\ncommitter ${person}\ngpgsig forged\n and more\n\nforged\n`;
    writeFileSync(world.path('forged'), forged);
    world.git(folder, 'reset', '-q', world.git(folder, 'hash-object', '-t', 'commit', '-w', world.path('forged')));
    world.write(folder, { 'a.txt': 'x\n' });
    await repository.changes(mark);
    expect(await repository.checkpoint('feat: a')).toMatchObject({ kind: 'saved' });
    world.git(folder, 'config', 'gpg.ssh.allowedSignersFile', world.path('allowed-signers'));
    writeFileSync(world.path('allowed-signers'), `* ${readFileSync(`${path}.pub`, 'utf8')}`);
    const log = world.git(folder, 'log', '--format=%G? %an %cn %s');
    expect(log).toBe('G Ada Ada feat: a\nG Mallory Ada forged\nN Ada Ada Start');
  });

  test('by a key of gpg, the committer’s own or one that was given', async () => {
    const { world } = remote;
    const home = join(tmpdir(), 'g');
    mkdirSync(home, { mode: 0o700 });
    world.env.GNUPGHOME = home;
    const gpg = (...args: string[]) =>
      execFileSync('gpg', ['--batch', ...args], {
        env: world.env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    try {
      gpg('--passphrase', '', '--quick-generate-key', 'Ada <ada@example.org>', 'ed25519', 'sign');
      const key = gpg('--armor', '--export-secret-keys');
      const [own, ownFolder] = await remote.begin('own', { signing: { key: null }, workBranch: 'own' });
      await remote.unit(own, ownFolder, { 'a.txt': 'x\n' });
      const elsewhere = { ...world.env };
      delete elsewhere.GNUPGHOME;
      const [given, folder] = await remote.begin('given', { signing: { key }, secrets: [key], env: elsewhere });
      await remote.unit(given, folder, { 'a.txt': 'x\n' });
      expect(existsSync(join(world.env.HOME ?? '', '.gnupg'))).toBe(false);
      for (const branch of ['own', 'work'])
        expect(signatures(folder, null, `origin/main..origin/${branch}`)).toEqual(['G Ada feat: a unit']);
      expect(leftKeys()).toEqual([]);
    } finally {
      execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
      execFileSync('rm', ['-rf', home]);
    }
  });
});

/** Folders of this process in which a key was for the moment of a signature. */
function leftKeys(): readonly string[] {
  const places = new Set([remote.world.env.TMPDIR ?? '', tmpdir(), '/tmp', '/var/tmp']);
  const folders = [...places].flatMap((place) => readdirSync(place).map((name) => join(place, name)));
  return folders.filter(
    (folder) =>
      folder.includes('/sequential-signing-') &&
      existsSync(join(folder, 'owner')) &&
      JSON.parse(readFileSync(join(folder, 'owner'), 'utf8')).pid === process.pid,
  );
}

describe('a key that does not sign is known before an agent starts', () => {
  const given = (make: () => string) => () => ({ key: readFileSync(make(), 'utf8') });
  const machine = (settings: Record<string, string>) => () => {
    for (const [name, value] of Object.entries(settings))
      remote.world.git(remote.world.root, 'config', '--global', name, value);
    return { key: null };
  };
  test.each<[string, () => { key: string | null }, string, RegExp]>([
    [
      'with a passphrase',
      given(() => sshKey('key', 'a passphrase')),
      'SEQUENTIAL_SIGNING_KEY',
      /ssh-keygen: .*passphrase/,
    ],
    [
      'that is damaged',
      () => ({ key: damaged() }),
      'SEQUENTIAL_SIGNING_KEY',
      /ssh-keygen: .*(?:load public key|invalid format|libcrypto)/,
    ],
    [
      'of gpg that is damaged',
      () => ({ key: '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nAAAA\n-----END PGP PRIVATE KEY BLOCK-----\n' }),
      'SEQUENTIAL_SIGNING_KEY',
      /gpg: .*no valid OpenPGP data/,
    ],
    [
      'that is not there',
      machine({ 'gpg.format': 'ssh', 'user.signingkey': '/no/key' }),
      'user.signingkey "/no/key"',
      /ssh-keygen: .*No such file/,
    ],
    ['that nobody named', machine({ 'gpg.format': 'ssh' }), 'user.signingkey', /ssh-keygen: no key is named/],
    [
      'that gpg does not have',
      machine({ 'user.signingkey': 'DEADBEEF' }),
      'user.signingkey "DEADBEEF"',
      /gpg: .*(?:No secret key|skipped)/i,
    ],
    [
      'for a program that is missing',
      machine({ 'gpg.format': 'x509', 'gpg.x509.program': '/no/smimesign', 'user.signingkey': 'x' }),
      'user.signingkey "x"',
      /\/no\/smimesign: the program is not installed/,
    ],
  ])('%s', async (_, signingOf, where, message) => {
    const folder = await remote.clone('w');
    const repository = remote.world.repository(folder, remote.push({ signing: signingOf() }));
    const error = await repository.open().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'UserError',
      where,
      message: expect.stringMatching(message),
      fix: expect.any(String),
    });
    expect(remote.world.git(remote.bare, 'branch', '--list')).toBe('* main');
    expect(leftKeys()).toEqual([]);
  });

  const damaged = () => readFileSync(sshKey('key'), 'utf8').replace(/(?<=KEY-----\n.{70}\n.{10})/, '????');
});

test('a key that stops signing in mid-run withholds the checkpoint; nothing unsigned is committed or pushed', async () => {
  const { world } = remote;
  const path = sshKey('key');
  machineKey(path);
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
  expect(signatures(folder, path)).toEqual(['G Ada feat: a']);
});

function machineKey(path: string): void {
  for (const [name, value] of [
    ['gpg.format', 'ssh'],
    ['user.signingkey', path],
  ] as const)
    remote.world.git(remote.world.root, 'config', '--global', name, value);
}

test('what an interrupted run left unsigned is signed by the next one, and a person’s commits stay as they are', async () => {
  const { world } = remote;
  const path = sshKey('key');
  machineKey(path);
  const options = remote.push({ signing: { key: null } });
  const [first, folder] = await remote.begin('w', { signing: { key: null } });
  await remote.unit(first, folder, { 'a.txt': 'x\n' });
  await first.close();
  world.git(folder, 'commit', '-q', '--allow-empty', '-m', 'a person’s');
  const opened = async (repository: GitRepository) => {
    await repository.open();
    await repository.close();
    return signatures(folder, path, 'origin/main..HEAD');
  };
  expect(await opened(world.repository(folder, options))).toEqual(['G Ada feat: a unit', 'N Ada a person’s']);
  world.write(folder, {
    '.kiro/specs/SEQUENTIAL_STATE.json': JSON.stringify({
      schema: 1,
      specs: { 'my-feature': { run: { id: 'run-0', heartbeat: '2026-11-23T00:00:00Z' }, units: {} } },
    }),
  });
  expect(await opened(world.repository(folder, options))).toEqual(['G Ada feat: a unit', 'G Ada a person’s']);
});

test('nothing is signed without being asked to, whatever git is set up with', async () => {
  machineKey(sshKey('key'));
  remote.world.git(remote.world.root, 'config', '--global', 'commit.gpgSign', 'true');
  const [repository, folder] = await remote.begin('w');
  await remote.unit(repository, folder, { 'a.txt': 'x\n' });
  expect(signatures(folder, null)).toEqual(['N Ada feat: a unit']);
});
