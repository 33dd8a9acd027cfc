import { describe, expect, test } from '@jest/globals';
import { parseRun } from '../../src/repository/branches/other-run.ts';
import { requireGitVersion } from '../../src/repository/git/checkout.ts';
import {
  localConfiguration,
  parseConfiguration,
  tokenConfiguration,
} from '../../src/repository/git/configuration/git-configuration.ts';
import { parseAuthor } from '../../src/repository/git/configuration/identity.ts';
import { trustedPath } from '../../src/repository/git/git.ts';
import { parseStatus, readable } from '../../src/repository/git/index/status.ts';
import { refComponent } from '../../src/repository/git/refs.ts';
import { parseRemoteAddress, tokenCredential } from '../../src/repository/remote/address.ts';
import { parseRemoteRefs } from '../../src/repository/remote/remote.ts';

test('a status is read with blanks, renamed bytes, submodules, nested repositories and conflicts', () => {
  const zero = '0'.repeat(40);
  const text = [
    '# branch.oid (initial)',
    '# branch.head sequential/ü',
    `1 .M N... 100644 100644 100644 ${zero} ${zero} a file with blanks.txt`,
    `1 .M SC.. 160000 160000 160000 ${zero} ${zero} sub`,
    `u UU N... 100644 100644 100644 100644 ${zero} ${zero} ${zero} both.txt`,
    '? näh.txt',
    '? nested/',
    '',
  ].join('\0');
  const status = parseStatus(Buffer.from(text).toString('latin1'));
  expect(status).toMatchObject({ head: null, branch: 'sequential/ü' });
  expect(status.entries.map((entry) => [readable(entry.path), entry.kind, entry.submodule, entry.nested])).toEqual([
    ['a file with blanks.txt', 'changed', false, false],
    ['sub', 'changed', true, false],
    ['both.txt', 'unmerged', false, false],
    ['näh.txt', 'untracked', false, false],
    ['nested/', 'untracked', false, true],
  ]);
});

describe('configuration', () => {
  const entry = (scope: string, key: string, value: string | null) =>
    `${scope}\0file:/x\0${key}${value === null ? '' : `\n${value}`}\0`;
  const entries = parseConfiguration(
    entry('global', 'http.proxy', 'http://proxy:3128') +
      entry('global', 'filter.lfs.clean', 'git-lfs clean -- %f') +
      entry('global', 'url.https://evil/.insteadof', 'https://github.com/') +
      entry('local', 'http.proxy', 'http://evil') +
      entry('local', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic abc') +
      entry('local', 'credential.helper', '!evil') +
      entry('local', 'core.sshcommand', 'evil') +
      entry('local', 'core.ignorecase', null) +
      entry('local', 'user.name', 'two\nlines'),
  );

  test('a value may be missing or hold line ends', () => {
    expect(entries.at(-2)).toMatchObject({ key: 'core.ignorecase', value: null });
    expect(entries.at(-1)).toMatchObject({ key: 'user.name', value: 'two\nlines' });
  });

  test('with our token only the machine’s own network settings count, and no rewriting, other helper or header', () => {
    const pairs = tokenConfiguration(entries, 'https://github.com/o/r');
    const text = JSON.stringify(pairs);
    expect(pairs).toContainEqual(['http.proxy', 'http://proxy:3128']);
    expect(pairs.filter(([key]) => /^credential\.https:\/\/github\.com\/\.helper$/.test(key))).toHaveLength(1);
    expect(pairs).toContainEqual(['credential.helper', '']);
    expect(text).not.toMatch(/evil|basic abc|insteadof/);
  });

  test('commands that stay here keep filters and identity, and get no credentials', () => {
    const text = JSON.stringify(localConfiguration(entries));
    expect(text).toMatch(/git-lfs clean/);
    expect(text).not.toMatch(/extraheader|credential|insteadof/);
  });
});

test.each([
  ['https://github.com/o/r.git', 'tok', 'https://github.com/o/r.git', 'x-access-token:tok'],
  ['https://me:secret@ghes.example.org/o/r', null, 'https://ghes.example.org/o/r', 'me:secret'],
  ['https://me:secret@ghes.example.org:8443/o/r', 'tok', 'https://ghes.example.org:8443/o/r', 'x-access-token:tok'],
  ['https://github.com/o/r', null, 'https://github.com/o/r', null],
  ['git@github.com:o/r.git', 'tok', 'git@github.com:o/r.git', null],
  ['ssh://git@github.com/o/r.git', 'tok', 'ssh://git@github.com/o/r.git', null],
  ['../bare.git', null, '/work/bare.git', null],
])('the address %s with token %s', (url, token, shown, basic) => {
  const address = parseRemoteAddress(url, '/work/here');
  expect(address.url).toBe(shown);
  const [username, password] = basic?.split(':') ?? [];
  const credential = token !== null && address.takesTokens ? tokenCredential(token) : address.credential;
  expect(credential).toBe(basic === null ? null : `username=${username}\npassword=${password}\n`);
});

test.each([
  ['my-feature', 'my-feature'],
  ['a b~c^d:e?f*g[h\\i', 'a-b-c-d-e-f-g-h-i'],
  ['..x..y.lock', 'x.y-lock'],
  ['größe', 'größe'],
  ['@', 'spec'],
  ['', 'spec'],
])('the spec %p is %p in a ref', (name, component) => {
  expect(refComponent(name)).toBe(component);
});

test('an author is a name and a mail, or an error that shows one', () => {
  expect(parseAuthor('Ada  L <ada@example.org>')).toEqual({ name: 'Ada  L', mail: 'ada@example.org' });
  for (const bad of ['Ada', '<ada@example.org>', 'Ada <>', 'A\n <a@b>'])
    expect(() => parseAuthor(bad)).toThrow(/Name <mail>/);
});

test('refs of a remote are read with the name of its default branch', () => {
  const read = parseRemoteRefs('ref: refs/heads/trunk\tHEAD\nabc\tHEAD\ndef\trefs/heads/w\n');
  expect(read.defaultBranch).toBe('trunk');
  expect(read.refs.get('refs/heads/w')).toBe('def');
});

test('folders of PATH inside the working tree, and relative ones, are not searched for git', () => {
  expect(trustedPath('/w/node_modules/.bin:/usr/bin:.:bin:/w:/work', '/w')).toBe('/usr/bin:/work');
});

test('a state file that is none names no run', () => {
  for (const text of [null, '', '{', '[]', '{"specs":{"s":{"run":"x"}}}', '{"specs":null}'])
    expect(parseRun(text, 's')).toBeNull();
  expect(parseRun('{"specs":{"s":{"run":{"id":"7","heartbeat":"t"}}}}', 's')).toEqual({ run: '7', heartbeat: 't' });
});

test('a git that would not obey our configuration is refused', () => {
  for (const fine of ['git version 2.32.0', 'git version 2.39.5 (Apple Git-154)', 'git version 3.0'])
    requireGitVersion(fine);
  for (const old of ['git version 2.31.8', 'git version 1.8.3.1', ''])
    expect(() => requireGitVersion(old)).toThrow(/too old/);
});
