import { describe, expect, test } from '@jest/globals';
import { Story } from './stage.ts';

const tasks = `
- [ ] 1. Build the parser
  - [ ] 1.1 Read numbers
  - [ ] 1.2 Read dates
- [ ] 2. Write the docs
- [ ]* 3. Paint the logo
`;

describe('How much of a spec a run takes on', () => {
  test('it stops after the iterations it may have, with work left', async () => {
    const story = new Story(tasks, { loop: { maxIterations: 1 } });
    await story.run();
    expect(story.told()).toEqual([
      '01:00 ? line 6: optional',
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 commit "chore(night): record that the run ended: max-iterations" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-1 ends max-iterations: Stopped: the maximum number of iterations was reached (1)',
    ]);
    expect(story.state.run).toEqual(null);
  });

  test('--only works on that unit and leaves the others alone', async () => {
    const story = new Story(tasks, { loop: { only: '2' } });
    await story.run();
    expect(story.told()).toEqual([
      '01:00 ? line 6: optional',
      '01:00 task-2 1/3: codex',
      '01:08 2: done: Done.',
      '01:08 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 2 is done, 1 of 2',
      '01:08 run-1 ends complete: Complete: 2 is done',
    ]);
    expect(story.boxes).toEqual([
      '- [ ] 1. Build the parser',
      '  - [ ] 1.1 Read numbers',
      '  - [ ] 1.2 Read dates',
      '- [x] 2. Write the docs',
      '- [ ]* 3. Paint the logo',
    ]);
    expect(story.state.completed_at).toEqual(null);
  });

  test('--from leaves out what comes before', async () => {
    const story = new Story(tasks, { loop: { from: '2', includeOptional: true } });
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-2 1/3: codex',
      '01:08 2: done: Done.',
      '01:08 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 2 is done, 1 of 3',
      '01:08 task-3 1/3: codex',
      '01:16 3: done: Done.',
      '01:16 commit "feat(night): paint the logo" (3.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 3 is done, 2 of 3',
      '01:16 run-1 ends complete: Complete: every unit from 2 on is done',
    ]);
  });

  test.each([
    ['--only 9', { only: '9' }, 'no task 9'],
    ['--from nowhere', { from: 'nowhere' }, 'no task nowhere'],
    ['--only 3, which is optional', { only: '3' }, '3 is optional, and optional tasks are excluded'],
  ])('%s is bad usage, reported before anything is touched', async (_, loop, message) => {
    const story = new Story(tasks, { loop });
    await expect(story.run()).rejects.toThrow(message);
    expect(story.told('run-started')).toEqual([]);
    expect(story.commits).toEqual([]);
  });

  test('with optional tasks included they are units and sub-tasks like others', async () => {
    const story = new Story('- [ ] 1. Build the parser\n  - [ ]* 1.1 Read dates\n- [ ]* 2. Paint the logo\n', {
      loop: { includeOptional: true },
    });
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "feat(night): paint the logo" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.boxes).toEqual(['- [x] 1. Build the parser', '  - [x]* 1.1 Read dates', '- [x]* 2. Paint the logo']);
    expect(story.prompt(1, 'What to do')).toEqual(['- 1.1 Read dates']);
  });

  test('with granularity task each sub-task is a unit of its own, and the last one ticks the parent', async () => {
    const story = new Story(tasks, { loop: { granularity: 'task' } });
    await story.run();
    expect(story.told()).toEqual([
      '01:00 ? line 6: optional',
      '01:00 task-1.1 1/3: codex',
      '01:08 1.1: done: Done.',
      '01:08 commit "feat(night): read numbers" (1.1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1.1 is done, 1 of 3',
      '01:08 task-1.2 1/3: codex',
      '01:16 1.2: done: Done.',
      '01:16 commit "feat(night): read dates" (1.2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 1.2 is done, 2 of 3',
      '01:16 task-2 1/3: codex',
      '01:24 2: done: Done.',
      '01:24 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 2 is done, 3 of 3',
      '01:24 run-1 ends complete: Complete: every unit is done; 1 checkbox left open: line 6 "Paint the logo" (optional)',
    ]);
    expect(story.boxes).toEqual([
      '- [x] 1. Build the parser',
      '  - [x] 1.1 Read numbers',
      '  - [x] 1.2 Read dates',
      '- [x] 2. Write the docs',
      '- [ ]* 3. Paint the logo',
    ]);
    expect(story.commits).toEqual([
      '"feat(night): read numbers" (1.1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '"feat(night): read dates" (1.2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '"docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
    ]);
  });
});
