import { describe, expect, test } from '@jest/globals';
import {
  emptyHistory,
  recordCall,
  recordCallEnd,
  recordLimit,
  recordSuccess,
  recordTransient,
  tokensOf,
} from '../../src/throttle/history.ts';
import { historySchema } from '../../src/throttle/history-schema.ts';
import type { QuotaLimit } from '../../src/verdict/types.ts';
import { DAY, HOUR, MINUTE, now } from './settings.ts';

const limit = (resetsAt: number | null, backend = 'codex'): QuotaLimit => ({
  backend,
  window: null,
  resetsAt,
  source: 'none',
  message: 'limit reached',
});

const end = (facts: object = {}) => ({
  backend: 'codex',
  at: now,
  durationMs: MINUTE,
  usage: null,
  costUsd: null,
  windows: [],
  ...facts,
});

describe('Calls', () => {
  test('are remembered for an hour, and counted by day', () => {
    let history = emptyHistory();
    for (const minute of [0, 30, 59, 61, 90]) history = recordCall(history, { at: now + minute * MINUTE });
    expect(history.calls.map((at) => (at - now) / MINUTE)).toEqual([59, 61, 90]);
    expect(history.days).toEqual({ '2026-11-23': { costUsd: 0, tokens: 0, calls: 5 } });
  });
  test('noted by a clock that was ahead are moved to now', () => {
    const history = recordCall(recordCall(emptyHistory(), { at: now + 5 * HOUR }), { at: now });
    expect(history.calls).toEqual([now, now]);
  });
});

describe('The end of a call', () => {
  const usage = { inputTokens: 100, cachedTokens: 1000, outputTokens: 10, costUsd: null };

  test('starts the delay and adds to the day on which it ended', () => {
    const midnight = Date.parse('2026-11-24T00:00:00Z');
    let history = recordCallEnd(emptyHistory(), end({ usage, costUsd: 0.25 }));
    history = recordCallEnd(history, end({ at: midnight, usage, costUsd: 0.5 }));
    expect(history.lastCallEndedAt).toBe(midnight);
    expect(history.days).toEqual({
      '2026-11-23': { costUsd: 0.25, tokens: 1110, calls: 0 },
      '2026-11-24': { costUsd: 0.5, tokens: 1110, calls: 0 },
    });
  });
  test('of an assignment costs, but does not start the delay', () => {
    const history = recordCallEnd(emptyHistory(), end({ kind: 'assignment', costUsd: 0.25 }));
    expect(history.lastCallEndedAt).toBeNull();
    expect(history.days['2026-11-23']?.costUsd).toBe(0.25);
  });
  test('of a unit is remembered by its duration, fifty of them', () => {
    let history = recordCallEnd(emptyHistory(), end());
    for (let unit = 1; unit <= 60; unit += 1) history = recordCallEnd(history, end({ completedUnitMs: unit }));
    expect(history.unitDurationsMs).toHaveLength(50);
    expect(history.unitDurationsMs.at(-1)).toBe(60);
  });
  test('eight days are kept, and a clock that was far ahead does not push them out', () => {
    let history = recordCallEnd(emptyHistory(), end({ at: now + 3650 * DAY, costUsd: 1 }));
    for (let day = 0; day < 10; day += 1) history = recordCallEnd(history, end({ at: now + day * DAY, costUsd: 1 }));
    const days = Object.keys(history.days);
    expect([days.length, days[0], days.at(-1)]).toEqual([8, '2026-11-25', '2026-12-02']);
  });
  test('a number that is none does not spoil the sums', () => {
    const history = recordCallEnd(
      emptyHistory(),
      end({ costUsd: Number.NaN, usage: { ...usage, inputTokens: Number.NaN } }),
    );
    expect(historySchema.safeParse(history).success).toBe(true);
  });

  const window = (used: number | null, resetsAt: number | null = now + HOUR) => ({
    windows: [{ name: 'five_hour', used, resetsAt, status: 'allowed' as const }],
  });
  test('keeps the windows it reported, by backend and name', () => {
    let history = recordCallEnd(emptyHistory(), end(window(0.1)));
    history = recordCallEnd(
      history,
      end({ at: now + 1, windows: [{ name: 'weekly', used: 0.5, resetsAt: null, status: 'warning' }] }),
    );
    history = recordCallEnd(history, end({ at: now + 2 }));
    expect(history.windows.codex?.map(({ name, used, seenAt }) => [name, used, seenAt - now])).toEqual([
      ['five_hour', 0.1, 0],
      ['weekly', 0.5, 1],
    ]);
  });
  test('tells what share of its window the call used, while it is the same window', () => {
    let history = recordCallEnd(emptyHistory(), end(window(0.25)));
    history = recordCallEnd(history, end(window(0.5)));
    history = recordCallEnd(history, end(window(0.5)));
    history = recordCallEnd(history, end(window(0.75, now + 6 * HOUR)));
    history = recordCallEnd(history, end(window(null)));
    history = recordCallEnd(history, end(window(0.9)));
    expect(history.windowShares).toEqual({ 'codex/five_hour': [0.25] });
  });
});

