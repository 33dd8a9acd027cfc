import { describe, expect, test } from '@jest/globals';
import { clockWarning, decide, settleClock } from '../../src/throttle/decide.ts';
import type { OpenLimit, ThrottleHistory, ThrottleSettings, TransientStreak } from '../../src/throttle/types.ts';
import type { QuotaLimit } from '../../src/verdict/types.ts';
import { DAY, HOUR, history, MINUTE, now, request, settings, sums } from './settings.ts';

function quota(
  facts: Partial<Omit<OpenLimit, 'limit'>> & Partial<Pick<QuotaLimit, 'resetsAt' | 'source' | 'backend'>> = {},
): OpenLimit {
  const { resetsAt = null, source = 'none', backend = 'codex', ...open } = facts;
  const limit = { backend, window: 'five_hour', resetsAt, source, message: 'limit reached' };
  return { limit, hits: 1, at: now, ...open };
}

const streak = (facts: Partial<TransientStreak> = {}): TransientStreak => ({
  count: 1,
  retryAfterMs: null,
  at: now,
  ...facts,
});

const ask = (past: Partial<ThrottleHistory>, wishes: Partial<ThrottleSettings> = {}, at = now) =>
  decide(settings(wishes), history(past), sums(), request(), at);

/** Minutes from now until which it waits or pauses; 0: it goes. */
function minutes(past: Partial<ThrottleHistory>, wishes: Partial<ThrottleSettings> = {}): number {
  const decision = ask(past, wishes);
  if (decision.kind === 'go') return 0;
  const until = decision.kind === 'wait' ? decision.until : (decision.resumeAfter ?? Number.NaN);
  return (until - now) / MINUTE;
}

test('with nothing against it, it goes', () => {
  expect(ask({})).toEqual({ kind: 'go', backend: 'codex' });
});

describe('The delay between attempts', () => {
  test('runs from the end of the last one, with up to 20 % on top', () => {
    const decision = ask({ lastCallEndedAt: now }, { delayMs: 15_000 });
    expect(decision).toMatchObject({ kind: 'wait', reason: 'delay' });
    expect(minutes({ lastCallEndedAt: now }, { delayMs: 15_000 })).toBeGreaterThanOrEqual(0.25);
    expect(minutes({ lastCallEndedAt: now }, { delayMs: 15_000 })).toBeLessThanOrEqual(0.3);
  });
  test('is the same however often it is asked for, and differs from seed to seed', () => {
    const until = (seed: number, at = now) => {
      const decision = ask({ lastCallEndedAt: now }, { delayMs: 15_000, seed }, at);
      return decision.kind === 'wait' ? decision.until : null;
    };
    expect(until(7, now + 5000)).toBe(until(7));
    expect(new Set([1, 2, 3, 4, 5].map((seed) => until(seed))).size).toBeGreaterThan(1);
  });
  test('is no limit: also a run that may wait for none waits for it, unless it holds the machine for long', () => {
    const wait = (delayMs: number) => ask({ lastCallEndedAt: now }, { delayMs, maxWaitMs: 0 });
    expect(wait(4 * MINUTE)).toMatchObject({ kind: 'wait', reason: 'delay' });
    expect(wait(6 * MINUTE)).toMatchObject({ kind: 'pause', reason: 'delay' });
    expect(ask({ limits: { codex: quota({ resetsAt: now + 1 }) } }, { maxWaitMs: 0 }).kind).toBe('pause');
  });
  test('is over when it is over', () => {
    expect(ask({ lastCallEndedAt: now - 18_000 }, { delayMs: 15_000 }).kind).toBe('go');
  });
});

describe('Calls an hour', () => {
  const calls = [now - 50 * MINUTE, now - 20 * MINUTE, now - 5 * MINUTE];
  test('a full hour waits until its first call is an hour old', () => {
    expect(ask({ calls }, { maxCallsPerHour: 3 })).toMatchObject({
      kind: 'wait',
      until: now + 10 * MINUTE,
      reason: 'calls-per-hour',
    });
  });
  test('more than are allowed now (the setting was lowered) wait for as many to leave', () => {
    expect(minutes({ calls }, { maxCallsPerHour: 1 })).toBe(55);
  });
  test('a call of an hour ago does not count', () => {
    expect(minutes({ calls: [now - HOUR, ...calls.slice(1)] }, { maxCallsPerHour: 3 })).toBe(0);
  });
});

