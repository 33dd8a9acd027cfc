import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gitHub } from '../../../src/forge.ts';
import { readTrigger, readWorkflowRef } from '../../../src/platform/events/read-trigger.ts';
import { haltBody } from '../../../src/report/pages/issues/halt-issue.ts';
import { dispatchEvent, type FakeGitHub, issueClosedEvent, issueCommentEvent } from '../../harness/github/index.ts';
import { aHalt, aProgress, startNight } from '../night.ts';
import { asSent } from './payloads.ts';

const settings = { resumeCommand: '/resume', allowBots: ['helpful'] };
const OURS = 1;
const OTHER = 2;
const PULL = 3;
let fake: FakeGitHub;

beforeAll(async () => {
  ({ fake } = await startNight());
  const links = { repository: 'https://github.com/octo/demo', run: null, forge: gitHub };
  const body = haltBody(aHalt(), aProgress(), { links, resumeCommand: '/resume' });
  fake.world.issue({ author: 'github-actions[bot]', title: 'waits', body });
  fake.world.issue({ author: 'writer', title: 'a bug', body: `I saw this:\n\n${body}` });
  const pull = { head: 'sequential/my-feature', base: 'main', draft: true, merged: false };
  fake.world.issue({ author: 'github-actions[bot]', title: 'feature', body: '', pull });
  fake.world.person('helpful[bot]', 'none', 'Bot');
  fake.world.person('noisy[bot]', 'none', 'Bot');
});
afterAll(() => fake.close());

function commented(
  thread: number,
  body: string,
  author = 'writer',
  action: 'created' | 'edited' | 'deleted' = 'created',
) {
  const comment = fake.world.comment(thread, author, body);
  const payload = asSent(`issue_comment$${action}`, issueCommentEvent(fake.world, fake.places, comment, action));
  return readTrigger({ GITHUB_EVENT_NAME: 'issue_comment' }, payload, settings);
}

describe('a comment that commands', () => {
  test('on the issue of a halt', () => {
    expect(commented(OURS, '/resume Use SQLite.\nWith WAL.')).toMatchObject({
      kind: 'resume',
      answer: 'Use SQLite.\nWith WAL.',
      comment: {
        author: 'writer',
        at: '2026-11-23T01:00:00Z',
        allowedBot: false,
        thread: { kind: 'issue', number: OURS },
      },
    });
    expect(commented(OURS, '/skip did it myself')).toMatchObject({ kind: 'skip', reason: 'did it myself' });
    expect(commented(OURS, '/status')).toMatchObject({ kind: 'status' });
    expect(commented(OURS, '/redo Task 2.1\nplease')).toMatchObject({ kind: 'redo', task: '2.1' });
    expect(commented(OURS, '/redo')).toMatchObject({ kind: 'redo', task: '' });
  });

  test('on a pull request, where only GitHub can say whether it is ours', () => {
    expect(commented(PULL, '/resume yes')).toMatchObject({
      kind: 'resume',
      comment: { thread: { kind: 'pull-request', number: PULL } },
    });
  });

  test('of a bot that is named', () => {
    expect(commented(OURS, '/resume yes', 'helpful[bot]')).toMatchObject({
      kind: 'resume',
      comment: { allowedBot: true },
    });
  });
});

test('a comment that may have been meant as a command is no command, and known as such', () => {
  expect(commented(OURS, '/resumed yes')).toMatchObject({ kind: 'unclear', comment: { author: 'writer' } });
  expect(commented(OURS, '/resumed yes', 'noisy[bot]')).toMatchObject({ kind: 'ignore' });
});

