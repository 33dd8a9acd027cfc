import { describe, expect, test } from '@jest/globals';
import { asks, crashes, says, works } from './script.ts';
import { Story } from './stage.ts';
import { asked } from './told.ts';

const tasks = '- [ ] 1. Choose the database\n  - [ ] 1.1 Compare two\n- [ ] 2. Write the docs\n';
const answers = 'The answer to your question';

describe('An answer ends a halt', () => {
  test('the answer reaches the unit that asked, in its session; the issue is settled with the commit', async () => {
    const story = new Story(tasks).agents(asks('PostgreSQL or SQLite?'));
    await story.run();
    await story.run({ answer: 'SQLite.\nIt is one file.' });
    expect(story.told()).toEqual([
      ...asked,
      '01:08 commit "chore(night): record the answer to: Choose the database" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 task-1 1/3: codex, goes on in session-1',
      '01:16 1: done: Done.',
      '01:16 commit "feat(night): choose the database" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 1 is done, 1 of 2',
      '01:16 issue #1 settled with the commit',
      '01:16 task-2 1/3: codex',
      '01:24 2: done: Done.',
      '01:24 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 2 is done, 2 of 2',
      '01:24 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.prompt(2, answers)).toEqual([
      'You stopped to ask a question. Follow this answer.',
      '',
      'maria answered:',
      '> SQLite.',
      '> It is one file.',
    ]);
    expect(story.prompt(3, answers)).toEqual([]);
    expect(story.state).toMatchObject({
      halted: false,
      halt: null,
      consumed: ['1@2026-11-23T01:08:02.000Z'],
      settling: [],
    });
  });

  test('a secret in it is repeated nowhere, and its author is told', async () => {
    const story = new Story(tasks).agents(asks('Which password?'));
    await story.run();
    await story.run({ answer: 'It is hunter2.', secret: 'hunter2' });
    expect(story.prompt(2, answers).slice(2)).toEqual(['maria answered:', '> It is ***.']);
    expect([...story.tree.values()].filter((text) => text.includes('hunter2'))).toEqual([]);
    expect(story.told()).toContainEqual(
      expect.stringContaining('! the answer of maria holds what looks like a secret'),
    );
  });

  test('a letter stands for the choice that the question offers', async () => {
    const story = new Story(tasks).agents(asks('Which one?\n\na) PostgreSQL\nb) SQLite'));
    await story.run();
    await story.run({ answer: 'b, it is one file' });
    expect(story.prompt(2, answers).slice(2)).toEqual(['maria answered:', '> b) SQLite', '> it is one file']);
  });

  test('after the answer attempts start over, and both questions and both answers are shown when it asks again', async () => {
    const story = new Story(tasks).agents(
      crashes('lexer broke'),
      crashes('parser broke'),
      asks('PostgreSQL or SQLite?'),
      says('Not yet.'),
      asks('Which version?'),
    );
    await story.run();
    await story.run({ answer: 'SQLite.' });
    await story.run({ answer: '3.46' });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: failed: The agent exited with code 134 before it reported that it had finished: lexer broke',
      '01:08 task-1 2/3: codex',
      '01:16 1: failed: The agent exited with code 134 before it reported that it had finished: parser broke',
      '01:16 task-1 3/3: codex',
      '01:24 1: halted: PostgreSQL or SQLite?',
      '01:24 halted, question: PostgreSQL or SQLite?',
      '01:24 issue #1 opened: PostgreSQL or SQLite?',
      '01:24 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:24 issue #1 said again',
      '01:24 run-1 ends halted: Halted at task 1: needs your input',
      '01:24 commit "chore(night): record the answer to: Choose the database" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:24 task-1 1/3: codex, goes on in session-3',
      '01:32 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:32 task-1 2/3: codex, goes on in session-3',
      '01:40 1: halted: Which version?',
      '01:40 halted, question: Which version?',
      '01:40 issue #2 opened: Which version?',
      '01:40 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:40 issue #2 said again',
      '01:40 run-2 ends halted: Halted at task 1: needs your input',
      '01:40 commit "chore(night): record the answer to: Choose the database" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:40 task-1 1/3: codex, goes on in session-3',
      '01:48 1: done: Done.',
      '01:48 commit "feat(night): choose the database" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:48 1 is done, 1 of 2',
      '01:48 issue #1 settled with the commit',
      '01:48 issue #2 settled with the commit',
      '01:48 task-2 1/3: codex',
      '01:56 2: done: Done.',
      '01:56 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:56 2 is done, 2 of 2',
      '01:56 run-3 ends complete: Complete: every unit is done',
    ]);
    expect(story.prompt(6, answers)).toEqual([
      'You stopped to ask a question. Follow these answers, oldest first; where they differ, the last one applies.',
      '',
      'maria answered:',
      '> SQLite.',
      '',
      'maria answered:',
      '> 3.46',
    ]);
  });

  test('it is pushed before an agent starts: a machine that is lost then loses nothing of it', async () => {
    const story = new Story(tasks).agents(asks('PostgreSQL or SQLite?'), works({ minutes: 60 }));
    await story.run();
    await story.run({ answer: 'SQLite.', lostAfter: 5 });
    await story.run({ scheduled: true });
    expect(story.prompt(3, 'The answer to your question').join('\n')).toContain('SQLite.');
    expect(story.told()).toContainEqual(expect.stringMatching(/issue #1 settled with the commit$/));
    expect(story.told().at(-1)).toMatch(/run-3 ends complete: Complete: every unit is done$/);
  });

  test('a second answer to a halt that was answered changes nothing', async () => {
    const story = new Story(tasks).agents(asks('PostgreSQL or SQLite?'), asks('Which version?'));
    await story.run();
    const first = story.state.halt?.id ?? '';
    await story.run({ answer: 'SQLite.', halt: first });
    await story.run({ answer: 'No, PostgreSQL!', halt: first });
    expect(story.told()).toEqual([
      ...asked,
      '01:08 commit "chore(night): record the answer to: Choose the database" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 task-1 1/3: codex, goes on in session-1',
      '01:16 1: halted: Which version?',
      '01:16 halted, question: Which version?',
      '01:16 issue #2 opened: Which version?',
      '01:16 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:16 run-2 ends halted: Halted at task 1: needs your input',
      '01:16 issue #2 said again',
      '01:16 run-3 ends halted: Halted: the answer is for 1@2026-11-23T01:08:02.000Z, which has already been answered; 1@2026-11-23T01:16:12.000Z is open',
      '01:16 run-3 touched nothing',
    ]);
    expect(story.state.answers).toEqual({
      '1': [
        {
          at: '2026-11-23T01:08:06.000Z',
          author: 'maria',
          text: 'SQLite.',
          url: null,
        },
      ],
    });
  });

  test('an answer without an open halt is a warning, and the run continues', async () => {
    const story = new Story(tasks);
    await story.run({ answer: 'SQLite.' });
    expect(story.told()).toEqual([
      '01:00 ! no halt is open, so there is nothing to answer; the run continues',
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): choose the database" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.prompt(1, answers)).toEqual([]);
  });
});
