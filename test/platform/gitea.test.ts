import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readForge } from '../../src/forge.ts';
import { hasWriteAccess } from '../../src/platform/client/permissions.ts';
import { gatherAnswer } from '../../src/platform/events/gather-answer.ts';
import { matchHalt } from '../../src/platform/events/match-halt.ts';
import { reportLostRun } from '../../src/platform/lost-run.ts';
import { createLinks, linksForRun } from '../../src/report/pages/links.ts';
import { givenToken } from '../../src/secrets/token-source.ts';
import { aHalt, aProgress, aUnit, doneUnit, type Night, startNight } from './night.ts';

const HEAD = 'sequential/my-feature';
let night: Night;
beforeEach(async () => {
  night = await startNight({ face: 'gitea', apiPath: '/api/v1' });
});
afterEach(() => night.fake.close());

const issue = (number: number) => night.fake.world.issues.get(number);
const complete = () => aProgress({ units: [doneUnit('1')], outcome: 'complete' });
function aPull(author: string, facts: { head?: string; base?: string; fork?: string }, body = 'Theirs.') {
  const pull = { head: HEAD, base: 'main', draft: false, merged: false, ...facts };
  return night.fake.world.issue({ author, title: 'Another', body, pull });
}
/** A connection with a personal token. */
function personal(login: string) {
  night.fake.world.token(`token-of-${login}`, login);
  return night.connection({ tokens: givenToken(`token-of-${login}`) });
}

