import { expect, test } from '@jest/globals';
import { gitHub } from '../../src/forge.ts';
import { statusText } from '../../src/report/console/status-report.ts';
import { createLinks } from '../../src/report/pages/links.ts';
import { pullRequestBody } from '../../src/report/pages/pull-request/pull-request-body.ts';
import { exampleAnswer, questionLines } from '../../src/report/text/questions-text.ts';
import { aProgress } from '../platform/night.ts';
import { someQuestions } from '../platform/some-questions.ts';

const { list } = someQuestions();
const answer = { text: 'b) SQLite', author: 'maria', url: null, at: '2026-11-23T02:00:00.000Z' };
const answered = list.map((question) => (question.number === 1 ? { ...question, answer } : question));

test('questions on a terminal', () => {
  expect(questionLines({ list: answered })).toEqual([
    '1. Which database? @writer (task 2)',
    '   [ ] 1a PostgreSQL',
    '   [x] 1b SQLite',
    '   maria answered: b) SQLite',
    '2. - [x] **2a** Which colour? (task 3)',
    '   if nobody answers: blue',
    '3. Who pays? (every task)',
    '   if nobody answers: nobody',
  ]);
});

test.each([
  [list, '1b 3: your words'],
  [answered, '3: your words'],
  [list.slice(0, 1), '1b'],
  [list.slice(1, 2), '2: your words'],
])('an example of an answer fits the questions that are left', (questions, example) => {
  expect(exampleAnswer({ list: questions })).toBe(example);
});

test('what nobody answered is on the pull request, and in the status', () => {
  const url = 'https://github.com/octo/demo/issues/5';
  const progress = aProgress({ questions: { list: answered, url } });
  const links = createLinks('https://github.com', 'octo', 'demo', null, gitHub);
  const context = { links, base: null, sizes: new Map(), resumeCommand: '/resume', undelivered: [], runAtWork: null };
  const body = pullRequestBody(progress, context, 60_000);
  expect(body).toContain('Asked, and not answered');
  expect(body).toContain('Assumed: nobody');
  expect(body).toContain(`[Answer there](${url})`);
  expect(body).not.toContain('Which database');
  const facts = { throttle: null, recordedRun: null, activeProcess: null };
  expect(statusText(progress, facts, 0)).toContain(`? 2 questions have no answer, and what is assumed holds: ${url}`);
});
