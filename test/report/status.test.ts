import { expect, test } from '@jest/globals';
import { statusText } from '../../src/report/console/status-report.ts';
import { noColours } from '../../src/report/text/colour.ts';
import { localAndUtcTime } from '../../src/report/text/local-time.ts';
import { displayWidth } from '../../src/report/text/plain-text.ts';
import type { Progress } from '../../src/run-events/types.ts';
import { emptyTotals } from '../../src/state/transitions/totals.ts';
import { emptyHistory } from '../../src/throttle/history.ts';
import type { Headroom, ThrottleHistory } from '../../src/throttle/types.ts';
import { aProgress, doneUnit } from '../platform/night.ts';

const now = Date.parse('2026-11-23T01:00:00Z');
const MINUTE = 60_000;
const recordedRun = { id: 'run-1', heartbeat: '2026-11-23T00:50:00.000Z' };
const activeProcess = { pid: 42, host: 'mill', since: '2026-11-22T23:00:00.000Z' };

function lines(
  progress: Partial<Progress>,
  throttle: Partial<ThrottleHistory> = {},
  seen: typeof activeProcess | null = null,
  headroom: Headroom | null = null,
) {
  const known = { throttle: { ...emptyHistory(), ...throttle }, headroom, recordedRun, activeProcess: seen };
  return statusText(aProgress({ units: [], ...progress }), known, now)
    .trimEnd()
    .split('\n')
    .slice(1);
}

const quota = {
  since: '2026-11-23T00:50:00.000Z',
  until: '2026-11-23T01:03:20.000Z',
  reason: 'quota',
  why: 'codex has used up its quota',
};

test('while a run waits the status shows why, until when, and how long that is', () => {
  expect(lines({ waiting: quota }, {}, activeProcess)).toEqual([
    '  ▶ waiting: process 42 on mill since 2026-11-22T23:00:00.000Z',
    `  … Waiting until ${localAndUtcTime(now + 200_000)}, 3 min 20 s left: codex has used up its quota`,
  ]);
  expect(lines({}, {}, activeProcess)).toEqual([
    '  ▶ running: process 42 on mill since 2026-11-22T23:00:00.000Z; `attach` shows it',
  ]);
});

test('a run that was killed in the middle of a wait waits no more', () => {
  expect(lines({ waiting: quota }).join('\n')).not.toContain('left');
});

test('usage and waits are named, and left out where there were none', () => {
  const totals = {
    ...{ calls: 4, tokens_in: 3000, tokens_cached: 10_000, tokens_out: 503, cost_usd: 0.12, cost_estimated: true },
    ...{ agent_s: 130, waiting_s: { delay: 45, quota: 4800, 'calls-per-hour': 0 } },
  };
  const inCredits = { ...emptyTotals, calls: 1, agent_s: 60, credits: 1 };
  expect(lines({ totals: inCredits, units: [{ ...doneUnit('1'), tokens: 0, costUsd: 0, credits: 12.5 }] })).toEqual([
    expect.stringMatching(/, 12\.5 credits, /),
    expect.anything(),
    '  total  1 agent call, 1 min in agents, 1 credit',
  ]);
  const days = { '2026-11-23': { calls: 1, tokens: 1200, costUsd: 0 } };
  expect(lines({ totals }, { days }).slice(1)).toEqual([
    '  total  4 agent calls, 2 min 10 s in agents, 13.5k tokens (3.0k in, 10.0k cached, 503 out), ≈ $0.12',
    '  waited 1 h 20 min for a quota, 45 s between attempts',
    '  today 1 call, 1.2k tokens (UTC, across all specs)',
  ]);
  expect(lines({ totals: emptyTotals }).slice(1)).toEqual([]);
});

test('known windows and limits are shown with their resets, whatever time a service tells', () => {
  const window = {
    name: 'five_hour',
    used: 0.85,
    resetsAt: now + 90 * MINUTE,
    seenAt: now,
    status: 'warning' as const,
  };
  const limit = { backend: 'codex', window: null, resetsAt: now - MINUTE, source: 'none' as const, message: 'limit' };
  const shown = lines(
    {},
    {
      limits: { codex: { limit, hits: 2, at: now - 2 * MINUTE } },
      windows: { claude: [window, { ...window, name: 'weekly', resetsAt: 1e18 }] },
    },
  );
  expect(shown.slice(1)).toEqual([
    `  limit of codex: was due to reset at ${localAndUtcTime(now - MINUTE)}, hit 2 times`,
    `  window claude five_hour: 85 % used, resets at ${localAndUtcTime(now + 90 * MINUTE)}`,
    expect.stringMatching(/^ {2}window claude weekly: 85 % used, resets at .*275760/),
  ]);
});

test('beside a window stands what is kept of it', () => {
  const window = { used: 0.5, resetsAt: null, seenAt: now, status: 'allowed' as const };
  const windows = { codex: ['five_hour', 'weekly', 'daily'].map((name) => ({ ...window, name })) };
  expect(lines({}, { windows }, null, { shares: { fiveHour: 0.3, weekly: 0.125 }, hours: null }).slice(1)).toEqual([
    '  window codex five_hour: 50 % used, headroom keeps 30 %',
    '  window codex weekly: 50 % used, headroom keeps 12.5 %',
    '  window codex daily: 50 % used',
  ]);
});

test('a long title leaves room for the facts of every unit, and some of it is always shown', () => {
  const units = [
    { ...doneUnit('1'), title: '1 Short' },
    { ...doneUnit('2'), title: `2 ${'Write a book '.repeat(9)}` },
  ];
  const shown = (width: number) => {
    const known = { throttle: null, recordedRun: null, activeProcess: null };
    return statusText(aProgress({ units }), known, now, noColours, width).split('\n').slice(1, 3);
  };
  for (const width of [80, 120]) expect(Math.max(...shown(width).map(displayWidth))).toBe(width);
  expect(shown(20)[1]).toContain('2 Write a…');
});
