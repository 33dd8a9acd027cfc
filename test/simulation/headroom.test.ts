import { describe, expect, test } from '@jest/globals';
import type { Headroom } from '../../src/throttle/types.ts';
import { brokenPromises } from './invariants/index.ts';
import type { WindowRule } from './world/account.ts';
import { live } from './world/live.ts';
import type { Night } from './world/record.ts';
import type { Scenario } from './world/scenario.ts';
import { settingsOn } from './world/settings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Monday evening. */
const start = Date.parse('2026-11-23T22:00:00Z');
const UNIT_TOKENS = 130_000;
const QUOTA = 1_000_000;
const fiveHours: WindowRule = { name: 'five_hour', lengthMs: 5 * HOUR, quota: QUOTA, anchor: 'use' };
const week: WindowRule = { name: 'weekly', lengthMs: 7 * 24 * HOUR, quota: QUOTA, anchor: 'use' };

/** Twenty units of ten minutes, of which a window has room for seven. */
function night(machine: 'own' | 'hosted', headroom: Headroom | null, rules: readonly WindowRule[]): Scenario {
  const units = Array.from({ length: 20 }, (_, index) => ({
    key: String(index + 1),
    title: `Build part ${index + 1}`,
    parts: [],
    dependsOn: [],
    optional: false,
    ms: 10 * MINUTE,
    tokens: UNIT_TOKENS,
    fates: [],
    assignments: [],
  }));
  const account = { bursts: [], refusesFrom: null, warns: true, wrongWarnings: 0, lateWindows: 0, seed: '' };
  return {
    seed: 'headroom',
    start,
    horizon: start + 60 * 24 * HOUR,
    settings: settingsOn(machine, 'codex', { throttle: { delayMs: 0, headroom } }),
    machine,
    jobLimitMs: machine === 'hosted' ? 6 * HOUR : 5 * 24 * HOUR,
    everyMs: 30 * MINUTE,
    units,
    accounts: [{ ...account, backend: 'codex', rules }],
    available: ['codex'],
    humans: [],
    pushes: [],
    baseMoves: [],
    remoteDown: [],
    protectedFrom: null,
    hubDown: [],
    deaths: [],
    cancels: [],
    clockJumps: [],
    lostSessions: 0,
  };
}

/** Share of its window that was used when each call began, and after the last one in each window. */
function shares({ calls }: Night, { lengthMs }: WindowRule): { readonly before: number[]; readonly left: number[] } {
  let opened = Number.NEGATIVE_INFINITY;
  let used = 0;
  const before: number[] = [];
  const left: number[] = [];
  for (const { startedAt, tokens } of calls) {
    if (startedAt >= opened + lengthMs) {
      if (used > 0) left.push(used / QUOTA);
      opened = startedAt;
      used = 0;
    }
    before.push(used / QUOTA);
    used += tokens;
  }
  return { before, left: [...left, used / QUOTA] };
}

const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 100) / 100);
const fifth: Headroom = { shares: { others: 0.2 }, hours: null };

describe('With a fifth of the window kept for a person', () => {
  test.each(['own', 'hosted'] as const)('no call begins over the line, on a machine that is %s', async (machine) => {
    const lived = await live(night(machine, fifth, [fiveHours]));
    expect(brokenPromises(lived)).toEqual([]);
    expect(lived.end).toEqual({ kind: 'complete' });
    const { before, left } = shares(lived, fiveHours);
    // The seventh begins at 78 %, and is the one that ends over the line.
    expect(Math.max(...before)).toBeLessThan(0.8);
    expect(rounded(left)).toEqual([0.91, 0.91, 0.78]);
    expect(lived.calls.map(({ truth }) => truth)).toEqual(Array.from({ length: 20 }, () => 'earned'));
    const pauses = new Set(lived.runs.flatMap(({ reason }) => reason ?? []));
    expect([...pauses]).toEqual(machine === 'own' ? [] : ['headroom']);
  });

  test('what is kept is there in every window, and without it nothing is left', async () => {
    const kept = shares(await live(night('own', { shares: { fiveHour: 0.5 }, hours: null }, [fiveHours])), fiveHours);
    expect(rounded(kept.left)).toEqual([0.52, 0.52, 0.52, 0.52, 0.52]);
    const all = shares(await live(night('own', null, [fiveHours])), fiveHours);
    expect(Math.max(...all.left)).toBeGreaterThan(0.99);
  });

  test('of the week, while the window of five hours may be used', async () => {
    const headroom = { shares: { weekly: 0.1 }, hours: null };
    const lived = await live(night('hosted', headroom, [{ ...fiveHours, quota: 10 * QUOTA }, week]));
    expect(lived.end).toEqual({ kind: 'complete' });
    const { before } = shares(lived, week);
    expect(Math.max(...before)).toBeLessThan(0.9);
    expect(lived.endedAt - start).toBeGreaterThan(14 * 24 * HOUR);
  });
});

test('with hours the night uses what is over before they begin, and keeps the share in the window that is not', async () => {
  const hours = { from: 8 * 60, to: 19 * 60, days: [1, 2, 3, 4, 5], zone: 'UTC' };
  const lived = await live(night('own', { shares: { others: 0.2 }, hours }, [fiveHours]));
  expect(lived.end).toEqual({ kind: 'complete' });
  const { before, left } = shares(lived, fiveHours);
  // From 22:00 to 03:00 all of it; from 03:01 to 08:01 the share is kept.
  expect(left[0]).toBeGreaterThan(0.99);
  expect(rounded(left).slice(1)).toEqual([0.82, 0.78]);
  const morning = lived.calls.flatMap(({ startedAt }, index) =>
    startedAt > start + 5 * HOUR ? [before[index] ?? 0] : [],
  );
  expect(Math.max(...morning)).toBeLessThan(0.8);
});
