import { describe, expect, test } from '@jest/globals';
import type { AgentError, LimitWindow } from '../../src/agents/types.ts';
import { statedMoment, statedWait } from '../../src/time.ts';
import { findLimit, now } from './report.ts';

describe('A time that cannot be meant is none', () => {
  const inHours = (digits: number) => `Usage limit reached. Try again in ${'9'.repeat(digits)} hours.`;
  const window = (resetsAt: number): LimitWindow => ({ name: 'weekly', used: 1, resetsAt, status: 'rejected' });
  test.each<[string, Partial<AgentError>, readonly LimitWindow[]]>([
    [inHours(320), {}, []],
    [inHours(30), {}, []],
    ['usage limit reached', { resetsAt: 1e300 }, []],
    ['usage limit reached', { resetsAt: -5 }, []],
    ['usage limit reached', { resetsAt: 0 }, []],
    ['usage limit reached', { retryAfterMs: Number.POSITIVE_INFINITY }, []],
    ['usage limit reached', { status: 429 }, [window(Number.NaN)]],
  ])('%s %j', (message, facts, windows) => {
    expect(findLimit('claude', message, facts, windows)).toMatchObject({
      kind: 'limited',
      limit: { resetsAt: null, source: 'none' },
    });
  });

  test('a wait below zero is over', () => {
    expect(findLimit('claude', 'slow down', { status: 429, retryAfterMs: -38_656 })).toMatchObject({ retryAfterMs: 0 });
    expect([statedWait(-1), statedWait(Number.NaN), statedWait(null)]).toEqual([0, null, null]);
    expect([statedMoment(now), statedMoment(-1), statedMoment(Number.NaN)]).toEqual([now, null, null]);
  });
});
