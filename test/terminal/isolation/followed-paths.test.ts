import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pathsOfGitConfig, pathsOfShell } from '../../../src/terminal/isolation/policy/paths/start-up-texts.ts';
import { createPlace, type Place } from './inside-sandbox.ts';

let home: string;
let work: string;
let inside: Place['inside'];
let write: Place['write'];
let link: Place['link'];
let close: () => void;
beforeEach(() => {
  ({ home, work, inside, write, link, close } = createPlace());
});
afterEach(() => close());

describe('files that a hidden folder only links to', () => {
  beforeEach(() => {
    write({ 'dot/ssh/id': 'KEY', 'dot/aws/credentials': 'KEY', 'dot/aws/sso/token': 'KEY', 'dot/claude/auth': 'KEY' });
    link({
      '.ssh/id': 'dot/ssh/id',
      '.aws/credentials': 'dot/aws/credentials',
      '.aws/sso/cache': 'dot/aws/sso',
      '.claude/auth': 'dot/claude/auth',
    });
  });
  const READ = 'cat ~/dot/ssh/id ~/dot/aws/credentials ~/dot/aws/sso/token ~/dot/claude/auth 2>/dev/null';

  test('are hidden as well', async () => {
    expect(await inside(READ)).toBe('');
  });

  test('show with what they are linked from', async () => {
    expect(await inside(READ, { allow: ['aws'] })).toBe('KEYKEY');
    expect(await inside(READ, {}, 'claude')).toBe('KEY');
  });

  test('do not take away what builds need, whatever links there are', async () => {
    write({ '.cache/tool': 'cache', 'bin/tool': 'bin' });
    for (const [at, target] of ['.', '.cache', 'bin', 'bin/tool', '../work', '../work/a'].entries())
      link({ [`.ssh/${at}`]: target });
    symlinkSync('/usr/bin/env', join(home, '.ssh', 'env'));
    writeFileSync(join(work, 'a'), 'work');
    const here = { env: { HOME: home, PATH: `${join(home, 'bin')}:${process.env.PATH}` } };
    expect(await inside('cat ~/.cache/tool ~/bin/tool a; env true && echo ok', here)).toBe('cachebinworkok\n');
  });
});

test('what start-up files lead to and name stays as it is', async () => {
  const fixed = [
    'dot/fish/config.fish',
    'dot/gitconfig.d/work',
    'hooks/pre-commit',
    'dot/aliases',
    'dot/more',
    'dot/git/config',
    'tools/pager',
    'tools/status',
  ];
  write(Object.fromEntries(fixed.map((path) => [path, 'mine'])));
  write({
    '.gitconfig':
      '[include]\n\tpath = dot/gitconfig.d/work\n[core]\n\thooksPath = ~/hooks\n\tpager = ~/tools/pager\n[alias]\n\tst = !~/tools/status\n',
    '.bashrc': '[ -f ~/dot/aliases ] && . ~/dot/aliases\n',
    'dot/aliases': 'source "$HOME/dot/more"\n',
    'dot/free': 'free',
  });
  link({ '.config/fish/config.fish': 'dot/fish/config.fish', '.config/git/config': 'dot/git/config' });
  const script = `for path in ${[...fixed, 'dot/free'].join(' ')}; do (echo evil >>~/$path) 2>/dev/null && echo $path; done`;
  expect(await inside(script)).toBe('dot/free\n');
});

describe('a file that a variable names which agents are not given', () => {
  const READ = 'cat ~/keys/* secret.txt 2>/dev/null';
  const variables = () => ({
    env: {
      ...{ PATH: process.env.PATH ?? '', HOME: home, EDITOR_CONFIG: join(home, 'keys', 'shown') },
      ...{ ANSIBLE_VAULT_PASSWORD_FILE: join(home, 'keys', 'vault'), DEPLOY_KEY: join(home, 'keys', 'deploy') },
      ...{ AWS_SHARED_CREDENTIALS_FILE: join(home, 'keys', 'aws'), WORK_SECRET: join(work, 'secret.txt') },
    },
  });
  beforeEach(() => {
    write({ 'keys/vault': 'VAULT ', 'keys/deploy': 'DEPLOY ', 'keys/aws': 'AWS ', 'keys/shown': 'shown ' });
    writeFileSync(join(work, 'secret.txt'), 'work');
  });

  test('is hidden, but for what git looks after', async () => {
    expect(await inside(READ, variables())).toBe('shown work');
  });

  test('shows by the name of what it is, and where agents are given the variable', async () => {
    expect(await inside(READ, { ...variables(), allow: ['aws'] })).toBe('AWS shown work');
    expect(await inside(READ, { ...variables(), allow: ['vaults'] })).toBe('DEPLOY shown VAULT work');
    expect(await inside(READ, { ...variables(), agentEnv: ['DEPLOY_KEY'] })).toBe('DEPLOY shown work');
  });
});

test.each([
  '.emacs.d/init.el',
  '.vim/plugin/a.vim',
  '.psqlrc',
  '.config/gdb/gdbinit',
  '.config/Code/User/settings.json',
  '.rhosts',
  '.xsession',
])('~/%s is read-only', async (path) => {
  write({ [path]: 'mine' });
  expect(await inside(`(echo evil >>~/${path}) 2>/dev/null; cat ~/${path}`)).toBe('mine');
});

test.each([
  ['[include]\npath = ~/a', ['~/a']],
  ['[includeIf "gitdir:~/work/"]\n  path = "b c"', ['b c']],
  ['[core] hooksPath = /h\n[init]\ntemplateDir=t ; x', ['/h', 't']],
  ['[user]\npath = /x\n[Core]\neditor = vi', []],
  ['[core]\npager = ~/p -R\neditor = /e\nsshCommand = ssh -i ~/k\nfsmonitor = true', ['~/p', '/e']],
  ['[alias]\nst = !~/s\nco = checkout\nx = "!/y z"', ['~/s', '/y']],
  ['[credential "https://x"]\nhelper = "!~/c get"\nhelper = store\nusername = /u', ['~/c']],
  ['[filter "lfs"]\nclean = ~/l clean -- %f\n[gpg]\nprogram = /g\n[diff "x"]\ntextconv = /t', ['~/l', '/g', '/t']],
  ['[constructor]\nlength = /x\n[__proto__]\npath = /y', []],
])('of git’s configuration %j names %j', (text, expected) => {
  expect(pathsOfGitConfig(text)).toEqual(expected);
});

test.each([
  ['source ~/a\n. /b', ['~/a', '/b']],
  ['if [ -f ~/c ]; then . ~/c; fi', ['~/c']],
  ['[ -s "$HOME/d" ] && \\. "$HOME/d"  # loads it', ['~/d']],
  ["  source '/e f' x", ['/e f']],
  ['source "$NVM_DIR/nvm.sh"\n. $(x)\n./run source.sh\necho . ~/x', []],
])('of a shell’s start-up file %j names %j', (text, expected) => {
  expect(pathsOfShell(text)).toEqual(expected);
});
