import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { newTicks } from '../../src/report/pages/issues/answer-checkboxes.ts';
import { aProgress, type Night, START, startNight } from './night.ts';
import { someQuestions } from './some-questions.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
});
afterEach(() => night.fake.close());

const page = () => night.hub().questions;
const asked = someQuestions({ issue: 1 });

async function open(): Promise<void> {
  await page().report(someQuestions(), aProgress());
  night.fake.transcript.length = 0;
}
async function answers(questions = asked): Promise<string[]> {
  const said = await page().newAnswers(questions);
  return said.map(({ answer: { author, text } }) => `${author}: ${text}`);
}

test('questions are one issue with checkboxes, what is assumed, and how to answer', async () => {
  const place = await page().report(someQuestions(), aProgress());
  expect(place).toEqual({ number: 1, url: 'https://github.com/octo/demo/issues/1' });
  const issue = night.fake.world.issues.get(1);
  expect(issue).toMatchObject({ title: 'my-feature: 3 questions before the work', labels: ['needs-human'] });
  expect(
    issue?.body.replace(/\[Run\]\([^)]*\)/, '[Run]'),
  ).toBe(`<!-- sequential-orchestration questions spec=my%2Dfeature id=questions%402026%2D11%2D23T01%3A00%3A00.000Z -->
An agent read **my-feature** before the work on it. Nothing waits for you: until you answer, what is assumed holds.

Tick what you choose, or write a comment such as \`/resume 1b 3: your words\`. Write access is required: anyone else's tick shows, and does not count (clear it and tick anew). Of several answers to a question the last one counts; a tick that is cleared takes none back.

### 1. About task 2

Which database? @\u200bwriter

- [ ] **1a** PostgreSQL
- [ ] **1b** SQLite

If nobody answers: SQLite

### 2. About task 3

- \\[x\\] **2a** Which colour?

If nobody answers: blue

### 3. About every task

Who pays?

If nobody answers: nobody

---
[Run] · branch [sequential/my-feature](https://github.com/octo/demo/tree/sequential/my-feature) · 1 of 3 units done`);
  expect(newTicks('', issue?.body ?? '')).toEqual([]);
});

test('asked again by a run that has forgotten the number, the issue is found and not doubled', async () => {
  await page().report(someQuestions(), aProgress());
  night.fake.world.issues.get(1)?.labels.push('seen');
  const place = await page().report(someQuestions(), aProgress());
  expect([place?.number, night.fake.world.issues.size]).toEqual([1, 1]);
});

test('an answer that is lost on its way does not double it, and a copied mark is not ours', async () => {
  await page().report(someQuestions(), aProgress());
  const body = night.fake.world.issues.get(1)?.body ?? '';
  night.fake.world.issues.clear();
  night.fake.world.issue({ author: 'stranger', title: 'trap', body });
  night.fake.fail({ on: /POST .*\/issues$/, times: 1, trouble: { kind: 'answer-lost' } });
  const place = await page().report(someQuestions(), aProgress());
  const ours = [...night.fake.world.issues.values()].filter(({ author }) => author !== 'stranger');
  expect(ours.map(({ number }) => number)).toEqual([place?.number]);
});

test('answers are commands of people with write access, in order; each is read once', async () => {
  await open();
  const { world } = night.fake;
  world.comment(1, 'writer', 'I would take 1a.');
  world.comment(1, 'stranger', '/resume 1a');
  const first = world.comment(1, 'writer', '/resume 1b 3: use the blue one');
  world.comment(1, 'maintainer', '/resume\n1a');
  world.comment(1, 'stranger', '<!-- sequential-orchestration ticked by=writer ticks=2a -->\nticked');
  world.comment(1, 'github-actions[bot]', '<!-- sequential-orchestration ticked by=writer ticks=1b%202a -->\nticked');
  for (const mark of ['by=writer ticks=3%3A%20evil', 'by=a%0Ab ticks=1a', 'by=writer'])
    world.comment(1, 'github-actions[bot]', `<!-- sequential-orchestration ticked ${mark} -->\nticked`);
  expect(await answers()).toEqual(['writer: 1b 3: use the blue one', 'maintainer: 1a', 'writer: 1b 2a']);
  expect(await answers({ ...asked, read: first.id })).toEqual(['maintainer: 1a', 'writer: 1b 2a']);
});

test('a stranger is asked about once a run', async () => {
  await open();
  night.fake.world.comment(1, 'stranger', '/resume 1a');
  const { questions } = night.hub();
  await questions.newAnswers(asked);
  await questions.newAnswers(asked);
  expect(night.fake.story().filter((line) => line.includes('permission'))).toHaveLength(1);
});

test('what became of an answer is said once, as text', async () => {
  await open();
  const { id } = night.fake.world.comment(1, 'writer', '/resume 1b');
  const answer = { text: '1b', author: 'writer', url: null, at: new Date(START).toISOString() };
  for (let i = 0; i < 2; i += 1) await page().confirm(asked, { comment: id, answer }, ['1: b) SQLite @all', 'x']);
  await page().confirm(asked, { comment: id + 1, answer }, []);
  expect(night.fake.world.commentsOn(1).map(({ body }) => body)).toEqual([
    '/resume 1b',
    `<!-- sequential-orchestration answered comment=${id} -->\nwriter answered:\n\n- 1: b) SQLite @\u200ball\n- x`,
  ]);
});

test('it is closed with the spec, once', async () => {
  await open();
  await page().close(asked);
  await page().close(asked);
  expect(night.fake.world.issues.get(1)).toMatchObject({ state: 'closed', stateReason: 'completed' });
  expect(night.fake.world.commentsOn(1)).toHaveLength(1);
});

test('out of reach is said once, and nothing is thrown', async () => {
  await open();
  night.fake.fail({ on: 'comments', trouble: { kind: 'server-error' } });
  expect(await answers()).toEqual([]);
  expect(night.log).toEqual([
    expect.stringContaining('could not read from GitHub whether the questions were answered'),
  ]);
});
