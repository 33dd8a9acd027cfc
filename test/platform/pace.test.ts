import { expect, test } from '@jest/globals';
import { createRequestPace } from '../../src/platform/client/request-pace.ts';

function clock() {
  let now = 0;
  const pass = (ms: number): void => {
    now += ms;
  };
  return { now: () => now, sleep: async (ms: number) => pass(ms), pass };
}

test('messages are a second apart; reading waits for nothing', async () => {
  const time = clock();
  const pace = createRequestPace(time.now, time.sleep);
  const at: number[] = [];
  for (const method of ['POST', 'GET', 'PATCH', 'GET', 'POST']) {
    await pace.waitForTurn(method, false);
    at.push(time.now());
  }
  expect(at).toEqual([0, 0, 1000, 1000, 2000]);
});

test('messages that come at once are still a second apart', async () => {
  const time = clock();
  const slept: number[] = [];
  const pace = createRequestPace(time.now, async (ms) => void slept.push(ms));
  await Promise.all([
    pace.waitForTurn('POST', false),
    pace.waitForTurn('POST', false),
    pace.waitForTurn('POST', false),
  ]);
  expect(slept).toEqual([1000, 2000]);
});

test('an hour has room for 450; the next is not waited for but put off to when there is room', async () => {
  const time = clock();
  const pace = createRequestPace(time.now, time.sleep);
  for (let i = 0; i < 450; i += 1) await pace.waitForTurn('POST', false);
  await expect(pace.waitForTurn('POST', false)).rejects.toMatchObject({ name: 'OutOfReach', until: 3_600_000 });
  await expect(pace.waitForTurn('GET', false)).resolves.toBeUndefined();
  time.pass(3_600_000 - 449_000 + 1);
  await expect(pace.waitForTurn('POST', false)).resolves.toBeUndefined();
});

test('whoever must be gone soon does not wait', async () => {
  const time = clock();
  const pace = createRequestPace(time.now, time.sleep);
  for (let i = 0; i < 5; i += 1) await pace.waitForTurn('POST', true);
  expect(time.now()).toBe(0);
});

test('a clock that is set back holds nothing up', async () => {
  const time = clock();
  time.pass(7_200_000);
  const slept: number[] = [];
  const pace = createRequestPace(time.now, async (ms) => void slept.push(ms));
  await pace.waitForTurn('POST', false);
  time.pass(-3_600_000);
  await pace.waitForTurn('POST', false);
  await pace.waitForTurn('POST', false);
  expect(slept).toEqual([1000]);
});