describe('A limit', () => {
  test('met again is counted, from the first time on', () => {
    let history = recordLimit(emptyHistory(), limit(null), now);
    history = recordLimit(history, limit(null), now + 15 * MINUTE);
    expect(history.limits.codex).toMatchObject({ hits: 2, at: now + 15 * MINUTE, since: now });
  });
  test('that says the same reset, now past, is counted; one that names a later reset starts over', () => {
    let history = recordLimit(emptyHistory(), limit(now + HOUR), now);
    history = recordLimit(history, limit(now + HOUR), now + 61 * MINUTE);
    expect(history.limits.codex?.hits).toBe(2);
    history = recordLimit(history, limit(now + 6 * HOUR), now + 66 * MINUTE);
    expect(history.limits.codex).toMatchObject({ hits: 1, since: now });
  });
  test('met again without a time has the one it named before, and its window', () => {
    const told = { ...limit(now + HOUR), window: 'five_hour' };
    let history = recordLimit(emptyHistory(), told, now);
    history = recordLimit(history, limit(null), now + 61 * MINUTE);
    expect(history.limits.codex).toMatchObject({ limit: told, hits: 2 });
    history = recordLimit(history, limit(now + HOUR), now + 66 * MINUTE);
    expect(history.limits.codex).toMatchObject({ limit: told, hits: 3 });
    history = recordLimit(history, limit(now + 9 * HOUR), now + 76 * MINUTE);
    expect(history.limits.codex).toMatchObject({ limit: limit(now + 9 * HOUR), hits: 1 });
  });
  test.each<[story: string, used: number | null, status: 'allowed' | 'rejected', resetsAt: number | null]>([
    ['is that of a window known to be used up, where its own words tell none', 1, 'allowed', now + 3 * HOUR],
    ['is that of a window that was rejected', null, 'rejected', now + 3 * HOUR],
    ['is not known where the windows still have room', 0.97, 'allowed', null],
  ])('its reset %s', (_, used, status, resetsAt) => {
    const windows = [
      { name: 'daily', used: 1, resetsAt: now - 1, status: 'allowed' as const },
      { name: 'five_hour', used, resetsAt: now + 3 * HOUR, status },
      { name: 'weekly', used: 1, resetsAt: now + 90 * HOUR, status: 'allowed' as const },
    ].filter(({ name }) => name !== 'weekly' || resetsAt !== null);
    const history = recordLimit(recordCallEnd(emptyHistory(), end({ windows })), limit(null), now);
    expect(history.limits.codex?.limit).toMatchObject(
      resetsAt === null ? { resetsAt, source: 'none' } : { resetsAt, source: 'window', window: 'five_hour' },
    );
    const told = recordLimit(recordCallEnd(emptyHistory(), end({ windows })), limit(now + HOUR), now);
    expect(told.limits.codex?.limit).toEqual(limit(now + HOUR));
  });
  test('is cleared by a success of its own backend, with the failures before it and the windows that were closed', () => {
    const closed = { windows: [{ name: 'five_hour', used: 1, resetsAt: null, status: 'rejected' as const }] };
    let history = recordCallEnd(emptyHistory(), end(closed));
    history = recordLimit(history, limit(null), now);
    history = recordLimit(history, limit(null, 'claude'), now);
    history = recordTransient(history, 'codex', null, now);
    history = recordSuccess(history, 'codex', now + 1);
    expect(Object.keys(history.limits)).toEqual(['claude']);
    expect(history.transients).toEqual({});
    expect(history.windows.codex).toEqual([]);
  });
});

test('transient failures are counted in a row', () => {
  let history = recordTransient(emptyHistory(), 'codex', null, now);
  history = recordTransient(history, 'codex', 2000, now + 1);
  expect(history.transients.codex).toEqual({ count: 2, retryAfterMs: 2000, at: now + 1, since: now });
});

test('every history is one that the state file accepts, and none was changed in place', () => {
  const empty = Object.freeze(emptyHistory());
  const one = recordCall(empty, { at: now });
  const two = recordCallEnd(
    Object.freeze(one),
    end({ windows: [{ name: 'w', used: 0.5, resetsAt: now, status: 'allowed' }] }),
  );
  const three = recordTransient(recordLimit(Object.freeze(two), limit(now), now), 'gemini', 5, now);
  for (const history of [empty, one, two, three]) expect(historySchema.parse(history)).toEqual(history);
  expect(empty).toEqual(emptyHistory());
});

test('budgets count every token', () => {
  expect(tokensOf({ inputTokens: 10, cachedTokens: 200, outputTokens: 3, costUsd: 0.1 })).toBe(213);
  expect(tokensOf(null)).toBe(0);
});
