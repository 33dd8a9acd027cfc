import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { tasksPath, workBranch } from '../simulation/world/paths.ts';
import { breaks, isEnded, works } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n';

describe('Cut off in the middle', () => {
  test('a cancelled run saves what its agent had, pauses, and spends no attempt', async () => {
    const story = new Story(tasks);
    await story.run({ cancelledAfter: 5 });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:05 1: cancelled: The run was asked to stop.',
      '01:05 saved aside: task 1: cancelled',
      '01:05 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:05 run-1 ends paused (cancelled): Paused: stopped by a person or by the workflow',
    ]);
    expect(story.state.paused).toMatchObject({ reason: 'cancelled', resume_after: null });
    expect(story.state.units['1']).toMatchObject({ attempts: 0, status: 'in-progress' });
    expect(story.tree.get('src/1.ts')).toEqual('5 min of the work, by call 1\n');
  });

  test('a run that its job cuts off after the time budget has run out of time, and starts the next one', async () => {
    const story = new Story(tasks, { throttle: { timeBudgetMs: 4 * MINUTE, continue: 'dispatch' } });
    await story.run({ cancelledAfter: 5 });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:05 1: cancelled: The run was asked to stop.',
      '01:05 saved aside: task 1: cancelled',
      '01:05 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:05 the next run is started',
      '01:05 run-1 ends paused (time-budget): Paused: stopped after its time budget, in the middle of a unit',
    ]);
    expect(story.state.units['1']).toMatchObject({ attempts: 0, status: 'in-progress' });
  });

  test('a run that is cancelled while its last unit is pushed is complete', async () => {
    const remoteDown = [{ from: START + 7 * MINUTE, to: START + 10 * MINUTE }];
    const story = new Story('- [ ] 1. Build the parser\n', {}, { remoteDown });
    const outcome = await story.run({ cancelledAfter: 9 });
    expect(story.told().slice(-2)).toEqual([
      '01:10 1 is done, 1 of 1',
      '01:10 run-1 ends complete: Complete: every unit is done',
    ]);
    expect([outcome?.kind, story.state.paused]).toEqual(['complete', null]);
  });

  test('a pause ends where nothing is left to do, and the state says so', async () => {
    const story = new Story(tasks);
    await story.run({ cancelledAfter: 5 });
    expect(story.state.paused).not.toBeNull();
    story.changes(workBranch, (tree) => tree.set(tasksPath, tasks.replaceAll('[ ]', '[x]')));
    await story.run();
    expect(story.told().slice(-2)).toEqual([
      '01:05 commit "chore(night): record that the run ended: complete" (SEQUENTIAL_STATE.json)',
      '01:05 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.paused).toBeNull();
    await story.run();
    expect(story.told().at(-1)).toBe('01:05 run-3 touched nothing');
  });

  test('the next run continues with that, also one of the schedule', async () => {
    const story = new Story(tasks);
    await story.run({ cancelledAfter: 5 });
    await story.run({ scheduled: true });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:05 1: cancelled: The run was asked to stop.',
      '01:05 saved aside: task 1: cancelled',
      '01:05 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:05 run-1 ends paused (cancelled): Paused: stopped by a person or by the workflow',
      '01:05 task-1 1/3: codex, goes on in session-1',
      '01:13 1: done: Done.',
      '01:13 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:13 1 is done, 1 of 2',
      '01:13 task-2 1/3: codex',
      '01:21 2: done: Done.',
      '01:21 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:21 2 is done, 2 of 2',
      '01:21 run-2 ends complete: Complete: every unit is done',
    ]);
  });

  test('where its session was lost with its machine, a new one is told what there is', async () => {
    const lost = breaks('No conversation found with session ID', { code: 'session_not_found' });
    const story = new Story(tasks).agents(works(), lost);
    await story.run({ cancelledAfter: 5 });
    await story.run();
    expect(story.calls.map(({ session }) => session)).toEqual([null, 'session-1', null, null]);
    expect(story.prompt(3, 'Why the last attempt was not accepted')).toEqual([
      '```',
      'An earlier attempt at this task was cut off in the middle. What it had written so far is in the working tree or in the latest commits: check it first and continue from there.',
      '```',
      '',
      'Fix this first. Do not redo what already works.',
    ]);
  });

  test('a run that is cancelled while it waits ends at once', async () => {
    const story = new Story(tasks, { throttle: { delayMs: 3_600_000 } });
    await story.run({ cancelledAfter: 30 });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 waits until 02:18:55, delay: the delay between attempts',
      '01:30 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:30 run-1 ends paused (cancelled): Paused: stopped by a person or by the workflow',
    ]);
  });

  test('a window that a person closed pauses the run', async () => {
    const story = new Story(tasks).agents(isEnded('window-closed'));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: cancelled: A person closed the window.',
      '01:08 saved aside: task 1: cancelled',
      '01:08 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-1 ends paused (cancelled): Paused: A person closed the window.',
    ]);
    expect(story.state.units['1']).toMatchObject({ attempts: 0 });
  });

  test('what a long unit has is saved every ten minutes, and the state says that the run lives', async () => {
    const story = new Story(tasks, { loop: { maxIterations: 1 } }, { machine: 'own' }).agents(works({ minutes: 35 }));
    const beats: string[] = [];
    for (const minutes of [5, 15, 25]) story.at(minutes, () => beats.push(story.state.run?.heartbeat ?? ''));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:10 saved aside: task 1: work in progress',
      '01:20 saved aside: task 1: work in progress',
      '01:30 saved aside: task 1: work in progress',
      '01:35 1: done: Done.',
      '01:35 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:35 1 is done, 1 of 2',
      '01:35 commit "chore(night): record that the run ended: max-iterations" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:35 run-1 ends max-iterations: Stopped: the maximum number of iterations was reached (1)',
    ]);
    expect(beats).toEqual(['2026-11-23T01:00:02.000Z', '2026-11-23T01:10:02.000Z', '2026-11-23T01:20:06.000Z']);
  });

  test('the first attempt after a lost machine, and no other, is told what was saved of its work', async () => {
    const story = new Story(tasks).agents(works({ minutes: 60 }));
    await story.run({ lostAfter: 25 });
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:10 saved aside: task 1: work in progress',
      '01:20 saved aside: task 1: work in progress',
      '01:25 run-1: the machine is lost',
      '01:25 task-1 2/3: codex',
      '01:33 1: done: Done.',
      '01:33 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:33 1 is done, 1 of 2',
      '01:33 task-2 1/3: codex',
      '01:41 2: done: Done.',
      '01:41 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:41 2 is done, 2 of 2',
      '01:41 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.prompt(2, 'Why the last attempt was not accepted')).toEqual([
      '```',
      'An earlier attempt was cut off when its machine was lost. What it had written so far is in the working tree:',
      'Unfinished work: src/1.ts',
      '',
      expect.stringMatching(/^The run ended unexpectedly while the agent was running: .*`kill \$PPID`/),
      '```',
      '',
      'Fix this first. Do not redo what already works.',
    ]);
    expect(story.prompt(3, 'Why the last attempt was not accepted')).toEqual([]);
  });

  test.each(['own', 'hosted'] as const)(
    'a run that is lost with each attempt halts at the third (%s machine)',
    async (machine) => {
      const story = new Story(tasks, {}, { machine }).agents(...[1, 2, 3].map(() => works({ minutes: 60 })));
      for (const _ of [1, 2, 3]) await story.run({ lostAfter: 25 });
      expect((await story.run())?.kind).toBe('halted');
      expect(story.calls).toHaveLength(3);
      expect(story.state.units['1']).toMatchObject({ attempts: 3, status: 'halted' });
      expect(story.state.halt).toMatchObject({
        cause: 'attempts',
        tried: [1, 2, 3].map(() => expect.stringMatching(/, failed: the run ended unexpectedly while it was running$/)),
      });
    },
  );

  test.each(['src/1.ts', null])(
    'a pane that is killed is a failed attempt each time, and the next one is told why (changed: %s)',
    async (file) => {
      const killed = () => isEnded('pane-lost', { file });
      const story = new Story(tasks).agents(killed(), killed(), killed());
      expect((await story.run())?.kind).toBe('halted');
      expect(story.state.units['1']).toMatchObject({ attempts: 3 });
      expect(story.prompt(2, 'Why the last attempt was not accepted').join('\n')).toContain('pkill node');
    },
  );

  test('what was saved of one unit is no trace of work on another', async () => {
    const story = new Story(tasks).agents(works({ minutes: 15 }), works({ file: null }));
    await story.run({ lostAfter: 12 });
    await story.run({ settings: { loop: { only: '2' } } });
    expect(story.told().slice(3)).toEqual([
      '01:12 task-2 1/3: codex',
      '01:20 2: incomplete: The agent reported done, but nothing changed.',
      '01:20 task-2 2/3: codex, goes on in session-2',
      '01:28 2: done: Done.',
      expect.stringMatching(/^01:28 commit "docs\(night\): write the docs"/),
      '01:28 2 is done, 1 of 2',
      '01:28 run-2 ends complete: Complete: 2 is done',
    ]);
  });

  test.each([
    [tasks, '1 task is missing'],
    ['- [ ] 1. Build the parser\n', '2 tasks are missing'],
  ])('tasks that are missing after an interruption are reported', async (left, missing) => {
    const story = new Story(`${tasks}- [ ] 3. Mend the lexer\n`, {}, { machine: 'own' });
    await story.run({ lostAfter: 5 });
    (story.tree as Map<string, string>).set(tasksPath, left);
    await story.run();
    expect(story.told().join('\n')).toContain(`${missing} since task 1 was interrupted`);
  });

  test('a stop while an agent is installed is a stop, and nothing was begun', async () => {
    const story = new Story(tasks);
    const error = new UserError('codex was not installed: the run was asked to stop.');
    await story.run({ available: error, cancelledAfter: 0 });
    expect(story.told()).toEqual([
      '01:00 run-1 ends paused (cancelled): Paused: stopped by a person or by the workflow',
      '01:00 run-1 touched nothing',
    ]);
    await expect(story.run({ available: error })).rejects.toBe(error);
  });
});
