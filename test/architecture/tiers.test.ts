import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { globSync } from 'tinyglobby';

const ROOT = resolve(import.meta.dirname, '../..');
const likeTests = globSync('**/*.{test,spec}.{ts,js,mjs,cjs,mts,cts,tsx}', {
  cwd: ROOT,
  ignore: ['**/node_modules/**', '.cache/**', 'dist/**'],
});

interface Suite {
  readonly testMatch: readonly string[];
  readonly testPathIgnorePatterns: readonly string[];
}

/** Of scripts without types. */
const configOf = async (path: string): Promise<Suite> => (await import(path)).default;
const namesOf = async (path: string): Promise<readonly string[]> => (await import(path)).secondTier;

const [first, stories, agents] = await Promise.all(
  ['../../jest.config.js', '../end-to-end/jest.config.js', '../real-agents/jest.config.js'].map(configOf),
);
const secondTier = await namesOf('../second-tier.js');

/** What jest runs with that configuration. */
function filesOf({ testMatch, testPathIgnorePatterns }: Suite): readonly string[] {
  const ignored = testPathIgnorePatterns.map((text) => new RegExp(text));
  const matched = globSync(
    testMatch.map((text) => text.replaceAll('<rootDir>/', '')),
    { cwd: ROOT },
  );
  return matched.filter((path) => !ignored.some((pattern) => pattern.test(join(ROOT, path))));
}

/** A page in a browser is told only where there is one. */
const suites = [first, { ...stories, testPathIgnorePatterns: [] }, agents].map((suite) => filesOf(suite as Suite));
const security = likeTests.filter((path) => path.startsWith('test/security/'));

test('every test is run by one suite, and no more', () => {
  const runBy = [...suites, security].flat().sort();
  expect(runBy.length).toBeGreaterThan(300);
  expect(runBy).toEqual([...likeTests].sort());
});

test('what the second tier names is there', () => {
  const isThere = (name: string) =>
    likeTests.some((path) => path === `test/${name}.test.ts` || path.startsWith(`test/${name}/`));
  expect(secondTier.filter((name) => !isThere(name))).toEqual([]);
});
