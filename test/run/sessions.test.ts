import { describe, expect, test } from '@jest/globals';
import { breaks, crashes, says, tokens, works } from './script.ts';
import { Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n';
const lost = breaks('No conversation found with session ID', { code: 'session_not_found' });
const used = (act: ReturnType<typeof works>, usage: ReturnType<typeof tokens>) => ({
  ...act,
  report: { ...act.report, usage },
});

describe('The session of an attempt', () => {
  test('continues in the next one, and the last one starts a new one', async () => {
    const story = new Story(tasks).agents(says('Half of it.'), says('Most of it.'));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:08 task-1 2/3: codex, goes on in session-1',
      '01:16 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:16 task-1 3/3: codex',
      '01:24 1: done: Done.',
      '01:24 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 1 is done, 1 of 1',
      '01:24 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.calls.map(({ prompt }) => prompt.split('\n', 1)[0])).toEqual([
      '# Task 1 Build the parser',
      '# Continue with task 1 Build the parser',
      '# Task 1 Build the parser',
    ]);
  });

  test('is given up after a crash', async () => {
    const story = new Story(tasks).agents(crashes('lexer broke'));
    await story.run();
    expect(story.calls.map(({ session }) => session)).toEqual([null, null]);
  });

  test('that the agent no longer has is replaced by a new one, and costs no attempt', async () => {
    const story = new Story(tasks).agents(says('Half of it.'), lost, says('Most of it.'));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:08 task-1 2/3: codex, goes on in session-1',
      '01:10 1: failed: The agent exited with code 1: No conversation found with session ID',
      '01:10 ! task 1: codex no longer has its session; it starts a new one',
      '01:10 task-1 2/3: codex',
      '01:18 1: incomplete: The agent finished, but its final message ends without the completion promise.',
      '01:18 task-1 3/3: codex',
      '01:26 1: done: Done.',
      '01:26 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:26 1 is done, 1 of 1',
      '01:26 run-1 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.units['1']).toMatchObject({ attempts: 3, status: 'completed' });
  });

  test('is not handed to another unit', async () => {
    const story = new Story('- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n').agents(says('Half of it.'));
    await story.run();
    expect(story.calls.map(({ session }) => session)).toEqual([null, 'session-1', null]);
  });

  test('whose usage is counted as a whole is not booked twice', async () => {
    const story = new Story(tasks).agents(
      used(says('Half of it.'), tokens(1000, 100)),
      used(works(), tokens(1500, 160)),
    );
    await story.run({ wholeSessionUsage: ['codex'] });
    expect(story.state.units['1']?.tokens).toBe(1660);
    expect(story.state.totals).toMatchObject({ calls: 2, tokens_in: 1500, tokens_out: 160 });
  });

  test('whose usage is counted by attempt is booked as it is', async () => {
    const story = new Story(tasks).agents(used(says('Half of it.'), tokens(1000, 100)), used(works(), tokens(500, 60)));
    await story.run();
    expect(story.state.units['1']?.tokens).toBe(1660);
  });

  test('that is fresh counts from nothing', async () => {
    const story = new Story(tasks).agents(
      used(crashes('lexer broke'), tokens(1000, 100)),
      used(works(), tokens(500, 60)),
    );
    await story.run({ wholeSessionUsage: ['codex'] });
    expect(story.state.units['1']?.tokens).toBe(1660);
  });
});
