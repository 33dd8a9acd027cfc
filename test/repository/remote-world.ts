import { afterEach, beforeEach } from '@jest/globals';
import { cloneInto } from '../../src/repository/remote/clone.ts';
import type { CheckpointResult, GitRepository, RepositoryOptions } from '../../src/repository/types.ts';
import { givenToken } from '../../src/secrets/token-source.ts';
import { copyOf } from '../harness/copy-of.ts';
import { type GitServer, startGitServer } from '../harness/git-server.ts';
import { createWorld, type World } from './world.ts';

export const TOKEN = 'ghs_write';

/** A world with a server, and on it a repository `o/r` with four commits on `main`. */
export interface RemoteWorld {
  world: World;
  server: GitServer;
  /** Folder of the bare repository, for those who need no token. */
  bare: string;
  push(options?: Partial<RepositoryOptions>): Partial<RepositoryOptions>;
  clone(name: string, branch?: string | null, token?: string): Promise<string>;
  /** A fresh clone, opened on the work branch. */
  begin(name: string, options?: Partial<RepositoryOptions>): Promise<[GitRepository, string]>;
  /** Somebody with a clone of their own, who pushes to the work branch past us; returns their commit. */
  human(files: Record<string, string>, message?: string): string;
  remoteHead(branch?: string): string;
  /** One attempt that writes files, and its checkpoint. */
  unit(repository: GitRepository, folder: string, files: Record<string, string>): Promise<CheckpointResult>;
}

/** Builds a new one before each test of the file, and takes it down after. */
export function useRemoteWorld(): RemoteWorld {
  const at = {} as RemoteWorld;
  beforeEach(async () => {
    at.world = createWorld();
    at.server = await startGitServer({ tokens: { [TOKEN]: { access: 'write' } } });
    at.bare = at.server.createRepository('o/r');
    const seed = at.world.path('seed');
    copyOf('seed', seed, () => at.world.grow(at.world.project(seed), 3));
    copyOf('bare', at.bare, () => at.world.git(seed, 'push', '-q', at.bare, 'main'));
  });
  afterEach(async () => {
    await at.world.end();
    await at.server.stop();
  });
  at.push = (options = {}) => ({
    checkpoint: 'push',
    workBranch: 'work',
    remote: { url: null, tokens: givenToken(TOKEN) },
    ...options,
  });
  at.clone = async (name, branch = null, token = TOKEN) => {
    const { env, notices, clock, path } = at.world;
    const sleep = async (ms: number) => {
      clock.now += ms;
    };
    const notice = (text: string) => notices.push(text);
    const url = at.server.url('o/r');
    await cloneInto(path(name), {
      url,
      tokens: givenToken(token),
      branch,
      requireEmpty: false,
      env,
      now: () => clock.now,
      sleep,
      notice,
    });
    return path(name);
  };
  at.begin = async (name, options = {}) => {
    const workspace = await at.clone(name);
    const repository = at.world.repository(workspace, at.push(options));
    await repository.open();
    return [repository, workspace];
  };
  let humans = 0;
  at.human = (files, message = 'a human was here') => {
    humans += 1;
    const folder = at.world.path(`human ${humans}`);
    at.world.git(at.world.root, 'clone', '-q', '-b', 'work', at.bare, folder);
    at.world.write(folder, files);
    at.world.git(folder, 'add', '-A');
    at.world.git(folder, 'commit', '-q', '--allow-empty', '-m', message);
    at.world.git(folder, 'push', '-q', 'origin', 'work');
    return at.world.git(folder, 'rev-parse', 'HEAD');
  };
  at.remoteHead = (branch = 'work') => at.world.git(at.bare, 'rev-parse', branch);
  at.unit = async (repository, folder, files) => {
    const mark = await repository.takeSnapshot();
    at.world.write(folder, files);
    await repository.changes(mark);
    return repository.checkpoint('feat: a unit\n\nSpec: my-feature\nRun: run-1');
  };
  return at;
}
