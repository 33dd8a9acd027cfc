import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { GitRepository, RepositoryOptions } from '../../src/repository/types.ts';
import { leftKeys, machineKey, signatures, sshKey } from './signing-world.ts';
import { createWorld, TASKS, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

const SIGNED = ['N Ada Ada Start', 'G Ada Ada feat: a unit'];

async function opened(options: Partial<RepositoryOptions>, folder = world.project()): Promise<[GitRepository, string]> {
  const repository = world.repository(folder, options);
  await repository.open();
  return [repository, folder];
}

async function unit(repository: GitRepository, folder: string, files: Record<string, string>) {
  const mark = await repository.takeSnapshot();
  world.write(folder, files);
  await repository.changes(mark);
  return repository.checkpoint('feat: a unit');
}

describe('commits are signed', () => {
  test('by a key of RSA whose public part stands in each signature as it does in the private file', async () => {
    const path = sshKey(world, '', ['rsa', '-b', '3072']);
    const key = readFileSync(path, 'utf8');
    const [repository, folder] = await opened({ signing: { key }, secrets: [key] });
    expect(await unit(repository, folder, { 'a.txt': 'x\n' })).toMatchObject({ kind: 'saved' });
    expect(await unit(repository, folder, { 'key.txt': key })).toMatchObject({ kind: 'withheld' });
    expect(signatures(world, folder, path, 'HEAD')).toEqual(SIGNED);
  });

  test('a program that the repository itself names is not run', async () => {
    const path = sshKey(world);
    const folder = world.project();
    const settings = { 'gpg.format': 'ssh', 'user.signingkey': path, 'gpg.ssh.program': '/bin/false' };
    for (const [name, value] of Object.entries(settings)) world.git(folder, 'config', '--local', name, value);
    const [repository] = await opened({ signing: { key: null } }, folder);
    await unit(repository, folder, { 'a.txt': 'x\n' });
    expect(signatures(world, folder, path, 'HEAD')).toEqual(SIGNED);
  });

  test('by a key that an ssh agent holds', async () => {
    const path = sshKey(world);
    world.env.SSH_AUTH_SOCK = join(tmpdir(), 'agent');
    const started = execFileSync('ssh-agent', ['-a', world.env.SSH_AUTH_SOCK], { encoding: 'utf8' });
    try {
      execFileSync('ssh-add', ['-q', path], { env: world.env, stdio: 'ignore' });
      rmSync(path);
      machineKey(world, `key::${readFileSync(`${path}.pub`, 'utf8').trim()}`);
      const [repository, folder] = await opened({ signing: { key: null } });
      await unit(repository, folder, { 'a.txt': 'x\n' });
      expect(signatures(world, folder, path, 'HEAD')).toEqual(SIGNED);
    } finally {
      process.kill(Number(/AGENT_PID=(\d+)/.exec(started)?.[1]));
    }
  });

  test.each(['sha1', 'sha256'])('over a signature that an agent has forged: %s', async (format) => {
    const path = sshKey(world);
    const folder = world.path('local');
    world.git(world.root, 'init', '-q', '-b', 'main', '--object-format', format, folder);
    world.write(folder, { [TASKS]: '- [ ] 1. First\n' });
    world.git(folder, 'add', '-A');
    world.git(folder, 'commit', '-q', '-m', 'Start');
    const [repository] = await opened({ signing: { key: readFileSync(path, 'utf8') } }, folder);
    const mark = await repository.takeSnapshot();
    const person = 'Mallory <m@example.org> 1800000000 +0000';
    const [tree, parent] = world.git(folder, 'rev-parse', 'HEAD^{tree}', 'HEAD').split('\n');
    const forged = `tree ${tree}\nparent ${parent}\nauthor ${person}\ncommitter ${person}\ngpgsig forged\n and more\n\nforged\n`;
    writeFileSync(world.path('forged'), forged);
    world.git(folder, 'reset', '-q', world.git(folder, 'hash-object', '-t', 'commit', '-w', world.path('forged')));
    world.write(folder, { 'a.txt': 'x\n' });
    await repository.changes(mark);
    expect(await repository.checkpoint('feat: a')).toMatchObject({ kind: 'saved' });
    expect(signatures(world, folder, path, 'HEAD')).toEqual([
      'N Ada Ada Start',
      'G Mallory Ada forged',
      'G Ada Ada feat: a',
    ]);
  });

  test('by a key of gpg, the committer’s own or one that was given', async () => {
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
      const [own, ownFolder] = await opened({ signing: { key: null } }, world.project('own'));
      await unit(own, ownFolder, { 'a.txt': 'x\n' });
      const elsewhere = { ...world.env };
      delete elsewhere.GNUPGHOME;
      const [given, givenFolder] = await opened({ signing: { key }, secrets: [key], env: elsewhere });
      await unit(given, givenFolder, { 'a.txt': 'x\n' });
      expect(existsSync(join(world.env.HOME ?? '', '.gnupg'))).toBe(false);
      for (const folder of [ownFolder, givenFolder]) expect(signatures(world, folder, null, 'HEAD')).toEqual(SIGNED);
      expect(leftKeys(world)).toEqual([]);
    } finally {
      execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
      rmSync(home, { recursive: true });
    }
  });
});

describe('a key that does not sign is known before an agent starts', () => {
  const given = (make: () => string) => () => ({ key: readFileSync(make(), 'utf8') });
  const machine = (settings: Record<string, string>) => () => {
    for (const [name, value] of Object.entries(settings)) world.git(world.root, 'config', '--global', name, value);
    return { key: null };
  };
  test.each<[string, () => { key: string | null }, string, RegExp]>([
    [
      'with a passphrase',
      given(() => sshKey(world, 'a passphrase')),
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
    const error = await opened({ signing: signingOf() }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'UserError',
      where,
      message: expect.stringMatching(message),
      fix: expect.any(String),
    });
    expect(leftKeys(world)).toEqual([]);
  });

  const damaged = () => readFileSync(sshKey(world), 'utf8').replace(/(?<=KEY-----\n.{70}\n.{10})/, '????');
});
