import { describe, expect, test } from '@jest/globals';
import type { ThrottleHistory, ThrottleSettings } from '../../src/throttle/types.ts';
import { ask, minutes } from './ask.ts';
import { HOUR, MINUTE, now } from './settings.ts';

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
    expect(ask({ windows: window(0.99), ...units }, { fallbackBackends: ['gemini'] })).toMatchObject({
      kind: 'go',
      backend: 'gemini',
      fallbackReason: expect.any(String),
    });
  });
});
