import { expect, test } from '@jest/globals';
import {
  andMore,
  fenceFor,
  firstCharacters,
  formatTimes,
  formatUsd,
  lastCharacters,
  listFirst,
  plural,
  quote,
  truncate,
  truncateWithNote,
} from '../src/text.ts';

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

test.each([
  ['a `b` ``c``', '```'],
  ['```\ncode\n```', '````'],
  ['a `````` b', '```````'],
])('a fence that nothing in %j closes', (text, fence) => {
  expect(fenceFor(text)).toBe(fence);
});

test('every line of a quotation is quoted, none around it', () => {
  expect(quote('\na\n\nb\n')).toBe('> a\n> \n> b');
});

const FAMILY = '👨‍👩‍👧';

test.each([
  ['abcdef', 3, 'abc', 'def'],
  ['ab', 3, 'ab', 'ab'],
  ['abc', 0, '', ''],
  ['a😀😀b', 2, 'a', 'b'],
  ['a😀😀b', 3, 'a😀', '😀b'],
  ['ae\u0301e\u0301b', 2, 'a', 'b'],
  [`a${FAMILY}${FAMILY}b`, 9, `a${FAMILY}`, `${FAMILY}b`],
  [`a${FAMILY}${FAMILY}b`, 8, 'a', 'b'],
  ['a🇩🇪🇫🇷b', 4, 'a', 'b'],
  ['漢字漢字', 2, '漢字', '漢字'],
  ['a\r\nb', 2, 'a\r', '\nb'],
])('the first and the last characters of %j, at most %d', (text, max, first, last) => {
  expect([firstCharacters(text, max), lastCharacters(text, max)]).toEqual([first, last]);
});

test('a character that is longer than the whole text may be is parted, a surrogate pair never', () => {
  expect(firstCharacters(`${FAMILY}${FAMILY}`, 4)).toBe('👨‍');
  expect(firstCharacters('😀', 1)).toBe('');
  expect(lastCharacters('😀', 1)).toBe('');
  const marks = '\u0301'.repeat(300);
  expect(firstCharacters(`e${marks}`, 200)).toHaveLength(200);
  expect(lastCharacters(`e${marks}`, 200)).toHaveLength(200);
  expect(firstCharacters('\ud83d\ud83d\ud83d', 2)).toHaveLength(2);
});

test('any cut of any text is as long as it may be, but for one character', () => {
  const text = `x${FAMILY}y😀e\u0301`.repeat(30);
  for (let max = 20; max < text.length; max++) {
    for (const part of [firstCharacters(text, max), lastCharacters(text, max)]) {
      expect(part.length).toBeLessThanOrEqual(max);
      expect(part.length).toBeGreaterThan(max - FAMILY.length);
      expect(part).not.toMatch(/\p{Surrogate}/u);
    }
  }
});

test('a text that is cut says so within its length, or in a note behind it', () => {
  expect([truncate('abcd', 4), truncate('abcde', 4), truncate('ab😀de', 4)]).toEqual(['abcd', 'abc…', 'ab…']);
  expect([truncateWithNote('abcd', 4, ' …'), truncateWithNote('abcde', 4, ' …')]).toEqual(['abcd', 'abcd …']);
  expect(truncateWithNote('abc😀', 4, (omitted) => ` (${omitted} more)`)).toBe('abc (2 more)');
});
