import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { repository, version } from '../../src/version.ts';

const root = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');

test('the README fits on a few screens', () => {
  expect(read('README.md').split('\n').length).toBeLessThan(200);
});

test('the program says the version of its package', () => {
  const { version: published, repository: place } = JSON.parse(read('package.json'));
  expect(published).toBe(version);
  expect(place?.url.replace(/^git\+https:\/\/github\.com\/|\.git$/g, '') ?? null).toBe(repository);
});
