import { describe, expect, test } from '@jest/globals';
import { decide } from '../../src/throttle/decide.ts';
import { ask, quota } from './ask.ts';
import { DAY, HOUR, history, MINUTE, now, request, settings, sums } from './settings.ts';

describe('Budgets', () => {
  test.each([
    ['units', { budgetUnits: 3 }, { units: 3 }, 'budget-units'],
    ['tokens', { budgetTokens: 1000 }, { tokens: 1000 }, 'budget-tokens'],
    ['USD', { budgetUsd: 2.5 }, { costUsd: 2.5 }, 'budget-usd'],
  ])('of a run, spent, end it until a human raises them: %s', (_what, wishes, spent, reason) => {
    expect(decide(settings(wishes), history(), sums(spent), request(), now)).toMatchObject({
      kind: 'pause',
      resumeAfter: null,
      reason,
    });
    expect(decide(settings(wishes), history(), sums(), request(), now).kind).toBe('go');
  });
  test('below a cent are told with the digits that count', () => {
    expect(decide(settings({ budgetUsd: 0.004 }), history(), sums({ costUsd: 0.0051 }), request(), now)).toMatchObject({
      why: "$0.0051 spent; the run's budget is $0.0040",
    });
  });
  test('of a day lasts until midnight in UTC', () => {
    const days = { '2026-11-23': { costUsd: 5, tokens: 0, calls: 9 } };
    const midnight = Date.parse('2026-11-24T00:00:00Z');
    expect(ask({ days }, { dailyBudgetUsd: 5, maxWaitMs: HOUR })).toMatchObject({
      kind: 'pause',
      resumeAfter: midnight,
      reason: 'daily-budget',
    });
    expect(ask({ days }, { dailyBudgetUsd: 5, maxWaitMs: DAY })).toMatchObject({ kind: 'wait', until: midnight });
    expect(ask({ days }, { dailyBudgetUsd: 5 }, midnight).kind).toBe('go');
    expect(ask({ days }, { dailyBudgetUsd: 6 }).kind).toBe('go');
  });
});

describe('The time budget', () => {
  const budget = { timeBudgetMs: 3 * HOUR, taskTimeoutMs: 90 * MINUTE };
  const started = (ago: number, facts = {}, past = {}) =>
    decide(settings(budget), history(past), sums({ startedAt: now - ago }), request(facts), now);

  test('a unit that it would likely cut is not started: by the task time-out while nothing is known', () => {
    expect(started(90 * MINUTE).kind).toBe('go');
    expect(started(91 * MINUTE)).toMatchObject({ kind: 'pause', reason: 'time-budget', resumeAfter: now });
  });
  test('else by the 90th percentile of past units, or a better estimate', () => {
    const unitDurationsMs = [...Array.from({ length: 9 }, () => 10 * MINUTE), 80 * MINUTE];
    expect(started(169 * MINUTE, {}, { unitDurationsMs }).kind).toBe('go');
    expect(started(171 * MINUTE, {}, { unitDurationsMs }).kind).toBe('pause');
    expect(started(171 * MINUTE, { estimateMs: 5 * MINUTE }, { unitDurationsMs }).kind).toBe('go');
  });
  test('the first of a run may always try, while there is any time', () => {
    expect(started(179 * MINUTE, { firstOfRun: true }).kind).toBe('go');
    expect(started(180 * MINUTE, { firstOfRun: true })).toMatchObject({
      kind: 'pause',
      why: "the run's time budget is used up",
    });
  });
  test('a wait beyond its end is not begun', () => {
    const limits = { codex: quota({ resetsAt: now + 2 * HOUR }) };
    const late = (maxWaitMs: number) =>
      decide(
        settings({ ...budget, maxWaitMs }),
        history({ limits }),
        sums({ startedAt: now - 90 * MINUTE }),
        request({ firstOfRun: true }),
        now,
      );
    expect(late(HOUR)).toMatchObject({ kind: 'pause', reason: 'quota', resumeAfter: now + 121 * MINUTE });
    // What a run may wait for is no reason to end one: the next run waits for it.
    expect(late(3 * HOUR)).toMatchObject({ kind: 'pause', reason: 'time-budget', resumeAfter: now + 121 * MINUTE });
  });
  test('a delay that leaves too little is the end of it', () => {
    const late = decide(
      settings({ ...budget, delayMs: MINUTE }),
      history({ lastCallEndedAt: now }),
      sums({ startedAt: now - 90 * MINUTE }),
      request(),
      now,
    );
    expect(late).toMatchObject({ kind: 'pause', reason: 'time-budget' });
  });
});
