import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { gitHub } from '../../../src/forge.ts';
import { authorise } from '../../../src/platform/client/permissions.ts';
import { type CommandReplies, createCommandReplies } from '../../../src/platform/events/acknowledge.ts';
import { gatherAnswer } from '../../../src/platform/events/gather-answer.ts';
import { haltStatus, isReportedThere, matchHalt } from '../../../src/platform/events/match-halt.ts';
import type { CommandComment } from '../../../src/platform/events/types.ts';
import { endedLine } from '../../../src/report/pages/comments.ts';
import { givenToken } from '../../../src/secrets/token-source.ts';
import { newSpecState } from '../../../src/state/transitions/transitions.ts';
import { aHalt, aProgress, type Night, startNight } from '../night.ts';

let night: Night;
/** The next job's token: no longer the workflow's own. */
function appConnection() {
  night.fake.world.token('ghs_another', 'our-app[bot]', { issues: 'write', pull_requests: 'write', contents: 'write' });
  return night.connection({ tokens: givenToken('ghs_another') });
}
let replies: CommandReplies;
let warned: string[];
beforeEach(async () => {
  night = await startNight();
  warned = [];
  const links = {
    repository: 'https://github.com/octo/demo',
    run: 'https://github.com/octo/demo/actions/runs/78',
    forge: gitHub,
  };
  replies = createCommandReplies(night.github, links, {
    emit: (it) => void (it.kind === 'warning' && warned.push(it.message)),
  });
});
afterEach(() => night.fake.close());

function write(
  author: string,
  body: string,
  on: CommandComment['thread'] = { kind: 'issue', number: 1 },
): CommandComment {
  night.now += 60_000;
  const { id, createdAt: at } = night.fake.world.comment(on.number, author, body);
  return {
    id,
    url: `https://github.com/octo/demo/issues/1#issuecomment-${id}`,
    author,
    at,
    allowedBot: false,
    thread: on,
  };
}
const said = (on = 1) => night.fake.world.commentsOn(on).filter(({ author }) => author === 'github-actions[bot]');

describe('who may command', () => {
  test.each([
    ['admin', true],
    ['maintain', true],
    ['write', true],
    ['triage', false],
    ['read', false],
    ['none', false],
  ] as const)('%s: %s', async (role, allowed) => {
    await night.hub().reportHalt(aHalt(), aProgress());
    night.fake.world.person('somebody', role);
    expect((await authorise(night.github, write('somebody', '/resume'))).allowed).toBe(allowed);
  });

  test('a doubt is a no: somebody unknown, an error, an answer that GitHub does not give', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    const by = (author: string) => authorise(night.github, write(author, '/resume'));
    expect(await by('nobody')).toEqual({ allowed: false, why: 'nobody is not a collaborator of octo/demo' });
    night.fake.fail({ on: 'permission', trouble: { kind: 'server-error' } });
    expect(await by('writer')).toMatchObject({
      allowed: false,
      why: expect.stringContaining('could not read from GitHub'),
    });
    night.fake.heal();
    night.fake.fail({ on: 'permission', trouble: { kind: 'not-accessible' } });
    expect(await by('writer')).toMatchObject({ allowed: false });
    night.fake.heal();
    expect(await by('writer')).toEqual({ allowed: true });
  });

  test('a bot that is named is not asked about', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    expect(await authorise(night.github, { ...write('helpful[bot]', '/resume'), allowedBot: true })).toEqual({
      allowed: true,
    });
  });
});

