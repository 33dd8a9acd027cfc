import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { givenToken } from '../../src/secrets/token-source.ts';
import { type GitServer, startGitServer } from '../harness/git-server.ts';
import { createWorld, TASKS, type World } from './world.ts';

const TOKEN = 'ghs_push.token';

let world: World;
let server: GitServer;
let project: string;
beforeEach(async () => {
  world = createWorld();
  server = await startGitServer({ tokens: { [TOKEN]: { access: 'write' } } });
  const bare = server.createRepository('o/r');
  project = world.project();
  world.git(project, 'remote', 'add', 'origin', server.url('o/r'));
  world.git(project, 'push', '-q', bare, 'main');
});
afterEach(async () => {
  await world.end();
  await server.stop();
});

const basic = (token: string) => Buffer.from(`x-access-token:${token}`).toString('base64');

/** A program that writes down that it ran, its arguments and its environment. */
function trap(name: string): string {
  const path = world.path(name);
  writeFileSync(path, `#!/bin/sh\n{ echo "$0 $*"; env; } >> '${world.path('caught')}'\ncat\n`);
  chmodSync(path, 0o755);
  return `'${path}'`;
}

test('nothing that an agent configured runs, and the token is in no file, argument or foreign environment', async () => {
  // A git in front of the real one writes down what it is called with.
  const tools = world.path('tools');
  mkdirSync(tools);
  const real = world.env.PATH?.split(delimiter).find((folder) => existsSync(join(folder, 'git')));
  writeFileSync(join(tools, 'git'), `#!/bin/sh\necho "$*" >> '${world.path('argv')}'\nexec '${real}/git' "$@"\n`);
  chmodSync(join(tools, 'git'), 0o755);
  const env = { ...world.env, PATH: `${tools}${delimiter}${world.env.PATH}`, 'INPUT_GITHUB-TOKEN': TOKEN };
  const repository = world.repository(project, {
    env,
    checkpoint: 'push',
    workBranch: 'work',
    remote: { url: server.url('o/r'), tokens: givenToken(TOKEN) },
  });
  await repository.open();
  const mark = await repository.takeSnapshot();

  const git = (...args: string[]) => world.git(project, ...args);
  world.write(project, { 'a.txt': 'a\n', '.gitattributes': '* filter=evil diff=evil merge=evil\n' });
  const evil = trap('evil');
  const settings: Record<string, string> = {
    'core.fsmonitor': evil,
    'core.sshCommand': evil,
    'core.askPass': evil,
    'core.pager': evil,
    'credential.helper': `!${evil}`,
    'filter.evil.clean': evil,
    'filter.evil.smudge': evil,
    'diff.external': evil,
    'diff.evil.textconv': evil,
    'merge.evil.driver': evil,
    'gpg.program': evil,
    'commit.gpgSign': 'true',
    'core.hooksPath': world.path('hooks'),
    'remote.origin.url': 'http://127.0.0.1:1/evil',
    'http.proxy': 'http://127.0.0.1:1',
    'core.alternateRefsCommand': evil,
  };
  for (const [key, value] of Object.entries(settings)) {
    git('config', key, value);
    git('config', '--global', key, value);
  }
  for (const scope of ['--local', '--global'])
    git('config', scope, 'url.http://127.0.0.1:1/.insteadOf', `${server.origin}/`);
  const hooks = [
    'pre-commit',
    'commit-msg',
    'post-commit',
    'pre-push',
    'reference-transaction',
    'post-checkout',
    'post-merge',
  ];
  for (const folder of [world.path('hooks'), join(project, '.git/hooks')]) {
    mkdirSync(folder, { recursive: true });
    for (const hook of hooks) {
      writeFileSync(join(folder, hook), `#!/bin/sh\necho ${hook} >> '${world.path('caught')}'\nexit 1\n`);
      chmodSync(join(folder, hook), 0o755);
    }
  }
  const binaries = join(project, 'node_modules/.bin');
  world.write(project, { 'node_modules/.bin/git': '#!/bin/sh\nexit 1\n' });
  chmodSync(join(binaries, 'git'), 0o755);

  // While the agent is at work nobody guards the disk; the side ref is saved all the same.
  expect(await repository.saveWork('1', 'after 10 min')).toMatch(/^[0-9a-f]{40}$/);
  await repository.changes(mark);
  const saved = await repository.checkpoint(`feat: unit 1\n\n${TASKS}`);
  expect(saved).toMatchObject({ kind: 'saved', pushed: true });
  expect(existsSync(world.path('caught')) ? readFileSync(world.path('caught'), 'utf8') : '').toBe('');

  const calls = readFileSync(world.path('argv'), 'utf8');
  expect(calls).toMatch(/^(?:-c \S+ )*push /m);
  expect(calls).not.toContain(TOKEN);
  expect(calls).not.toContain(basic(TOKEN));
  const files = readdirSync(world.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const leaks = files.filter((entry) => {
    const text = readFileSync(join(entry.parentPath, entry.name), 'latin1');
    return text.includes(TOKEN) || text.includes(basic(TOKEN));
  });
  expect(leaks.map((entry) => entry.name)).toEqual([]);
});

test('a filter of the user’s own is kept, and what an agent adds to the machine’s configuration is not', async () => {
  world.git(project, 'config', '--global', 'filter.upper.clean', 'tr a-z A-Z');
  world.git(project, 'config', '--global', 'filter.upper.smudge', 'cat');
  const repository = world.repository(project, { workBranch: 'work' });
  await repository.open();
  await repository.takeSnapshot();
  world.git(project, 'config', '--global', 'filter.upper.clean', 'echo evil');
  world.write(project, { '.gitattributes': '*.up filter=upper\n', 'a.up': 'text\n' });
  await repository.checkpoint('feat: filtered');
  expect(world.git(project, 'cat-file', 'blob', 'HEAD:a.up')).toBe('TEXT');
});

test('credentials that actions/checkout left are out of an agent’s reach, and come back for later steps', async () => {
  const header = `AUTHORIZATION: basic ${basic(TOKEN)}`;
  const separate = world.path('git-credentials-1.config');
  writeFileSync(separate, `[http "${server.origin}/"]\n\textraheader = ${header}\n`);
  world.git(project, 'config', '--local', `http.${server.origin}/.extraheader`, header);
  world.git(project, 'config', '--local', `includeIf.gitdir:${project}/.git.path`, separate);
  const before = [readFileSync(join(project, '.git/config'), 'utf8'), readFileSync(separate, 'utf8')];
  const options = { checkpoint: 'push', workBranch: 'work' } as const;
  const repository = world.repository(project, { ...options, remote: { url: null, tokens: givenToken(TOKEN) } });
  await repository.open();
  for (const path of [join(project, '.git/config'), separate])
    expect(readFileSync(path, 'utf8')).not.toContain(basic(TOKEN));
  await repository.takeSnapshot();
  world.write(project, { 'a.txt': 'a\n' });
  expect(await repository.checkpoint('feat: a')).toMatchObject({ kind: 'saved', pushed: true });
  await repository.close();
  expect([readFileSync(join(project, '.git/config'), 'utf8'), readFileSync(separate, 'utf8')]).toEqual(before);

  // Without a token of ours the persisted one is what pushes.
  const other = world.repository(project, { ...options, remote: { url: null, tokens: null } });
  await other.open();
  world.write(project, { 'b.txt': 'b\n' });
  expect(await other.checkpoint('feat: b')).toMatchObject({ kind: 'saved', pushed: true });
  expect(server.requests.every(({ token, status }) => token === TOKEN || (token === null && status === 401))).toBe(
    true,
  );
});
