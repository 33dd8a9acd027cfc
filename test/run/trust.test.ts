import { describe, expect, test } from '@jest/globals';
import { progressPath, statePath, tasksPath } from '../simulation/world/paths.ts';
import { says, works } from './script.ts';
import { Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n  - [ ] 1.1 Read numbers\n- [ ] 2. Write the docs\n';

/** An agent's hand in tasks.md. */
function edits(from: string | RegExp, to: string) {
  return (tree: Map<string, string>) => tree.set(tasksPath, (tree.get(tasksPath) ?? '').replace(from, to));
}

describe('What an agent is not allowed to do', () => {
  test('the checkbox of another unit that it ticked is restored, with a warning', async () => {
    const story = new Story(tasks).agents(works({ leaves: edits('[ ] 2.', '[x] 2.') }));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 ! .kiro/specs/night/tasks.md:3: the agent of task 1 changed the checkbox of task 2; it was restored',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test('its own checkbox, ticked without the promise, is restored', async () => {
    const story = new Story(tasks, { loop: { maxIterations: 1 } }).agents(
      says('I ticked it.', { leaves: edits(/\[ \] 1/g, '[x] 1') }),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:08 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-1 ends max-iterations: Stopped: the maximum number of iterations was reached (1)',
    ]);
    expect(story.boxes).toEqual(['- [ ] 1. Build the parser', '  - [ ] 1.1 Read numbers', '- [ ] 2. Write the docs']);
  });

  test('its own boxes, ticked with the promise, are nothing to speak of', async () => {
    const story = new Story(tasks, { loop: { maxIterations: 1 } }).agents(
      works({ leaves: edits(/\[ \] 1/g, '[x] 1') }),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 commit "chore(night): record that the run ended: max-iterations" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-1 ends max-iterations: Stopped: the maximum number of iterations was reached (1)',
    ]);
    expect(story.boxes).toEqual(['- [x] 1. Build the parser', '  - [x] 1.1 Read numbers', '- [ ] 2. Write the docs']);
  });

  test('a task that it removed is restored with the whole file', async () => {
    const story = new Story(tasks, { loop: { maxIterations: 1 } }).agents(
      works({ leaves: edits('- [ ] 2. Write the docs\n', '') }),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 ! .kiro/specs/night/tasks.md: the agent of task 1 removed 2; the file was restored',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 commit "chore(night): record that the run ended: max-iterations" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-1 ends max-iterations: Stopped: the maximum number of iterations was reached (1)',
    ]);
    expect(story.boxes).toEqual(['- [x] 1. Build the parser', '  - [x] 1.1 Read numbers', '- [ ] 2. Write the docs']);
  });

  test('a tasks.md that no longer holds a task is restored', async () => {
    const story = new Story(tasks, { loop: { maxIterations: 1 } }).agents(
      works({ leaves: (tree) => tree.set(tasksPath, 'All done!') }),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 ! .kiro/specs/night/tasks.md: the agent of task 1 left it unreadable (no tasks found); it was restored',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 commit "chore(night): record that the run ended: max-iterations" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 run-1 ends max-iterations: Stopped: the maximum number of iterations was reached (1)',
    ]);
    expect(story.boxes).toEqual(['- [x] 1. Build the parser', '  - [x] 1.1 Read numbers', '- [ ] 2. Write the docs']);
  });

  test('what it adds to the text and the tasks stays, and a new task gets its turn', async () => {
    const story = new Story(tasks).agents(works({ leaves: edits('- [ ] 2.', '- [ ] 3. Mend the lexer\n- [ ] 2.') }));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 3',
      '01:08 task-3 1/3: codex',
      '01:16 3: done: Done.',
      '01:16 commit "feat(night): mend the lexer" (3.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 3 is done, 2 of 3',
      '01:16 task-2 1/3: codex',
      '01:24 2: done: Done.',
      '01:24 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 2 is done, 3 of 3',
      '01:24 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.boxes).toEqual([
      '- [x] 1. Build the parser',
      '  - [x] 1.1 Read numbers',
      '- [x] 3. Mend the lexer',
      '- [x] 2. Write the docs',
    ]);
  });

  test('a task that it puts in front gets its turn, though all behind it are renumbered', async () => {
    const renumbered =
      '- [ ] 1. Mend the lexer\n- [x] 2. Build the parser\n  - [x] 2.1 Read numbers\n- [ ] 3. Write the docs\n';
    const story = new Story(tasks).agents(works(), works({ leaves: (tree) => tree.set(tasksPath, renumbered) }));
    await story.run();
    expect(story.told().filter((line) => /task-|!|\d is done/.test(line))).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1 is done, 1 of 2',
      '01:08 task-2 1/3: codex',
      '01:16 2 is done, 2 of 3',
      '01:16 task-1 1/3: codex',
      '01:24 1 is done, 3 of 3',
    ]);
    expect(story.boxes).toEqual([
      '- [x] 1. Mend the lexer',
      '- [x] 2. Build the parser',
      '  - [x] 2.1 Read numbers',
      '- [x] 3. Write the docs',
    ]);
  });

  test('state file and progress log are restored', async () => {
    const story = new Story(tasks).agents(
      works({
        leaves: (tree) => {
          tree.set(statePath, '{"schema":1,"specs":{"night":{"completed":["2"]}}}');
          tree.set(progressPath, 'nothing happened here');
        },
      }),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 ! task 1: the agent changed SEQUENTIAL_STATE.json; it was restored',
      '01:08 ! task 1: the agent changed SEQUENTIAL_PROGRESS.md; it was restored',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 2',
      '01:16 run-1 ends complete: Complete: every unit is done',
    ]);
    expect((story.tree.get(progressPath) ?? '').includes('nothing happened here')).toBe(false);
  });
});
