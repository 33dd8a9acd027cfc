import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/throttle/decide.ts';
import { recordCall, recordCallEnd, recordLimit, recordSuccess, recordTransient } from '../../src/throttle/history.ts';
import type { RunSums, ThrottleHistory, ThrottleSettings } from '../../src/throttle/types.ts';
import { runs } from '../harness/runs.ts';
import { DAY, HOUR, history, MINUTE, now, request, settings, sums } from './settings.ts';

/** Around now, well before and after, and absurd: a state file may hold what a broken clock wrote. */
const moment = fc.oneof(
  fc.integer({ min: now - 2 * HOUR, max: now }),
  fc.integer({ min: now - 9 * DAY, max: now + 9 * DAY }),
  fc.constantFrom(0, -1, 8.64e15, Number.MAX_SAFE_INTEGER),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const backend = fc.constantFrom('codex', 'claude', 'gemini');
const share = fc.double({ min: 0, max: 1, noNaN: true });

const headroom = fc.record({
  shares: fc.record({ fiveHour: share, weekly: share, others: share }, { requiredKeys: [] }),
  hours: maybe(
    fc.record({
      from: fc.integer({ min: 0, max: 1439 }),
      to: fc.integer({ min: 1440, max: 2878 }),
      days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
      zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Auckland'),
    }),
  ),
});

const anySettings: fc.Arbitrary<ThrottleSettings> = fc
  .record({
    delayMs: fc.integer({ min: 0, max: HOUR }),
    maxCallsPerHour: maybe(fc.integer({ min: 1, max: 20 })),
    maxWaitMs: fc.integer({ min: 0, max: 12 * HOUR }),
    timeBudgetMs: maybe(fc.integer({ min: MINUTE, max: 6 * HOUR })),
    budgetTokens: maybe(fc.integer({ min: 1, max: 1_000_000 })),
    budgetUsd: maybe(fc.double({ min: 0.01, max: 50, noNaN: true })),
    budgetUnits: maybe(fc.integer({ min: 1, max: 10 })),
    dailyBudgetUsd: maybe(fc.double({ min: 0.01, max: 50, noNaN: true })),
    fallbackBackends: fc.uniqueArray(backend, { maxLength: 2 }),
    pace: fc.boolean(),
    headroom: maybe(headroom),
    seed: fc.integer(),
  })
  .map(settings);

const anyHistory: fc.Arbitrary<ThrottleHistory> = fc
  .record({
    calls: fc.array(moment, { maxLength: 30 }),
    lastCallEndedAt: maybe(moment),
    limits: fc.dictionary(
      backend,
      fc.record({
        limit: fc.record({
          backend,
          window: fc.constant(null),
          resetsAt: maybe(moment),
          source: fc.constant('none' as const),
          message: fc.string(),
        }),
        hits: fc.integer({ min: 0, max: 100 }),
        at: moment,
        since: fc.option(moment, { nil: undefined }),
      }),
    ),
    transients: fc.dictionary(
      backend,
      fc.record({ count: fc.integer({ min: 0, max: 2000 }), retryAfterMs: maybe(moment), at: moment }),
    ),
    windows: fc.dictionary(
      backend,
      fc.array(
        fc.record({
          name: fc.constantFrom('five_hour', 'weekly'),
          used: maybe(share),
          resetsAt: maybe(moment),
          status: fc.constantFrom('allowed' as const, 'warning' as const, 'rejected' as const),
          seenAt: moment,
        }),
        { maxLength: 3 },
      ),
    ),
    windowShares: fc.dictionary(fc.constantFrom('codex/five_hour', 'codex/weekly'), fc.array(share, { maxLength: 10 })),
    unitDurationsMs: fc.array(fc.integer({ min: 0, max: 3 * HOUR }), { maxLength: 10 }),
    days: fc.dictionary(
      fc.constantFrom('2026-11-22', '2026-11-23'),
      fc.record({ costUsd: fc.double({ min: 0, max: 60, noNaN: true }), tokens: fc.nat(), calls: fc.nat() }),
    ),
  })
  .map(history);

const anySums = fc
  .record({
    startedAt: moment,
    units: fc.nat({ max: 12 }),
    tokens: fc.nat({ max: 1_500_000 }),
    costUsd: fc.double({ min: 0, max: 60, noNaN: true }),
  })
  .map(sums);

const anyRequest = fc
  .record({ backend, kind: fc.constantFrom('attempt' as const, 'assignment' as const), firstOfRun: fc.boolean() })
  .map(request);

/** The longest that a wait may be; the delay has at least five minutes. */
function longestWait({ maxWaitMs }: ThrottleSettings, { reason }: { readonly reason: string }): number {
  return reason === 'delay' ? Math.max(maxWaitMs, 5 * MINUTE) : maxWaitMs;
}

/** A maximum that is not set holds everything. */
const orEndless = (most: number | null) => most ?? Number.POSITIVE_INFINITY;

describe('Whatever the history holds', () => {
  test('a wait ends later than now and within the longest wait; a pause never asks for the past', () => {
    fc.assert(
      fc.property(anySettings, anyHistory, anySums, anyRequest, (wishes, past, spent, what) => {
        const decision = decide(wishes, past, spent, what, now);
        if (decision.kind === 'wait') {
          expect(decision.until).toBeGreaterThan(now);
          expect(decision.until).toBeLessThanOrEqual(now + longestWait(wishes, decision));
          expect(decision.until).toBeLessThan(Math.min(spent.startedAt, now) + orEndless(wishes.timeBudgetMs));
        }
        if (decision.kind === 'pause' && decision.resumeAfter !== null) {
          expect(decision.resumeAfter).toBeGreaterThanOrEqual(now);
          expect(decision.resumeAfter).toBeLessThanOrEqual(now + 9 * DAY);
        }
        if (decision.kind !== 'go') expect(decision.why).not.toMatch(/NaN|undefined|Invalid/);
      }),
      { numRuns: runs(500) },
    );
  });

  test('the same question has the same answer, and asking in the middle of a wait does not move its end', () => {
    fc.assert(
      fc.property(anySettings, anyHistory, anySums, anyRequest, share, (wishes, past, spent, what, part) => {
        const first = decide(wishes, past, spent, what, now);
        expect(decide(wishes, past, spent, what, now)).toEqual(first);
        if (first.kind !== 'wait' || part >= 1) return;
        const later = decide(wishes, past, spent, what, Math.floor(now + (first.until - now) * part));
        // A fallback may have become free in between; a wait that goes on never ends later than was said, except
        // where what was noted by a fast clock has meanwhile come to pass.
        const noted = [
          ...past.calls,
          past.lastCallEndedAt ?? 0,
          ...Object.values(past.limits).map(({ at }) => at),
          ...Object.values(past.transients).map(({ at }) => at),
          ...Object.values(past.windows).flatMap((known) => known.map(({ seenAt }) => seenAt)),
        ];
        if (noted.some((at) => at > now)) return;
        if (later.kind === 'wait' && later.reason === first.reason)
          expect(later.until).toBeLessThanOrEqual(first.until);
      }),
      { numRuns: runs(500) },
    );
  });

  test('following it always comes to a start or an end', () => {
    fc.assert(
      fc.property(anySettings, anyHistory, anySums, anyRequest, (wishes, past, spent, what) => {
        let at = now;
        for (let asked = 0; asked < 40; asked += 1) {
          const decision = decide(wishes, past, spent, what, at);
          if (decision.kind !== 'wait') return;
          expect(decision.until).toBeGreaterThan(at);
          at = decision.until;
        }
        throw new Error('it waits for ever');
      }),
      { numRuns: runs(500) },
    );
  });
});

test('the jitter adds between nothing and a fifth to the delay, three times that at full pace', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 5, max: HOUR }),
      fc.integer({ min: 0, max: 1e9 }),
      fc.boolean(),
      (seed, delayMs, ago, slow) => {
        const ended = now - ago;
        const windows = slow
          ? { codex: [{ name: 'w', used: 0.9, resetsAt: now + DAY, status: 'warning' as const, seenAt: ended }] }
          : {};
        const decision = decide(
          settings({ seed, delayMs }),
          history({ lastCallEndedAt: ended, windows }),
          sums(),
          request(),
          ended,
        );
        const gap = decision.kind === 'wait' ? decision.until - ended : 0;
        const factor = slow ? 3 : 1;
        expect(gap).toBeGreaterThanOrEqual(delayMs * factor - 1);
        expect(gap).toBeLessThanOrEqual(delayMs * factor * 1.2 + 1);
      },
    ),
  );
});

