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
