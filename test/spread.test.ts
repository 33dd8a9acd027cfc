import { expect, test } from '@jest/globals';
import { distrust, median } from '../scripts/bench/spread.ts';

test.each([
  ['a quiet machine', [60, 61, 62, 63, 64, 65, 66, 90], null],
  ['starts that spread', [60, 61, 62, 90, 91, 120, 130, 180], /not to be trusted: .* 75 % of their median/],
  ['one start', [60], null],
])('figures of %s', (_, bareMs, said) => {
  const text = distrust(bareMs);
  said === null ? expect(text).toBeNull() : expect(text).toMatch(said);
});

test('the median is of the values, in whatever order they come', () => {
  expect(median([90, 10, 100, 20, 30])).toBe(30);
});
