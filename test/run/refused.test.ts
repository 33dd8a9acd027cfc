import { describe, expect, test } from '@jest/globals';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n\n';
const own = { machine: 'own' } as const;

/** A first run whose unit is done and cannot be pushed. */
const refused = [
  '01:00 task-1 1/3: codex',
  '01:08 1: done: Done.',
  '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
  '01:08 push: refused',
  '01:08 halted, refused: The checkpoint could not be pushed. Take the protection off. The commit is saved in unpushed.bundle (where a workflow uploads `log-path`, in its artifact). In a clone of the repository, `git fetch path/to/unpushed.bundle sequential/night` gets it. / GH006: Protected branch',
  '01:08 ! task 1 is finished and committed here; it counts as done when it is on the remote',
  '01:08 issue #1 opened: The checkpoint could not be pushed. Take the protection off. The commit is saved in unpushed.bundle (where a workflow uploads `log-path`, in its artifact). In a clone of the repository, `git fetch path/to/unpushed.bundle sequential/night` gets it. / GH006: Protected branch',
  '01:08 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
  '01:08 push: refused',
  '01:08 ! the halt could not be pushed: GH006: Protected branch',
  '01:08 run-1 ends halted: Halted at task 1: needs your input',
];

describe('A checkpoint that is refused', () => {
  test('refused: halted with the remedy, and the commit is saved', async () => {
    const story = new Story(tasks, {}, { protectedFrom: START + MINUTE });
    const ended = await story.run();
    expect(story.told()).toEqual([...refused]);
    expect(story.commits).toEqual([]);
    // Whoever looks next finds nothing of it.
    expect(ended?.progress).toMatchObject({ done: 0, total: 2, next: '1', run: { unitsDone: [] }, unpublished: true });
    expect(ended?.progress.units[0]).toMatchObject({ status: 'open', commit: null });
  });

  test('refused on a machine that stays: once the cause is fixed, the answer continues and pushes it', async () => {
    const story = new Story(tasks, {}, { ...own, protectedFrom: START + MINUTE });
    await story.run();
    story.world.mendAll();
    await story.run({ answer: 'Mended.' });
    expect(story.told()).toEqual([
      ...refused,
      '01:08 commit "chore(night): record the answer to: Build the parser" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 issue #1 settled with the commit',
      '01:16 run-2 ends complete: Complete: every unit is done',
    ]);
    expect(story.commits).toEqual([
      '"feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '"chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '"chore(night): record the answer to: Build the parser" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '"docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
    ]);
  });

  test('refused on a lost machine: the answer to the reported halt has the unit done again', async () => {
    const story = new Story(tasks, {}, { protectedFrom: START + MINUTE });
    const ended = await story.run();
    const { id, at } = ended?.progress.halt ?? { id: '', at: '' };
    story.world.mendAll();
    await story.run({
      answer: 'Mended.',
      halt: id,
      told: { unit: '1', at, issue: 1, url: 'https://github.example/issues/1' },
    });
    expect(story.told()).toEqual([
      ...refused,
      '01:08 commit "chore(night): record the answer to: Build the parser" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 task-1 1/3: codex',
      '01:16 1: done: Done.',
      '01:16 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 1 is done, 1 of 2',
      '01:16 issue #1 settled with the commit',
      '01:16 task-2 1/3: codex',
      '01:24 2: done: Done.',
      '01:24 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 2 is done, 2 of 2',
      '01:24 run-2 ends complete: Complete: every unit is done',
    ]);
  });

  test('still refused after the answer: no agent is started, and the halt stays as it was', async () => {
    const story = new Story(tasks, {}, { protectedFrom: START + MINUTE });
    const ended = await story.run();
    const calls = story.told().length;
    const { id: halt, at } = ended?.progress.halt ?? { id: '', at: '' };
    const told = { unit: '1', at, issue: 1, url: 'https://github.example/issues/1' };
    await story.run({ answer: 'Continue.', halt, told });
    expect(story.told().slice(calls)).toEqual([
      '01:08 commit "chore(night): record the answer to: Build the parser" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 push: refused',
      `01:08 run-2 ends halted: Halted since 2026-11-23 01:08 UTC: the answer could not be pushed: GH006: Protected branch. Take the protection off.`,
    ]);
    story.world.mendAll();
    await story.run({ answer: 'Mended.', halt, told });
    expect(story.told().at(-1)).toMatch(/run-3 ends complete: Complete: every unit is done$/);
    expect(story.people.issues).toHaveLength(1);
  });
});
