import { expect, test } from '@jest/globals';
import { readBenchArguments } from '../scripts/bench/arguments.ts';
import { distrust, median } from '../scripts/bench/spread.ts';

test.each([
  ['a quiet machine', [60, 61, 62, 63, 64, 65, 66, 90], 55, null],
  ['starts that spread', [60, 61, 62, 90, 91, 120, 130, 180], 55, /not to be trusted: .* 75 % of their median/],
  [
    'starts that all wait for a processor',
    [120, 121, 122, 123],
    55,
    /not to be trusted: .* 2\.2 times their processor time/,
  ],
  ['a machine that tells no processor time', [120, 121, 122, 123], null, null],
  ['one start', [60], 60, null],
  ['no start', [], null, null],
])('figures of %s', (_, wall, processorMs, said) => {
  const text = distrust(wall.map((ms) => ({ ms, processorMs })));
  said === null ? expect(text).toBeNull() : expect(text).toMatch(said);
});

test('the median is of the values, in whatever order they come', () => {
  expect(median([90, 10, 100, 20, 30])).toBe(30);
});

test.each([
  [['--units', '20'], { bench: 'units', numbers: { units: 20 } }],
  [[], { bench: 'units', numbers: {} }],
  [['growth', 'quick', 'units'], { bench: 'growth', words: ['quick', 'units'] }],
  [['forecast', '--seeds', '20', '--first', '7'], { bench: 'forecast', numbers: { seeds: 20, first: 7 } }],
  [['fleet', '--runners', '1,20'], { bench: 'fleet', lists: { runners: [1, 20] } }],
])('the bench is told what to measure: %j', (argv, expected) => {
  expect(readBenchArguments(argv)).toMatchObject(expected);
});

test.each([
  [['foo'], /no bench "foo".*growth, starts/],
  [['--units', 'abc'], /--units: "abc" is no whole number from 2 on/],
  [['--units', '1'], /--units: "1" is no whole number from 2 on/],
  [['--units', '1.5'], /"1\.5"/],
  [['--units'], /--units/],
  [['--unit', '3'], /--unit/],
  [['growth', 'nonsense'], /growth.*"nonsense".*quick, units, files, state, transcripts/],
  [['starts', '--units', '3'], /starts.*--units/],
  [['checkpoint', 'growth'], /checkpoint.*"growth"/],
  [['fleet', '--runners', '1,x'], /--runners/],
])('what is not meant is refused before anything is measured: %j', (argv, problem) => {
  expect(() => readBenchArguments(argv)).toThrow(problem);
});