describe('a comment that must not trigger', () => {
  test.each([
    ['edited', 'the comment was edited', () => commented(OURS, '/resume yes', 'writer', 'edited')],
    ['deleted', 'the comment was deleted', () => commented(OURS, '/resume yes', 'writer', 'deleted')],
    ['a quote', 'does not start with', () => commented(OURS, '> /resume yes')],
    ['a fenced block', 'does not start with', () => commented(OURS, '```\n/resume yes\n```')],
    ['an indented block', 'does not start with', () => commented(OURS, '    /resume yes')],
    ['inline code', 'does not start with', () => commented(OURS, '`/resume` yes')],
    ['a hidden comment', 'does not start with', () => commented(OURS, '<!-- /resume yes -->')],
    ['other words first', 'does not start with', () => commented(OURS, 'I would /resume')],
    ["a bot's", 'is a bot', () => commented(OURS, '/resume yes', 'noisy[bot]')],
    ['our own', 'is a bot', () => commented(OURS, '/resume yes', 'github-actions[bot]')],
    ['on an issue that only quotes our mark', 'not about a halt', () => commented(OTHER, '/resume yes')],
  ])('%s', (_, why, trigger) => {
    expect(trigger()).toEqual({ kind: 'ignore', why: expect.stringContaining(why) });
  });

  test.each(['commit_comment', 'discussion_comment', 'pull_request_review', 'pull_request_review_comment'])(
    'a %s',
    (event) => {
      const payload = { action: 'created', comment: { body: '/resume yes' } };
      expect(readTrigger({ GITHUB_EVENT_NAME: event }, payload, settings)).toMatchObject({ kind: 'ignore' });
    },
  );
});

describe('closing the issue of a halt', () => {
  const closed = (reason: 'completed' | 'not_planned') => {
    fake.world.close(OURS, 'writer', reason);
    return readTrigger(
      { GITHUB_EVENT_NAME: 'issues', GITHUB_ACTOR: 'writer' },
      asSent('issues$closed', issueClosedEvent(fake.world, fake.places, OURS)),
      settings,
    );
  };

  test('as completed is not an answer', () => {
    expect(closed('completed')).toEqual({ kind: 'ignore', why: expect.stringContaining('not an answer') });
  });

  test('as not planned starts a run, which looks who did it', () => {
    expect(closed('not_planned')).toEqual({
      kind: 'run',
      spec: 'my-feature',
      scheduled: false,
      startedFrom: { kind: 'issue', number: OURS },
      requesters: ['writer'],
      inputs: {},
    });
  });
});

describe('everything else runs', () => {
  test('a dispatch, with its inputs but without an answer, which the next run must not repeat', () => {
    const inputs = { spec: 'my-feature', resume: 'true', answer: 'SQLite', delay: '' };
    const payload = asSent(
      'workflow_dispatch$event',
      dispatchEvent(fake.world, fake.places, 'writer', '.github/workflows/night.yml', inputs),
    );
    const trigger = readTrigger({ GITHUB_EVENT_NAME: 'workflow_dispatch' }, payload, settings);
    expect(trigger).toEqual({
      kind: 'run',
      spec: null,
      scheduled: false,
      startedFrom: null,
      requesters: [],
      inputs: { spec: 'my-feature' },
    });
  });

  test('a schedule that a person ran again, which does not', () => {
    const again = { GITHUB_EVENT_NAME: 'schedule', GITHUB_RUN_ATTEMPT: '2' };
    expect(readTrigger(again, { schedule: '*/30 * * * *' }, settings)).toMatchObject({ kind: 'run', scheduled: false });
  });

  test('a schedule, which leaves a pause alone', () => {
    expect(readTrigger({ GITHUB_EVENT_NAME: 'schedule' }, { schedule: '*/30 * * * *' }, settings)).toMatchObject({
      kind: 'run',
      scheduled: true,
    });
  });

  test('a pull request, where a halt is then reported', () => {
    const trigger = readTrigger(
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_ACTOR: 'writer' },
      { action: 'labeled', pull_request: { number: 4, user: { login: 'writer' } } },
      settings,
    );
    expect(trigger).toMatchObject({ kind: 'run', startedFrom: { kind: 'pull-request', number: 4 } });
  });
});

