import { expect, test } from '@jest/globals';
import { staged } from '../stage.ts';
import { annotations, conversation, outputs, requests, said } from '../told.ts';
import { unitThatAsks } from '../unit-that-asks.ts';

test.concurrent(
  'a halt asks for input; a stranger is refused; a maintainer answers, and the spec is completed',
  staged(unitThatAsks, async (stage) => {
    const night = await stage.job({
      event: 'schedule',
      post: true,
      with: { 'halt-labels': 'needs-human', 'halt-assignees': '@maintainer' },
    });
    expect(night.code).toBe(1);
    expect(outputs(stage, night)).toMatchObject({
      status: 'halted',
      'exit-code': '2',
      'units-done': '0',
      'next-unit': '1',
      'halted-unit': '1',
      'issue-number': '1',
      'issue-url': 'https://github.test/octo/demo/issues/1',
    });
    expect(annotations(night)).toEqual([
      '::error title=Needs your input%3A Store the links,file=.kiro/specs/my-feature/tasks.md,line=1::PostgreSQL or SQLite?',
      `::error::Halted at task 1: needs your input. Answer in ${stage.git.origin}/octo/demo/issues/1`,
    ]);
    expect(said(stage)).toEqual(['POST /labels 201', 'POST /issues 201', 'POST /issues/1/assignees 201']);
    expect(stage.commits()).toEqual(['chore(my-feature): record that the run ended: halted']);
    expect(stage.github.world.issues.get(1)).toMatchObject({
      title: 'my-feature: needs your input (task 1 Store the links)',
      body: expect.stringContaining('PostgreSQL or SQLite?'),
      labels: ['needs-human'],
      assignees: ['maintainer'],
    });

    // The clock comes round: the halt is still open, and that is no new failure.
    let from = stage.github.transcript.length;
    const clock = await stage.job({ event: 'schedule' });
    expect([clock.code, clock.outputs.status, clock.outputs['issue-number']]).toEqual([0, 'halted', '1']);
    expect(said(stage, from)).toEqual([]);
    expect(stage.commits()).toHaveLength(1);

    from = stage.github.transcript.length;
    const stranger = await stage.say('stranger', '/resume SQLite', 1);
    expect([stranger.code, stranger.outputs]).toEqual([0, { status: 'ignored', 'exit-code': '0' }]);
    expect(requests(stage, from)).toEqual([
      'who am I? 200',
      'GET /issues/1 200',
      'GET /collaborators/stranger/permission 200',
      'POST /issues/comments/5001/reactions 201',
      'GET /issues/1/comments 200',
      'POST /issues/1/comments 201',
    ]);

    stage.github.world.comment(1, 'writer', 'Mind the backups.');
    stage.github.world.comment(1, 'stranger', 'Use MongoDB!');
    const answered = await stage.say('maintainer', '/resume SQLite.\nThere is no server to run.', 1, {
      ...{ post: true, with: { isolation: 'auto' } },
    });
    expect([answered.code, answered.outputs.status, answered.outputs['units-done']]).toEqual([0, 'complete', '1']);
    expect(stage.commits()).toEqual([
      'chore(my-feature): record that the run ended: halted',
      'chore(my-feature): record the answer to: Store the links',
      'feat(my-feature): store the links',
    ]);
    expect(stage.file('db.txt')).toBe('sqlite');
    expect(stage.state()).toMatchObject({
      answers: {
        1: [
          {
            author: 'maintainer',
            text: 'SQLite.\nThere is no server to run.\n\nwriter also wrote:\nMind the backups.',
            url: expect.stringContaining('/issues/1#issuecomment-'),
          },
        ],
      },
      consumed: [expect.stringMatching(/^1@/)],
      halt: null,
      halted: false,
    });

    const again = await stage.say('maintainer', '/resume once more', 1);
    expect(again.outputs).toEqual({ status: 'ignored', 'exit-code': '0' });
    expect(stage.github.world.issues.get(1)).toMatchObject({ state: 'closed', stateReason: 'completed' });
    const commit = stage.log('%H').split('\n').at(-1) ?? '';
    expect(conversation(stage, 1)).toEqual([
      'stranger: /resume SQLite (-1)',
      'github-actions[bot]: 🚫 Not done: stranger has no write access to octo/demo',
      'writer: Mind the backups.',
      'stranger: Use MongoDB!',
      'maintainer: /resume SQLite. / There is no server to run. (eyes)',
      'github-actions[bot]: Continuing. ([run](/octo/demo/actions/runs/1004/attempts/1)) / ✅ Complete: every unit is done (1 of 1 units done)',
      `github-actions[bot]: ✅ The unit that asked is done: [\`${commit.slice(0, 7)}\`](/octo/demo/commit/${commit}). ([run](/octo/demo/actions/runs/1004/attempts/1))`,
      'maintainer: /resume once more (confused)',
      'github-actions[bot]: This was already answered, and that answer is in use, so nothing was done. If the spec halts again, it asks again.',
    ]);
  }),
);
