import { expect, test } from '@jest/globals';
import type { LimitWindow } from '../../src/agents/types.ts';
import { works } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n';
const reset = START + 180 * MINUTE;
const tells = (used: number, window: Partial<LimitWindow> = {}) => {
  const limits: LimitWindow[] = [{ name: 'five_hour', used, resetsAt: reset, status: 'allowed', ...window }];
  return works({ report: { ...works().report, limits } });
};
const throttle = { headroom: { shares: { others: 0.2 }, hours: null } };

test('a window that is used up to the headroom is waited for, at no attempt, and the next unit then begins', async () => {
  const story = new Story(tasks, { throttle }).agents(tells(0.83));
  await story.run();
  expect(story.told('waited')).toEqual([
    '01:00 task-1 1/3: codex',
    '01:08 1: done: Done.',
    '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
    '01:08 1 is done, 1 of 2',
    "01:08 waits until 04:01:00, headroom: codex's window five_hour is 83 % used, and headroom keeps 20 % of it for you; it resets at 2026-11-23 04:00 UTC",
    '04:01 waited 10374 s, headroom',
    '04:01 task-2 1/3: codex',
    '04:09 2: done: Done.',
    '04:09 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
    '04:09 2 is done, 2 of 2',
    '04:09 run-1 ends complete: Complete: every unit is done',
  ]);
  expect(story.state.units['2']).toMatchObject({ status: 'completed', attempts: 1 });
  expect(story.state.totals?.waiting_s).toEqual({ headroom: 10374 });
});

test('a run that may not wait that long is paused, scheduled ones before the reset touch nothing, and the next works', async () => {
  const story = new Story(tasks, { throttle: { ...throttle, maxWaitMs: 15 * MINUTE } }).agents(tells(0.83));
  await expect(story.run()).resolves.toMatchObject({
    kind: 'paused',
    progress: { paused: { reason: 'headroom', resume_after: '2026-11-23T04:01:00.000Z' } },
  });
  await story.pass(30);
  await expect(story.run({ scheduled: true })).resolves.toMatchObject({ kind: 'paused' });
  expect(story.calls).toHaveLength(1);
  await story.pass(180);
  await expect(story.run({ scheduled: true })).resolves.toMatchObject({ kind: 'complete' });
  expect(story.calls).toHaveLength(2);
});

test('what an earlier run saw holds before the first unit of the next one, also when a person starts it', async () => {
  const story = new Story(tasks, { throttle: { ...throttle, budgetUnits: 1 } }).agents(tells(0.83));
  await story.run();
  await story.run();
  expect(story.told().filter((line) => line.includes('waits'))).toEqual([
    expect.stringContaining('waits until 04:01:00, headroom'),
  ]);
});

test.each<[string, Partial<LimitWindow>, readonly string[]]>([
  [
    'another window alone is reported',
    { name: 'weekly' },
    ["headroom keeps nothing of codex's 5h window: its service reports the use of weekly alone"],
  ],
  [
    'a window is reported without its use',
    { used: null },
    ["headroom keeps nothing of codex's plan: its service does not report how much of its usage windows is used"],
  ],
  ['it is reported in minutes', { name: '299_minutes' }, []],
])('of a window that is named: %s', async (_, window, warnings) => {
  const shares = { fiveHour: 0.2 };
  const story = new Story(tasks, { throttle: { headroom: { shares, hours: null } } }).agents(tells(0.5, window));
  expect((await story.run())?.progress.warnings).toEqual(warnings);
});

test('where nothing is reported, that nothing is kept is said once', async () => {
  const story = new Story(tasks, { throttle });
  const outcome = await story.run();
  expect(outcome).toMatchObject({
    kind: 'complete',
    progress: {
      warnings: [
        "headroom keeps nothing of codex's plan: its service does not report how much of its usage windows is used",
      ],
    },
  });
});
