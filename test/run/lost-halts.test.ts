import { describe, expect, test } from '@jest/globals';
import { asks } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n';

describe('A halt that was reported, whose machine was lost before it was pushed', () => {
  const url = 'https://github.example/issues/1';

  /** People see issue #1; the state on the branch knows nothing of it. */
  async function reportedAndLost(): Promise<{ story: Story; id: string; at: string }> {
    const story = new Story(tasks).agents(asks('PostgreSQL or SQLite?'));
    await story.run({ lostAfter: 8.06 });
    expect(story.told().slice(2)).toEqual([
      '01:08 halted, question: PostgreSQL or SQLite?',
      '01:08 issue #1 opened: PostgreSQL or SQLite?',
      '01:08 run-1: the machine is lost',
    ]);
    const id = story.people.issues[0]?.halt ?? '';
    const at = id.replace(/^1@/, '');
    story.people.left.push({ id, unit: '1', at, issue: 1, url });
    return { story, id, at };
  }

  test('holds the next run up, which touches nothing', async () => {
    const { story } = await reportedAndLost();
    await story.run({ scheduled: true });
    expect(story.told().slice(5)).toEqual([
      '01:08 run-2 ends halted: Halted since 2026-11-23 01:08 UTC: issue #1 has no answer yet',
      '01:08 run-2 touched nothing',
    ]);
  });

  test('goes on with what people answered there meanwhile', async () => {
    const { story, id } = await reportedAndLost();
    story.people.reply = {
      kind: 'answer',
      answer: { text: 'SQLite.', author: 'maria', at: '2026-11-23T02:00:00.000Z', url },
    };
    await story.run({ scheduled: true });
    expect(story.told().slice(5, 8)).toEqual([
      '01:08 commit "chore(night): record the answer to: Build the parser" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 task-1 1/3: codex',
      '01:16 1: done: Done.',
    ]);
    expect(story.state).toMatchObject({ halt: null, consumed: [id] });
  });

  test('is answered where it was asked', async () => {
    const { story, id, at } = await reportedAndLost();
    await story.run({ answer: 'SQLite.', halt: id, told: { unit: '1', at, issue: 1, url } });
    expect(story.told().slice(5, 11)).toEqual([
      '01:08 commit "chore(night): record the answer to: Build the parser" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 task-1 1/3: codex',
      '01:16 1: done: Done.',
      '01:16 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 1 is done, 1 of 2',
      '01:16 issue #1 settled with the commit',
    ]);
    expect(story.state).toMatchObject({ halt: null, consumed: [id] });
    expect(story.prompt(2, 'The answer to your question').join('\n')).toContain('SQLite.');
  });
});

test('a unit that was committed when its machine was lost is not asked about when its commit cannot be pushed', async () => {
  const story = new Story(tasks, {}, { machine: 'own', protectedFrom: START + 9 * MINUTE });
  await story.run({ lostAfter: 8.06 });
  await story.pass(20);
  await story.run({ scheduled: true });
  expect(story.told()).toEqual([
    '01:00 task-1 1/3: codex',
    '01:08 1: done: Done.',
    '01:08 run-1: the machine is lost',
    '01:28 push: refused',
    '01:28 halted, refused: The checkpoint could not be pushed. Take the protection off. The commit is saved in unpushed.bundle (where a workflow uploads `log-path`, in its artifact). In a clone of the repository, `git fetch path/to/unpushed.bundle sequential/night` gets it. / GH006: Protected branch',
    '01:28 issue #1 opened: The checkpoint could not be pushed. Take the protection off. The commit is saved in unpushed.bundle (where a workflow uploads `log-path`, in its artifact). In a clone of the repository, `git fetch path/to/unpushed.bundle sequential/night` gets it. / GH006: Protected branch',
    '01:28 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
    '01:28 push: refused',
    '01:28 ! the halt could not be pushed: GH006: Protected branch',
    '01:28 run-2 ends halted: Halted: needs your input',
  ]);
  // It is the branch's, not the unit's: that is done.
  expect(story.stateOnDisk).toMatchObject({ completed: ['1'], halt: { task: null, cause: 'refused' } });
});