describe('A quota', () => {
  test('is waited for until its reset and a minute more', () => {
    expect(ask({ limits: { codex: quota({ resetsAt: now + HOUR }) } })).toEqual({
      kind: 'wait',
      until: now + 61 * MINUTE,
      reason: 'quota',
      why: 'codex has used up its quota (five_hour); it resets at 2026-11-23 09:00 UTC',
    });
  });
  test.each<[string, Parameters<typeof quota>[0], number]>([
    ['met again after its reset: 5 min more', { hits: 2, resetsAt: now - MINUTE }, 5],
    ['and 10', { hits: 3, resetsAt: now - MINUTE }, 10],
    ['and 20', { hits: 4, resetsAt: now - MINUTE }, 20],
    ['then every hour', { hits: 5, resetsAt: now - MINUTE }, 60],
    ['met again before its reset: until then', { hits: 2, resetsAt: now + HOUR }, 61],
    ['without a reset time: a probe after 15 min', {}, 15],
    ['then 30', { hits: 2 }, 30],
    ['then every 60', { hits: 3 }, 60],
    ['and 60', { hits: 30 }, 60],
    ['with a reset long past: 5 min, as after one', { resetsAt: now - DAY }, 5],
    ['with a reset just past: a minute after it', { resetsAt: now - 30_000 }, 0.5],
    ['with a reset in nine days, perhaps a misreading: a probe after an hour', { resetsAt: now + 9 * DAY }, 60],
    ['then after six', { resetsAt: now + 9 * DAY, hits: 2 }, 6 * 60],
    ['then every day', { resetsAt: now + 30 * DAY, hits: 3 }, 24 * 60],
    ['bound to the calendar: a probe after an hour', { resetsAt: now + 20 * HOUR, source: 'calendar' }, 60],
    ['then at its reset', { resetsAt: now + 2 * HOUR, source: 'calendar', hits: 2 }, 121],
    ['and past it as past any', { resetsAt: now - HOUR, source: 'calendar', hits: 3 }, 10],
    ['with a reset in two months: as if unknown', { resetsAt: now + 60 * DAY }, 15],
    ['with a reset in the year 9999: as if unknown', { resetsAt: 253_370_764_800_000 }, 15],
  ])('%s', (_what, facts, expected) => {
    expect(minutes({ limits: { codex: quota(facts) } })).toBe(expected);
  });
  test('of another backend is none of its business', () => {
    expect(minutes({ limits: { claude: quota({ backend: 'claude', resetsAt: now + HOUR }) } })).toBe(0);
  });
  test('beyond the longest wait ends the run until then', () => {
    expect(ask({ limits: { codex: quota({ resetsAt: now + HOUR }) } }, { maxWaitMs: 15 * MINUTE })).toMatchObject({
      kind: 'pause',
      resumeAfter: now + 61 * MINUTE,
      reason: 'quota',
    });
  });
  test('that is probed again and again is waited for no longer than the longest wait in all', () => {
    const since = now - 30 * MINUTE;
    expect(ask({ limits: { codex: quota({ hits: 3, since }) } }, { maxWaitMs: 80 * MINUTE }).kind).toBe('pause');
    expect(ask({ limits: { codex: quota({ hits: 3, since }) } }, { maxWaitMs: 95 * MINUTE }).kind).toBe('wait');
  });
  test('whose end is not known is not waited for in a run that may wait for the first probe only', () => {
    const limits = { codex: quota() };
    const until = { resumeAfter: now + 15 * MINUTE, reason: 'quota' };
    expect(ask({ limits }, { maxWaitMs: 15 * MINUTE })).toMatchObject({ kind: 'pause', ...until });
    expect(ask({ limits }, { maxWaitMs: 45 * MINUTE }).kind).toBe('wait');
  });
  test('met in an earlier run does not count against this one', () => {
    const limits = { codex: quota({ hits: 3, at: now, since: now - 20 * HOUR }) };
    expect(decide(settings(), history({ limits }), sums({ startedAt: now }), request(), now).kind).toBe('wait');
  });
});

