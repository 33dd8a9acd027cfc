import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { formatHaltMarker } from '../../src/report/pages/markers.ts';
import { aHalt, aProgress, type Night, START, startNight } from './night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
});
afterEach(() => night.fake.close());

const openIssues = () =>
  [...night.fake.world.issues.values()].filter(({ state, pull }) => state === 'open' && pull === null);

describe('a halt asks for input in one issue', () => {
  test('it is opened with label, assignees, question and the way to answer', async () => {
    night.fake.world.person('octocat', 'write');
    const hub = night.hub({ haltAssignees: ['octocat'] });
    const place = await hub.reportHalt(aHalt(), aProgress());
    expect(place).toEqual({ number: 1, url: 'https://github.com/octo/demo/issues/1' });
    const [issue] = openIssues();
    expect(issue).toMatchObject({
      title: 'my-feature: needs your input (task 2 Unit 2)',
      author: 'github-actions[bot]',
      labels: ['needs-human'],
      assignees: ['octocat'],
    });
    expect(issue?.body).toContain('PostgreSQL or SQLite?');
    expect(issue?.body).toContain('`/resume your answer`');
    expect(issue?.body).toContain('https://github.com/octo/demo/actions/runs/77/attempts/1');
    expect(issue?.body).toContain('/tree/sequential/my-feature');
    expect(issue?.body).toContain('/blob/sequential/my-feature/.kiro/specs/my-feature/tasks.md?plain=1#L7');
    expect(night.fake.world.labels.get('needs-human')).toMatchObject({ color: 'd93f0b' });
    expect(night.fake.story()).toEqual([
      'POST /graphql 200',
      'GET /issues?state=all&since=2026-11-23T00%3A00%3A00.000Z&per_page=100 200',
      'GET /labels/needs-human 404',
      'POST /labels 201',
      'POST /issues 201',
      'POST /issues/1/assignees 201',
    ]);
  });

  test('met again, by another run that has forgotten it, it is updated and not doubled', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    const place = await night.hub().reportHalt(aHalt({ question: 'PostgreSQL, or SQLite after all?' }), aProgress());
    expect(place?.number).toBe(1);
    expect(openIssues()).toHaveLength(1);
    expect(openIssues()[0]?.body).toContain('after all');
  });

  test('with its number in the state it is found without a search', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    night.fake.transcript.length = 0;
    await night.hub().reportHalt(aHalt({ issue: 1 }), aProgress());
    expect(night.fake.story()).toEqual(['GET /issues/1 200']);
  });

  test('where its work was saved is added to it, and stays when a run knows nothing of that', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    const progress = aProgress();
    const unverified = { commit: 'c0ffee'.repeat(6), subject: 'wip(my-feature): unit 2, not verified' };
    await night.hub().reportHalt(aHalt({ issue: 1 }), { ...progress, run: { ...progress.run, unverified } });
    expect(openIssues()[0]?.body).toContain(`/commit/${'c0ffee'.repeat(6)}) wip(my-feature): unit 2, not verified`);
    night.fake.transcript.length = 0;
    await night.hub().reportHalt(aHalt({ issue: 1 }), progress);
    expect(night.fake.story()).toEqual(['GET /issues/1 200']);
  });

  test('with its number in the state it goes along with a spec that was renamed', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    const renamed = night.hub({}, { spec: 'renamed' });
    const place = await renamed.reportHalt(aHalt({ issue: 1 }), aProgress({ spec: 'renamed' }));
    expect([place?.number, openIssues().length]).toEqual([1, 1]);
    expect(openIssues()[0]?.body).toMatch(/^<!-- .*halt spec=renamed /);
  });

  test('it is found behind hundreds of other issues', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    for (let i = 0; i < 250; i += 1) night.fake.world.issue({ author: 'stranger', title: `bug ${i}`, body: 'broken' });
    const place = await night.hub().reportHalt(aHalt(), aProgress());
    expect(place?.number).toBe(1);
    expect(night.fake.world.issues.size).toBe(251);
    expect(night.fake.story()).toContain(
      'GET /issues?state=all&since=2026-11-23T00%3A00%3A00.000Z&per_page=100&page=3 200',
    );
  });

  test('a mark that a stranger copied is not ours', async () => {
    const body = formatHaltMarker({ spec: 'my-feature', unit: '2', id: aHalt().id });
    night.fake.world.issue({ author: 'stranger', title: 'trap', body });
    const place = await night.hub().reportHalt(aHalt(), aProgress());
    expect(place?.number).toBe(2);
    expect(night.fake.world.issues.get(1)?.body).toBe(body);
  });

  test('another halt of the same unit gets an issue of its own, and so does another spec', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    await night.hub().reportHalt(aHalt({ id: '2@2026-11-23T02:00:00.000Z' }), aProgress());
    await night.hub({}, { spec: 'other' }).reportHalt(aHalt(), aProgress({ spec: 'other' }));
    expect(openIssues()).toHaveLength(3);
  });

  test('an answer lost on its way does not double it', async () => {
    night.fake.fail({ on: /POST .*\/issues$/, times: 1, trouble: { kind: 'answer-lost' } });
    const place = await night.hub().reportHalt(aHalt(), aProgress());
    expect(place?.number).toBe(1);
    expect(openIssues()).toHaveLength(1);
  });

  test('someone who cannot be assigned, or a label that cannot be made, does not prevent it', async () => {
    night.fake.fail({ on: 'POST /repos/octo/demo/labels', trouble: { kind: 'not-accessible' } });
    night.fake.fail({ on: 'assignees', trouble: { kind: 'not-accessible', needs: 'issues=write' } });
    const place = await night.hub({ haltAssignees: ['nobody'] }).reportHalt(aHalt(), aProgress());
    expect(place?.number).toBe(1);
    expect(night.log).toEqual([
      '#1 could not be assigned to nobody: Resource not accessible by integration (the token needs issues=write)',
    ]);
  });

  test('no secret leaves the machine', async () => {
    await night.hub().reportHalt(aHalt({ tail: 'export PASSWORD=hunter2-secret' }), aProgress());
    expect(openIssues()[0]?.body).toContain('PASSWORD=***');
    expect(JSON.stringify(night.fake.transcript)).not.toContain('hunter2');
  });
});

