import { beforeEach, describe, expect, test } from '@jest/globals';
import { decide } from '../../../src/throttle/decide.ts';
import { recordCallEnd, recordLimit, recordSuccess } from '../../../src/throttle/history.ts';
import type { RemoteThrottle } from '../../../src/throttle/shared/shared-throttle.ts';
import type { ThrottleHistory, ThrottleSettings } from '../../../src/throttle/types.ts';
import { HOUR, history, MINUTE, request, settings, sums } from '../settings.ts';
import { Runs } from './remote.ts';

let runs: Runs;
beforeEach(() => {
  runs = new Runs();
});

/** Asks for leave to call codex. */
async function ask(throttle: RemoteThrottle, facts: Partial<ThrottleSettings> = {}, own = history()) {
  const rules = settings(facts);
  const decision = await throttle.admit(own, (known) => decide(rules, known, sums(), request(), runs.now));
  return decision.kind === 'go' ? 'go' : `${decision.kind}: ${decision.why}`;
}

const limit = (resetsAt: number | null) => ({
  backend: 'codex',
  window: '5h',
  resetsAt,
  source: 'structured' as const,
  message: 'account a@b.c is limited',
});

const meets =
  (resetsAt: number | null, startedAt = runs.now) =>
  (known: ThrottleHistory, now: number) =>
    recordLimit(known, limit(resetsAt), now, startedAt);
const answered =
  (startedAt = runs.now) =>
  (known: ThrottleHistory, now: number) =>
    recordSuccess(known, 'codex', now, startedAt);

const trio = () => ['a', 'b', 'c'].map((name) => runs.start(name)) as [RemoteThrottle, RemoteThrottle, RemoteThrottle];

describe('what one run learns, all know before their next call', () => {
  test('a limit is waited for by all; one tries after its reset, the others when that one lives', async () => {
    const [a, b, c] = trio();
    for (const run of [a, b, c]) expect(await ask(run)).toBe('go');
    const startedAt = runs.now;
    await runs.pass(MINUTE);
    await a.report(meets(runs.now + HOUR, startedAt));
    const closed = expect.stringContaining(
      'codex has used up its quota (5h), as another run found; resets at 2026-11-23 09:01 UTC',
    );
    expect(await ask(b)).toEqual(closed);
    // Under way when the window closed: nothing new.
    await b.report(meets(runs.now + HOUR, startedAt));
    await c.report(answered(startedAt));
    expect(await ask(c)).toEqual(closed);

    await runs.pass(HOUR + MINUTE);
    expect(await ask(b)).toBe('go');
    const tried = 'wait: codex had used up its quota (5h); another run is trying whether it is open again';
    expect([await ask(a), await ask(c)]).toEqual([tried, tried]);
    await runs.pass(2 * MINUTE);
    expect([await ask(a), await ask(c)]).toEqual(['go', 'go']);
  });

  test('a try that is refused closes it for all, with one refusal more', async () => {
    const [a, b] = [runs.start('a'), runs.start('b')];
    await ask(a);
    await a.report(meets(null));
    await runs.pass(16 * MINUTE);
    expect([await ask(a), await ask(b)]).toEqual(['go', expect.stringContaining('another run is trying')]);
    await a.report(meets(null));
    await runs.pass(16 * MINUTE);
    expect(await ask(b)).toContain('no reset time is known');
    await runs.pass(15 * MINUTE);
    expect(await ask(b)).toBe('go');
  });

  test('a run that dies while it tries is followed by the next one alone', async () => {
    const [a, b, c] = trio();
    await ask(a);
    await a.report(meets(null));
    await runs.pass(16 * MINUTE);
    expect(await ask(a)).toBe('go');
    await a.close();
    await runs.pass(5 * MINUTE);
    expect([await ask(b), await ask(c)]).toEqual(['go', expect.stringContaining('another run is trying')]);
  });

  test('calls of the hour are those of all, whoever was faster', async () => {
    const [a, b] = [runs.start('a'), runs.start('b')];
    const rules = { maxCallsPerHour: 2 };
    expect(await ask(a, rules)).toBe('go');
    expect(await ask(b, rules)).toBe('go');
    await runs.pass(MINUTE);
    expect(await ask(a, rules)).toMatch(/^wait: .*2 calls/);
    await runs.pass(HOUR);
    // The last call but one: both want it, and both have seen it free.
    runs.remote.beforeSwap = async () => void (await ask(b, { maxCallsPerHour: 1 }));
    expect(await ask(a, { maxCallsPerHour: 1 })).toMatch(/^wait: /);
  });

  test('the budget of the day is that of all, also where two add to it at once', async () => {
    const [a, b] = [runs.start('a'), runs.start('b', { dailyBudgetUsd: 1 })];
    const costs = (costUsd: number) => (known: ThrottleHistory, at: number) =>
      recordCallEnd(known, { backend: 'codex', at, durationMs: 1, usage: null, costUsd, windows: [] });
    await ask(a);
    await ask(b);
    await runs.pass(MINUTE);
    runs.remote.beforeSwap = () => b.report(costs(0.5));
    await a.report(costs(0.6));
    expect(await ask(b, { dailyBudgetUsd: 1 })).toBe('pause: $1.10 spent today (UTC); the daily budget is $1.00');
  });
});

