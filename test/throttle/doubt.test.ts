import { describe, expect, test } from '@jest/globals';
import { decide } from '../../src/throttle/decide.ts';
import { emptyHistory, recordEnd } from '../../src/throttle/history.ts';
import type { ThrottleHistory } from '../../src/throttle/types.ts';
import { HOUR, MINUTE, now, request, settings, sums } from './settings.ts';

const resetsAt = now + 4 * HOUR;

/** A night in which each call tells how much of the window is used. */
function readings(...used: readonly number[]): ThrottleHistory {
  return used.reduce((history, share, index) => {
    const window = { name: 'five_hour', used: share, resetsAt, status: 'allowed' as const };
    const at = now - HOUR + index * MINUTE;
    return recordEnd(history, {
      backend: 'codex',
      at,
      durationMs: MINUTE,
      usage: null,
      costUsd: null,
      windows: [window],
    });
  }, emptyHistory());
}

const believed = (history: ThrottleHistory) =>
  history.windows.codex?.map(({ used, doubt }) => doubt?.trusted ?? used).at(0);
const asked = (history: ThrottleHistory) => decide(settings(), history, sums(), request(), now).kind;

describe('A reading of a window that cannot be right', () => {
  test.each<[story: string, used: readonly number[], believed: number, next: string]>([
    ['steps like those before are believed', [0.1, 0.2, 0.3, 0.4], 0.4, 'go'],
    ['a window that is nearly used up is waited for', [0.3, 0.4, 0.5, 0.65, 0.8, 0.9, 0.96], 0.96, 'wait'],
    ['a leap is doubted, and nothing is held back for it', [0.1, 0.2, 0.3, 0.4, 0.99], 0.4, 'go'],
    ['after it the next one that fits is believed again', [0.1, 0.2, 0.3, 0.4, 0.99, 0.6], 0.6, 'go'],
    ['a window does not get emptier: what was known of it holds', [0.3, 0.4, 0.5, 0.65, 0.8, 0.96, 0.1], 0.96, 'wait'],
    ['three leaps that fit each other are somebody else at work', [0.1, 0.2, 0.3, 0.4, 0.96, 0.97, 0.98], 0.98, 'wait'],
    ['a first word has nothing to be held against: it is believed', [0.96], 0.96, 'wait'],
  ])('%s', (_, used, share, next) => {
    const history = readings(...used);
    expect(believed(history)).toBeCloseTo(share);
    expect(asked(history)).toBe(next);
  });

  test('is no measure of what calls use', () => {
    expect(readings(0.1, 0.2, 0.3, 0.95, 0.4, 0.5).windowShares?.['codex/five_hour']).toEqual(
      [0.1, 0.1, 0.05, 0.1].map((share) => expect.closeTo(share)),
    );
  });

  test('a rejection is never doubted', () => {
    const window = { name: 'five_hour', used: 1, resetsAt, status: 'rejected' as const };
    const history = recordEnd(readings(0.1, 0.2), {
      backend: 'codex',
      at: now,
      durationMs: MINUTE,
      usage: null,
      costUsd: null,
      windows: [window],
    });
    expect(asked(history)).toBe('wait');
  });
});