describe('the place of a halt', () => {
  test('is the pull request, if the run was started from it', async () => {
    const hub = night.hub();
    const pull = await hub.reportProgress(aProgress());
    const again = night.hub({}, { startedFrom: { kind: 'pull-request', number: pull?.number ?? 0 } });
    const place = await again.reportHalt(aHalt(), aProgress());
    expect(place?.url).toMatch(/\/pull\/1#issuecomment-\d+$/);
    expect(openIssues()).toEqual([]);
    expect(await again.reportHalt(aHalt({ issue: 1 }), aProgress())).toEqual(place);
    expect(night.fake.world.commentsOn(1)).toHaveLength(1);
  });

  test('is an issue, if the run was started otherwise', async () => {
    const hub = night.hub();
    await hub.reportProgress(aProgress());
    expect((await hub.reportHalt(aHalt(), aProgress()))?.url).toMatch(/\/issues\/2$/);
  });

  test('is the pull request where the settings say so, and where issues are switched off', async () => {
    const place = await night.hub({ haltReport: 'pull-request' }).reportHalt(aHalt(), aProgress());
    expect(place?.url).toMatch(/\/pull\/1#/);
    night.fake.world.issuesEnabled = false;
    const hub = night.hub();
    await hub.reportProgress(aProgress());
    expect((await hub.reportHalt(aHalt({ id: 'x' }), aProgress()))?.url).toMatch(/\/pull\/1#/);
    expect(night.log.at(-1)).toMatch(/^the halt could not be reported in an issue: Issues has been disabled/);
  });

  test('is the pull request of an earlier run, if no issue is to be had', async () => {
    await night.hub().reportProgress(aProgress());
    night.fake.world.issuesEnabled = false;
    expect((await night.hub().reportHalt(aHalt(), aProgress()))?.url).toMatch(/\/pull\/1#/);
    expect(await night.hub({ pullRequest: 'off' }).reportHalt(aHalt({ id: 'x' }), aProgress())).toBeNull();
    expect(night.log.at(-1)).toMatch(/there is no issue and no pull request to report it in/);
  });

  test('is an issue, if there is no pull request to be had', async () => {
    const hub = night.hub({ haltReport: 'pull-request', pullRequest: 'off' });
    expect((await hub.reportHalt(aHalt(), aProgress()))?.url).toMatch(/\/issues\/1$/);
  });
});

describe('a halt is over', () => {
  test('when its unit is done: the issue is closed with a link to the commit, once', async () => {
    const hub = night.hub();
    const place = await hub.reportHalt(aHalt(), aProgress());
    const halt = aHalt({ issue: place?.number ?? null });
    await hub.closeHalt(halt, 'c0ffee'.repeat(6));
    await night.hub().closeHalt(halt, 'c0ffee'.repeat(6));
    expect(night.fake.world.issues.get(1)).toMatchObject({ state: 'closed', stateReason: 'completed' });
    const comments = night.fake.world.commentsOn(1);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain(`[\`c0ffeec\`](https://github.com/octo/demo/commit/${'c0ffee'.repeat(6)})`);
  });

  test('also where it was reported on the pull request', async () => {
    const hub = night.hub({ haltReport: 'pull-request' });
    await hub.reportHalt(aHalt(), aProgress());
    await hub.closeHalt(aHalt({ issue: 1 }), 'c0ffee'.repeat(6));
    await hub.closeHalt(aHalt({ issue: 1 }), 'c0ffee'.repeat(6));
    const [comment] = night.fake.world.commentsOn(1);
    expect(comment?.body.match(/The unit that asked is done/g)).toHaveLength(1);
    expect(night.fake.world.issues.get(1)?.state).toBe('open');
  });

  test('on the pull request too where another token had reported it, which the state knows', async () => {
    const hub = night.hub({ haltReport: 'pull-request' });
    const place = await hub.reportHalt(aHalt(), aProgress());
    const [comment] = night.fake.world.commentsOn(1);
    Object.assign(comment ?? {}, { author: 'former-app[bot]' });
    const halt = aHalt({ issue: 1, url: place?.url ?? null });
    expect(await night.hub({ haltReport: 'pull-request' }).reportHalt(halt, aProgress())).toEqual(place);
    await night.hub().closeHalt(halt, 'c0ffee'.repeat(6));
    expect(night.fake.world.commentsOn(1)).toHaveLength(1);
    expect(comment?.body).toMatch(/The unit that asked is done/);
  });

  test('closing it as completed is not an answer: it is reopened with a comment', async () => {
    const hub = night.hub();
    await hub.reportHalt(aHalt(), aProgress());
    night.fake.world.close(1, 'writer', 'completed');
    expect(await hub.findReply(aHalt({ issue: 1 }))).toEqual({ kind: 'completed' });
    await hub.reportHalt(aHalt({ issue: 1 }), aProgress());
    expect(openIssues()).toHaveLength(1);
    expect(night.fake.world.commentsOn(1)[0]?.body).toMatch(
      /^<!-- sequential-orchestration reopened -->\nClosing this is not an answer/,
    );
  });

  test('a command that no run carried out is heard by the next one', async () => {
    const hub = night.hub();
    const halt = aHalt({ issue: 1, at: '2026-11-23T01:00:00Z' });
    await hub.reportHalt(aHalt(), aProgress());
    night.now = START + 60_000;
    const { world } = night.fake;
    world.comment(1, 'stranger', '/resume Mine.');
    expect(await hub.findReply(halt)).toEqual({ kind: 'open' });
    world.comment(1, 'writer', 'The second is better.');
    const first = world.comment(1, 'writer', '/resume MySQL');
    const last = world.comment(1, 'maintainer', '/Resume: PostgreSQL');
    world.comment(1, 'stranger', '/skip');
    world.comment(1, 'writer', '/status');
    expect(await hub.findReply(halt)).toEqual({
      kind: 'answer',
      answer: {
        text: 'PostgreSQL\n\nwriter also wrote:\nThe second is better.',
        author: 'maintainer',
        at: '2026-11-23T01:01:00Z',
        url: expect.stringContaining(String(last.id)),
      },
    });
    expect(world.comments.get(last.id)?.reactions).toEqual([{ content: 'eyes', by: 'github-actions[bot]' }]);
    expect(world.comments.get(first.id)?.reactions).toEqual([]);
    world.comment(1, 'writer', '/skip done by hand');
    expect(await hub.findReply(halt)).toMatchObject({ kind: 'skip', answer: { author: 'writer' } });
  });

  test('closing it as not planned is a skip, if whoever did it may write', async () => {
    const hub = night.hub();
    await hub.reportHalt(aHalt(), aProgress());
    const halt = aHalt({ issue: 1 });
    expect(await hub.findReply(halt)).toEqual({ kind: 'open' });
    night.fake.world.close(1, 'stranger', 'not_planned');
    expect(await hub.findReply(halt)).toEqual({ kind: 'completed' });
    night.now = START + 60_000;
    night.fake.world.close(1, 'writer', 'not_planned');
    expect(await hub.findReply(halt)).toEqual({
      kind: 'skip',
      answer: {
        text: 'The issue was closed as not planned.',
        author: 'writer',
        at: '2026-11-23T01:01:00Z',
        url: 'https://github.com/octo/demo/issues/1',
      },
    });
  });
});
