import { describe, expect, test } from '@jest/globals';
import { tasksPath, workBranch } from '../simulation/world/paths.ts';
import { MINUTE, START } from './nothing.ts';
import { breaks, says, works } from './script.ts';
import { Story } from './stage.ts';

const tasks = '- [ ] 1. Choose the database\n- [ ] 2. Draw the page\n- [ ] 3. Write the docs\n';
const ask = { loop: { questions: 'ask' as const } };
const questions = [
  { tasks: ['1'], question: 'Which database?', choices: ['PostgreSQL', 'SQLite'], assumption: 'SQLite' },
  { tasks: ['2', '3'], question: 'Which colour?', choices: ['blue', 'green'], assumption: 'blue' },
  { tasks: [], question: 'Who pays?', choices: [], assumption: 'nobody' },
];
const asks = (list: readonly unknown[] = questions) =>
  says(JSON.stringify({ questions: list }), { file: null, minutes: 2 });
const heading = 'Questions that were asked before the work began';
const told = (story: Story, call: number) => story.prompt(call, heading).filter((line) => line.startsWith('>'));

describe('Questions before the first unit', () => {
  test('are asked in one call that changes nothing, told in one issue, and the night goes on with what is assumed', async () => {
    const story = new Story(tasks, ask).agents(asks());
    await story.run();
    expect(story.told()).toEqual([
      '01:00 questions-1 1/2: codex',
      '01:02 ?? 1. Which database? (task 1) / ?? [ ] 1a PostgreSQL / ?? [ ] 1b SQLite / ?? if nobody answers: SQLite / ?? 2. Which colour? (tasks 2, 3) / ?? [ ] 2a blue / ?? [ ] 2b green / ?? if nobody answers: blue / ?? 3. Who pays? (every task) / ?? if nobody answers: nobody',
      '01:02 commit "chore(night): record the questions before the first unit" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:02 issue #500 asks 3',
      '01:02 ?? 3 questions have no answer, and what is assumed holds: https://github.example/issues/500',
      '01:02 task-1 1/3: codex',
      '01:10 1: done: Done.',
      '01:10 commit "feat(night): choose the database" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:10 1 is done, 1 of 3',
      '01:10 task-2 1/3: codex',
      '01:18 2: done: Done.',
      '01:18 commit "feat(night): draw the page" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:18 2 is done, 2 of 3',
      '01:18 task-3 1/3: codex',
      '01:26 3: done: Done.',
      '01:26 commit "docs(night): write the docs" (3.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:26 3 is done, 3 of 3',
      '01:26 issue #500 closed',
      '01:26 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.calls[0]?.place[0]).toBe('read-only');
    expect(told(story, 2)).toEqual(['> Which database?', '> SQLite', '> Who pays?', '> nobody']);
    expect(told(story, 4)).toEqual(['> Which colour?', '> blue', '> Who pays?', '> nobody']);
  });

  test('an answer goes to the units that it concerns, in the night that goes on', async () => {
    const story = new Story(tasks, ask).agents(asks());
    story.at(5, () => story.people.answer('2b 3: the company'));
    await story.run();
    expect(story.told().filter((line) => line.includes('#500 to'))).toEqual([
      '01:10 issue #500 to maria: 2: b) green / 3: the company; too late for task 1, done with: nobody. /redo 1 in the issue, or reset --unit 1, has it done again',
    ]);
    expect(told(story, 3)).toEqual(['> Which colour?', '> b) green', '> Who pays?', '> the company']);
    expect(story.state.questions).toMatchObject({ issue: 500, read: 1 });
  });

  test('a unit that is done is told with what it was done with, however often somebody answers', async () => {
    const one = { loop: { ...ask.loop, maxIterations: 1 } };
    const story = new Story(tasks, one).agents(asks());
    await story.run();
    for (const answer of ['1a', '1b 1a', '1: SQLite', '1b']) await story.run({ answer });
    const late = '; too late for task 1, done with: SQLite. /redo 1 in the issue, or reset --unit 1, has it done again';
    expect(story.told().filter((line) => line.includes('?? answer'))).toEqual([
      expect.stringMatching(`answer of maria: 1: a\\) PostgreSQL${late}$`),
      expect.stringMatching(`1: a\\) PostgreSQL \\(in place of maria's answer: a\\) PostgreSQL\\)${late}$`),
      expect.stringMatching(/1: SQLite \(in place of maria's answer: a\) PostgreSQL\)$/),
      expect.stringMatching(/1: b\) SQLite \(in place of maria's answer: SQLite\)$/),
    ]);
  });

  test('an answer on the command line that names no question is not lost in silence', async () => {
    const story = new Story(tasks, { loop: { ...ask.loop, maxIterations: 1 } }).agents(asks());
    await story.run();
    expect((await story.run({ answer: 'the green one' }))?.progress.warnings).toEqual([
      expect.stringMatching(/^the answer names none of the questions, and is not kept: /),
    ]);
  });

  test('whose tasks are gone or done is not missed any more, and who answers it is told', async () => {
    const one = { loop: { ...ask.loop, maxIterations: 1 } };
    const story = new Story(tasks, one).agents(asks(questions.slice(0, 2)));
    await story.run();
    story.changes(
      workBranch,
      (tree) => tree.set(tasksPath, '- [x] 1. Choose the database\n- [ ] 2. Ship it\n'),
      'docs',
    );
    const from = story.told().length;
    story.people.answer('2b');
    await story.run();
    expect(
      story
        .told()
        .slice(from)
        .filter((line) => line.includes('??')),
    ).toEqual(['01:10 ?? answer of maria: 2: b) green; it is about tasks that are gone, and nobody is told']);
  });

  test('of two people the last one counts, and both are told', async () => {
    const story = new Story(tasks, ask).agents(asks());
    story.at(5, () => {
      story.people.answer('2b');
      story.people.answer('2a 9c', 'oskar');
    });
    await story.run();
    expect(story.told().filter((line) => line.includes('#500 to'))).toEqual([
      '01:10 issue #500 to maria: 2: b) green',
      `01:10 issue #500 to oskar: 2: a) blue (in place of maria's answer: b) green) / not understood: "9c"; the questions are 1, 2, 3, and a choice is a number with its letter`,
    ]);
    expect(told(story, 3).slice(0, 2)).toEqual(['> Which colour?', '> a) blue']);
  });

  test('one that nobody answers for a week is not asked again', async () => {
    const once = { ...ask, loop: { ...ask.loop, maxIterations: 1 } };
    const story = new Story(tasks, once).agents(asks());
    await story.run();
    await story.pass(7 * 24 * 60);
    await story.run();
    expect(story.calls.map(({ window }) => window)).toEqual(['questions-1', 'task-1', 'task-2']);
    expect(told(story, 3)).toEqual(['> Which colour?', '> blue', '> Who pays?', '> nobody']);
    expect(story.told().filter((line) => line.includes('#500 asks'))).toHaveLength(1);
    expect(story.state.totals?.calls).toBe(3);
    story.people.answer('2b 1a');
    await story.run();
    const late = (task: number, word: string) =>
      `; too late for task ${task}, done with: ${word}. /redo ${task} in the issue, or reset --unit ${task}, has it done again`;
    expect(story.told().filter((line) => line.includes('#500 to'))).toEqual([
      expect.stringContaining(`2: b) green${late(2, 'blue')} / 1: a) PostgreSQL${late(1, 'SQLite')}`),
    ]);
    expect(told(story, 4).slice(0, 2)).toEqual(['> Which colour?', '> b) green']);
  });

  test('what cannot be read is asked for once more, then the night goes on', async () => {
    const story = new Story(tasks, ask).agents(says('No idea.', { file: null }), says('Still none.', { file: null }));
    await story.run();
    await story.run();
    expect(story.calls.map(({ window }) => window)).toEqual([
      ...['questions-1', 'questions-1', 'task-1', 'task-2', 'task-3'],
    ]);
    expect(story.calls[1]?.prompt).toContain('Your last answer could not be used: it contains no JSON object');
    expect(story.told()).toContain(
      '01:16 ! the list of questions could not be read (it contains no JSON object with "questions"); nothing was asked, and the command `questions --again` tries once more',
    );
  });

  test('what is left out of too much is told', async () => {
    const [one] = questions;
    const many = Array.from({ length: 13 }, () => one);
    const story = new Story(tasks, ask).agents(asks([{ ...one, choices: 'abcdefgh'.split('') }, ...many, 'Why?']));
    await story.run();
    expect(story.told().filter((line) => line.startsWith('01:02 !'))).toEqual([
      '01:02 ! 1 question of the agent could not be read, and nobody is asked',
      '01:02 ! 2 questions beyond the first 12 of the agent were left out',
      '01:02 ! 2 choices beyond the first 6 of a question were left out',
    ]);
  });

  test('nothing to ask opens no issue', async () => {
    const story = new Story(tasks, ask).agents(asks([]));
    await story.run();
    expect(story.told().filter((line) => line.includes('issue') || line.includes('??'))).toEqual([
      '01:02 ?? nothing to ask',
    ]);
  });

  test('a limit is a limit: it is waited for, and what the calls used is counted', async () => {
    const limit = breaks('usage limit reached', { status: 429, retryAfterMs: 10 * MINUTE });
    const story = new Story(tasks, ask).agents(limit, asks());
    await story.run();
    expect(story.calls.map(({ window }) => window).slice(0, 3)).toEqual(['questions-1', 'questions-1', 'task-1']);
    expect(story.told().filter((line) => line.includes('waits')).length).toBe(1);
    expect(story.state.totals?.calls).toBe(5);
  });

  test('out of reach, the issue is opened by the run that follows', async () => {
    const hubDown = [{ from: START, to: START + 5 * MINUTE }];
    const once = { ...ask, loop: { ...ask.loop, maxIterations: 1 } };
    const story = new Story(tasks, once, { hubDown }).agents(asks());
    await story.run();
    expect(story.state.questions).toMatchObject({ issue: null });
    await story.run();
    expect(story.told().filter((line) => line.includes('#500'))).toEqual(['01:10 issue #500 asks 3']);
  });

  test('a machine that is lost in the middle of the night asks nobody a second time', async () => {
    const story = new Story(tasks, ask).agents(asks(), works());
    await story.run({ lostAfter: 5 });
    await story.run();
    expect(story.calls.filter(({ window }) => window.startsWith('questions'))).toHaveLength(1);
    expect(story.told().filter((line) => line.includes('#500'))).toEqual([
      '01:02 issue #500 asks 3',
      '01:05 issue #500 found again',
      '01:29 issue #500 closed',
    ]);
  });

  test.each([
    ['lost', { lostAfter: 1 }],
    ['cancelled', { cancelledAfter: 1 }],
  ])('a run that is %s while it asks leaves it to the next one', async (_, how) => {
    const story = new Story(tasks, ask).agents(asks([]), asks());
    await story.run(how);
    expect(story.told().filter((line) => line.includes('??') || line.includes('issue'))).toEqual([]);
    await story.run();
    expect(story.calls.map(({ window }) => window).slice(0, 3)).toEqual(['questions-1', 'questions-1', 'task-1']);
    expect(story.told().filter((line) => line.includes('#500 asks'))).toHaveLength(1);
  });

  test('whose agent is refused stops for a person, and asks once that is settled', async () => {
    const story = new Story(tasks, ask).agents(breaks('Invalid API key', { status: 401 }), asks());
    expect((await story.run())?.kind).toBe('halted');
    await story.run({ answer: 'Fixed.' });
    expect(story.calls.map(({ window }) => window).slice(0, 3)).toEqual(['questions-1', 'questions-1', 'task-1']);
  });

  test("where a halt is open, an answer on the command line is the halt's", async () => {
    const story = new Story(tasks, ask).agents(asks(), says('Which one?\n<promise>HALT</promise>', { file: null }));
    await story.run();
    await story.run({ answer: '1a' });
    expect(story.state.answers).toMatchObject({ 1: [{ text: '1a' }] });
    expect(story.state.questions?.list.map(({ answer }) => answer)).toEqual([null, null, null]);
  });

  test('on a command line they are answered by the answer that is given', async () => {
    const once = { ...ask, loop: { ...ask.loop, maxIterations: 1 } };
    const story = new Story(tasks, once).agents(asks());
    await story.run();
    await story.run({ answer: '1a 2b' });
    expect(
      story
        .told()
        .filter((line) => line.includes('??'))
        .slice(2),
    ).toEqual([
      '01:10 ?? answer of maria: 1: a) PostgreSQL; too late for task 1, done with: SQLite. /redo 1 in the issue, or reset --unit 1, has it done again / ?? answer of maria: 2: b) green',
      '01:10 ?? 1 question has no answer, and what is assumed holds: https://github.example/issues/500',
    ]);
    expect(told(story, 3).slice(0, 2)).toEqual(['> Which colour?', '> b) green']);
  });

  test('no word about them where nothing was asked', async () => {
    const story = new Story(tasks).agents(works());
    await story.run({ answer: 'Continue.' });
    expect(story.told()).toContain('01:00 ! no halt is open, so there is nothing to answer; the run continues');
    expect(story.prompt(1, heading)).toEqual([]);
  });
});
