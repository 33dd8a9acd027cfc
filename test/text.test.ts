import { expect, test } from '@jest/globals';
import { andMore, formatTimes, formatUsd, listFirst, plural, quote } from '../src/text.ts';

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
])('%d of something', (amount, text) => {
  expect(plural(amount, 'file')).toBe(text);
});

test('a plural that is not made with an s', () => {
  expect([1, 2].map((count) => plural(count, 'box', 'boxes'))).toEqual(['1 box', '2 boxes']);
});

test('how often', () => {
  expect([1, 2].map(formatTimes)).toEqual(['once', '2 times']);
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a, b'],
  [['a', 'b', 'c'], 'a, b and 1 more'],
])('the first two of %j', (items, text) => {
  expect(listFirst(items, 2)).toBe(text);
});

test('how many more there are is said only where there are some', () => {
  expect(andMore(5, 5)).toEqual([]);
  expect(andMore(8, 5)).toEqual(['and 3 more']);
});

test.each([
  [0, '$0.00'],
  [0.0042, '$0.0042'],
  [0.01, '$0.01'],
  [12.345, '$12.35'],
])('%d USD', (usd, text) => {
  expect(formatUsd(usd)).toBe(text);
});

test('every line of a quotation is quoted, none around it', () => {
  expect(quote('\na\n\nb\n')).toBe('> a\n> \n> b');
});