/** What one call comes to in the nights below. */
const call = fc.record({
  durationMs: fc.integer({ min: 0, max: 40 * MINUTE }),
  tokens: fc.nat({ max: 50_000 }),
  costUsd: fc.double({ min: 0, max: 3, noNaN: true }),
  ends: fc.constantFrom('done' as const, 'done' as const, 'failed' as const, 'limited' as const, 'transient' as const),
  resetIn: maybe(fc.integer({ min: -HOUR, max: 5 * HOUR })),
});
type CallFacts = typeof call extends fc.Arbitrary<infer T> ? T : never;

/** A run as far as it has come: the time, what is recorded, what was spent, and when its calls started. */
interface Moment {
  readonly at: number;
  readonly past: ThrottleHistory;
  readonly spent: RunSums;
  readonly starts: readonly number[];
}

/** Waits as it is told to, never too long; null: the run is paused. */
function waitForTurn(wishes: ThrottleSettings, { past, spent, starts, at }: Moment) {
  const what = request({ firstOfRun: starts.length === 0 });
  let time = at;
  for (;;) {
    const decision = decide(wishes, past, spent, what, time);
    if (decision.kind === 'pause') return null;
    if (decision.kind === 'go') return { at: time, backend: decision.backend };
    expect(decision.until - time).toBeLessThanOrEqual(longestWait(wishes, decision));
    time = decision.until;
  }
}

