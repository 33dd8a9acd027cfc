import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aHalt, aProgress, aUnit, doneUnit, type Night, startNight, TOKEN } from './night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
});
afterEach(() => night.fake.close());

const pulls = () => [...night.fake.world.issues.values()].filter(({ pull }) => pull !== null);
const complete = () => aProgress({ units: [doneUnit('1')], outcome: 'complete' });

describe('the pull request', () => {
  test('is opened with the first checkpoint, as a draft, with all that a person wants to know', async () => {
    const place = await night.hub().reportProgress(aProgress());
    expect(place).toEqual({ number: 1, url: 'https://github.com/octo/demo/pull/1' });
    const [pull] = pulls();
    expect(pull?.pull).toEqual({ head: 'sequential/my-feature', base: 'main', draft: true, merged: false });
    expect(pull?.title).toBe('feat(my-feature): implement the spec');
    expect(pull?.body).toContain('### my-feature: 1 of 3 units done');
    expect(pull?.body).toContain('██████████░░░░░░░░░░░░░░░░░░░░` 33 %');
    expect(pull?.body).toContain(
      '| 1 Unit 1 | ✅ done | 1 | 5 min 12 s | 48.2k | \\$0.42 | [`1a1b2c3`](https://github.com/octo/demo/commit/1a1b2c3d4',
    );
    expect(pull?.body).toContain('  1 Unit 1 :done, 2026-11-23 01:00:00, 2026-11-23 01:05:12');
    expect(night.summaries.at(-1)).toContain('| 1 Unit 1 | ✅ done |');
  });

  test('and the page of the run lead to branch and comparison, the page not to itself', async () => {
    await night.hub({}, { base: 'main' }).reportProgress(aProgress());
    const [page, work] = ['https://github.com/octo/demo', 'sequential/my-feature'];
    const places = `[branch](${page}/tree/${work}) · [comparison](${page}/compare/main...${work})`;
    expect(pulls()[0]?.body).toContain(`${places} · [log](${page}/actions/runs/77/attempts/1)`);
    expect(night.summaries.at(-1)?.split('\n')).toContain(places);
  });

  test('waits for something to show: no checkpoint, no branch on the remote, or no commit of its own', async () => {
    const hub = night.hub();
    expect(await hub.reportProgress(aProgress({ units: [aUnit('1')] }))).toBeNull();
    night.fake.world.ahead = () => null;
    expect(await hub.reportProgress(aProgress())).toBeNull();
    night.fake.world.ahead = () => 0;
    expect(await hub.reportProgress(aProgress())).toBeNull();
    night.fake.world.ahead = () => 1;
    expect(await hub.reportProgress(aProgress())).not.toBeNull();
    expect(night.log).toEqual([]);
  });

  test('is found again by the next run, and never doubled, not even when an answer is lost on its way', async () => {
    night.fake.fail({ on: /POST .*\/pulls$/, times: 1, trouble: { kind: 'answer-lost' } });
    expect((await night.hub().reportProgress(aProgress()))?.number).toBe(1);
    expect((await night.hub().reportProgress(aProgress()))?.number).toBe(1);
    expect(pulls()).toHaveLength(1);
  });

  test('is the one that a person opened for the branch: their text stays around ours', async () => {
    const pull = { head: 'sequential/my-feature', base: 'main', draft: true, merged: false };
    night.fake.world.issue({ author: 'writer', title: 'My feature', body: 'Please read this first.', pull });
    await night.hub().reportProgress(aProgress());
    const [found] = pulls();
    found && Object.assign(found, { body: `${found.body}\n\nAnd this last.` });
    await night.hub().reportProgress(complete());
    expect(pulls()).toHaveLength(1);
    expect(found?.title).toBe('My feature');
    expect(found?.body).toMatch(
      /^Please read this first\.\n\n<!-- .*\n### my-feature: 1 of 1 units done[\s\S]*\n\nAnd this last\.$/,
    );
    expect(found?.body.match(/units done/g)).toHaveLength(1);
    // A human's draft is theirs to end.
    expect(found?.pull?.draft).toBe(true);
  });

  test('that a person closed is left alone; after a merged one another is opened', async () => {
    await night.hub().reportProgress(aProgress());
    night.fake.world.close(1, 'writer', 'completed');
    expect(await night.hub().reportProgress(aProgress())).toBeNull();
    expect(night.log).toEqual([expect.stringMatching(/^pull request #1 of sequential\/my-feature was closed/)]);
    const [pull] = pulls();
    if (pull?.pull) pull.pull.merged = true;
    expect((await night.hub().reportProgress(aProgress()))?.number).toBe(2);
  });

  test.each(['merged', 'closed, and its branch deleted'])(
    'that was %s is the last one while nothing is open',
    async (how) => {
      night.now = Date.parse(doneUnit('1').completedAt ?? '');
      await night.hub().reportProgress(complete());
      night.fake.world.close(1, 'writer', 'completed');
      const [pull] = pulls();
      if (pull?.pull && how === 'merged') pull.pull.merged = true;
      const later = () => night.hub({}, { continuesFrom: async () => false });
      expect(await later().reportProgress(complete())).toBeNull();
      expect([pulls().length, night.log]).toEqual([1, []]);
      // A unit that was done since is something to show, also where the run that did it could not.
      const completedAt = new Date(night.now + 60_000).toISOString();
      const units = [doneUnit('1'), { ...doneUnit('2'), completedAt }];
      expect((await later().reportProgress(aProgress({ units, outcome: 'complete' })))?.number).toBe(2);
    },
  );

  test('that a person closed is past once its branch was deleted', async () => {
    await night.hub().reportProgress(aProgress());
    night.fake.world.close(1, 'writer', 'completed');
    const asked: string[] = [];
    const continuesFrom = async (commit: string) => asked.push(commit) < 0;
    expect((await night.hub({}, { continuesFrom }).reportProgress(aProgress()))?.number).toBe(2);
    expect([asked, night.log]).toEqual([['f'.repeat(40)], []]);
  });

  test('that was merged while the run went on is followed by another, for what is done after it', async () => {
    const hub = night.hub();
    night.now = Date.parse(doneUnit('1').completedAt ?? '');
    await hub.reportProgress(aProgress({ units: [doneUnit('1'), aUnit('2')] }));
    night.fake.world.close(1, 'writer', 'completed');
    const [pull] = pulls();
    if (pull?.pull) pull.pull.merged = true;
    const completedAt = new Date(night.now + 60_000).toISOString();
    const units = [doneUnit('1'), { ...doneUnit('2'), completedAt }];
    expect((await hub.reportProgress(aProgress({ units, outcome: 'complete' })))?.number).toBe(2);
    expect(pulls()).toHaveLength(2);
    expect(pulls()[1]?.body).toContain('2 of 2 units done');
  });

  test('that was merged with all that there is stays the last one, and its link is shown', async () => {
    const hub = night.hub();
    night.now = Date.parse(doneUnit('1').completedAt ?? '');
    await hub.reportProgress(aProgress({ units: [doneUnit('1')] }));
    night.fake.world.close(1, 'writer', 'completed');
    const [pull] = pulls();
    if (pull?.pull) pull.pull.merged = true;
    expect((await hub.reportProgress(complete()))?.number).toBe(1);
    expect([pulls().length, night.log]).toEqual([1, []]);
  });

  test('stays a draft when a run has done the units that it was narrowed to', async () => {
    const hub = night.hub();
    await hub.reportProgress(aProgress({ units: [doneUnit('1'), aUnit('2')], outcome: 'complete' }));
    expect(pulls()[0]?.pull?.draft).toBe(true);
    expect(pulls()[0]?.body).toContain('**Complete**: the requested units are done');
  });

  test('stays a draft where a checkbox was not understood, and says why', async () => {
    const leftOpen = [
      { line: 7, text: '- [] @octo looked', why: 'not-understood' },
      { line: 9, text: 'Dates', why: 'optional' },
    ] as const;
    await night.hub().reportProgress({ ...complete(), leftOpen });
    expect(pulls()[0]?.pull?.draft).toBe(true);
    expect(pulls()[0]?.body).toMatch(/\*\*2 checkboxes left open\*\*\n\n- line 7: .*not understood\)\n- line 9: Dates/);
    expect(pulls()[0]?.body).toMatch(/stays a draft, since not all of tasks\.md was understood/);
    expect(pulls()[0]?.body).not.toContain('@octo');
    await night.hub().reportProgress({ ...complete(), leftOpen: leftOpen.slice(1) });
    expect(pulls()[0]?.pull?.draft).toBe(false);
  });

  test('becomes ready for review when the spec is complete', async () => {
    const hub = night.hub();
    await hub.reportProgress(aProgress());
    await hub.reportProgress(complete());
    expect(pulls()[0]?.pull?.draft).toBe(false);
    expect(pulls()[0]?.body).toContain('✅ **Complete**');
    expect(night.log).toEqual([]);
  });

  test('stays a draft where the token may not change that, and says what it needs', async () => {
    night.fake.world.token(TOKEN, 'github-actions[bot]', { issues: 'write', pull_requests: 'write' });
    const hub = night.hub();
    await hub.reportProgress(complete());
    expect(pulls()[0]?.pull?.draft).toBe(true);
    expect(night.log).toEqual([
      expect.stringMatching(/could not be marked ready .*not accessible by integration.*contents: write/),
    ]);
  });

  test('is opened ready with `ready`, and where the repository has no drafts', async () => {
    await night.hub({ pullRequest: 'ready' }).reportProgress(aProgress());
    expect(pulls()[0]?.pull?.draft).toBe(false);
    night.fake.world.draftsSupported = false;
    await night.hub().reportProgress(aProgress({ branch: 'other' }));
    expect(pulls()[1]?.pull).toMatchObject({ head: 'other', draft: false });
    expect(night.log).toEqual(['this repository does not support draft pull requests: a regular one is opened']);
  });

  test('is not opened with `off`, nor from the base itself', async () => {
    expect(await night.hub({ pullRequest: 'off' }).reportProgress(aProgress())).toBeNull();
    expect(night.fake.transcript).toEqual([]);
    expect(await night.hub().reportProgress(aProgress({ branch: 'main' }))).toBeNull();
    expect(pulls()).toEqual([]);
    expect(night.summaries).toHaveLength(2);
  });

  test('that the repository forbids is reported once, with a remedy, and the run continues', async () => {
    night.fake.world.actionsMayOpenPulls = false;
    const hub = night.hub();
    for (let i = 0; i < 3; i += 1) {
      night.now += 120_000;
      expect(await hub.reportProgress(aProgress())).toBeNull();
    }
    expect(night.log).toEqual([expect.stringMatching(/Allow GitHub Actions to create and approve pull requests/)]);
    expect(night.fake.story().filter((line) => line.startsWith('POST /pulls'))).toHaveLength(1);
  });

  test('shows the open halt with its question and the way to answer', async () => {
    const halt = aHalt({ issue: 9, url: 'https://github.com/octo/demo/issues/9' });
    await night.hub().reportProgress(aProgress({ outcome: 'halted', halt }));
    expect(pulls()[0]?.body).toContain('PostgreSQL or SQLite?');
    expect(pulls()[0]?.body).toContain('Answer [there](https://github.com/octo/demo/issues/9)');
  });
});

describe('the next run', () => {
  const dispatch = { workflow: 'night.yml', ref: 'main', inputs: { spec: 'my-feature' } };

  test('is started with the inputs of this one', async () => {
    night.fake.world.workflows.set('night.yml', ['spec', 'delay']);
    expect(await night.hub({}, { dispatchTarget: dispatch }).dispatchNextRun()).toBeNull();
    expect(night.fake.world.dispatches).toEqual([
      { workflow: 'night.yml', ref: 'main', inputs: { spec: 'my-feature' } },
    ]);
  });

  test('is started without them where the workflow does not know them', async () => {
    night.fake.world.workflows.set('night.yml', []);
    expect(await night.hub({}, { dispatchTarget: dispatch }).dispatchNextRun()).toBeNull();
    expect(night.fake.world.dispatches).toEqual([{ workflow: 'night.yml', ref: 'main', inputs: {} }]);
  });

  test('is not started without the permission, and the reason is reported', async () => {
    night.fake.world.workflows.set('night.yml', ['spec']);
    night.fake.world.token(TOKEN, 'github-actions[bot]', { contents: 'write' });
    expect(await night.hub({}, { dispatchTarget: dispatch }).dispatchNextRun()).toMatch(
      /^night.yml on main: .*not accessible by integration \(the token needs actions=write\).*actions: write/,
    );
    expect(night.log).toEqual([]);
  });

  test('is nobody to start where the workflow is that of a pull request', async () => {
    expect(await night.hub().dispatchNextRun()).toBe(
      'no branch or tag is known that the workflow of this run comes from',
    );
  });
});
