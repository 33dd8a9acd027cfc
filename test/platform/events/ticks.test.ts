import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { routeEvent } from '../../../src/app/action/routing/route-event.ts';
import { gitHub } from '../../../src/forge.ts';
import type { Inputs } from '../../../src/inputs/types.ts';
import { createCommandReplies } from '../../../src/platform/events/acknowledge.ts';
import { readTrigger } from '../../../src/platform/events/read-trigger.ts';
import { haltBody } from '../../../src/report/pages/issues/halt-issue.ts';
import { questionsBody } from '../../../src/report/pages/issues/questions-issue.ts';
import { createLinks } from '../../../src/report/pages/links.ts';
import { issueTickedEvent } from '../../harness/github/index.ts';
import { aHalt, aProgress, type Night, startNight } from '../night.ts';
import { someQuestions } from '../some-questions.ts';
import { asSent } from './payloads.ts';

const links = createLinks('https://github.com', 'octo', 'demo', null, gitHub);
const context = { links, resumeCommand: '/resume' };
const question = 'Which one?\n\na) PostgreSQL\nb) SQLite';
let night: Night;

beforeAll(async () => {
  night = await startNight();
  night.fake.world.person('noisy[bot]', 'write', 'Bot');
});
afterAll(() => night.fake.close());

function openIssue(body: string, author = 'github-actions[bot]'): number {
  return night.fake.world.issue({ author, title: 'asks', body }).number;
}
const halted = () => openIssue(haltBody(aHalt({ question }), aProgress(), context));
const asked = (author?: string) => openIssue(questionsBody(someQuestions(), aProgress(), context), author);

async function tick(issue: number, name: string, by: string) {
  const { fake, github } = night;
  const payload = asSent('issues$edited', issueTickedEvent(fake.world, fake.places, issue, name, by));
  const env = { GITHUB_EVENT_NAME: 'issues', GITHUB_ACTOR: by };
  const trigger = readTrigger(env, payload, { resumeCommand: '/resume', allowBots: [] });
  const inputs = { platform: { resume: false, resumeCommand: '/resume' } } as unknown as Inputs;
  return routeEvent(trigger, inputs, github, createCommandReplies(github, links, { emit() {} }));
}
const said = (issue: number) => night.fake.world.commentsOn(issue).map(({ body }) => body);

test('a tick of someone with write access answers a halt, in one tap', async () => {
  const issue = halted();
  expect(night.fake.world.issues.get(issue)?.body).toContain(
    'Tick one, or write `/resume a` (a tick of anyone without write access shows, and does not count; clear it and tick anew):\n\n- [ ] **a** PostgreSQL\n- [ ] **b** SQLite\n',
  );
  expect(await tick(issue, 'b', 'writer')).toMatchObject({
    kind: 'run',
    spec: 'my-feature',
    resume: { halt: aHalt().id, skip: false, answer: { author: 'writer', text: 'b' }, openHalt: { unit: '2', issue } },
  });
  expect(said(issue)).toEqual(['<!-- sequential-orchestration ticked by=writer ticks=b -->\n☑️ writer ticked **b**.']);
});

test('in a comment on the pull request, where a tick starts no job, a letter is asked for', () => {
  const body = haltBody(aHalt({ question }), aProgress(), context, 'comment');
  expect(body).toContain('Write `/resume a`, or another letter:\n\n- **a** PostgreSQL\n- **b** SQLite\n');
});

test('the answer of a dropped job is found in the comment that kept it', async () => {
  const issue = halted();
  await tick(issue, 'b', 'writer');
  const reply = await night.hub().findReply(aHalt({ question, issue }));
  expect(reply).toMatchObject({ kind: 'answer', answer: { text: 'b', author: 'writer' } });
});

test('in the issue of the questions it is kept, and starts nothing', async () => {
  const issue = asked();
  expect(await tick(issue, '1b', 'writer')).toEqual({
    kind: 'ignore',
    why: 'writer ticked 1b, and the next unit is told',
  });
  expect(said(issue)).toEqual(['<!-- sequential-orchestration ticked by=writer ticks=1b -->\n☑️ writer ticked **1b**.']);
});

test.each([
  ['a stranger', 'stranger', 'the tick of stranger does not count: stranger has no write access'],
  ['a bot', 'noisy[bot]', 'noisy[bot] is a bot; its ticks do not count'],
  ['ourselves', 'github-actions[bot]', 'github-actions[bot] is a bot; its ticks do not count'],
])('that of %s does not count', async (_, by, why) => {
  for (const [issue, name] of [
    [halted(), 'b'],
    [asked(), '1b'],
  ] as const) {
    expect(await tick(issue, name, by)).toEqual({ kind: 'ignore', why: expect.stringContaining(why) });
    expect(said(issue)).toEqual([]);
  }
});

test('nor in an issue that somebody made to look like ours', async () => {
  const issue = asked('stranger');
  expect(await tick(issue, '1b', 'writer')).toEqual({
    kind: 'ignore',
    why: expect.stringContaining('was opened by stranger'),
  });
  expect(said(issue)).toEqual([]);
});

test('an edit that ticks nothing is none', async () => {
  const issue = asked();
  const payload = issueTickedEvent(night.fake.world, night.fake.places, issue, '1b', 'writer');
  const untick = { ...payload, changes: { body: { from: night.fake.world.issues.get(issue)?.body } } };
  const env = { GITHUB_EVENT_NAME: 'issues' };
  expect(readTrigger(env, untick, { resumeCommand: '/resume', allowBots: [] })).toMatchObject({
    kind: 'ignore',
    why: expect.stringContaining('no checkbox'),
  });
});