test('a payload that is none is named', () => {
  const read = () =>
    readTrigger({ GITHUB_EVENT_NAME: 'issue_comment' }, { action: 'created', issue: { number: 'x' } }, settings);
  expect(read).toThrow(expect.objectContaining({ name: 'UserError', where: 'GITHUB_EVENT_PATH: issue.number' }));
  expect(() => readTrigger({ GITHUB_EVENT_NAME: 'issue_comment' }, null, settings)).toThrow(
    /payload of the event issue_comment/,
  );
});

test.each([
  ['octo/demo/.github/workflows/night.yml@refs/heads/main', { workflow: 'night.yml', ref: 'main' }],
  ['octo/demo/.github/workflows/a@b.yml@refs/heads/release/v1', null],
  ['octo/demo/.github/workflows/night.yml@refs/tags/v1', { workflow: 'night.yml', ref: 'v1' }],
  ['octo/demo/.github/workflows/night.yml@refs/pull/1/merge', null],
  [undefined, null],
])('the workflow of %j can be started again', (ref, expected) => {
  expect(readWorkflowRef({ GITHUB_WORKFLOW_REF: ref })).toEqual(expected);
});

describe("Gitea's payloads", () => {
  const path = new URL('./gitea-payloads.json', import.meta.url);
  const payloads = JSON.parse(readFileSync(path, 'utf8')) as Record<'issue_comment' | 'issues', Payload> &
    Record<string, unknown>;
  interface Payload {
    readonly issue: object;
    readonly comment: { readonly user: object };
  }
  const read = (event: string, payload: unknown) =>
    readTrigger({ GITHUB_EVENT_NAME: event, GITHUB_ACTOR: 'maria' }, payload, settings);
  const ofHalt = (issue: object) => ({ ...issue, body: fake.world.issues.get(OURS)?.body });

  test('a comment of somebody of whom it does not say whether they are a person is a command', () => {
    const { issue_comment: sent } = payloads;
    expect(read('issue_comment', sent)).toEqual({ kind: 'ignore', why: 'issue #1 is not about a halt' });
    const comment = { ...sent.comment, body: '/resume Yes.' };
    expect(read('issue_comment', { ...sent, comment, issue: ofHalt(sent.issue) })).toMatchObject({
      kind: 'resume',
      answer: 'Yes.',
      comment: { id: 19, author: 'maria', allowedBot: false, thread: { kind: 'issue', number: 1 } },
    });
    const issue = { ...sent.issue, pull_request: { merged: false } };
    expect(read('issue_comment', { ...sent, is_pull: true, comment, issue })).toMatchObject({
      comment: { thread: { kind: 'pull-request', number: 1 } },
    });
  });

  test('closing the issue of a halt is no answer, since it has no reason', () => {
    const { issues: sent } = payloads;
    expect(read('issues', { ...sent, issue: ofHalt(sent.issue) })).toEqual({
      kind: 'ignore',
      why: "the halt's issue was closed as completed; that is not an answer",
    });
  });

  test('of a schedule and of the button', () => {
    expect(read('schedule', payloads.schedule)).toMatchObject({ kind: 'run', scheduled: true, requesters: [] });
    expect(read('workflow_dispatch', payloads.workflow_dispatch)).toMatchObject({
      kind: 'run',
      requesters: [],
      inputs: { flag: 'true' },
    });
  });

  test('are what the fake sends with that face', async () => {
    const gitea = (await startNight({ face: 'gitea' })).fake;
    gitea.world.issue({ author: 'writer', title: 'one', body: 'x' });
    const comment = gitea.world.comment(1, 'writer', 'Hello.');
    const sent = gitea.payload(issueCommentEvent(gitea.world, gitea.places, comment)) as unknown as Payload;
    await gitea.close();
    expect(Object.keys(sent)).toEqual(expect.arrayContaining(Object.keys(payloads.issue_comment)));
    expect(Object.keys(sent.comment.user)).toEqual(Object.keys(payloads.issue_comment.comment.user));
    expect(sent.issue).toMatchObject({ pull_request: null, is_locked: false });
    for (const missing of ['state_reason', 'closed_by']) expect(sent.issue).not.toHaveProperty(missing);
  });
});
