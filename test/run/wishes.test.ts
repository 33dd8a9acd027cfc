import { describe, expect, test } from '@jest/globals';
import { breaks, crashes } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n';
const limit = breaks("You've hit your usage limit.", { code: 'usage_limit_reached', resetsAt: START + 180 * MINUTE });

/** A person who ends a wait so many minutes after the story's start, and asks for a stop where they are to. */
function person(story: Story, facts: { readonly endsWaitAt?: number; readonly stops?: () => boolean }) {
  return {
    watchWait() {
      const ended = new AbortController();
      if (facts.endsWaitAt !== undefined) story.at(facts.endsWaitAt, () => ended.abort());
      return { ended: ended.signal, close() {} };
    },
    stopsAfterUnit: facts.stops ?? (() => false),
  };
}

describe('A person who watches', () => {
  test('ends a wait: the next call is made at once, and a limit that stands is met again', async () => {
    const story = new Story(tasks).agents(limit, limit);
    await story.run({ wishes: person(story, { endsWaitAt: 30 }) });
    expect(story.told('waited').slice(0, 9)).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 waits until 04:01:00, quota: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '01:30 waited 1678 s, quota',
      '01:30 ! a person ended the wait: codex is called although: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '01:30 task-1 1/3: codex, goes on in session-1',
      "01:32 1: limited: You've hit your usage limit.",
      expect.stringMatching(/^01:32 waits until /),
      expect.stringMatching(/^0\d:\d\d waited \d+ s, quota$/),
    ]);
  });

  test('stops it before the next unit, not between two attempts at one', async () => {
    const story = new Story(tasks).agents(crashes('lexer broke'));
    const outcome = await story.run({ wishes: person(story, { stops: () => story.calls.length > 0 }) });
    expect(outcome?.kind).toBe('paused');
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: failed: The agent exited with code 134 before it reported that it had finished: lexer broke',
      '01:08 task-1 2/3: codex',
      '01:16 1: done: Done.',
      '01:16 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 1 is done, 1 of 2',
      expect.stringContaining('commit "chore(night): record that the run ended: paused"'),
      expect.stringContaining('ends paused (asked): Paused: a person asked to stop before the next unit'),
    ]);
    expect((await story.run())?.kind).toBe('complete');
  });

  test('a stop that is asked for in the wait before a new unit ends that wait', async () => {
    let stops = false;
    const story = new Story(tasks, { throttle: { delayMs: 240 * MINUTE, maxWaitMs: 720 * MINUTE } });
    story.at(60, () => {
      stops = true;
    });
    await story.run({ wishes: person(story, { endsWaitAt: 60, stops: () => stops }) });
    expect(story.calls).toHaveLength(1);
    expect(story.told().at(-1)).toMatch(/^02:00 run-1 ends paused \(asked\)/);
  });
});