describe('Transient failures', () => {
  test.each([
    [1, 0.5],
    [2, 1],
    [3, 2],
    [4, 4],
    [5, 8],
    [6, 10],
    [40, 10],
  ])('after %i in a row the wait is at most %d min, anywhere below', (count, most) => {
    const waits = Array.from({ length: 40 }, (_, seed) =>
      minutes({ transients: { codex: streak({ count }) } }, { seed }),
    );
    expect(Math.max(...waits)).toBeLessThanOrEqual(most + 0.001);
    expect(Math.max(...waits)).toBeGreaterThan(most * 0.8);
    expect(Math.min(...waits)).toBeLessThan(most * 0.2);
  });
  test('the wait is the same however often it is asked for', () => {
    const codex = streak({ count: 6 });
    const first = ask({ transients: { codex } });
    expect(first.kind).toBe('wait');
    expect(ask({ transients: { codex } }, {}, now + 1000)).toEqual(first);
  });
  test('a retry-after is honoured', () => {
    expect(minutes({ transients: { codex: streak({ retryAfterMs: 20 * MINUTE }) } })).toBe(20);
  });
  test('an absurd retry-after is not', () => {
    expect(minutes({ transients: { codex: streak({ retryAfterMs: 2 ** 45 }) } })).toBeLessThanOrEqual(0.5);
  });
});

describe('Fallback backends', () => {
  const fallbackBackends = ['claude', 'gemini'];
  test('the first free one works while the wanted one is limited', () => {
    const limits = {
      codex: quota({ resetsAt: now + HOUR }),
      claude: quota({ backend: 'claude', resetsAt: now + HOUR }),
    };
    expect(ask({ limits }, { fallbackBackends })).toEqual({ kind: 'go', backend: 'gemini' });
  });
  test('the wanted one works again when its limit lifts', () => {
    const limits = { codex: quota({ resetsAt: now - 2 * MINUTE, at: now - HOUR }) };
    expect(ask({ limits }, { fallbackBackends })).toEqual({ kind: 'go', backend: 'codex' });
  });
  test('with all of them limited the first to be free is waited for', () => {
    const limits = {
      codex: quota({ resetsAt: now + 3 * HOUR }),
      claude: quota({ backend: 'claude', resetsAt: now + HOUR }),
      gemini: quota({ backend: 'gemini', resetsAt: now + 2 * HOUR }),
    };
    expect(ask({ limits }, { fallbackBackends })).toMatchObject({ kind: 'wait', until: now + 61 * MINUTE });
  });
  test('five failures in a row are waited out, after the sixth the fallback works for a while', () => {
    const at = now - 1;
    expect(ask({ transients: { codex: streak({ count: 5, at }) } }, { fallbackBackends }).kind).toBe('wait');
    expect(ask({ transients: { codex: streak({ count: 6, at }) } }, { fallbackBackends })).toEqual({
      kind: 'go',
      backend: 'claude',
    });
    expect(ask({ transients: { codex: streak({ count: 6, at }) } }, { fallbackBackends }, now + 10 * MINUTE)).toEqual({
      kind: 'go',
      backend: 'codex',
    });
  });
  test('the delay counts for all of them', () => {
    const limits = { codex: quota({ resetsAt: now + HOUR }) };
    expect(ask({ limits, lastCallEndedAt: now }, { fallbackBackends, delayMs: MINUTE })).toMatchObject({
      kind: 'wait',
      reason: 'delay',
    });
  });
});

