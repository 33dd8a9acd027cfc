import { expect, test } from '@jest/globals';
import { issueClosedEvent, issueCommentEvent } from '../harness/github/events.ts';
import { SPEC, staged } from './stage.ts';
import { annotations, conversation } from './told.ts';
import { unitThatAsks } from './unit-that-asks.ts';

test.concurrent(
  'the button with an answer also continues the run; without one it reports the halt',
  staged(unitThatAsks, async (stage) => {
    await stage.job({ with: { 'fail-on': 'none' } });
    const pressed = await stage.job();
    expect([pressed.code, pressed.outputs.status]).toEqual([1, 'halted']);
    const answered = await stage.job({ with: { resume: 'true', answer: 'SQLite.' } });
    expect([answered.code, answered.outputs.status]).toEqual([0, 'complete']);
    expect(stage.github.world.issues.get(1)?.state).toBe('closed');
  }),
);

test.concurrent(
  'an answer whose run did not get to the end is gone on with by running its job again',
  staged({ ...unitThatAsks, tasks: '- [ ] 1. Store the links\n- [ ] 2. Search\n' }, async (stage) => {
    await stage.job({ with: { 'fail-on': 'none' } });
    const { world, places } = stage.github;
    const payload = issueCommentEvent(world, places, world.comment(stage.halt, 'maintainer', '/resume SQLite.'));
    const answer = { event: 'issue_comment', payload };
    const short = await stage.job({ ...answer, with: { 'max-iterations': '1' } });
    expect([short.outputs.status, short.outputs['units-done']]).toEqual(['max-iterations', '1']);
    const again = await stage.job({ ...answer, env: { GITHUB_RUN_ATTEMPT: '2' } });
    expect([again.outputs.status, again.outputs['units-done']]).toEqual(['complete', '2']);
    expect(annotations(again)).toEqual([]);
  }),
);

test.concurrent(
  '/status is answered, and changes nothing; /skip counts the unit as done',
  staged(unitThatAsks, async (stage) => {
    await stage.job({ with: { 'fail-on': 'max-iterations' } });
    const commits = stage.commits();
    const status = await stage.say('writer', '/status', 1);
    expect(status.outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    expect(stage.commits()).toEqual(commits);
    const skip = await stage.say('writer', '/skip We have one already.', 1);
    expect([skip.code, skip.outputs.status]).toEqual([0, 'complete']);
    expect(stage.state()).toMatchObject({ units: { 1: { status: 'skipped', summary: 'We have one already.' } } });
    expect(stage.file('.kiro/specs/my-feature/tasks.md')).toBe('- [x] 1. Store the links');
    expect(conversation(stage, 1)).toEqual([
      'writer: /status (eyes)',
      expect.stringContaining('github-actions[bot]: ### my-feature: 0 of 1 units done'),
      'writer: /skip We have one already. (eyes)',
      expect.stringMatching(
        /Counting the unit as done and continuing\. .* ✅ Complete: every unit is done \(1 of 1 units done\)$/,
      ),
      expect.stringContaining('The unit that asked counts as done.'),
    ]);
    expect(stage.github.world.issues.get(1)?.state).toBe('closed');
  }),
);

test.concurrent(
  'closing the issue as not planned is /skip; as completed it is not an answer',
  staged(unitThatAsks, async (stage) => {
    await stage.job({ with: { 'fail-on': '' } });
    const close = (reason: 'completed' | 'not_planned') => {
      stage.github.world.close(1, 'maintainer', reason);
      const payload = issueClosedEvent(stage.github.world, stage.github.places, 1);
      return stage.job({ event: 'issues', payload });
    };
    expect((await close('completed')).outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    const skipped = await close('not_planned');
    expect([skipped.code, skipped.outputs.status]).toEqual([0, 'complete']);
    expect(stage.state()).toMatchObject({ units: { 1: { status: 'skipped' } } });
    // It was an answer, once.
    const commits = stage.commits();
    expect((await close('not_planned')).outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    expect(stage.commits()).toEqual(commits);
  }),
);

test.concurrent(
  'a halt on the branch that was checked out is not answered on another one by mistake',
  staged(unitThatAsks, async (stage) => {
    stage.pushFrom('writer', 'topic', { 'topic.txt': 'x\n' }, 'feat: a topic');
    const night = await stage.job({
      with: { 'work-branch': '', 'pull-request': 'off' },
      workspace: (folder) => stage.clone(folder, 'topic'),
    });
    expect([night.outputs.status, night.outputs.branch]).toEqual(['halted', 'topic']);
    const commits = stage.log('%H', 'topic');
    const main = stage.file('.kiro/specs/SEQUENTIAL_STATE.json', 'main');
    const answered = await stage.say('maintainer', '/resume SQLite', stage.halt, { with: { 'work-branch': '' } });
    expect(answered.outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    expect(conversation(stage, stage.halt).at(-1)).toContain(
      'main has no record of this halt: set work-branch in the workflow to the branch that has',
    );
    expect([stage.log('%H', 'topic'), stage.file('.kiro/specs/SEQUENTIAL_STATE.json', 'main')]).toEqual([
      commits,
      main,
    ]);
    const named = await stage.say('maintainer', '/resume SQLite', stage.halt, { with: { 'work-branch': 'topic' } });
    expect([named.code, named.outputs.status, named.outputs.branch]).toEqual([0, 'complete', 'topic']);
  }),
);

const redone = {
  tasks: '- [ ] 1. Store the links\n- [ ] 2. Search\n',
  // The same work once more would be none.
  units: { ...unitThatAsks.units, 2: { attempts: [[{ append: 'search.txt', text: 'x\n' }, { done: 'Found.' }]] } },
};

test.concurrent(
  '/redo has a unit done again and continues the run; who may not write starts none',
  staged(redone, async (stage) => {
    await stage.job({ with: { 'fail-on': 'none' } });
    await stage.say('maintainer', '/resume SQLite.', 1);
    const commits = stage.commits();
    expect((await stage.say('outsider', '/redo 2', 1)).outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    expect((await stage.say('writer', '/redo', 1)).outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    expect(stage.commits()).toEqual(commits);
    const job = await stage.say('writer', '/redo 2', 1);
    expect([job.code, job.outputs.status, job.outputs['units-done']]).toEqual([0, 'complete', '2']);
    expect(stage.commits().slice(commits.length)).toEqual([`chore(${SPEC}): reset 2 Search`, expect.any(String)]);
    expect(conversation(stage, 1).slice(-2)).toEqual([
      'writer: /redo 2 (eyes)',
      expect.stringMatching(/Working on the task again and continuing\. .* ✅ Complete/),
    ]);
  }),
);

test.concurrent(
  'a secret in an answer reaches neither records nor agent, and the person is told',
  staged(unitThatAsks, async (stage) => {
    const token = `ghp_${'a1'.repeat(18)}`;
    await stage.job({ with: { 'fail-on': 'none' } });
    const answered = await stage.say('maintainer', `/resume Use ${token} and PASSWORD=q7Wf93kLmZx2`, stage.halt);
    expect([answered.code, answered.outputs.status]).toEqual([0, 'complete']);
    expect(annotations(answered)).toEqual([expect.stringContaining('holds what looks like a secret')]);
    for (const file of ['STATE.json', 'PROGRESS.md']) {
      const text = stage.file(`.kiro/specs/SEQUENTIAL_${file}`);
      expect(text).toContain('Use *** and PASSWORD=***');
      expect(text).not.toContain(token);
    }
  }),
);
