import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatHaltMarker } from '../../src/report/pages/markers.ts';
import { issueClosedEvent, issueCommentEvent } from '../harness/github/events.ts';
import { openStage, type Stage } from './stage.ts';
import { said } from './told.ts';

let stage: Stage;
const body = `${formatHaltMarker({ spec: 'my-feature', unit: '1', id: '1@2026-11-23T01:00:00.000Z' })}\nSQLite?`;

beforeAll(async () => {
  stage = await openStage({ post: false });
  const { world } = stage.github;
  world.issue({ author: 'github-actions[bot]', title: 'Ours', body });
  world.issue({ author: 'maintainer', title: 'A bug', body: 'It crashes.' });
  world.issue({ author: 'stranger', title: 'A copy of our mark', body });
  world.person('helper[bot]', 'write', 'Bot');
});
afterAll(() => stage.end());

// What words are a command, and that an edited or deleted comment is none: test/platform/events/.
const forms: readonly (readonly [string, string, number?, string?, ('created' | 'edited' | 'deleted')?])[] = [
  ['talk about it', 'I think /resume would do.'],
  ['a block of code', '```\n/resume SQLite\n```'],
  ['an edited comment', '/resume SQLite', 1, 'maintainer', 'edited'],
  ['an issue that is not ours', '/resume SQLite', 2],
  ['a bot', '/resume SQLite', 1, 'helper[bot]'],
];

test('five forms of a comment that must not trigger do nothing at all', async () => {
  const { world, places } = stage.github;
  const jobs = forms.map(async ([name, words, issue = 1, author = 'maintainer', action = 'created']) => {
    const payload = issueCommentEvent(world, places, world.comment(issue, author, words), action);
    const job = await stage.job({ event: 'issue_comment', actor: author, payload });
    expect({ name, code: job.code, outputs: job.outputs }).toEqual({
      name,
      code: 0,
      outputs: { status: 'ignored', 'exit-code': '0' },
    });
    expect(job.log).toMatch(/^Nothing to do: .{10,}\.$/m);
    expect(readdirSync(job.workspace)).toEqual([]);
  });
  await Promise.all(jobs);
  expect(said(stage)).toEqual([]);
  expect(stage.git.requests).toEqual([]);
});

test('a copy of our mark that the state does not know of is looked up, and nothing more', async () => {
  const { world, places } = stage.github;
  const from = stage.github.transcript.length;
  const payload = issueCommentEvent(world, places, world.comment(3, 'maintainer', '/resume SQLite'), 'created');
  const answered = await stage.job({ event: 'issue_comment', actor: 'maintainer', payload });
  world.close(3, 'maintainer', 'not_planned');
  const closed = await stage.job({
    event: 'issues',
    actor: 'maintainer',
    payload: issueClosedEvent(world, places, 3),
  });
  for (const job of [answered, closed]) {
    expect(job.outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    expect(job.log).toContain('#3 was reported by stranger, and the state of my-feature has no such halt');
  }
  expect(said(stage, from)).toEqual([]);
});

test('what a stranger can cause starts no run, and a halt that was answered is no reason for one either', async () => {
  const { world, places } = stage.github;
  const from = stage.github.transcript.length;
  const close = (issue: number, actor: string) => {
    world.close(issue, actor, 'not_planned');
    return stage.job({ event: 'issues', actor, payload: issueClosedEvent(world, places, issue) });
  };
  const target = { action: 'opened', pull_request: { number: 9 } };
  const jobs = [
    await close(3, 'stranger'),
    await close(1, 'stranger'),
    await stage.job({ event: 'pull_request_target', actor: 'stranger', payload: target }),
  ];
  for (const job of jobs) {
    expect(job.outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    expect(readdirSync(job.workspace)).toEqual([]);
  }
  expect(jobs.map(({ log }) => /^Nothing to do: (.*)$/m.exec(log)?.[1])).toEqual([
    'stranger is not allowed to start a run: stranger has no write access to octo/demo.',
    'stranger is not allowed to start a run: stranger has no write access to octo/demo.',
    'stranger is not allowed to start a run: stranger has no write access to octo/demo.',
  ]);
  expect(said(stage, from)).toEqual([]);
});
