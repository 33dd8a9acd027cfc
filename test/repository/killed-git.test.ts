import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { createGit, type Git } from '../../src/repository/git/git.ts';
import { useRemoteWorld } from './remote-world.ts';

const at = useRemoteWorld();
let git: Git;

/** Has the kernel end the next git that is asked to do that, as on a machine without memory left. */
const killNext = (subcommand: string) => at.world.write(at.world.root, { [`kill/${subcommand}`]: '' });
const isPending = (subcommand: string) => existsSync(at.world.path('kill', subcommand));

beforeEach(() => {
  const { world } = at;
  const realPath = world.env.PATH;
  world.write(world.root, {
    'bin/git': [
      '#!/bin/sh',
      'for word in "$@"; do',
      `  if [ -f "${world.root}/kill/$word" ]; then rm "${world.root}/kill/$word"; kill -9 $$; fi`,
      'done',
      `PATH="\${PATH#*:}" exec git "$@"`,
      '',
    ].join('\n'),
  });
  chmodSync(world.path('bin/git'), 0o755);
  Object.assign(world.env, { PATH: `${world.path('bin')}:${realPath}` });
  git = createGit(world.path('bin/git'), world.path('seed'), world.env);
});

test('what only looks is asked again once; what changes something is not, and no exit code is made up', async () => {
  killNext('rev-parse');
  expect(await git(['-c', 'core.bare=false', 'rev-parse', '--is-bare-repository'])).toMatchObject({
    stdout: 'false\n',
  });
  expect(isPending('rev-parse')).toBe(false);
  killNext('update-ref');
  await expect(git(['update-ref', 'refs/heads/x', 'HEAD'], { accept: 'any' })).rejects.toMatchObject({
    name: 'UserError',
    message: 'git update-ref was killed by SIGKILL (out of memory?)',
    fix: expect.stringMatching(/memory/),
  });
  expect(existsSync(join(at.world.path('seed'), '.git/refs/heads/x'))).toBe(false);
});

test('a checkpoint is made and pushed whichever git is killed', async () => {
  const [repository, folder] = await at.begin('one');
  const subcommands = [
    'read-tree',
    'add',
    'write-tree',
    'commit-tree',
    'check-attr',
    'update-ref',
    'push',
    'ls-remote',
  ];
  for (const subcommand of subcommands) {
    killNext(subcommand);
    // A file of its own, of which nothing is known yet.
    const files = { [`${subcommand}.txt`]: 'new' };
    expect(await at.unit(repository, folder, files)).toMatchObject({ kind: 'saved', pushed: true });
    expect(isPending(subcommand)).toBe(false);
  }
  expect(at.world.git(at.bare, 'rev-list', '--count', 'main..work')).toBe(String(subcommands.length));
  expect(at.world.notices[0]).toBe('git read-tree was killed by SIGKILL (out of memory?); trying again');
});

test('a clone asks the remote again, and says why', async () => {
  killNext('ls-remote');
  await at.clone('one');
  expect(at.world.notices.join('\n')).toMatch(
    /reading the remote: git ls-remote was killed by SIGKILL \(out of memory\?\); trying again in 1 s/,
  );
});
