import { describe, expect, test } from '@jest/globals';
import { type Act, asks, says } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n';

describe('A halt that was reported, whose machine was lost before it was pushed', () => {
  const url = 'https://github.example/issues/1';

  /** People see issue #1; the state on the branch knows nothing of it. */
  async function reportedAndLost(...acts: readonly Act[]): Promise<{ story: Story; id: string; at: string }> {
    const story = new Story(tasks).agents(asks('PostgreSQL or SQLite?'), ...acts);
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

  test.each([
    ['an answer', true],
    ['the next run', false],
  ])('is over when its unit is done by the time of %s', async (_, isAnswer) => {
    const { story, id, at } = await reportedAndLost();
    const open = story.people.left.splice(0);
    await story.run({ settings: { loop: { maxIterations: 1 } } });
    const past = story.told().length;
    story.people.left.push(...open);
    await story.run(isAnswer ? { answer: 'SQLite.', halt: id, told: { unit: '1', at, issue: 1, url } } : {});
    expect(story.told()[past]).toBe('01:16 issue #1 settled');
    expect(story.told()).toContain('01:24 2 is done, 2 of 2');
    expect(story.state.consumed ?? []).toEqual([]);
  });

  /** Its issue stays open, as when GitHub was out of reach when it was to be closed. */
  async function answered(...acts: readonly Act[]) {
    const lost = await reportedAndLost(...acts);
    const answer = { answer: 'SQLite.', halt: lost.id, told: { unit: '1', at: lost.at, issue: 1, url } };
    await lost.story.run({ ...answer, settings: { loop: { maxIterations: 1 } } });
    expect(lost.story.state).toMatchObject({ halt: null, consumed: [lost.id], completed: [] });
    return { ...lost, answer, past: lost.story.told().length };
  }

  test('and was answered since holds nothing up', async () => {
    const { story, past } = await answered(says('Not yet.'));
    await story.run({ scheduled: true });
    expect(story.told()[past]).toMatch(/^01:16 task-1 2\/3: codex/);
  });

  test('and was answered since is not answered again', async () => {
    const { story, past, answer } = await answered(says('Not yet.'));
    await story.run({ ...answer, answer: 'PostgreSQL.' });
    expect(story.told()[past]).toContain('no halt is open, so there is nothing to answer');
    expect(story.prompt(3, 'The answer to your question').join('\n')).not.toContain('PostgreSQL');
  });

  test('and was answered since does not stand for what the unit asks next', async () => {
    const { story, id } = await answered(says('Not yet.'), asks('Which version?'));
    await story.run({ scheduled: true });
    expect(story.told()).toContainEqual(expect.stringContaining('issue #2 opened: Which version?'));
    expect(story.state.halt?.id).not.toBe(id);
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
