import { expect, test } from '@jest/globals';
import { type RetryPolicy, retryUntilReachable } from '../../src/repository/remote/retry-remote.ts';

const MINUTE = 60_000;

/** Time in which each wait lasts as long as it is to, and the clock jumps by so much in the third. */
function timeThatJumps(byMs: number): { readonly policy: RetryPolicy; readonly waits: number[] } {
  let now = Date.UTC(2026, 10, 23);
  const waits: number[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
    now += ms + (waits.length === 3 ? byMs : 0);
  };
  return { policy: { now: () => now, sleep, notice: () => {}, retryForMs: 10 * MINUTE }, waits };
}

const unreached = { kind: 'transient', reason: 'no network' } as const;

test.each([
  ['a machine that slept in between is as patient as before', 8 * 60 * MINUTE],
  ['a clock that was set back makes it no more patient', -8 * 60 * MINUTE],
  ['and so it is with a clock that does nothing', 0],
])('%s', async (_, byMs) => {
  const { policy, waits } = timeThatJumps(byMs);
  expect(await retryUntilReachable('push', policy, async () => unreached)).toEqual(unreached);
  expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(10 * MINUTE);
});
