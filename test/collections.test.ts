import { expect, test } from '@jest/globals';
import { addToGroup, groupBy } from '../src/collections.ts';

test('groups and items keep the order in which they come', () => {
  expect([...groupBy(['bee', 'ant', 'bug', 'asp'], (word) => word.charAt(0))]).toEqual([
    ['b', ['bee', 'bug']],
    ['a', ['ant', 'asp']],
  ]);
  expect([...groupBy([], String)]).toEqual([]);
});

test('null is a key like any other', () => {
  expect(groupBy([{ parent: null }, { parent: '1' }], ({ parent }) => parent).get(null)).toEqual([{ parent: null }]);
});

test('a group begins with its first item', () => {
  const groups = new Map<string, number[]>();
  addToGroup(groups, 'a', 1);
  addToGroup(groups, 'b', 2);
  addToGroup(groups, 'a', 3);
  expect(Object.fromEntries(groups)).toEqual({ a: [1, 3], b: [2] });
});
