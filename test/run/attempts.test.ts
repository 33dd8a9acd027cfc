import { describe, expect, test } from '@jest/globals';
import { crashes, isEnded, says, works } from './script.ts';
import { Story } from './stage.ts';

const why = 'Why the last attempt was not accepted';
const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n';

describe('Attempts at one unit', () => {
  test('the next attempt gets the reason why the last one failed, and what of it is in the working tree', async () => {
    const story = new Story(tasks).agents(crashes('Aborted: out of memory in lexer.ts'));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: failed: The agent exited with code 134 before it reported that it had finished: Aborted: out of memory in lexer.ts',
      '01:08 task-1 2/3: codex',
      '01:16 1: done: Done.',
      '01:16 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 1 is done, 1 of 2',
      '01:16 task-2 1/3: codex',
      '01:24 2: done: Done.',
      '01:24 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 2 is done, 2 of 2',
      '01:24 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.prompt(1, why)).toEqual([]);
    expect(story.prompt(2, why)).toEqual([
      '```',
      'The agent exited with code 134 before it reported that it had finished: Aborted: out of memory in lexer.ts',
      '',
      'What it left in the working tree:',
      'changed: src/1.ts',
      '```',
      '',
      'Fix this first. Do not redo what already works.',
    ]);
    expect(story.prompt(3, why)).toEqual([]);
  });

  test('the third failure halts with the reason as the question, and the next unit is not tried', async () => {
    const story = new Story(tasks).agents(crashes('lexer broke'), crashes('parser broke'), crashes('printer broke'));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: failed: The agent exited with code 134 before it reported that it had finished: lexer broke',
      '01:08 task-1 2/3: codex',
      '01:16 1: failed: The agent exited with code 134 before it reported that it had finished: parser broke',
      '01:16 task-1 3/3: codex',
      '01:24 1: failed: The agent exited with code 134 before it reported that it had finished: printer broke',
      '01:24 halted, attempts: Task 1 failed 3 times. How should it continue? / Last reason: The agent exited with code 134 before it reported that it had finished: printer broke',
      '01:24 issue #1 opened: Task 1 failed 3 times. How should it continue? / Last reason: The agent exited with code 134 before it reported that it had finished: printer broke',
      '01:24 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:24 issue #1 said again',
      '01:24 run-1 ends halted: Halted at task 1: needs your input',
    ]);
    expect(story.state.halt).toEqual({
      at: '2026-11-23T01:24:02.000Z',
      cause: 'attempts',
      id: '1@2026-11-23T01:24:02.000Z',
      issue: 1,
      line: 1,
      question:
        'Task 1 failed 3 times. How should it continue?\n\nLast reason: The agent exited with code 134 before it reported that it had finished: printer broke',
      tail: '',
      task: '1',
      title: 'Build the parser',
      tried: [
        'codex, failed: The agent exited with code 134 before it reported that it had finished: lexer broke',
        'codex, failed: The agent exited with code 134 before it reported that it had finished: parser broke',
        'codex, failed: The agent exited with code 134 before it reported that it had finished: printer broke',
        'Changed since the unit began: src/1.ts',
      ],
      url: 'https://github.example/issues/1',
    });
    expect(story.state.halted_task).toEqual('1');
    expect(story.boxes).toEqual(['- [ ] 1. Build the parser', '- [ ] 2. Write the docs']);
  });

  test('the promise without work is incomplete, unless the agent says that none was needed', async () => {
    const story = new Story(tasks).agents(
      works({ file: null }),
      works({ file: null, says: 'No changes were needed.' }),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: incomplete: The agent reported done, but nothing changed.',
      '01:08 task-1 2/3: codex, goes on in session-1',
      '01:16 1: done: No changes were needed.',
      '01:16 commit "feat(night): build the parser" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 1 is done, 1 of 2',
      '01:16 task-2 1/3: codex',
      '01:24 2: done: Done.',
      '01:24 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 2 is done, 2 of 2',
      '01:24 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.prompt(2, why)).toEqual([
      '```',
      'The agent reported done, but nothing changed.',
      '',
      'What it left in the working tree:',
      'No file changed.',
      '```',
      '',
      'Fix this first. Do not redo what already works.',
    ]);
  });

  test('work without the promise is incomplete', async () => {
    const story = new Story(tasks).agents(
      says('I think that is all.'),
      says('I would say `<promise>TASK_DONE</promise>` if the tests passed.'),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:08 task-1 2/3: codex, goes on in session-1',
      '01:16 1: incomplete: The agent finished, but its final message quotes a promise tag, but not at its end.',
      '01:16 task-1 3/3: codex',
      '01:24 1: done: Done.',
      '01:24 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 1 is done, 1 of 2',
      '01:24 task-2 1/3: codex',
      '01:32 2: done: Done.',
      '01:32 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:32 2 is done, 2 of 2',
      '01:32 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test('the verify command has the last word, and its output reaches the next attempt', async () => {
    const broken = works({
      leaves: (tree) => tree.set('src/lexer.ts', 'broken work: 2 tests failed in lexer.test.ts'),
    });
    const mended = works({ leaves: (tree) => tree.set('src/lexer.ts', 'mended') });
    const story = new Story(tasks, { loop: { verify: 'npm test' } }).agents(broken, mended);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 1: verifies by npm test',
      '01:00 task-1 1/3: codex',
      '01:08 1: verifies by npm test',
      '01:08 1: incomplete: The agent reported done, but the verify command failed: npm test / broken work: 2 tests failed in lexer.test.ts',
      '01:08 task-1 2/3: codex, goes on in session-1',
      '01:16 1: verifies by npm test',
      '01:16 1: done: Done.',
      '01:16 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, lexer.ts, tasks.md)',
      '01:16 1 is done, 1 of 2',
      '01:16 task-2 1/3: codex',
      '01:24 2: verifies by npm test',
      '01:24 2: done: Done.',
      '01:24 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 2 is done, 2 of 2',
      '01:24 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.prompt(2, why)).toEqual([
      '```',
      'The agent reported done, but the verify command failed: npm test',
      'broken work: 2 tests failed in lexer.test.ts',
      '',
      'What it left in the working tree:',
      'changed: src/1.ts, src/lexer.ts',
      '```',
      '',
      'Fix this first. Do not redo what already works.',
    ]);
  });

  test('an attempt that takes too long, or falls silent, is an attempt, and what it had is saved', async () => {
    const story = new Story(tasks).agents(isEnded('timed-out'), isEnded('silent'));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: timed-out: The attempt took longer than the task timeout.',
      '01:08 saved aside: task 1: timed-out',
      '01:08 task-1 2/3: codex, goes on in session-1',
      '01:16 1: stalled: The agent was silent for longer than the idle timeout.',
      '01:16 saved aside: task 1: stalled',
      '01:16 task-1 3/3: codex',
      '01:24 1: done: Done.',
      '01:24 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 1 is done, 1 of 2',
      '01:24 task-2 1/3: codex',
      '01:32 2: done: Done.',
      '01:32 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:32 2 is done, 2 of 2',
      '01:32 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.prompt(2, why)).toEqual([
      '```',
      'The attempt took longer than the task timeout.',
      '',
      'What it left in the working tree:',
      'changed: src/1.ts',
      '```',
      '',
      'Fix this first. Do not redo what already works.',
    ]);
  });

  test('a failure of one unit is not in the prompt of the next one', async () => {
    const story = new Story(tasks).agents(crashes('lexer broke'), works(), works());
    await story.run();
    expect(story.state.units['1']).toMatchObject({
      status: 'completed',
      attempts: 2,
      last_failure: null,
      duration_s: 960,
    });
    expect(story.prompt(3, why)).toEqual([]);
  });
});
