import { describe, expect, test } from '@jest/globals';
import { splitChoices, withChoiceText } from '../../../src/plan/open-questions/choices.ts';

describe('the choices of a question', () => {
  test.each<[string, string, readonly string[]]>([
    ['Which?\n\na) PostgreSQL\nb) SQLite', 'Which?', ['PostgreSQL', 'SQLite']],
    ['Which?\n- a) PostgreSQL\n- b) SQLite\nI would take b.', 'Which?\nI would take b.', ['PostgreSQL', 'SQLite']],
    ['Which?\n**a)** one\n**b)** two\n(c) three', 'Which?', ['one', 'two', 'three']],
    ['Which?\nA. one\nB. two', 'Which?', ['one', 'two']],
    ['Which?\na) one', 'Which?\na) one', []],
    ['Which?\nb) one\nc) two', 'Which?\nb) one\nc) two', []],
    ['e.g. this\ni.e. that', 'e.g. this\ni.e. that', []],
    ['Which?', 'Which?', []],
    ['Which?\na) one,\n   with more\nb) two\n\nSay which.', 'Which?\n\nSay which.', ['one, with more', 'two']],
    ['Which?\na) one,\nwith more\nb) two\n    and more\nor?', 'Which?\nor?', ['one, with more', 'two and more']],
    ['Run\n```\na) one\nb) two\n```\n?', 'Run\n```\na) one\nb) two\n```\n?', []],
    ['As\n~~~\na) x\n~~~\na) one\nb) two', 'As\n~~~\na) x\n~~~', ['one', 'two']],
    ['(a) one\n(b) two', '', ['one', 'two']],
  ])('%j', (question, text, choices) => {
    expect(splitChoices(question)).toEqual({ text, choices });
  });

  test.each([
    ['b', 'b) SQLite'],
    ['B', 'b) SQLite'],
    ['(b)', 'b) SQLite'],
    ['b, but only for now', 'b) SQLite\nbut only for now'],
    ['b\nIt is one file.', 'b) SQLite\nIt is one file.'],
    ['a database', 'a database'],
    ['c', 'c'],
    ['build it', 'build it'],
    ['', ''],
  ])('an answer %j is read as %j', (answer, text) => {
    expect(withChoiceText(answer, ['PostgreSQL', 'SQLite'])).toBe(text);
  });
});
