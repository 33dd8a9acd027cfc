import { describe, expect, test } from '@jest/globals';
import { clampHistoryToNow, clockSetBackWarning } from '../../src/throttle/clock-jumps.ts';
import { decide } from '../../src/throttle/decide.ts';
import type { ThrottleHistory } from '../../src/throttle/types.ts';
import { ask, minutes, quota, streak } from './ask.ts';
import { DAY, HOUR, history, MINUTE, now, request, settings, sums } from './settings.ts';

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

describe('A clock that jumps', () => {
  const tomorrow = now + 5 * HOUR;
  const ahead: Partial<ThrottleHistory> = {
    calls: [tomorrow, tomorrow, tomorrow],
    lastCallEndedAt: tomorrow,
    limits: { codex: quota({ at: tomorrow, hits: 3 }) },
    transients: { codex: streak({ at: tomorrow, count: 9 }) },
  };
  const wishes = { delayMs: 15_000, maxCallsPerHour: 3 };

  test('back by hours makes no wait of hours, and is reported', () => {
    expect(ask(ahead, wishes).kind).toBe('go');
    expect(clockSetBackWarning(history(ahead), now)).toMatch(/set back by at least 300 min/);
    expect(clockSetBackWarning(history(ahead), now - 3 * DAY)).toMatch(/set back by at least 3 days/);
  });
  test('back by minutes leaves a reset as it was said', () => {
    const settle = (by: number) => {
      const open = quota({ at: now + by });
      const codex = { ...open, limit: { ...open.limit, resetsAt: now + 3 * DAY, source: 'clock-time' as const } };
      return clampHistoryToNow(history({ limits: { codex } }), now).limits.codex?.limit.resetsAt;
    };
    expect([settle(6 * 60_000), settle(5 * HOUR)]).toEqual([now + 3 * DAY, null]);
  });

  test('once the history is settled, the usual waits begin from now, and nothing is reported again', () => {
    const settled = clampHistoryToNow(history(ahead), now);
    expect(clockSetBackWarning(settled, now)).toBeNull();
    expect(minutes(settled, wishes)).toBe(60);
    expect(settled.calls).toEqual([now, now, now]);
  });
  test.each([
    ['as the service’s clock says is believed', 'structured', now + 5 * HOUR, 5 * 60 + 1],
    ['that was reckoned by the wrong clock is not: it is tried', 'relative', tomorrow + 5 * HOUR, 15],
    ['of a clock time likewise', 'clock-time', tomorrow + 5 * HOUR, 15],
    ['of a day’s quota likewise', 'calendar', tomorrow + 19 * HOUR, 15],
  ] as const)('once the history is settled, a reset %s', (_, source, resetsAt, expected) => {
    const met = quota({ at: tomorrow, since: tomorrow, source, resetsAt });
    const settled = clampHistoryToNow(history({ lastCallEndedAt: tomorrow, limits: { codex: met } }), now);
    expect(minutes(settled)).toBe(expected);
  });
  test('once the history is settled, what a window said then grows old from now on', () => {
    const window = { name: 'weekly', used: 0.9, resetsAt: null, status: 'allowed', seenAt: tomorrow } as const;
    const settled = clampHistoryToNow(history({ lastCallEndedAt: tomorrow, windows: { codex: [window] } }), now);
    expect(settled.windows.codex).toEqual([{ ...window, seenAt: now }]);
  });
  test('back by a little is nothing to speak of', () => {
    expect(clockSetBackWarning(history({ lastCallEndedAt: now + MINUTE }), now)).toBeNull();
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
