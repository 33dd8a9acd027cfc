import { expect, test } from '@jest/globals';
import { addToGroup, groupBy, sortKeys, sortNaturally } from '../src/collections.ts';

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

test('two names are sorted as many are, by their numbers', () => {
  expect(sortNaturally(['spec-10', 'spec-9'])).toEqual(['spec-9', 'spec-10']);
  expect(sortNaturally(['b', 'a10', 'a9'])).toEqual(['a9', 'a10', 'b']);
});

test('what is the same is the same text, in whatever order its keys came', () => {
  const text = JSON.stringify(sortKeys({ b: [{ d: 1, c: null }], a: 'x' }));
  expect(text).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
});