describe('Pace, by the windows that a backend tells of', () => {
  const window = (used: number | null, facts: object = {}) => ({
    codex: [{ name: 'five_hour', used, resetsAt: now + HOUR, status: 'allowed' as const, seenAt: now, ...facts }],
  });
  const gap = (windows: ThrottleHistory['windows'], wishes: Partial<ThrottleSettings> = {}) =>
    minutes({ windows, lastCallEndedAt: now }, { delayMs: MINUTE, ...wishes });

  test('below 80 % nothing changes, from 80 % on the gap triples', () => {
    expect(gap(window(0.79))).toBeLessThanOrEqual(1.2);
    expect(gap(window(0.8))).toBeGreaterThanOrEqual(3);
    expect(gap(window(0.8))).toBeLessThanOrEqual(3.6);
    expect(gap(window(null, { status: 'warning' }))).toBeGreaterThanOrEqual(3);
  });
  const units = { unitDurationsMs: [20, 40, 70].map((minutes) => minutes * MINUTE) };

  test('from 95 % on the reset is waited for', () => {
    expect(ask({ windows: window(0.95), ...units })).toMatchObject({
      kind: 'wait',
      until: now + 61 * MINUTE,
      reason: 'pace',
    });
    expect(minutes({ windows: window(0.94), ...units })).toBe(0);
    expect(ask({ windows: window(0.95), ...units }, { maxWaitMs: HOUR })).toMatchObject({
      kind: 'pause',
      resumeAfter: now + 61 * MINUTE,
      reason: 'pace',
    });
  });
  test('also when less is left than nine of ten past calls used', () => {
    const windowShares = { 'codex/five_hour': [0.05, 0.1, 0.15, 0.2] };
    expect(minutes({ windows: window(0.85), windowShares, ...units })).toBe(61);
    expect(minutes({ windows: window(0.75), windowShares, ...units })).toBe(0);
    expect(minutes({ windows: window(0.85), windowShares: { 'codex/five_hour': [0.2] }, ...units })).toBe(0);
  });
  test.each<[story: string, resetsIn: number, unitMinutes: readonly number[], waits: number]>([
    ['no longer than units take: what is left is used, and a call that is cut goes on later', 60, [20, 50], 0],
    ['as long as they take', 60, [20, 61], 61],
    ['not for days, whatever units take', 4 * 24 * 60, [100], 0],
    ['a quarter of an hour while no unit is known', 14, [], 15],
    ['no longer than that', 15, [], 0],
  ])('it is waited for %s', (_, resetsIn, unitMinutes, waits) => {
    const unitDurationsMs = unitMinutes.map((each) => each * MINUTE);
    expect(minutes({ windows: window(0.97, { resetsAt: now + resetsIn * MINUTE }), unitDurationsMs })).toBe(waits);
  });
  test('a window that was reset since, or was seen long ago and has no end, says nothing', () => {
    expect(minutes({ windows: window(0.99, { resetsAt: now - 1 }) })).toBe(0);
    expect(gap(window(0.99, { resetsAt: null, seenAt: now - 2 * HOUR }))).toBeLessThanOrEqual(1.2);
    expect(gap(window(0.99, { resetsAt: null }))).toBeGreaterThanOrEqual(3);
  });
  test('it can be turned off, and makes way for a fallback', () => {
    expect(ask({ windows: window(0.99), ...units }, { pace: false }).kind).toBe('go');
    expect(ask({ windows: window(0.99), ...units }, { fallbackBackends: ['gemini'] })).toEqual({
      kind: 'go',
      backend: 'gemini',
    });
  });
});

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
      why: 'the time budget of the run is used up',
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

describe('A clock that jumps', () => {
  const tomorrow = now + 5 * HOUR;
  const ahead: Partial<ThrottleHistory> = {
    calls: [tomorrow, tomorrow, tomorrow],
    lastCallEndedAt: tomorrow,
    limits: { codex: quota({ at: tomorrow, hits: 3 }) },
    transients: { codex: streak({ at: tomorrow, count: 9 }) },
  };
  const wishes = { delayMs: 15_000, maxCallsPerHour: 3 };

  test('back by hours makes no wait of hours, and is told', () => {
    expect(ask(ahead, wishes).kind).toBe('go');
    expect(clockWarning(history(ahead), now)).toMatch(/set back by at least 300 min/);
  });
  test('once the history is settled, the usual waits begin from now, and nothing is told again', () => {
    const settled = settleClock(history(ahead), now);
    expect(clockWarning(settled, now)).toBeNull();
    expect(minutes(settled, wishes)).toBe(60);
    expect(settled.calls).toEqual([now, now, now]);
  });
  test('back by a little is nothing to speak of', () => {
    expect(clockWarning(history({ lastCallEndedAt: now + MINUTE }), now)).toBeNull();
    expect(minutes({ lastCallEndedAt: now + MINUTE }, { delayMs: 15_000 })).toBeLessThanOrEqual(1.3);
  });
  test('forward by hours only ends waits', () => {
    expect(
      ask(
        { calls: [now], lastCallEndedAt: now, limits: { codex: quota({ resetsAt: now + HOUR }) } },
        wishes,
        now + 5 * HOUR,
      ).kind,
    ).toBe('go');
  });
  test('behind the start of the run leaves the time budget bounded', () => {
    const later = decide(
      settings({ timeBudgetMs: HOUR }),
      history(),
      sums({ startedAt: now + DAY }),
      request({ estimateMs: 2 * HOUR }),
      now,
    );
    expect(later.kind).toBe('pause');
  });
});
