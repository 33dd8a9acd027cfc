import { describe, expect, test } from '@jest/globals';
import { closingQuestion } from '../../src/verdict/question.ts';

describe('A message without a promise asks what it ends with', () => {
  test.each<[message: string, question: string | null]>([
    ['Which database should I use?', 'Which database should I use?'],
    ['I read the schema.\n\nPostgres or SQLite? Both would do.', 'Postgres or SQLite? Both would do.'],
    [
      'I read it.\n\nWhich one do you want?\n\n1. Postgres\n2. SQLite',
      'Which one do you want?\n\n1. Postgres\n2. SQLite',
    ],
    ['**Should the export be UTF-8?**', '**Should the export be UTF-8?**'],
    ['请问使用哪个数据库？', '请问使用哪个数据库？'],
    ['Why? I found out.\n\nWhich port?\r\n\r\nPlease tell me.', 'Which port?\r\n\r\nPlease tell me.'],
    [`${'x'.repeat(5_000)}?\n\nWhich port?`, 'Which port?'],
    [`Which port?\n\n${'It is long. '.repeat(500)}`, null],
    ['All done.', null],
    ['', null],
    ['It fetches https://example.com/?page=2 and a?b:c.', null],
    ['Which one?\n<promise>HALT</promise>', null],
    ['Why not?\n<promise>TASK_DONE</promise>', null],
  ])('%j', (message, question) => {
    expect(closingQuestion(message)).toBe(question);
  });
});