describe('what a lying agent can do to the others', () => {
  const [twoHours, fourDays] = [2 * HOUR, 4 * 24 * HOUR];

  test('a limit of days that one run alone was told of is tried by one more, and believed by nobody if that one works', async () => {
    const [liar, b, c] = trio();
    for (const run of [liar, b, c]) await ask(run);
    await runs.pass(MINUTE);
    await liar.report(meets(runs.now + fourDays));
    const heard = 'another run was told of a reset at 2026-11-27 08:01 UTC, which one more tries';
    expect(await ask(b)).toContain(heard);
    await runs.pass(16 * MINUTE);
    expect([await ask(b), await ask(c)]).toEqual(['go', expect.stringContaining('another run is trying')]);
    await runs.pass(2 * MINUTE);
    expect([await ask(c), await ask(liar)]).toEqual(['go', 'go']);
  });

  test('two that met it are believed, one of them by a call that was under way', async () => {
    const [a, b, c] = trio();
    for (const run of [a, b, c]) await ask(run);
    const startedAt = runs.now;
    await runs.pass(MINUTE);
    await a.report(meets(runs.now + fourDays, startedAt));
    await b.report(meets(runs.now + fourDays, startedAt));
    await runs.pass(HOUR);
    expect(await ask(c)).toContain(
      'codex has used up its quota (5h), as another run found; resets at 2026-11-27 08:01 UTC',
    );
  });

  test('a limit of hours is believed at once', async () => {
    const [a, b] = trio();
    await ask(a);
    await a.report(meets(runs.now + twoHours));
    await runs.pass(HOUR);
    expect(await ask(b)).toContain('resets at 2026-11-23 10:00 UTC');
  });

  test('what it calls its windows is short, plain and little', async () => {
    const a = runs.start('a');
    await ask(a);
    const window = (name: string) => ({ name, used: 0.5, resetsAt: runs.now + HOUR, status: 'allowed' as const });
    const windows = Array.from({ length: 500 }, (_, n) => window(`${n}\u001b[31m::set-output::<b>${'x'.repeat(9999)}`));
    await a.report((known, at) =>
      recordLimit(
        recordCallEnd(known, { backend: 'codex', at, durationMs: 1, usage: null, costUsd: 1, windows }),
        { ...limit(runs.now + HOUR), window: `\n::error::${'y'.repeat(9999)}` },
        at,
      ),
    );
    expect(runs.remote.text?.length).toBeLessThan(4000);
    expect(runs.remote.text).not.toMatch(/\\u001b|<b>|\\n/);
    expect(await ask(runs.start('b'))).toMatch(/quota \(\?::error::y{1,40}\)/);
  });
});

describe('requests', () => {
  test('two a call where nothing races', async () => {
    const a = runs.start('a');
    await ask(a);
    await a.report(answered());
    const before = runs.remote.requests;
    for (let call = 0; call < 5; call++) {
      await ask(a);
      await a.report(answered());
    }
    expect(runs.remote.requests - before).toBeLessThanOrEqual(10);
  });
});

describe('requests beside others', () => {
  test('what came of a call goes along with the next one, and at the end by itself', async () => {
    const [a, b] = [runs.start('a'), runs.start('b')];
    await ask(b);
    await ask(a);
    await runs.pass(MINUTE);
    const before = runs.remote.requests;
    await a.report((known, at) =>
      recordCallEnd(known, { backend: 'codex', at, durationMs: 1, usage: null, costUsd: 3, windows: [] }),
    );
    expect(runs.remote.requests).toBe(before);
    await a.close();
    expect(JSON.parse(runs.remote.text ?? '').days['2026-11-23'].a.costUsd).toBe(3);
  });
});

