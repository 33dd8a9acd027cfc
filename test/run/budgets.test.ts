import { describe, expect, test } from '@jest/globals';
import { breaks, tokens, works } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n- [ ] 3. Mend the lexer\n';
const limit = breaks("You've hit your usage limit.", { code: 'usage_limit_reached', resetsAt: START + 180 * MINUTE });
const dear = works({ report: { ...works().report, usage: tokens(40_000, 2000, 0.6) } });

describe('A budget ends a run', () => {
  test('of units, when they are done', async () => {
    const story = new Story(tasks, { throttle: { budgetUnits: 2 } });
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 3',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 3',
      '01:16 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      "01:16 run-1 ends paused (budget-units): Paused: the run's budget of 2 units is spent",
    ]);
    expect(story.state.paused).toEqual({
      at: '2026-11-23T01:16:10.000Z',
      reason: 'budget-units',
      resume_after: null,
      why: "the run's budget of 2 units is spent",
    });
  });

  test('of units: one is singular', async () => {
    const story = new Story(tasks, { throttle: { budgetUnits: 1 } });
    await story.run();
    expect(story.state.paused?.why).toBe("the run's budget of 1 unit is spent");
  });

  test('of money, when it is spent, failed attempts counted', async () => {
    const spent = { report: { usage: tokens(40_000, 2000, 0.6) } };
    const story = new Story(tasks, { throttle: { budgetUsd: 1 } }).agents(breaks('lexer broke', {}, spent), dear);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:02 1: failed: The agent exited with code 1: lexer broke',
      '01:02 task-1 2/3: codex',
      '01:10 1: done: Done.',
      '01:10 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:10 1 is done, 1 of 3',
      '01:10 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      "01:10 run-1 ends paused (budget-usd): Paused: $1.20 spent; the run's budget is $1.00",
    ]);
    expect(story.state.units['1']).toMatchObject({ cost_usd: 1.2, tokens: 84_000 });
  });

  test('of money by estimate, where an agent reports no cost but the model that it chose', async () => {
    const chosen = works({ report: { ...works().report, model: 'gpt-6.1-sol', usage: tokens(500_000, 10_000) } });
    const story = new Story(tasks, { throttle: { budgetUsd: 1 } }).agents(chosen);
    await story.run();
    expect(story.told().at(-1)).toBe(
      "01:08 run-1 ends paused (budget-usd): Paused: $1.10 spent; the run's budget is $1.00",
    );
    expect(story.state.units['1']).toMatchObject({ cost_usd: 1.1 });
  });

  test('of tokens, when they are spent; the next run has one of its own', async () => {
    const story = new Story(tasks, { throttle: { budgetTokens: 50_000 } }).agents(dear, dear, dear);
    await story.run();
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 3',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 3',
      '01:16 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      "01:16 run-1 ends paused (budget-tokens): Paused: 84,000 tokens used; the run's budget is 50,000",
      '01:16 task-3 1/3: codex',
      '01:24 3: done: Done.',
      '01:24 commit "feat(night): mend the lexer" (3.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 3 is done, 3 of 3',
      '01:24 run-2 ends complete: Complete: every unit is done',
    ]);
  });

  test('of a day, when it has cost what it may, until midnight', async () => {
    const story = new Story(tasks, { throttle: { dailyBudgetUsd: 1 } }).agents(dear, dear, dear);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 3',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 3',
      '01:16 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:16 run-1 ends paused (daily-budget): Paused: $1.20 spent today (UTC); the daily budget is $1.00; may continue after 2026-11-24 00:00 UTC',
    ]);
  });

  test('of time, when the next unit would likely be cut by its end', async () => {
    const story = new Story(tasks, { throttle: { timeBudgetMs: 20 * MINUTE } });
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 3',
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 3',
      '01:16 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      "01:16 run-1 ends paused (time-budget): Paused: the run's time budget has 3 min left, and the next unit is likely to take 8 min; may continue after 2026-11-23 01:17 UTC",
    ]);
  });

  test('of time, and starts the next run itself, but no endless chain of them', async () => {
    const more = `${tasks}- [ ] 4. Test the lexer\n`;
    const story = new Story(more, { throttle: { timeBudgetMs: 10 * MINUTE, continue: 'dispatch' } });
    await story.run({ chainLimit: 2 });
    await story.run({ chainLimit: 2, dispatched: true });
    await story.run({ chainLimit: 2, dispatched: true });
    expect(story.state.chain).toBe(2);
    // A person's button is the same event.
    await story.run({ chainLimit: 2, dispatched: true });
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      '01:08 1: done: Done.',
      '01:08 commit "feat(night): build the parser" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:08 1 is done, 1 of 4',
      '01:08 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:08 the next run is started',
      "01:08 run-1 ends paused (time-budget): Paused: the run's time budget has 1 min left, and the next unit is likely to take 8 min; may continue after 2026-11-23 01:09 UTC",
      '01:08 task-2 1/3: codex',
      '01:16 2: done: Done.',
      '01:16 commit "docs(night): write the docs" (2.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:16 2 is done, 2 of 4',
      '01:16 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:16 the next run is started',
      "01:16 run-2 ends paused (time-budget): Paused: the run's time budget has 1 min left, and the next unit is likely to take 8 min; may continue after 2026-11-23 01:17 UTC",
      '01:16 task-3 1/3: codex',
      '01:24 3: done: Done.',
      '01:24 commit "feat(night): mend the lexer" (3.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:24 3 is done, 3 of 4',
      '01:24 ! the next run is not started from here: chain-limit allows 2 runs in a row',
      '01:24 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      "01:24 run-3 ends paused (time-budget): Paused: the run's time budget has 1 min left, and the next unit is likely to take 8 min; may continue after 2026-11-23 01:25 UTC",
      '01:24 task-4 1/3: codex',
      '01:32 4: done: Done.',
      '01:32 commit "test(night): test the lexer" (4.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
      '01:32 4 is done, 4 of 4',
      '01:32 run-4 ends complete: Complete: every unit is done',
    ]);
    expect(story.state.chain).toBe(0);
  });

  test('of time, and says so when it may not start the next run', async () => {
    const story = new Story(tasks, { throttle: { timeBudgetMs: 10 * MINUTE, continue: 'dispatch' } });
    story.people.mayDispatch = false;
    await story.run();
    expect(story.told('pull request').slice(6)).toEqual([
      '01:08 ! the next run could not be started from here: it may not',
      '01:08 pull request: 1 of 3, paused',
      "01:08 run-1 ends paused (time-budget): Paused: the run's time budget has 1 min left, and the next unit is likely to take 8 min; may continue after 2026-11-23 01:09 UTC",
    ]);
  });

  test('of time, and starts no next run that could start nothing', async () => {
    const story = new Story(tasks, {
      throttle: { timeBudgetMs: 10 * MINUTE, delayMs: 60 * MINUTE, continue: 'dispatch' },
    });
    await story.run();
    expect(story.told().slice(4)).toEqual([
      '01:08 ! the next run is not started from here: it could not start anything yet and would only pause again',
      '01:08 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      "01:08 run-1 ends paused (time-budget): Paused: the run's time budget has 1 min left, and the next unit is likely to take 8 min; may continue after 2026-11-23 02:19 UTC",
    ]);
  });

  test('of time, and starts the next run where a wait would be short, but is not over in time', async () => {
    const soon = breaks("You've hit your usage limit.", { code: 'usage_limit_reached', resetsAt: START + 12 * MINUTE });
    const throttle = { timeBudgetMs: 12 * MINUTE, maxWaitMs: 15 * MINUTE, continue: 'dispatch' } as const;
    const story = new Story(tasks, { throttle }).agents(soon);
    await story.run();
    expect(story.told().slice(3)).toEqual([
      '01:02 the next run is started',
      "01:02 run-1 ends paused (time-budget): Paused: codex has used up its quota; resets at 2026-11-23 01:12 UTC, and the run's time budget ends before that; may continue after 2026-11-23 01:13 UTC",
    ]);
  });

  test('and starts no next run where the reason is a quota', async () => {
    const story = new Story(tasks, { throttle: { maxWaitMs: 15 * MINUTE, continue: 'dispatch' } }).agents(limit);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 task-1 1/3: codex',
      "01:02 1: limited: You've hit your usage limit.",
      '01:02 commit "chore(night): record that the run ended: paused" (SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      '01:02 run-1 ends paused (quota): Paused: codex has used up its quota; resets at 2026-11-23 04:00 UTC; may continue after 2026-11-23 04:01 UTC',
    ]);
  });
});