describe('what a command is about', () => {
  test('is the halt of its issue', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    expect(await matchHalt(night.github, write('writer', '/resume'))).toEqual({
      kind: 'halt',
      halt: {
        spec: 'my-feature',
        unit: '2',
        id: aHalt().id,
        postedAt: '2026-11-23T01:00:01Z',
        skipped: false,
        reportedBy: null,
      },
    });
  });

  test('is the last halt reported on the pull request', async () => {
    const hub = night.hub({ haltReport: 'pull-request' });
    await hub.reportHalt(aHalt(), aProgress());
    await hub.reportHalt(aHalt({ id: 'the second', task: '3' }), aProgress());
    const bound = await matchHalt(night.github, { thread: { kind: 'pull-request', number: 1 } });
    expect(bound).toMatchObject({ kind: 'halt', halt: { unit: '3', id: 'the second' } });
  });

  test('is the spec of our pull request, where nothing was asked', async () => {
    await night.hub().reportProgress(aProgress());
    const bound = await matchHalt(night.github, { thread: { kind: 'pull-request', number: 1 } });
    expect(bound).toEqual({ kind: 'pull-request', spec: 'my-feature' });
  });

  test('is nothing of ours where somebody copied our mark', async () => {
    await night.hub({ haltReport: 'pull-request' }).reportHalt(aHalt(), aProgress());
    const copied = said()[0]?.body ?? '';
    const issue = night.fake.world.issue({ author: 'stranger', title: 'trap', body: copied });
    const pull = { head: 'trap', base: 'main', draft: false, merged: false };
    const trap = night.fake.world.issue({ author: 'stranger', title: 'trap', body: '', pull });
    night.fake.world.comment(trap.number, 'stranger', copied);
    const copy = await matchHalt(night.github, { thread: { kind: 'issue', number: issue.number } });
    expect(copy).toMatchObject({ kind: 'halt', halt: { id: aHalt().id, reportedBy: 'stranger' } });
    const state = { ...newSpecState(0), halt: aHalt({ issue: 1 }) };
    expect(isReportedThere(state, aHalt().id, issue.number)).toBe(false);
    expect(isReportedThere(state, aHalt().id, 1)).toBe(true);
    expect(isReportedThere(null, aHalt().id, 1)).toBe(false);
    expect(await matchHalt(night.github, { thread: { kind: 'pull-request', number: trap.number } })).toMatchObject({
      kind: 'not-ours',
    });
  });

  test.each([
    ['a stranger opened', 'stranger', {}],
    ['comes from a fork', 'writer', { fork: 'writer/demo' }],
  ])('is nothing of ours on a pull request that %s, with our mark in its text', async (_, author, from) => {
    await night.hub().reportProgress(aProgress());
    const body = night.fake.world.issues.get(1)?.body ?? '';
    const pull = { head: 'trap', base: 'main', draft: false, merged: false };
    const open = (by: string, more: object) =>
      night.fake.world.issue({ author: by, title: 'trap', body, pull: { ...pull, ...more } }).number;
    const kindOf = async (number: number) =>
      (await matchHalt(night.github, { thread: { kind: 'pull-request', number } })).kind;
    expect(await kindOf(open(author, from))).toBe('not-ours');
    expect(await kindOf(open('writer', {}))).toBe('pull-request');
  });

  test('is the halt that the state names, whoever owned the token that reported it', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    expect(await matchHalt(appConnection(), { thread: { kind: 'issue', number: 1 } })).toMatchObject({
      kind: 'halt',
      halt: { id: aHalt().id, reportedBy: 'github-actions[bot]' },
    });
  });

  test('is the last halt on the pull request that an app, or who may write, reported', async () => {
    await night.hub({ haltReport: 'pull-request' }).reportHalt(aHalt(), aProgress());
    const copied = (said()[0]?.body ?? '').replaceAll(aHalt().id, 'made up');
    night.fake.world.comment(1, 'stranger', copied);
    expect(await matchHalt(appConnection(), { thread: { kind: 'pull-request', number: 1 } })).toMatchObject({
      kind: 'halt',
      halt: { id: aHalt().id, reportedBy: 'github-actions[bot]' },
    });
  });

  test('is answered once', () => {
    const state = { ...newSpecState(0), halt: aHalt(), consumed: ['before'] };
    expect(haltStatus(state, aHalt().id)).toBe('open');
    expect(haltStatus(state, 'before')).toBe('consumed');
    expect(haltStatus(state, 'never heard of')).toBe('unknown');
    expect(haltStatus(null, 'x')).toBe('unknown');
  });
});

