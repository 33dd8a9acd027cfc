import { describe, expect, test } from '@jest/globals';
import { crashes, says, works } from './script.ts';
import { Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n';

describe('The breaker ends what would burn the night', () => {
  test('two attempts that changed nothing', async () => {
    const story = new Story(tasks).agents(says('I looked around.', { file: null }), works({ file: null }));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:08 task-1 2/3: codex, goes on in session-1',
      '01:16 1: incomplete: The agent reported done, but nothing changed.',
      '01:16 halted, breaker: 2 attempts in a row changed nothing: no commit, and the same working tree as before. / Last reason: The agent reported done, but nothing changed.',
      '01:16 issue #1 opened: 2 attempts in a row changed nothing: no commit, and the same working tree as before. / Last reason: The agent reported done, but nothing changed.',
      '01:16 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:16 run-1 ends halted: Halted at task 1: needs your input',
    ]);
    expect(story.state.halt).toMatchObject({ cause: 'breaker', task: '1' });
  });

  test('the same error three times in a row, where more attempts are allowed', async () => {
    const same = crashes('TypeError: cannot read lexer.ts');
    const story = new Story(tasks, { loop: { attempts: 9 } }).agents(same, same, same);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/9: codex',
      '01:08 1: failed: The agent exited with code 134 before it reported that it had finished: TypeError: cannot read lexer.ts',
      '01:08 task-1 2/9: codex',
      '01:16 1: failed: The agent exited with code 134 before it reported that it had finished: TypeError: cannot read lexer.ts',
      '01:16 task-1 3/9: codex',
      '01:24 1: failed: The agent exited with code 134 before it reported that it had finished: TypeError: cannot read lexer.ts',
      '01:24 halted, breaker: The same error occurred 3 times in a row. / Last reason: The agent exited with code 134 before it reported that it had finished: TypeError: cannot read lexer.ts',
      '01:24 issue #1 opened: The same error occurred 3 times in a row. / Last reason: The agent exited with code 134 before it reported that it had finished: TypeError: cannot read lexer.ts',
      '01:24 commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:24 issue #1 said again',
      '01:24 run-1 ends halted: Halted at task 1: needs your input',
    ]);
  });

  test('not errors that differ, nor an idle attempt between two that wrote', async () => {
    const story = new Story(tasks, { loop: { attempts: 9 } }).agents(
      crashes('lexer broke'),
      crashes('parser broke', { file: null }),
      crashes('printer broke'),
      crashes('sorter broke', { file: null }),
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/9: codex',
      '01:08 1: failed: The agent exited with code 134 before it reported that it had finished: lexer broke',
      '01:08 task-1 2/9: codex',
      '01:16 1: failed: The agent exited with code 134 before it reported that it had finished: parser broke',
      '01:16 task-1 3/9: codex',
      '01:24 1: failed: The agent exited with code 134 before it reported that it had finished: printer broke',
      '01:24 task-1 4/9: codex',
      '01:32 1: failed: The agent exited with code 134 before it reported that it had finished: sorter broke',
      '01:32 task-1 5/9: codex',
      '01:40 1: done: Done.',
      '01:40 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:40 1 is done, 1 of 1',
      '01:40 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test('after an answer it counts from nothing', async () => {
    const story = new Story(tasks).agents(
      says('Hm.', { file: null }),
      says('Hm.', { file: null }),
      says('Hm!', { file: null }),
      works(),
    );
    await story.run();
    await story.run({ answer: 'Begin with the lexer.' });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:08 task-1 2/3: codex, goes on in session-1',
      '01:16 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:16 halted, breaker: 2 attempts in a row changed nothing: no commit, and the same working tree as before. / Last reason: The agent finished, but its final message ends without the completion promise.',
      '01:16 issue #1 opened: 2 attempts in a row changed nothing: no commit, and the same working tree as before. / Last reason: The agent finished, but its final message ends without the completion promise.',
      '01:16 commit "chore(night): record that the run ended: halted" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:16 run-1 ends halted: Halted at task 1: needs your input',
      '01:16 commit "chore(night): record the answer to: Build the parser" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:16 task-1 1/3: codex, goes on in session-1',
      '01:24 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:24 task-1 2/3: codex, goes on in session-1',
      '01:32 1: done: Done.',
      '01:32 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:32 1 is done, 1 of 1',
      '01:32 issue #1 settled with the commit',
      '01:32 run-2 ends complete: Complete: every unit is done',
    ]);
  });
});
