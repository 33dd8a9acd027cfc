import { expect, test } from '@jest/globals';
import { BRANCH, type Stage, staged } from './stage.ts';

const TASKS = '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n';
const TASKS_PATH = '.kiro/specs/my-feature/tasks.md';
const work = (number: number) => [{ write: 'shared.txt', text: `work of ${number}\n` }];
const units = { 1: work(1), 2: work(2), 3: work(3) };

/** The pull requests: head branch, whether open, and the number of commits of it. */
const pulls = ({ github }: Stage) =>
  [...github.world.issues.values()].flatMap(({ number, pull, state }) =>
    pull === null ? [] : [`#${number} ${state}`],
  );

test.concurrent(
  'after a squash merge a self-hosted runner starts again from main, and touches nothing where nothing is open',
  staged({ tasks: TASKS, units }, async (stage) => {
    const first = await stage.job();
    expect([first.code, first.outputs.status]).toEqual([0, 'complete']);
    stage.endPull('maintainer', 1, 'squash');
    const idle = await stage.job({ in: first, event: 'schedule' });
    expect([idle.code, idle.outputs.status, stage.branches(), pulls(stage)]).toEqual([
      0,
      'complete',
      ['main'],
      ['#1 closed'],
    ]);

    const more = `${stage.file(TASKS_PATH, 'main')}\n- [ ] 3. Answer requests\n`;
    stage.pushFrom('writer', 'main', { 'shared.txt': 'by hand\n', [TASKS_PATH]: more }, 'feat: one more');
    const next = await stage.job({ in: first });
    expect([next.code, next.outputs.status, pulls(stage)]).toEqual([0, 'complete', ['#1 closed', '#2 open']]);
    expect(stage.commits()).toEqual(['feat(my-feature): answer requests']);
    expect(stage.file('shared.txt')).toBe('work of 3');
  }),
);

test.concurrent(
  'a closed pull request whose branch is deleted is past: the spec starts on a new branch, with a new pull request',
  staged({ tasks: TASKS, units }, async (stage) => {
    const first = await stage.job({ with: { 'max-iterations': '1' } });
    expect(first.outputs.status).toBe('max-iterations');
    stage.endPull('maintainer', 1, 'close');
    const second = await stage.job({ with: { 'max-iterations': '1' } });
    expect([second.outputs.status, second.outputs['pull-request-number']]).toEqual(['max-iterations', '2']);
    expect(stage.commits()[0]).toBe('feat(my-feature): build the parser');
    // Closed, and its branch left: the word of whoever did it.
    stage.github.world.close(2, 'maintainer', 'completed');
    Object.assign(stage.github.world.issues.get(2)?.pull ?? {}, { sha: stage.log('%H').split('\n').at(-1) });
    const third = await stage.job();
    expect([third.code, third.outputs.status, pulls(stage)]).toEqual([0, 'complete', ['#1 closed', '#2 closed']]);
    expect(third.log).toContain(`pull request #2 of ${BRANCH} was closed: it is left as is`);
  }),
);

test.concurrent.each(['squash', 'close'] as const)(
  'where nothing is open, nothing is pushed or opened, although the branch stays: %s',
  (how) =>
    staged({ tasks: TASKS, units }, async (stage) => {
      const first = await stage.job();
      stage.endPull('maintainer', 1, how, 'stays');
      const tip = stage.log('%H');
      stage.pushFrom('writer', 'main', { 'by-hand.txt': 'by hand\n' }, 'docs: a page');
      const idle = await stage.job({ event: 'schedule' });
      expect([first.code, idle.code, idle.outputs.status, pulls(stage)]).toEqual([0, 0, 'complete', ['#1 closed']]);
      expect(stage.log('%H')).toBe(tip);
    })(),
);