describe('a run that cannot reach the others', () => {
  test('for one request only asks again, and counts a call once whose answer was lost', async () => {
    const [a, b] = [runs.start('a'), runs.start('b')];
    runs.remote.losesAnswers = 1;
    expect(await ask(a, { maxCallsPerHour: 2 })).toBe('go');
    expect(Object.keys(JSON.parse(runs.remote.text ?? '').calls)).toHaveLength(1);
    await runs.pass(MINUTE);
    expect(await ask(b, { maxCallsPerHour: 2 })).toBe('go');
    await runs.pass(MINUTE);
    runs.remote.losesAnswers = 1;
    await b.report(meets(runs.now + HOUR));
    expect(JSON.parse(runs.remote.text ?? '').limits.codex.open.hits).toBe(1);
  });

  test('goes on by what it knew, its own calls counted, says so once, and tells them later', async () => {
    const [a, b] = [runs.start('a'), runs.start('b')];
    const rules = { maxCallsPerHour: 3 };
    await ask(a, rules);
    runs.remote.failure = { kind: 'unreachable', reason: 'no route to host' };
    await runs.pass(MINUTE);
    expect(await ask(a, rules)).toBe('go');
    await runs.pass(MINUTE);
    expect(await ask(a, rules)).toBe('go');
    expect(await ask(a, rules)).toMatch(/^wait: .*3 calls/);
    expect(runs.warnings[0]).toContain('a: refs/sequential/throttle is out of reach: no route to host.');
    runs.remote.failure = null;
    await a.report(answered());
    expect(await ask(b, { maxCallsPerHour: 2 })).toMatch(/^wait: /);
  });

  test('that may not write hears the others, says what to allow, and tries no more', async () => {
    const [a, b] = [runs.start('a'), runs.start('b')];
    await ask(b);
    await b.report(meets(runs.now + HOUR));
    runs.remote.failure = { kind: 'refused', reason: 'protected' };
    expect(await ask(a)).toContain('has used up its quota');
    expect(await ask(a, {}, history())).toContain('has used up its quota');
    await a.report(answered());
    await a.report(answered());
    expect(runs.warnings).toEqual([
      expect.stringContaining('a: refs/sequential/throttle cannot be written: protected.'),
    ]);
  });

  test.each([
    ['{"version":9}', 'written by a newer version'],
    ['<html>', 'is not JSON'],
  ])('because it is %s counts alone, and overwrites nothing', async (text, why) => {
    runs.remote.text = text;
    const a = runs.start('a');
    expect(await ask(a)).toBe('go');
    await a.report(answered());
    expect(runs.remote.text).toBe(text);
    expect(runs.warnings).toEqual([expect.stringContaining(why)]);
  });
});

test('a clock that is hours off counts by the remote’s', async () => {
  const [a, b] = [runs.start('a'), runs.start('b', { aheadMs: -3 * HOUR, offsetMs: 3 * HOUR })];
  await ask(b);
  expect(await ask(a, { maxCallsPerHour: 1 })).toMatch(/^wait: /);
});

test('calls of a clock that is ahead, and that no remote puts right, count for an hour and not until then', async () => {
  const [fast, a] = [runs.start('fast', { aheadMs: 10 * HOUR, offsetMs: null }), runs.start('a')];
  await ask(fast);
  expect(await ask(a, { maxCallsPerHour: 2 })).toBe('go');
  await runs.pass(MINUTE);
  expect(await ask(a, { maxCallsPerHour: 2 })).toMatch(/^wait: .*2 calls/);
  await a.report(answered());
  await runs.pass(HOUR);
  // Another run, and so one that remembers nothing itself.
  expect(await ask(runs.start('b'), { maxCallsPerHour: 1 })).toBe('go');
});

test('calls of the others are not forgotten by a clock that is ahead, and that no remote puts right', async () => {
  await ask(runs.start('a'));
  const fast = runs.start('fast', { aheadMs: 10 * HOUR, offsetMs: null });
  await ask(fast);
  await fast.report(answered());
  expect(await ask(runs.start('b'), { maxCallsPerHour: 2 })).toMatch(/^wait: .*2 calls/);
});

test('runs that count by other settings are told of', async () => {
  const [a, b] = [runs.start('a', { maxCallsPerHour: 5 }), runs.start('b', { maxCallsPerHour: 9 })];
  await ask(a);
  await ask(b);
  expect(runs.warnings).toEqual([
    'b: Other runs of this repository count by other settings (max-calls-per-hour 5, daily-budget-usd not set; here: max-calls-per-hour 9, daily-budget-usd not set). Each keeps to its own, over the calls of all.',
  ]);
});

test('nobody’s words and no account are written', async () => {
  const a = runs.start('a');
  await ask(a);
  await a.report(meets(null));
  expect(runs.remote.text).not.toContain('a@b.c');
});
