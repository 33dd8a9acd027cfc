import { describe, expect, test } from '@jest/globals';
import { breaks, crashes, isEnded, says, tokens } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n';
const why = 'Why the last attempt was not accepted';
const reset = START + 180 * MINUTE;
const limit = (resetsAt: number | null) =>
  breaks("You've hit your usage limit.", { code: 'usage_limit_reached', resetsAt });

describe('A limit is not a failure', () => {
  test('it spends no attempt, is waited for until 60 s after its reset, and the same session continues', async () => {
    const story = new Story(tasks).agents(limit(reset));
    await story.run();
    expect(story.told('waited')).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 waits until 04:01:00, quota: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '04:01 waited 10738 s, quota',
      '04:01 task-1 1/3: codex, goes on in session-1',
      '04:09 1: done: Done.',
      '04:09 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '04:09 1 is done, 1 of 1',
      '04:09 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.units['1']).toMatchObject({ status: 'completed', attempts: 1 });
    expect(story.state.totals?.waiting_s).toEqual({
      quota: 10738,
    });
  });

  test('also on the last attempt the session that it interrupted continues', async () => {
    const story = new Story(tasks).agents(crashes('lexer broke'), says('Half of it.'), limit(reset));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: failed: The agent exited with code 134 before it reported that it had finished: lexer broke',
      '01:08 task-1 2/3: codex',
      '01:16 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:16 task-1 3/3: codex',
      "01:18 1: limited: You've hit your usage limit.",
      '01:18 waits until 04:01:00, quota: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '04:01 task-1 3/3: codex, goes on in session-3',
      '04:09 1: done: Done.',
      '04:09 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '04:09 1 is done, 1 of 1',
      '04:09 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.prompt(4, why)).toEqual([
      '```',
      'The agent finished, but its final message ends without the completion promise.',
      '',
      'What it left in the working tree:',
      'changed: src/1.ts',
      '```',
      '',
      'Fix this first. Do not redo what already works.',
    ]);
  });

  test('one that does not say until when is tried again after 15, 30 and then every 60 minutes', async () => {
    const story = new Story(tasks).agents(limit(null), limit(null), limit(null), limit(null));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 waits until 01:17:02, quota: codex has used up its quota; no reset time is known',
      '01:17 task-1 1/3: codex, goes on in session-1',
      "01:19 1: limited: You've hit your usage limit.",
      '01:19 waits until 01:49:02, quota: codex has used up its quota; no reset time is known',
      '01:49 task-1 1/3: codex, goes on in session-1',
      "01:51 1: limited: You've hit your usage limit.",
      '01:51 waits until 02:51:02, quota: codex has used up its quota; no reset time is known',
      '02:51 task-1 1/3: codex, goes on in session-1',
      "02:53 1: limited: You've hit your usage limit.",
      '02:53 waits until 03:53:02, quota: codex has used up its quota; no reset time is known',
      '03:53 task-1 1/3: codex, goes on in session-1',
      '04:01 1: done: Done.',
      '04:01 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '04:01 1 is done, 1 of 1',
      '04:01 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.units['1']).toMatchObject({ status: 'completed', attempts: 1 });
  });

  test('one that stands beyond its own reset is tried again after 5, 10 and 20 minutes', async () => {
    const story = new Story(tasks).agents(limit(reset), limit(reset), limit(reset), limit(reset));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 waits until 04:01:00, quota: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '04:01 task-1 1/3: codex, goes on in session-1',
      "04:03 1: limited: You've hit your usage limit.",
      '04:03 waits until 04:08:00, quota: codex has used up its quota; was due to reset at 2026-11-23 04:00 UTC, and has refused 2 times',
      '04:08 task-1 1/3: codex, goes on in session-1',
      "04:10 1: limited: You've hit your usage limit.",
      '04:10 waits until 04:20:00, quota: codex has used up its quota; was due to reset at 2026-11-23 04:00 UTC, and has refused 3 times',
      '04:20 task-1 1/3: codex, goes on in session-1',
      "04:22 1: limited: You've hit your usage limit.",
      '04:22 waits until 04:42:00, quota: codex has used up its quota; was due to reset at 2026-11-23 04:00 UTC, and has refused 4 times',
      '04:42 task-1 1/3: codex, goes on in session-1',
      '04:50 1: done: Done.',
      '04:50 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '04:50 1 is done, 1 of 1',
      '04:50 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test.each([
    ['is the old one', 0, 'was due to reset at 2026-11-23 04:00 UTC, and has refused 2 times'],
    ['after an answer is a new one', 100, 'no reset time is known'],
  ])('one that is met after its reset %s', async (_, output, until) => {
    const report = { usage: tokens(900, output) };
    const again = breaks("You've hit your usage limit.", { code: 'usage_limit_reached' }, { report });
    const story = new Story(tasks).agents(limit(reset), again);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 waits until 04:01:00, quota: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '04:01 task-1 1/3: codex, goes on in session-1',
      "04:03 1: limited: You've hit your usage limit.",
      expect.stringContaining(`quota: codex has used up its quota; ${until}`),
      expect.stringContaining('task-1 1/3: codex, goes on in session-1'),
      ...Array.from({ length: 4 }, () => expect.anything()),
    ]);
  });

  test('a call that was closed after an answer has shown that the limit is lifted', async () => {
    const closed = isEnded('window-closed', { report: { usage: tokens(900, 100) } });
    const story = new Story(tasks, {}, { machine: 'own' }).agents(limit(reset), closed, limit(null));
    await story.run();
    await story.run();
    expect(story.told().filter((line) => line.includes('quota:'))).toEqual([
      '01:02 waits until 04:01:00, quota: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '04:11 waits until 04:26:10, quota: codex has used up its quota; no reset time is known',
    ]);
  });

  test('an overload is waited for with growing patience, and is no attempt either', async () => {
    const overload = breaks('529 Overloaded', { status: 529 });
    const story = new Story(tasks).agents(overload, overload, overload);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:02 1: transient: 529 Overloaded',
      '01:02 waits until 01:02:30, transient: codex failed once with a temporary error',
      '01:02 task-1 1/3: codex, goes on in session-1',
      '01:04 1: transient: 529 Overloaded',
      '01:04 waits until 01:04:49, transient: codex failed 2 times in a row with a temporary error',
      '01:04 task-1 1/3: codex, goes on in session-1',
      '01:06 1: transient: 529 Overloaded',
      '01:06 waits until 01:07:56, transient: codex failed 3 times in a row with a temporary error',
      '01:07 task-1 1/3: codex, goes on in session-1',
      '01:15 1: done: Done.',
      '01:16 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 1 is done, 1 of 1',
      '01:16 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.units['1']).toMatchObject({ status: 'completed', attempts: 1 });
  });

  test('what is known of a limit outlives a machine that is lost while it waits', async () => {
    const story = new Story(tasks, {}, { machine: 'own' }).agents(limit(reset));
    await story.run({ lostAfter: 30 });
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 waits until 04:01:00, quota: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '01:30 run-1: the machine is lost',
      '01:30 waits until 04:01:00, quota: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '04:01 task-1 1/3: codex, goes on in session-1',
      '04:09 1: done: Done.',
      '04:09 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '04:09 1 is done, 1 of 1',
      '04:09 run-2 ends complete: Complete: every unit is done',
    ]);
  });
});
