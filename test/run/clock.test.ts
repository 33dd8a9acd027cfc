import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { createClock } from '../../src/app/surroundings/clock.ts';
import { source } from '../harness/source.ts';

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

/** What one knows on a machine in this time zone, asked in a process of its own: Node reads the zone once. */
function morningAfter(zone: string, now: string): string {
  const script = `
    import { morningAfter } from ${source('app/surroundings/clock.ts')};
    console.log(new Date(morningAfter(Date.parse(${JSON.stringify(now)}))).toISOString());`;
  const args = ['--no-warnings', '--input-type=module', '-e', script];
  return execFileSync(process.execPath, args, { env: { TZ: zone }, encoding: 'utf8' }).trim();
}

describe('The next morning', () => {
  test.each([
    ['UTC', '2026-11-28T07:59:59.999Z', '2026-11-28T08:00:00.000Z'],
    ['UTC', '2026-11-28T08:00:00.000Z', '2026-11-29T08:00:00.000Z'],
    ['UTC', '2026-12-31T23:30:00.000Z', '2027-01-01T08:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-28T02:29:00.000Z', '2026-11-28T02:30:00.000Z'],
    // The night before which clocks are set ahead, late in the evening: a day later it is past midnight.
    ['Europe/Berlin', '2027-03-27T22:30:00.000Z', '2027-03-28T06:00:00.000Z'],
    // Set back, in the first half of the hour that comes twice.
    ['Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T07:00:00.000Z'],
    ['America/New_York', '2026-10-31T23:59:00.000Z', '2026-11-01T13:00:00.000Z'],
  ])('in %s at %s is %s', (zone, now, morning) => {
    expect(morningAfter(zone, now)).toBe(morning);
  });
});
