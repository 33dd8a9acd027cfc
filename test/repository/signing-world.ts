import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { RepositoryOptions } from '../../src/repository/types.ts';
import { tempParent } from '../../src/state/lock/temp-folder.ts';
import type { RemoteWorld } from './remote-world.ts';
import type { World } from './world.ts';

/** Path of a new private key of ssh. */
export function sshKey(world: World, passphrase = '', type: readonly string[] = ['ed25519']): string {
  const path = world.path('key');
  execFileSync('ssh-keygen', ['-q', '-t', ...type, '-N', passphrase, '-C', 'ada', '-f', path]);
  return path;
}

/** Has git sign with a key of ssh. */
export function machineKey(world: World, key: string): void {
  world.git(world.root, 'config', '--global', 'gpg.format', 'ssh');
  world.git(world.root, 'config', '--global', 'user.signingkey', key);
}

/**
 * Commits, oldest first: what git finds of the key's signature (`G` good, `N` none), author, committer, and subject.
 * @param key path of the private key whose signature counts; null: only what gpg knows does.
 */
export function signatures(world: World, folder: string, key: string | null, range: string): string[] {
  const signers = world.path('allowed-signers');
  writeFileSync(signers, key === null ? '' : `* ${readFileSync(`${key}.pub`, 'utf8')}`);
  const settings = ['-c', `gpg.ssh.allowedSignersFile=${signers}`, '-c', 'gpg.ssh.program=ssh-keygen'];
  return world.git(folder, ...settings, 'log', '--reverse', '--format=%G? %an %cn %s', range).split('\n');
}

/** Folders of this process in which a key was for the moment of a signature. */
export function leftKeys(world: World): readonly string[] {
  const places = new Set([world.env.TMPDIR ?? '', tmpdir(), '/tmp', '/var/tmp']);
  const parents = [...places].map((place) => tempParent(place, 'hidden')).filter((parent) => existsSync(parent));
  const folders = parents.flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)));
  return folders.filter(
    (folder) =>
      folder.includes('/sequential-signing-') &&
      existsSync(join(folder, 'owner')) &&
      JSON.parse(readFileSync(join(folder, 'owner'), 'utf8')).pid === process.pid,
  );
}

/** Of the work branch on the remote. */
export function pushed(remote: RemoteWorld, folder: string, key: string | null): string[] {
  remote.world.git(folder, 'fetch', '-q', remote.bare, '+refs/heads/*:refs/remotes/origin/*');
  return signatures(remote.world, folder, key, 'origin/main..refs/remotes/origin/work');
}

/** A night: a unit, an agent that commits itself, a person who pushes in between, a base that goes on. */
export async function signedNight(remote: RemoteWorld, options: Partial<RepositoryOptions>): Promise<string> {
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
