import { describe, expect, test } from '@jest/globals';
import type { Headroom, Hours, SeenWindow, ThrottleHistory, ThrottleSettings } from '../../src/throttle/types.ts';
import { ask, minutes, quota } from './ask.ts';
import { DAY, HOUR, MINUTE, now } from './settings.ts';

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 16)}Z`;
const at = (time: string) => Date.parse(time);

/** A window of codex's that resets in an hour. */
const windows = (used: number | null, facts: Partial<SeenWindow> = {}): Pick<ThrottleHistory, 'windows'> => ({
  windows: { codex: [{ name: 'five_hour', used, resetsAt: now + HOUR, status: 'allowed', seenAt: now, ...facts }] },
});
const keep = (shares: Headroom['shares'], hours: Hours | null = null): Partial<ThrottleSettings> => ({
  headroom: { shares, hours },
});
const fifth = keep({ others: 0.2 });

describe('A window of which only the headroom is left', () => {
  test('counts as closed until its reset, and the reason says for whom', () => {
    expect(ask(windows(0.85), fifth)).toEqual({
      kind: 'wait',
      until: now + 61 * MINUTE,
      reason: 'headroom',
      why: "codex's window five_hour is 85 % used, and headroom keeps 20 % of it for you; it resets at 2026-11-23 09:00 UTC",
    });
  });
  test.each([
    ['well below the line', 0.79, 0],
    ['at the line', 0.8, 61],
    ['above it', 0.801, 61],
    ['used up', 1, 61],
  ])('%s (%f): %i minutes', (_, used, waits) => {
    expect(minutes(windows(used), fifth)).toBe(waits);
    expect(minutes(windows(used))).toBe(0);
  });
  test('is a pause where the reset is further away than may be waited', () => {
    expect(ask(windows(0.85), { ...fifth, maxWaitMs: 15 * MINUTE })).toMatchObject({
      kind: 'pause',
      resumeAfter: now + 61 * MINUTE,
      reason: 'headroom',
    });
  });
  test('makes way for a fallback, and for the first to be free where all are closed', () => {
    const gemini = { name: 'weekly', used: 0.9, resetsAt: now + 30 * MINUTE, status: 'allowed', seenAt: now } as const;
    const { windows: ours } = windows(0.85);
    const withFallback = { ...fifth, fallbackBackends: ['gemini'] };
    expect(ask({ windows: ours }, withFallback)).toMatchObject({
      kind: 'go',
      backend: 'gemini',
      fallbackReason: expect.stringContaining('headroom keeps 20 %'),
    });
    expect(minutes({ windows: { ...ours, gemini: [gemini] } }, withFallback)).toBe(31);
  });
  test('holds although a limit that was met may be tried again', () => {
    const limits = { codex: quota({ at: now - 2 * HOUR, resetsAt: now - HOUR, source: 'structured' }) };
    expect(minutes({ limits, ...windows(0.9, { name: 'weekly' }) }, fifth)).toBe(61);
  });
});

describe('By window', () => {
  const shares = { fiveHour: 0.3, weekly: 0.1 };
  test.each([
    ['five_hour', 0.69, 0],
    ['five_hour', 0.7, 61],
    ['299_minutes', 0.7, 61],
    ['weekly', 0.89, 0],
    ['weekly', 0.9, 61],
    ['seven_day', 0.9, 61],
    ['seven_day_opus', 0.9, 61],
    ['10079_minutes', 0.9, 61],
    ['daily', 1, 0],
    ['something_new', 1, 0],
  ])('%s at %f: %i minutes', (name, used, waits) => {
    expect(minutes(windows(used, { name }), keep(shares))).toBe(waits);
  });
  test('a share without a name is of the others', () => {
    expect(minutes(windows(0.85, { name: 'daily' }), keep({ ...shares, others: 0.15 }))).toBe(61);
    expect(minutes(windows(0.85, { name: 'weekly' }), keep({ ...shares, others: 0.15 }))).toBe(0);
  });
  test('the one that resets last counts', () => {
    const both = [
      { name: 'five_hour', used: 0.9, resetsAt: now + HOUR, status: 'allowed', seenAt: now },
      { name: 'weekly', used: 0.95, resetsAt: now + 2 * HOUR, status: 'allowed', seenAt: now },
    ] as const;
    expect(ask({ windows: { codex: both } }, fifth)).toMatchObject({ until: now + 121 * MINUTE });
  });
});

describe('What is known of a window', () => {
  test.each<[story: string, used: number | null, facts: Partial<SeenWindow>, waits: number]>([
    ['nothing after its reset', 0.9, { resetsAt: now - MINUTE }, 0],
    ['it is closed for a minute more than until its reset', 0.9, { resetsAt: now - MINUTE / 2 }, 0.5],
    ['a warning without a number is 80 % at least', null, { status: 'warning' }, 61],
    ['no number is nothing', null, {}, 0],
    ['without a reset it is closed for its length', 0.9, { resetsAt: null }, 5 * 60 + 1],
    ['also counted from when it was seen', 0.9, { resetsAt: null, seenAt: now - 4 * HOUR }, 61],
    ['and is another one after that', 0.9, { resetsAt: null, seenAt: now - 6 * HOUR }, 0],
    ['a name that says no length, for an hour', 0.9, { resetsAt: null, name: 'odd' }, 61],
    ['a reset after more than its length is not meant', 0.9, { resetsAt: now + 6 * HOUR }, 5 * 60 + 1],
    ['a reset in years is not meant', 0.9, { resetsAt: now + 1000 * DAY }, 5 * 60 + 1],
    ['a clock that was set back keeps it no longer', 0.9, { resetsAt: null, seenAt: now + DAY }, 5 * 60 + 1],
  ])('%s', (_, used, facts, waits) => {
    expect(minutes(windows(used, facts), fifth)).toBe(waits);
  });
});

describe('With hours, of which some must lie before the reset', () => {
  /** Monday to Friday, 08:00 to 19:00 in Berlin: from 07:00 to 18:00 UTC in winter. */
  const work: Hours = { from: 8 * 60, to: 19 * 60, days: [1, 2, 3, 4, 5], zone: 'Europe/Berlin' };
  const night: Hours = { from: 22 * 60, to: 30 * 60, days: [0, 1, 2, 3, 4, 5, 6], zone: 'UTC' };
  const early: Hours = { ...night, from: 60, to: 150, zone: 'Europe/Berlin' };
  const until = (hours: Hours, nowAt: string, resetsAt: string): string => {
    const known = windows(0.9, { name: 'odd', resetsAt: at(resetsAt), seenAt: at(nowAt) });
    const decision = ask(known, { ...keep({ others: 0.2 }, hours), maxWaitMs: 30 * DAY }, at(nowAt));
    return decision.kind === 'wait' ? iso(decision.until) : decision.kind;
  };
  test.each([
    ['in the middle of them', work, '2026-11-23T09:00Z', '2026-11-23T12:00Z', '2026-11-23T12:01Z'],
    ['in the evening it is free', work, '2026-11-23T18:00Z', '2026-11-23T22:00Z', 'go'],
    ['a reset after them: free when they end', work, '2026-11-23T16:00Z', '2026-11-23T20:00Z', '2026-11-23T18:00Z'],
    ['a window of the night that ends before they begin', work, '2026-11-24T02:00Z', '2026-11-24T07:00Z', 'go'],
    ['one that reaches into them', work, '2026-11-24T05:00Z', '2026-11-24T08:00Z', '2026-11-24T08:01Z'],
    ['a week that reaches into them', work, '2026-11-27T22:00Z', '2026-12-01T06:00Z', '2026-11-30T18:00Z'],
    ['a weekend', work, '2026-11-27T22:00Z', '2026-11-30T06:59Z', 'go'],
    ['in summer they begin an hour earlier', work, '2026-07-06T04:00Z', '2026-07-06T06:30Z', '2026-07-06T06:31Z'],
    ['over the change of the clocks', work, '2026-10-24T12:00Z', '2026-10-26T06:59Z', 'go'],
    ['over it, into the first hour', work, '2026-10-24T12:00Z', '2026-10-26T07:01Z', '2026-10-26T07:02Z'],
    ['hours over midnight, after it', night, '2026-11-24T03:00Z', '2026-11-24T12:00Z', '2026-11-24T06:00Z'],
    ['an end that the clock shows twice', early, '2026-10-25T00:00Z', '2026-10-25T04:00Z', '2026-10-25T01:30Z'],
    ['an end that it skips', early, '2026-03-29T00:15Z', '2026-03-29T04:00Z', '2026-03-29T01:30Z'],
    ['hours over midnight, by day', night, '2026-11-24T07:00Z', '2026-11-24T12:00Z', 'go'],
  ])('%s', (_, hours, nowAt, resetsAt, expected) => {
    expect(until(hours, nowAt, resetsAt)).toBe(expected);
  });
  test('the reason names them', () => {
    const monday = at('2026-11-23T16:00Z');
    const known = windows(0.9, { resetsAt: at('2026-11-23T20:00Z'), seenAt: monday });
    expect(ask(known, keep({ others: 0.2 }, work), monday)).toMatchObject({
      why: "codex's window five_hour is 90 % used, and headroom keeps 20 % of it for you from 08:00 to 19:00 (Europe/Berlin); it may be used again from 2026-11-23 18:00 UTC",
    });
  });
});
