import { describe, expect, test } from '@jest/globals';
import { createClock } from '../../src/app/surroundings/clock.ts';

const never = new AbortController().signal;
const MINUTE = 60_000;

/** A clock that shows these times, one after the other, and then the last one for ever. */
function showing(...times: number[]) {
  let shown = 0;
  return () => times[Math.min(shown++, times.length - 1)] ?? 0;
}

/** How many times it was looked at until the wait was over. */
async function looks(until: number, ...times: number[]): Promise<number> {
  const read = showing(...times);
  let count = 0;
  await createClock(() => {
    count += 1;
    return read();
  }, 1).sleep(until, never);
  return count;
}

describe('A wait by the clock on the wall', () => {
  test('is over when the time has come, and not before', async () => {
    expect(await looks(3000, 0, 0, 1000, 2999, 3000)).toBe(5);
  });

  test('is over at once on a machine that was suspended beyond it', async () => {
    expect(await looks(3000, 0, 0, 90 * MINUTE)).toBe(3);
  });

  test('is over when the clock is set back, since nobody knows how long it would last', async () => {
    expect(await looks(60 * MINUTE, 30 * MINUTE, 30 * MINUTE, -90 * MINUTE, 60 * MINUTE)).toBe(3);
  });

  test('continues when the clock is corrected by seconds', async () => {
    expect(await looks(10 * MINUTE, 5 * MINUTE, 5 * MINUTE, 5 * MINUTE - 2000, 10 * MINUTE)).toBe(4);
  });

  test('is over at once when it is called off', async () => {
    const stop = new AbortController();
    const wait = createClock(Date.now, 15_000).sleep(Date.now() + 60 * MINUTE, stop.signal);
    stop.abort();
    await wait;
  });
});