function expectWithinBudgets(wishes: ThrottleSettings, { past, spent, at }: Moment): void {
  expect(spent.units).toBeLessThan(orEndless(wishes.budgetUnits));
  expect(spent.tokens).toBeLessThan(orEndless(wishes.budgetTokens));
  expect(spent.costUsd).toBeLessThan(orEndless(wishes.budgetUsd));
  const today = past.days[new Date(at).toISOString().slice(0, 10)]?.costUsd ?? 0;
  expect(today).toBeLessThan(orEndless(wishes.dailyBudgetUsd));
  expect(at - now).toBeLessThan(orEndless(wishes.timeBudgetMs));
}

function afterCall({ past, spent, starts, at }: Moment, backend: string, facts: CallFacts): Moment {
  const { durationMs, tokens, costUsd, ends, resetIn } = facts;
  const endedAt = at + durationMs;
  const usage = { inputTokens: tokens, cachedTokens: 0, outputTokens: 0, costUsd };
  const unit = ends === 'done' ? { completedUnitMs: durationMs } : {};
  const call = { backend, at: endedAt, durationMs, usage, costUsd, windows: [], ...unit };
  const resetsAt = resetIn === null ? null : endedAt + resetIn;
  const limit = { backend, window: null, resetsAt, source: 'none' as const, message: '' };
  const record = {
    limited: (history: ThrottleHistory) => recordLimit(history, limit, endedAt),
    transient: (history: ThrottleHistory) => recordTransient(history, backend, null, endedAt),
    done: (history: ThrottleHistory) => recordSuccess(history, backend, endedAt),
    failed: (history: ThrottleHistory) => recordSuccess(history, backend, endedAt),
  };
  return {
    at: endedAt,
    past: record[ends](recordCallEnd(recordCall(past, { at }), call)),
    spent: {
      ...spent,
      units: spent.units + (ends === 'done' ? 1 : 0),
      tokens: spent.tokens + tokens,
      costUsd: spent.costUsd + costUsd,
    },
    starts: [...starts, at],
  };
}

test('a night that follows it never exceeds the calls of an hour, a budget, the time budget or the longest wait', () => {
  fc.assert(
    fc.property(anySettings, fc.array(call, { minLength: 1, maxLength: 60 }), (wishes, calls) => {
      let moment: Moment = { at: now, past: history(), spent: sums({ startedAt: now }), starts: [] };
      for (const facts of calls) {
        const turn = waitForTurn(wishes, moment);
        if (turn === null) break;
        moment = { ...moment, at: turn.at };
        expectWithinBudgets(wishes, moment);
        moment = afterCall(moment, turn.backend, facts);
      }
      const { starts } = moment;
      for (const end of starts) {
        const within = starts.filter((start) => start > end - HOUR && start <= end).length;
        expect(within).toBeLessThanOrEqual(orEndless(wishes.maxCallsPerHour));
      }
    }),
    { numRuns: runs(300) },
  );
});
