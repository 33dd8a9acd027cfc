import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { repositoryOf, withPackage } from '../../scripts/release/package-facts.ts';
import { findObstacles, notesOf } from '../../scripts/release/release-notes.ts';

const root = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');
const facts = JSON.parse(read('package.json'));

test('version and repository stand in package.json, and what was written from it is the same', () => {
  const written = { version: facts.version, repository: repositoryOf(facts) };
  expect(withPackage(read('src/version.ts'), written)).toBe(read('src/version.ts'));
  expect(JSON.parse(read('package-lock.json'))).toMatchObject({
    version: facts.version,
    packages: { '': { version: facts.version } },
  });
});

test('the next version is written where it stands', () => {
  const next = withPackage(read('src/version.ts'), { version: '7.8.9', repository: 'my-org/it' });
  expect(next).toContain("export const version = '7.8.9';");
  expect(next).toContain("export const repository: string | null = 'my-org/it';");
  expect(withPackage(next, { version: facts.version, repository: repositoryOf(facts) })).toBe(read('src/version.ts'));
});

test.each([
  ['git+https://github.com/my-org/it.git', 'my-org/it'],
  ['https://github.com/my-org/it', 'my-org/it'],
  ['git@github.com:my-org/it.js.git', 'my-org/it.js'],
  ['github:my-org/it', 'my-org/it'],
  ['my-org/it', 'my-org/it'],
  ['https://gitlab.com/my-org/it', null],
  ['', null],
])('repository %j is %s', (url, name) => {
  expect([repositoryOf({ repository: url }), repositoryOf({ repository: { url } })]).toEqual([name, name]);
});

const release = {
  packageFile: JSON.stringify({ version: '1.2.0', repository: 'my-org/it' }),
  changelog: '# Changelog\n\n## 1.2.0\n\n### Minor changes\n\n- One.\n\n## 1.2.0-beta\n\n- Two.\n\n## 1.1.0\n',
  changesets: ['config.json', 'README.md'],
  from: 'my-org/it',
};

test('the notes of a release are its section of the changelog', () => {
  expect(findObstacles(release)).toEqual([]);
  expect(notesOf(release.changelog, '1.2.0')).toBe('### Minor changes\n\n- One.');
  expect(notesOf(release.changelog, '1.1.0')).toBeNull();
  expect(notesOf(release.changelog, '1.2')).toBeNull();
});

test('what keeps a version from being released is named', () => {
  expect(findObstacles({ ...release, changesets: ['config.json', 'big-news.md'] })).toEqual([
    expect.stringContaining('big-news.md'),
  ]);
  expect(findObstacles({ ...release, changelog: '# Changelog\n' })).toEqual(['CHANGELOG.md has no section 1.2.0']);
  expect(findObstacles({ ...release, from: 'their-org/it' })).toEqual([expect.stringContaining('their-org/it')]);
  expect(findObstacles({ ...release, from: null })).toEqual([]);
  const homeless = findObstacles({ ...release, packageFile: '{"version":"1.2.0"}' });
  expect(homeless).toEqual([expect.stringContaining('no repository')]);
});

test('this version could be released, changesets apart', () => {
  const changesets = readdirSync(new URL('.changeset/', root)).filter((name) => name.endsWith('.json'));
  const own = { packageFile: read('package.json'), changelog: read('CHANGELOG.md'), changesets, from: null };
  expect(findObstacles(own)).toEqual([]);
});
