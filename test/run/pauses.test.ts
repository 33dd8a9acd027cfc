import { describe, expect, test } from '@jest/globals';
import { breaks } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n- [ ] 3. Mend the lexer\n';
const limit = breaks("You've hit your usage limit.", { code: 'usage_limit_reached', resetsAt: START + 180 * MINUTE });
const short = { throttle: { maxWaitMs: 15 * MINUTE } };

describe('A pause gives the runner back', () => {
  test('for a wait that is too long to hold it, with the time to come again in a commit', async () => {
    const story = new Story(tasks, short).agents(limit);
    await story.run();
    expect(story.told('pull request')).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:02 pull request: 0 of 3, paused',
      '01:02 run-1 ends paused (quota): Paused: codex has used up its quota; resets at 2026-11-23 04:00 UTC; may continue after 2026-11-23 04:01 UTC',
    ]);
    expect(story.state.paused).toEqual({
      at: '2026-11-23T01:02:02.000Z',
      reason: 'quota',
      resume_after: '2026-11-23T04:01:00.000Z',
      why: 'codex has used up its quota; resets at 2026-11-23 04:00 UTC',
    });
    expect(story.state.run).toEqual(null);
  });

  test('the schedule touches nothing before that time, and continues after it in the interrupted session', async () => {
    const story = new Story(tasks, short).agents(limit);
    await story.run();
    await story.pass(30);
    await story.run({ scheduled: true });
    await story.pass(160);
    await story.run({ scheduled: true });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:02 run-1 ends paused (quota): Paused: codex has used up its quota; resets at 2026-11-23 04:00 UTC; may continue after 2026-11-23 04:01 UTC',
      '01:32 run-2 ends paused (quota): Paused until 2026-11-23 04:01 UTC: codex has used up its quota; resets at 2026-11-23 04:00 UTC',
      '01:32 run-2 touched nothing',
      '04:12 task-1 1/3: codex, goes on in session-1',
      '04:20 1: done: Done.',
      '04:20 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '04:20 1 is done, 1 of 3',
      '04:20 task-2 1/3: codex',
      '04:28 2: done: Done.',
      '04:28 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '04:28 2 is done, 2 of 3',
      '04:28 task-3 1/3: codex',
      '04:36 3: done: Done.',
      '04:36 commit "feat(night): mend the lexer" (3.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '04:36 3 is done, 3 of 3',
      '04:36 run-3 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.paused).toEqual(null);
  });

  test('no clock that was a year ahead for a while makes the schedule wait for a year', async () => {
    const year = 365 * 24 * 60 * MINUTE;
    const jumps = [
      { at: START + MINUTE, byMs: year },
      { at: START + 10 * MINUTE, byMs: -year },
    ];
    const ahead = breaks("You've hit your usage limit.", { resetsAt: START + year + 180 * MINUTE, status: 429 });
    const story = new Story(tasks, { ...short, loop: { maxIterations: 1 } }, { clockJumps: jumps }).agents(ahead);
    await story.run();
    expect(story.state.paused?.resume_after).toBe('2027-11-23T04:01:00.000Z');
    await story.pass(30);
    await story.run({ scheduled: true });
    expect(story.state.paused?.resume_after).toMatch(/^2026-11-23T01:4/);
    await story.pass(30);
    expect(await story.run({ scheduled: true })).toMatchObject({ kind: 'max-iterations' });
  });

  test('a run that a person starts before it continues, with whatever is free', async () => {
    const story = new Story(tasks, short).agents(limit);
    await story.run();
    await story.pass(30);
    await story.run({ settings: { throttle: { fallbackBackends: ['claude'] } } });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:02 run-1 ends paused (quota): Paused: codex has used up its quota; resets at 2026-11-23 04:00 UTC; may continue after 2026-11-23 04:01 UTC',
      '01:32 ! codex has used up its quota; resets at 2026-11-23 04:00 UTC; claude is used in the meantime',
      '01:32 task-1 1/3: claude',
      '01:40 1: done: Done.',
      '01:40 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:40 1 is done, 1 of 3',
      '01:40 task-2 1/3: claude',
      '01:48 2: done: Done.',
      '01:48 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:48 2 is done, 2 of 3',
      '01:48 task-3 1/3: claude',
      '01:56 3: done: Done.',
      '01:56 commit "feat(night): mend the lexer" (3.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:56 3 is done, 3 of 3',
      '01:56 run-2 ends complete: Complete: every unit is done',
    ]);
  });

  test('a run that a person starts before it, with nothing free, pauses again until the same time', async () => {
    const story = new Story(tasks, short).agents(limit);
    await story.run();
    await story.pass(30);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:02 run-1 ends paused (quota): Paused: codex has used up its quota; resets at 2026-11-23 04:00 UTC; may continue after 2026-11-23 04:01 UTC',
      '01:32 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:32 run-2 ends paused (quota): Paused: codex has used up its quota; resets at 2026-11-23 04:00 UTC; may continue after 2026-11-23 04:01 UTC',
    ]);
    expect(story.state.paused?.resume_after).toEqual('2026-11-23T04:01:00.000Z');
  });
});

describe('No news is', () => {
  const known = async (...runs: readonly Promise<{ readonly known?: boolean } | null>[]) =>
    (await Promise.all(runs)).map((outcome) => outcome?.known);

  test('the same pause once more, by a person’s own run too; another one is', async () => {
    const story = new Story(tasks, short).agents(limit);
    expect(await known(story.run())).toEqual([false]);
    await story.pass(10);
    expect(await known(story.run())).toEqual([true]);
    await story.pass(10);
    expect(await known(story.run({ scheduled: true }))).toEqual([true]);
  });

  test('that all is done, in the runs after the one that did it', async () => {
    const story = new Story(tasks);
    expect(await known(story.run())).toEqual([false]);
    expect(await known(story.run())).toEqual([true]);
    expect(await known(story.run({ scheduled: true }))).toEqual([true]);
  });
});