describe('A budget of money', () => {
  const used = (facts: object) => works({ report: { ...works().report, usage: tokens(400_000, 20_000), ...facts } });

  test('counts by the model that the agent itself names, where nobody chose one', async () => {
    const story = new Story(tasks, { throttle: { budgetUsd: 1 } }).agents(used({ model: 'gpt-5.5' }));
    await story.run();
    expect(story.told().slice(-1)).toEqual([
      "01:08 run-1 ends paused (budget-usd): Paused: $2.60 spent; the run's budget is $1.00",
    ]);
    expect(story.state.totals).toMatchObject({ cost_usd: 2.6, cost_estimated: true });
  });

  test.each([
    [
      { model: 'gpt-99' },
      'budget-usd does not count codex, which does not report its cost, and no price is known for the model gpt-99: add one with prices',
    ],
    [
      {},
      'budget-usd does not count codex, which does not report its cost, and no price is known for its model: add one with prices',
    ],
    [{ usage: null }, 'budget-usd does not count codex, which reports neither its cost nor its tokens'],
    [
      { usage: { ...tokens(0, 0), credits: 0.4 } },
      'budget-usd does not count codex, which reports neither its cost nor its tokens',
    ],
  ])('that cannot be counted is reported once: %j', async (facts, warning) => {
    const story = new Story(tasks, { throttle: { budgetUsd: 1 } }).agents(used(facts), used(facts), used(facts));
    await story.run();
    expect(story.told().filter((line) => line.includes('!'))).toEqual([`01:08 ! ${warning}`]);
  });

  test('also of tokens, and nothing is reported where there is none', async () => {
    const silent = used({ usage: null });
    const counted = new Story(tasks, { throttle: { budgetTokens: 1 } }).agents(silent);
    await counted.run();
    expect(counted.told().find((line) => line.includes('!'))).toBe(
      '01:08 ! budget-tokens does not count codex, which does not report how many tokens it uses',
    );
    const credits = used({ usage: { ...tokens(0, 0), credits: 0.4 } });
    const inCredits = new Story(tasks, { throttle: { budgetTokens: 1 } }).agents(credits);
    await inCredits.run();
    expect(inCredits.told().some((line) => line.includes('! budget-tokens does not count codex'))).toBe(true);
    const free = new Story(tasks).agents(silent);
    await free.run();
    expect(free.told().some((line) => line.includes('!'))).toBe(false);
  });
});