describe('the answer', () => {
  const gather = async (comment: CommandComment, text: string) => {
    const bound = await matchHalt(night.github, comment);
    if (bound.kind !== 'halt') throw new Error(bound.kind);
    return gatherAnswer(night.github, { comment, text }, bound.halt, '/resume');
  };

  test('is the command, and what people with write access wrote since, without what nobody sees', async () => {
    night.fake.world.issue({ author: 'github-actions[bot]', title: 'gone', body: '' });
    const hub = night.hub();
    await hub.reportHalt(aHalt(), aProgress());
    const on = { kind: 'issue', number: 2 } as const;
    write('maintainer', 'We have **PostgreSQL** already.<!-- psst -->', on);
    write('stranger', 'Use my database instead!', on);
    write('writer', '/status', on);
    write('noisy[bot]', 'Ad', on);
    const command = write('writer', '/resume PostgreSQL', on);
    write('maintainer', 'Version 17.', on);
    expect(await gather(command, 'PostgreSQL')).toEqual({
      text: 'PostgreSQL\n\nmaintainer also wrote:\nWe have **PostgreSQL** already.\n\nmaintainer also wrote:\nVersion 17.',
      author: 'writer',
      url: command.url,
      at: command.at,
    });
    expect(night.fake.story().filter((line) => line.includes('maintainer/permission'))).toHaveLength(1);
  });

  test('on a pull request leaves out comments from before the halt', async () => {
    await night.hub().reportProgress(aProgress());
    const on = { kind: 'pull-request', number: 1 } as const;
    write('maintainer', 'Nice work so far.', on);
    night.now += 60_000;
    await night.hub({ haltReport: 'pull-request' }).reportHalt(aHalt(), aProgress());
    const command = write('writer', '/resume yes', on);
    expect((await gather(command, 'yes')).text).toBe('yes');
  });

  test('stands alone where GitHub is out of reach, and has a maximum length', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    const command = write('writer', '/resume yes');
    const bound = await matchHalt(night.github, command);
    night.fake.fail({ on: 'GET', trouble: { kind: 'server-error' } });
    if (bound.kind !== 'halt') throw new Error(bound.kind);
    const answer = await gatherAnswer(
      night.github,
      { comment: command, text: 'y'.repeat(30_000) },
      bound.halt,
      '/resume',
    );
    expect(answer.text).toMatch(/^y{20000}\n\[… 10000 more characters\]$/);
  });
});

describe('the reply', () => {
  beforeEach(async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
  });

  test('is eyes and one comment, which becomes how it ended', async () => {
    const command = write('writer', '/resume yes');
    const reply = await replies.acknowledge(command, 'Going on with my-feature at 2.');
    expect(night.fake.world.comments.get(command.id)?.reactions).toEqual([
      { content: 'eyes', by: 'github-actions[bot]' },
    ]);
    expect(said()).toHaveLength(1);
    expect(said()[0]?.body).toContain(
      '▶️ Going on with my-feature at 2. ([run](https://github.com/octo/demo/actions/runs/78))',
    );
    await replies.reportEnd(
      reply ?? 0,
      endedLine({
        kind: 'complete',
        message: 'every unit is done',
        progress: aProgress({ done: 3 }),
        pullRequest: null,
      }),
    );
    expect(said()).toHaveLength(1);
    expect(said()[0]?.body).toMatch(
      /^<!-- .*state=ended -->\nGoing on .*\n\n✅ every unit is done \(3 of 3 units done\)$/,
    );
  });

  test('says so when the run ended unexpectedly, but not over its own ending', async () => {
    const reply = (await replies.acknowledge(write('writer', '/resume yes'), 'Continuing.')) ?? 0;
    await replies.reportEnd(reply, null);
    expect(said()[0]?.body).toContain('The run ended unexpectedly');
    const before = said()[0]?.body;
    await replies.reportEnd(reply, 'complete');
    expect(said()[0]?.body).toBe(before);
  });

  test('to somebody without write access says why, once however often they ask', async () => {
    for (let i = 0; i < 3; i += 1) {
      const command = write('stranger', '/resume mine');
      const standing = await authorise(night.github, command);
      if (!standing.allowed) await replies.refuse(command, standing.why);
      expect(night.fake.world.comments.get(command.id)?.reactions).toEqual([
        { content: '-1', by: 'github-actions[bot]' },
      ]);
    }
    expect(said().map(({ body }) => body.split('\n')[1])).toEqual([
      '🚫 Not done: stranger has no write access to octo/demo',
    ]);
    expect(warned).toHaveLength(3);
  });

  test('to a second answer says that it came too late', async () => {
    await replies.reportAlreadyAnswered(write('writer', '/resume again'), { id: aHalt().id, spec: 'my-feature' });
    expect(said()[0]?.body).toContain('This was already answered');
  });

  test('that cannot be posted is a warning in the log, and the run continues', async () => {
    await night.fake.down();
    expect(await replies.acknowledge(write('writer', '/resume yes'), 'Continuing.')).toBeNull();
    await replies.reportEnd(1, 'complete');
    expect(warned).toHaveLength(3);
    await night.fake.up();
  });
});

test('what may have been meant as a command gets a reaction', async () => {
  await night.hub().reportHalt(aHalt(), aProgress());
  const comment = write('writer', '/resum yes');
  await replies.reportUnclear(comment);
  expect(night.fake.world.comments.get(comment.id)?.reactions).toEqual([
    { content: 'confused', by: 'github-actions[bot]' },
  ]);
});
