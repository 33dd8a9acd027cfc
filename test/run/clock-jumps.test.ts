import { describe, expect, test } from '@jest/globals';
import { statePath } from '../simulation/world/paths.ts';
import { breaks, works } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const limit = (resetsAt: number) => breaks("You've hit your usage limit.", { code: 'usage_limit_reached', resetsAt });

describe('A clock that is set', () => {
  test('back by hours is reported, and nothing waits for what lies ahead of it', async () => {
    const back = { clockJumps: [{ at: START + 30 * MINUTE, byMs: -300 * MINUTE }] };
    const story = new Story(
      '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n',
      { throttle: { delayMs: 60 * MINUTE } },
      back,
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 waits until 02:18:55, delay: the delay between attempts',
      '01:30 ! The clock was set back by at least 278 min: it is 2026-11-22 20:30 UTC, but calls are recorded up to 2026-11-23 01:08 UTC. Waits that depend on these calls start over.',
      '01:30 waits until 22. 21:40:49, delay: the delay between attempts',
      '02:40 task-2 1/3: codex',
      '02:48 2: done: Done.',
      '02:48 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '02:48 2 is done, 2 of 2',
      '02:48 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test('forward by hours, or a machine that slept, ends a wait, and that is reported', async () => {
    const ahead = { clockJumps: [{ at: START + 30 * MINUTE, byMs: 300 * MINUTE }] };
    const story = new Story('- [ ] 1. Build the parser\n', {}, ahead).agents(limit(START + 60 * MINUTE));
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 waits until 02:01:00, quota: codex has used up its quota; resets at 2026-11-23 02:00 UTC',
      '01:30 ! The clock jumped forward by 300 min: it is 2026-11-23 06:30 UTC. It was set, or the machine was asleep. Waits whose time has passed end now.',
      '01:30 task-1 1/3: codex, goes on in session-1',
      '01:38 1: done: Done.',
      expect.stringContaining('01:38 commit "feat(night): build the parser"'),
      '01:38 1 is done, 1 of 1',
      '01:38 run-1 ends complete: Complete: every unit is done',
    ]);
  });

  test.each([
    ['while an agent works', 4, '01:08'],
    ['in a wait that is not over by it', 20, '03:01'],
  ])('forward by hours %s is reported as well', async (_, minutes, told) => {
    const ahead = { clockJumps: [{ at: START + minutes * MINUTE, byMs: 120 * MINUTE }] };
    const acts = minutes < 10 ? [works()] : [limit(START + 240 * MINUTE)];
    const story = new Story('- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n', {}, ahead).agents(...acts);
    await story.run();
    const warnings = story.told().filter((line) => line.includes('The clock jumped forward by 120 min'));
    expect(warnings.map((line) => line.slice(0, 5))).toEqual([told]);
    expect(story.stateOnDisk?.units['2']?.status).toBe('completed');
  });

  test('how long a unit takes is not learned from a clock that was set meanwhile', async () => {
    const ahead = { clockJumps: [{ at: START + 4 * MINUTE, byMs: 600 * MINUTE }] };
    const story = new Story('- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n', {}, ahead);
    await story.run();
    const { throttle } = JSON.parse(story.tree.get(statePath) ?? '{}');
    expect(throttle.unitDurationsMs).toEqual([120 * MINUTE, 8 * MINUTE]);
  });

  test('a cap on the calls of an hour holds even then', async () => {
    const back = { clockJumps: [{ at: START + 4 * MINUTE, byMs: -300 * MINUTE }] };
    const story = new Story(
      '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n',
      { throttle: { maxCallsPerHour: 1 } },
      back,
    );
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:04 saved aside: task 1: work in progress',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 2',
      '01:08 ! The clock was set back by at least 292 min: it is 2026-11-22 20:08 UTC, but calls are recorded up to 2026-11-23 01:00 UTC. Waits that depend on these calls start over.',
      '01:08 waits until 22. 21:08:06, calls-per-hour: the limit is 1 call an hour, and the last hour had 1',
      '02:08 task-2 1/3: codex',
      '02:16 2: done: Done.',
      '02:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '02:16 2 is done, 2 of 2',
      '02:16 run-1 ends complete: Complete: every unit is done',
    ]);
  });
});
