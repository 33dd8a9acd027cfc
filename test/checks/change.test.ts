import { expect, test } from '@jest/globals';
import { checkChange } from '../../src/checks/change.ts';
import type { DispatchUnit } from '../../src/plan/types.ts';
import type { WorkTreeChange } from '../../src/run-events/types.ts';

const change = { changed: true, commits: [], files: ['app/'], summary: '', repaired: [] };
const check = (more: Partial<WorkTreeChange>, changedBefore = false) =>
  checkChange({ unit: {} as DispatchUnit, change: { ...change, ...more }, changedBefore });

test.each<[what: string, more: Partial<WorkTreeChange>, reason: RegExp]>([
  ['an unfinished merge', { conflicted: ['a.txt'] }, /unfinished in: a\.txt/],
  ['what no commit can hold', { uncommittable: ['app/: a separate git repository'] }, /app\/: a separate git/],
])('work is not done with %s', (_, more, reason) => {
  expect(check(more)).toEqual([{ kind: 'incomplete', reason: expect.stringMatching(reason) }]);
});

test('it is with other work, and where an earlier attempt left some', () => {
  expect(check({})).toEqual([]);
  expect(check({ uncommittable: ['app/: a separate git repository'] }, true)).toEqual([]);
});

test.each<[what: string, patch: string | null, told: RegExp]>([
  ['the patch is shown', 'diff --git a/ci.yml', /apply it yourself .*`git apply`.*\n\ndiff --git a\/ci\.yml$/s],
  [
    'a person makes it where there is none to show',
    null,
    /Make that change yourself .*agents are not allowed to change\.$/,
  ],
])('a unit that changed only protected files stops for a person: %s', (_, patch, told) => {
  const protectedOnly = { files: ['.github/workflows/ci.yml'], patch };
  expect(check({ protectedOnly })).toEqual([{ kind: 'halted', question: expect.stringMatching(told) }]);
  expect(check({ protectedOnly }, true)).toEqual([]);
});
