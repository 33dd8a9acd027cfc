import { describe, expect, test } from '@jest/globals';
import { tasksPath, workBranch } from '../simulation/world/paths.ts';
import { asks } from './script.ts';
import { Story } from './stage.ts';
import { asked } from './told.ts';

const tasks = '- [ ] 1. Choose the database\n  - [ ] 1.1 Compare two\n- [ ] 2. Write the docs\n';

describe('A person counts a unit as done', () => {
  test('skip ticks the unit, counts it as done, closes the issue, and continues with the next', async () => {
    const story = new Story(tasks).agents(asks('PostgreSQL or SQLite?'));
    await story.run();
    await story.run({ answer: 'I did it by hand.', skip: true });
    expect(story.told()).toEqual([
      ...asked,
      '01:08 commit "chore(night): record the skipped task: Choose the database" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 issue #1 settled',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.boxes).toEqual(['- [x] 1. Choose the database', '  - [x] 1.1 Compare two', '- [x] 2. Write the docs']);
    expect(story.state.completed).toEqual(['1', '1.1', '2']);
    expect(story.state.units['1']).toMatchObject({ status: 'skipped', summary: 'I did it by hand.' });
  });

  test.each([
    ['skip', true, ['- [ ] 1. Ask the users', '- [x] 2. Choose the database']],
    ['an answer', false, ['- [ ] 1. Ask the users', '- [ ] 2. Choose the database']],
  ])('%s is for the task that asked, whatever its number is by now', async (_, skip, boxes) => {
    const story = new Story('- [ ] 1. Choose the database\n').agents(asks('PostgreSQL or SQLite?'), asks('Who?'));
    await story.run();
    const renumbered = '- [ ] 1. Ask the users\n- [ ] 2. Choose the database\n';
    story.changes(workBranch, (tree) => tree.set(tasksPath, renumbered));
    await story.run({ answer: 'PostgreSQL.', skip });
    expect(story.boxes).toEqual(boxes);
    expect(story.state.answers).toMatchObject({ 2: [{ text: 'PostgreSQL.' }] });
    expect(story.state.halt).toMatchObject({ task: '1', title: 'Ask the users' });
  });

  test('skip of the last unit completes the spec', async () => {
    const story = new Story('- [ ] 1. Choose the database\n').agents(asks('PostgreSQL or SQLite?'));
    await story.run();
    await story.run({ answer: 'I did it by hand.', skip: true });
    expect(story.told()).toEqual([
      ...asked,
      '01:08 commit "chore(night): record the skipped task: Choose the database" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 issue #1 settled',
      '01:08 commit "chore(night): record that the run ended: complete" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.commits).toEqual([
      '"chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '"chore(night): record the skipped task: Choose the database" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '"chore(night): record that the run ended: complete" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
    ]);
    expect(story.state).toMatchObject({ completed: ['1'], halted: false, run: null });
    expect(story.state.completed_at).toEqual('2026-11-23T01:08:12.000Z');
  });

  test('its issue closed as not planned is a skip', async () => {
    const story = new Story(tasks).agents(asks('PostgreSQL or SQLite?'));
    await story.run();
    story.people.reply = {
      kind: 'skip',
      answer: {
        text: 'The issue was closed as not planned.',
        author: 'maria',
        at: '2026-11-23T02:00:00.000Z',
        url: 'https://github.example/issues/1',
      },
    };
    await story.run({ scheduled: true });
    expect(story.told()).toEqual([
      ...asked,
      '01:08 commit "chore(night): record the skipped task: Choose the database" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 issue #1 settled',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.answers).toEqual({
      '1': [
        {
          at: '2026-11-23T02:00:00.000Z',
          author: 'maria',
          text: 'The issue was closed as not planned.',
          url: 'https://github.example/issues/1',
        },
      ],
    });
  });

  test('its issue closed as completed is not an answer', async () => {
    const story = new Story(tasks).agents(asks('PostgreSQL or SQLite?'));
    await story.run();
    story.people.reply = { kind: 'completed' };
    await story.run({ scheduled: true });
    expect(story.told()).toEqual([
      ...asked,
      '01:08 issue #1 said again',
      '01:08 run-2 ends halted: Halted since 2026-11-23 01:08 UTC: PostgreSQL or SQLite?',
      '01:08 run-2 touched nothing',
    ]);
  });
});