test.each([
  [{}, 'GitHub', 'github-actions[bot]'],
  [{ GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'false' }, 'GitHub', 'github-actions[bot]'],
  [{ GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true' }, 'Gitea', 'gitea-actions'],
  [{ GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true', FORGEJO_ACTIONS: 'true' }, 'Forgejo', 'forgejo-actions'],
])('the job says what server it is of: %j', (env, name, jobLogin) => {
  expect(readForge(env)).toMatchObject({ name, jobLogin });
});

test.each([
  [{}, '/actions/runs/77/attempts/2', '/actions/runs/70/attempts/1'],
  [{ GITEA_ACTIONS: 'true' }, '/actions/runs/77', '/actions/runs/70'],
  [{ FORGEJO_ACTIONS: 'true' }, '/actions/runs/5', ''],
])('the page of a run, and of one before it, with %j', (env, own, former) => {
  const links = createLinks('https://x.example', 'octo', 'demo', { id: '77', attempt: 2, number: '5' }, readForge(env));
  expect(links.run).toBe(`https://x.example/octo/demo${own}`);
  expect(linksForRun(links, '70-1').run ?? '').toBe(former && `https://x.example/octo/demo${former}`);
});

describe('whose the token is', () => {
  test("is known of a person's, and of the job's own", async () => {
    expect(await night.github.whoAmI()).toBe('gitea-actions');
    expect(await personal('writer').whoAmI()).toBe('writer');
    expect(night.fake.story()).toEqual(['GET /user 403', 'GET /user 200']);
  });

  test('is not guessed while a web page answers in place of the API', async () => {
    night.fake.fail({ on: '/user', trouble: { kind: 'web-page', status: 200 } });
    await expect(night.github.whoAmI()).rejects.toThrow('answered with a web page (HTTP 200) instead of JSON');
    night.fake.heal();
    expect(await personal('writer').whoAmI()).toBe('writer');
  });
});

describe('who may write', () => {
  const may = async (login: string, github = night.github) => (await hasWriteAccess(github, login)).allowed;

  test("is read from the list of assignees, with the job's own token and with a writer's", async () => {
    for (let at = 0; at < 120; at += 1) night.fake.world.person(`dev-${at}`, 'write');
    night.fake.world.person('boss', 'admin');
    for (const github of [night.github, personal('writer')]) {
      for (const login of ['boss', 'maintainer', 'writer', 'dev-119']) expect(await may(login, github)).toBe(true);
      for (const login of ['stranger', 'nobody', 'gitea-actions']) expect(await may(login, github)).toBe(false);
    }
  });

  test('is asked of the permission query where the token may', async () => {
    night.fake.world.person('boss', 'admin');
    expect([await may('writer', personal('boss')), await may('stranger', personal('boss'))]).toEqual([true, false]);
    expect(night.fake.story().filter((line) => line.includes('assignees'))).toEqual([]);
  });

  test('is not told by that list where a team that may only read is in it', async () => {
    night.fake.world.teams = [{ name: 'Writers', code: 'write', members: ['writer'] }];
    expect(await may('writer')).toBe(true);
    night.fake.world.teams.push({ name: 'Readers', code: 'read', members: ['stranger'] });
    for (const login of ['writer', 'stranger'])
      expect(await hasWriteAccess(night.github, login)).toEqual({
        allowed: false,
        why: `the job's own token cannot tell whether ${login} has write access, because the team Readers has none and Gitea lists its members with those who have: set github-token to the token of an administrator of the repository`,
      });
  });

  test.each(['permission', 'assignees', 'teams'])('any doubt is a no: a web page for %s', async (on) => {
    night.fake.fail({ on, trouble: { kind: 'web-page', status: 200 } });
    expect(await hasWriteAccess(night.github, 'writer')).toEqual({
      allowed: false,
      why: expect.stringMatching(/^could not read from Gitea whether writer has write access: .* web page/),
    });
  });
});

describe('the pull request', () => {
  test('is that of the branch, of this repository and into the base, though all are listed', async () => {
    const others = [
      aPull('stranger', { fork: 'stranger/demo' }),
      aPull('writer', { head: 'sequential/other' }),
      aPull('writer', { base: 'release' }),
      ...Array.from({ length: 130 }, (_, at) => aPull('writer', { head: `topic-${at}` })),
    ];
    const place = await night.hub().reportProgress(aProgress());
    expect(place?.number).toBe(others.length + 1);
    for (let at = 0; at < 130; at += 1) aPull('writer', { head: `later-${at}` });
    expect((await night.hub().reportProgress(complete()))?.number).toBe(place?.number);
    expect(others.map(({ body }) => body)).toEqual(others.map(() => 'Theirs.'));
    expect(await night.hub().openPullRequests([HEAD, 'topic-3', 'topic-999'])).toEqual([HEAD, 'topic-3']);
  });

  test('of a run that was lost is the only one that is told so', async () => {
    await night.hub().reportProgress(aProgress());
    const { forge } = night.github;
    const run = { id: '77', attempt: 1 };
    const copied = issue(1)?.body ?? '';
    const others = [aPull('stranger', { fork: 'stranger/demo' }, copied), aPull('writer', { head: 'topic' }, copied)];
    await reportLostRun(night.github, HEAD, createLinks('https://github.com', 'octo', 'demo', run, forge));
    expect(issue(1)?.body).not.toBe(copied);
    expect(others.map(({ body }) => body)).toEqual([copied, copied]);
  });

  test('is a draft by its title, and ready without it', async () => {
    const hub = night.hub();
    await hub.reportProgress(aProgress());
    expect(issue(1)?.title).toBe('WIP: feat(my-feature): implement the spec');
    await hub.reportProgress(complete());
    expect(issue(1)?.title).toBe('feat(my-feature): implement the spec');
    await night.hub({ pullRequest: 'ready' }).reportProgress(aProgress({ branch: 'other' }));
    expect(issue(2)?.title).toBe('feat(my-feature): implement the spec');
    expect(night.log).toEqual([]);
  });

  test('keeps the title that a person gave it', async () => {
    const hub = night.hub();
    await hub.reportProgress(aProgress());
    Object.assign(issue(1) ?? {}, { title: 'Links that last' });
    await hub.reportProgress(complete());
    expect(issue(1)?.title).toBe('Links that last');
    expect(night.fake.story().filter((line) => line.startsWith('PATCH'))).toHaveLength(1);
  });

  test('waits for something to show, which Gitea would not', async () => {
    const hub = night.hub();
    expect(await hub.reportProgress(aProgress({ units: [aUnit('1')] }))).toBeNull();
    night.fake.world.ahead = () => null;
    expect(await hub.reportProgress(aProgress())).toBeNull();
    night.fake.world.ahead = () => 0;
    expect(await hub.reportProgress(aProgress())).toBeNull();
    night.fake.world.ahead = () => 1;
    expect((await hub.reportProgress(aProgress()))?.number).toBe(1);
    expect(night.log).toEqual([]);
  });

  test('is not doubled when an answer is lost on its way', async () => {
    night.fake.fail({ on: /POST .*\/pulls$/, times: 1, trouble: { kind: 'answer-lost' } });
    expect((await night.hub().reportProgress(aProgress()))?.number).toBe(1);
    expect(night.fake.world.issues.size).toBe(1);
  });
});

describe('a halt', () => {
  test('is an issue with its labels and assignees, and offers only what there is', async () => {
    night.fake.world.labels.set('bug', { color: 'ff0000', description: null });
    night.fake.world.labels.set('later', { color: '00ff00', description: null });
    const hub = night.hub({ haltLabels: ['needs-human', 'later'], haltAssignees: ['writer'] });
    const place = await hub.reportHalt(aHalt(), aProgress());
    expect(issue(1)).toMatchObject({
      labels: ['needs-human', 'later'],
      assignees: ['writer'],
      author: 'gitea-actions',
    });
    expect(issue(1)?.body).toContain('https://github.com/octo/demo/actions/runs/77)');
    expect(issue(1)?.body).toContain(`/octo/demo/src/branch/${HEAD})`);
    expect(issue(1)?.body).toContain(`/src/branch/${HEAD}/.kiro/specs/my-feature/tasks.md?display=source#L7)`);
    // Closed by a person: no answer, whatever the reason.
    const halt = aHalt({ issue: place?.number ?? 0 });
    night.fake.world.close(1, 'writer', 'not_planned');
    expect(await hub.findReply(halt)).toEqual({ kind: 'completed' });
    await hub.reportHalt(halt, aProgress());
    expect(issue(1)?.state).toBe('open');
    const texts = [issue(1)?.body, ...night.fake.world.commentsOn(1).map(({ body }) => body)].join('\n');
    expect(texts).toContain('Closing this is not an answer');
    expect(texts).not.toMatch(/planned/);
    await hub.closeHalt(halt, 'a'.repeat(40));
    expect(issue(1)?.state).toBe('closed');
    expect(night.log).toEqual([]);
  });

  test('is answered by people, of whom Gitea does not say that they are', async () => {
    const hub = night.hub();
    await hub.reportHalt(aHalt(), aProgress());
    const halt = aHalt({ issue: 1 });
    night.now += 60_000;
    night.fake.world.comment(1, 'stranger', '/resume Mine.');
    expect(await hub.findReply(halt)).toEqual({ kind: 'open' });
    night.fake.world.comment(1, 'writer', 'SQLite is enough.');
    night.fake.world.comment(1, 'maintainer', `/resume ${'As you like. '.repeat(4700)}`);
    const reply = await hub.findReply(halt);
    expect(reply).toMatchObject({ kind: 'answer', answer: { author: 'maintainer' } });
    const text = 'answer' in reply ? reply.answer.text : '';
    expect(text).toMatch(/^As you like\. .*\n\[… \d+ more characters\]$/s);
    expect(text.length).toBeLessThan(20_100);
  });

  test("takes nothing that we wrote for a part of the answer, also with a writer's own token", async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    night.fake.world.close(1, 'stranger', 'completed');
    night.now += 60_000;
    const github = personal('writer');
    const hub = night.hub({}, { github });
    await hub.reportHalt(aHalt({ issue: 1 }), aProgress());
    await hub.closeHalt(aHalt({ issue: 1 }), null);
    night.fake.world.comment(1, 'writer', 'SQLite is enough.');
    expect(night.fake.world.commentsOn(1).map(({ author }) => author)).toEqual(['writer', 'writer', 'writer']);
    const thread = { kind: 'issue', number: 1 } as const;
    const comment = { id: 1, url: '', author: 'maintainer', at: '', allowedBot: false, thread };
    const halt = { postedAt: aHalt().at };
    expect((await gatherAnswer(github, { comment, text: 'Yes.' }, halt, '/resume')).text).toBe(
      'Yes.\n\nwriter also wrote:\nSQLite is enough.',
    );
  });

  test("on a pull request is ours under the job's own token too, and not a stranger's copy", async () => {
    await night.hub().reportProgress(aProgress());
    const thread = { kind: 'pull-request', number: 1 } as const;
    await night.hub({ haltReport: 'pull-request' }).reportHalt(aHalt(), aProgress());
    const told = night.fake.world.commentsOn(1)[0]?.body ?? '';
    night.fake.world.comment(1, 'stranger', told.replace(/unit=2/, 'unit=3'));
    expect(await matchHalt(personal('writer'), { thread })).toMatchObject({
      kind: 'halt',
      halt: { unit: '2', reportedBy: 'gitea-actions' },
    });
  });
});
