import { expect, test } from '@jest/globals';
import { parseAnswers } from '../../../src/plan/open-questions/parse-answers.ts';

const questions = [
  { number: 1, choices: ['PostgreSQL', 'SQLite'] },
  { number: 2, choices: ['blue', 'green', 'red'] },
  { number: 3, choices: [] },
];

test.each<[string, readonly [number, string][], readonly string[]]>([
  ['1b', [[1, 'b) SQLite']], []],
  ['1B', [[1, 'b) SQLite']], []],
  ['1 b', [[1, 'b) SQLite']], []],
  ['1: b', [[1, 'b) SQLite']], []],
  ['1. b', [[1, 'b) SQLite']], []],
  [
    '1b 2a',
    [
      [1, 'b) SQLite'],
      [2, 'a) blue'],
    ],
    [],
  ],
  [
    '1b, 2a; 3: yes',
    [
      [1, 'b) SQLite'],
      [2, 'a) blue'],
      [3, 'yes'],
    ],
    [],
  ],
  [
    '1 b 2 a',
    [
      [1, 'b) SQLite'],
      [2, 'a) blue'],
    ],
    [],
  ],
  [
    '1b 2a 3: use the blue one',
    [
      [1, 'b) SQLite'],
      [2, 'a) blue'],
      [3, 'use the blue one'],
    ],
    [],
  ],
  [
    '1b\n2: a\n3) as in 2a',
    [
      [1, 'b) SQLite'],
      [2, 'a) blue'],
      [3, 'as in 2a'],
    ],
    [],
  ],
  [
    '- 1b\n- 2c',
    [
      [1, 'b) SQLite'],
      [2, 'c) red'],
    ],
    [],
  ],
  [
    '1=b 2:c',
    [
      [1, 'b) SQLite'],
      [2, 'c) red'],
    ],
    [],
  ],
  ['1=build it', [[1, 'build it']], []],
  ['1b because it is one file', [[1, 'b) SQLite\nbecause it is one file']], []],
  ['1: a 3 day window', [[1, 'a 3 day window']], []],
  ['3: first\nand then', [[3, 'first\nand then']], []],
  [
    '1a 1b',
    [
      [1, 'a) PostgreSQL'],
      [1, 'b) SQLite'],
    ],
    [],
  ],
  ['7a 1b', [[1, 'b) SQLite']], ['7a']],
  ['1z', [], ['1z']],
  ['3a', [], ['3a']],
  ['9: whatever', [], ['9 whatever']],
  ['use the blue one', [], ['use the blue one']],
  ['Hi! 1b', [], ['Hi! 1b']],
  ['2026 was a year', [], ['2026 was a year']],
  ['3', [], ['3']],
  ['', [], []],
])('%j', (text, answers, unknown) => {
  expect(parseAnswers(text, questions)).toEqual({
    answers: answers.map(([number, answer]) => ({ number, text: answer })),
    unknown,
  });
});

test.each<[string, string]>([
  ['b', 'b) SQLite'],
  ['1b', 'b) SQLite'],
  ['b) but only for now', 'b) SQLite\nbut only for now'],
  ['A database would do.', 'A database would do.'],
  ['SQLite', 'SQLite'],
])('where there is one question, %j needs no number', (text, answer) => {
  expect(parseAnswers(text, questions.slice(0, 1))).toEqual({ answers: [{ number: 1, text: answer }], unknown: [] });
});

test('where there is one question, another number is none of it', () => {
  expect(parseAnswers('9z', questions.slice(0, 1))).toEqual({ answers: [], unknown: ['9z'] });
  expect(parseAnswers(' ', questions.slice(0, 1))).toEqual({ answers: [], unknown: [] });
});
