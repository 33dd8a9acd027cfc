import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseRepository } from '../../src/app/cli/app-remote.ts';
import { type GitServer, startGitServer } from '../harness/git-server.ts';
import { FakeGitHub } from '../harness/github/index.ts';
import { run } from './one-task.ts';
import { Workplace } from './workplace.ts';

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' });
const key = pem.toString();

describe('on the command line an app', () => {
  let place: Workplace;
  let git: GitServer;
  let github: FakeGitHub;
  beforeEach(async () => {
    place = new Workplace({ demo: '- [ ] 1. One\n' });
    git = await startGitServer();
    github = await FakeGitHub.start({ serverUrl: git.origin });
    git.grantOf = (token) => github.world.use(token) && { access: 'write' };
    const bare = git.createRepository('octo/demo');
    place.git('push', '-q', bare, 'main');
    place.git('remote', 'add', 'origin', `${git.origin}/octo/demo.git`);
    Object.assign(place.env, {
      GITHUB_API_URL: github.url,
      SEQUENTIAL_APP_ID: '12345',
      SEQUENTIAL_APP_PRIVATE_KEY: key.replaceAll('\n', '\\n'),
    });
  });
  afterEach(async () => {
    place.close();
    await git.stop();
    await github.close();
  });
  const installed = () => github.world.app('12345', 'night-worker', createPrivateKey(key));

  test('pushes to origin with tokens of its own; its key is in nothing that an agent can read', async () => {
    const worker = installed();
    worker.usesPerToken = 4;
    const loot = join(place.top, 'loot');
    const agent = place.agent(
      `for p in /proc/[0-9]*; do cat "$p/environ" "$p/cmdline" 2>/dev/null; done > ${loot}; env >> ${loot}; echo x > work.txt; echo '<promise>TASK_DONE</promise>'`,
    );
    const flags = ['--checkpoint', 'push', '--work-branch', 'work', '--agent-command', agent];
    const { code, stdout, stderr } = await place.run(...run(...flags, '--agent-env', 'SEQUENTIAL_APP_PRIVATE_KEY'));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/✓ 1 One .* pushed/);
    expect(worker.tokens.length).toBeGreaterThan(1);
    expect(github.transcript[1]?.body).toEqual({ repositories: ['demo'], permissions: { contents: 'write' } });
    const seen = readFileSync(loot, 'latin1');
    expect(seen).toContain('SEQUENTIAL_APP_ID=12345');
    for (const secret of [...key.split('\n').slice(1, -2), ...worker.tokens])
      for (const text of [seen, stdout]) expect(text).not.toContain(secret);
  });

  test('that has no access ends the command before an agent starts', async () => {
    installed().installation = null;
    const { code, stderr } = await place.call(...run('--checkpoint', 'push', '--work-branch', 'work'));
    expect([code, stderr]).toEqual([64, expect.stringContaining('app-id: the app 12345 has no access to octo/demo')]);
    expect(git.requests).toEqual([]);
  });

  test('is not asked for a token where nothing is pushed', async () => {
    const agent = place.agent("echo x > work.txt; echo '<promise>TASK_DONE</promise>'");
    expect((await place.call(...run('--agent-command', agent))).code).toBe(0);
    expect(github.transcript).toEqual([]);
  });

  test('has GitHub sign the commits, as doctor finds out; without an app nothing does', async () => {
    installed();
    const bare = git.createRepository('octo/demo');
    const signer = join(place.top, 'github');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', signer]);
    github.world.gitData = { bare, key: signer };
    const flags = ['--checkpoint', 'push', '--work-branch', 'work', '--sign-commits', 'api'];
    expect((await place.call('doctor', '--backend', 'rehearsal', ...flags)).code).toBe(0);
    const agent = place.agent("echo x > work.txt; echo '<promise>TASK_DONE</promise>'");
    expect(await place.call(...run(...flags, '--agent-command', agent))).toMatchObject({ code: 0, stderr: '' });
    expect(place.git('log', '-1', '--format=%an %cn', 'work').trim()).toBe('night-worker[bot] GitHub');

    github.world.people.delete('night-worker[bot]');
    const unsigned = await place.call('doctor', '--backend', 'rehearsal', ...flags);
    expect([unsigned.code, unsigned.stdout]).toEqual([
      64,
      expect.stringContaining('✗ sign-commits: GitHub did not sign'),
    ]);
    delete place.env.SEQUENTIAL_APP_ID;
    delete place.env.SEQUENTIAL_APP_PRIVATE_KEY;
    for (const command of [['doctor', '--backend', 'rehearsal', ...flags], run(...flags, '--agent-command', agent)]) {
      const { code, stdout, stderr } = await place.call(...command);
      expect([code, stdout + stderr]).toEqual([
        64,
        expect.stringMatching(/sign-commits: "api" needs a repository on GitHub/),
      ]);
    }
  });

  test('is checked by doctor', async () => {
    const worker = installed();
    const examined = async () =>
      JSON.parse((await place.call('doctor', '--json', '--backend', 'rehearsal')).stdout).app;
    expect(await examined()).toEqual({
      ...{ id: '12345', slug: 'night-worker', repository: 'octo/demo' },
      ...{ warning: null, problem: null },
    });
    worker.installation = { id: 701, suspended: false, permissions: { contents: 'write' } };
    expect(await examined()).toMatchObject({
      warning: expect.stringContaining('also needs Issues: read and write, Pull requests: read and write.'),
    });
    worker.installation = null;
    const { code, stdout } = await place.call('doctor', '--backend', 'rehearsal');
    expect(code).toBe(64);
    expect(stdout).toMatch(
      /^✗ {2}app 12345$[\s\S]*^✗ app-id: the app 12345 has no access to octo\/demo\. Install the app/m,
    );
    expect(stdout).not.toContain('PRIVATE');
  });
});

test.each([
  ['https://github.com/octo/demo.git', 'https://github.com'],
  ['https://someone@github.com/octo/demo', 'https://github.com'],
  ['git@github.com:octo/demo.git', 'https://github.com'],
  ['ssh://git@github.com/octo/demo.git', 'https://github.com'],
  ['ssh://git@ssh.github.com:443/octo/demo.git', 'https://github.com'],
  ['ssh://git@ghes.example.org:2222/octo/demo/', 'https://ghes.example.org'],
  ['https://ghes.example.org:8443/octo/demo.git', 'https://ghes.example.org:8443'],
])('the repository of %s', (url, server) => {
  expect(parseRepository(url)).toEqual({ server, owner: 'octo', repo: 'demo' });
});

test.each(['/srv/git/demo.git', '../demo', 'https://github.com/demo', 'file:///srv/octo/demo', 'C:\\octo\\demo'])(
  'no repository on a GitHub server: %s',
  (url) => {
    expect(() => parseRepository(url)).toThrow('origin is not a repository on a GitHub server');
  },
);
