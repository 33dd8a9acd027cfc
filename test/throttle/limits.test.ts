import { describe, expect, test } from '@jest/globals';
import { decide } from '../../src/throttle/decide.ts';
import { ask, minutes, quota, streak } from './ask.ts';
import { DAY, HOUR, history, MINUTE, now, request, settings, sums } from './settings.ts';

describe('A quota', () => {
  test('is waited for until its reset and a minute more', () => {
    expect(ask({ limits: { codex: quota({ resetsAt: now + HOUR }) } })).toEqual({
      kind: 'wait',
      until: now + 61 * MINUTE,
      reason: 'quota',
      why: 'codex has used up its quota (five_hour); resets at 2026-11-23 09:00 UTC',
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
    expect(ask({ limits }, { fallbackBackends })).toMatchObject({
      kind: 'go',
      backend: 'gemini',
      fallbackReason: expect.any(String),
    });
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
    expect(ask({ transients: { codex: streak({ count: 6, at }) } }, { fallbackBackends })).toMatchObject({
      kind: 'go',
      backend: 'claude',
      fallbackReason: expect.any(String),
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
