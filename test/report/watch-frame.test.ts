import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { screenUpdate } from '../../src/report/console/screen-update.ts';
import { watchFrame } from '../../src/report/console/watch-frame.ts';
import type { WatchedSpec } from '../../src/report/console/watch-lines.ts';
import { createColours, noColours } from '../../src/report/text/colour.ts';
import { displayWidth, plainText } from '../../src/report/text/plain-text.ts';
import type { UnitProgress } from '../../src/run-events/types.ts';
import { emptyTotals } from '../../src/state/transitions/totals.ts';
import { emptyHistory } from '../../src/throttle/history.ts';
import { aProgress, aUnit } from '../platform/night.ts';

const now = Date.parse('2026-11-23T01:00:00Z');
const MINUTE = 60_000;
const KEYS = ['a attach · w end the wait · s stop after this unit · q quit', 'q quit · a attach'] as const;
const hostile = 'a\u001b[2J\u001b[31mred\r\n\u202e回文家族👨‍👩‍👧‍👦\tend';

const unit = (key: string, more: Partial<UnitProgress> = {}) => aUnit(key, { title: `${key} Unit ${key}`, ...more });
const many = Array.from({ length: 300 }, (_, at) =>
  unit(`${at + 1}`, { status: at < 150 ? 'done' : at === 150 ? 'in-progress' : 'open' }),
);

function spec(more: Partial<WatchedSpec> = {}): WatchedSpec {
  return {
    progress: aProgress({ units: many, done: 150, total: 300 }),
    throttle: null,
    isRunning: true,
    agent: null,
    finished: [],
    ...more,
  };
}
const agent = {
  ...{ unit: '151', title: 'Unit 151', attempt: 2, backend: 'codex', since: now - 4 * MINUTE },
  lines: Array.from({ length: 40 }, (_, at) => `line ${at}`),
};
const busy = spec({
  agent,
  throttle: {
    ...emptyHistory(),
    windows: {
      codex: [{ name: 'five_hour', used: 0.85, resetsAt: now + 90 * MINUTE, status: 'warning', seenAt: now }],
    },
  },
  finished: [{ title: '150 Unit 150', commit: 'abcdef0123', at: now - MINUTE }],
});
const waiting = spec({
  progress: aProgress({
    ...{ units: many, done: 150, total: 300 },
    waiting: {
      since: '2026-11-23T00:30:00Z',
      until: '2026-11-23T02:00:00Z',
      reason: 'quota',
      why: 'codex has used up its quota',
    },
  }),
});
const strange = spec({
  progress: aProgress({ spec: hostile, units: [unit('1', { title: hostile, tokens: 5, attempts: 3 })] }),
  agent: { ...agent, title: hostile, lines: [hostile, hostile] },
  finished: [{ title: hostile, commit: null, at: now }],
});
const empty = spec({ progress: aProgress({ units: [], done: 0, total: 0 }), isRunning: false });

test.each(
  [
    ['at work', [busy]],
    ['waiting', [waiting]],
    ['with anybody’s text', [strange]],
    ['nothing to do', [empty]],
    ['several specs', [waiting, busy, strange, empty]],
    ['no spec', []],
  ].flatMap(([what, specs]) =>
    [10, 20, 40, 80, 200].flatMap((columns) => [4, 10, 24, 60].map((rows) => [what, columns, rows, specs] as const)),
  ) as readonly (readonly [string, number, number, readonly WatchedSpec[]])[],
)('%s: nothing leaves a screen of %i × %i', (_, columns, rows, specs) => {
  const frame = watchFrame(specs, { columns, rows }, now, noColours, KEYS);
  expect(frame.length).toBeLessThanOrEqual(rows);
  expect(
    frame.filter((line) => displayWidth(line) > columns || plainText(line) !== line || line.includes('\n')),
  ).toEqual([]);
});

test('colours take no room', () => {
  const plain = watchFrame([busy], { columns: 80, rows: 24 }, now, noColours, KEYS);
  const coloured = watchFrame([busy], { columns: 80, rows: 24 }, now, createColours(true), KEYS);
  expect(coloured).not.toEqual(plain);
  expect(coloured.map(stripVTControlCharacters)).toEqual(plain);
});

test('the unit at work is seen, with its agent, its quota and the last checkpoint', () => {
  const frame = watchFrame([busy], { columns: 80, rows: 24 }, now, noColours, KEYS);
  expect(frame).toEqual(
    expect.arrayContaining([
      '  → 151 Unit 151',
      '  █████████████████░░░ 85 % of codex five_hour, resets in 1 h 30 min',
      '→ 151 Unit 151 · attempt 2 · codex · 4 min',
      '  │ line 39',
      '  ✓ abcdef0 150 Unit 150 · 1 min ago',
    ]),
  );
  expect(frame[0]).toBe('my-feature  ██████████░░░░░░░░░░ 150 of 300 units · running');
});

test('a wait counts down', () => {
  const at = (time: number) =>
    watchFrame([waiting], { columns: 120, rows: 24 }, time, noColours, KEYS).find((line) => line.startsWith('…'));
  expect(at(now)).toMatch(/^… ███████░{13} 1 h left, until .*: codex has used up its quota$/);
  expect(at(now + 59 * MINUTE)).toMatch(/^… █{20} 1 min left/);
});

test('what runs comes before what does not, and each spec has a line', () => {
  const frame = watchFrame([empty, waiting], { columns: 80, rows: 24 }, now, noColours, KEYS);
  expect(frame.slice(0, 2)).toEqual(['  0/0 my-feature · not running', '▶ 150/300 my-feature · waits 1 h left']);
});

test('a screen gets the lines that changed, and no others', () => {
  expect(screenUpdate([], ['a', 'b'])).toBe('\u001b[1;1Ha\u001b[K\u001b[2;1Hb\u001b[K');
  expect(screenUpdate(['a', 'b', 'c'], ['a', 'B', 'c'])).toBe('\u001b[2;1HB\u001b[K');
  expect(screenUpdate(['a', 'b'], ['a'])).toBe('\u001b[2;1H\u001b[K');
  expect(screenUpdate(['a'], ['a'])).toBe('');
});

test('on a screen of 20 columns every key is named, and on one of 8 rows the unit at work', () => {
  const keys = ['q quit · w end wait · s stop · a attach', 'q quit · w end wait · s stop · a attach'] as const;
  const frame = (rows: number) => watchFrame([busy], { columns: 19, rows }, now, noColours, keys);
  expect(frame(23).slice(-3).join(' ').replace(/\s+/g, ' ')).toContain('q quit · w end wait · s stop · a attach');
  expect(frame(7).some((line) => line.startsWith('→ 151'))).toBe(true);
});

test('a narrow terminal shows what one looks for first: sums, times, reasons, who is at work, how to leave', () => {
  const totals = { ...emptyTotals, calls: 9, tokens_in: 1_200_000, cost_usd: 12.4 };
  const progress = { ...waiting.progress, totals };
  const text = (shown: WatchedSpec) =>
    watchFrame([shown], { columns: 39, rows: 23 }, now, noColours, KEYS).join(' ').replace(/\s+/g, ' ');
  const long = { ...busy, progress: { ...busy.progress, totals, spec: 'a-spec-with-a-rather-long-name' } };
  const atWork = text({ ...long, agent: { ...agent, title: 'A title that is longer than any screen is wide' } });
  for (const part of ['$12.40', '1.2M tokens', 'resets in 1 h 30 min', '· attempt 2 · codex · 4 min'])
    expect(atWork).toContain(part);
  expect(atWork).toMatch(/ q quit · a attach$/);
  expect(text({ ...waiting, progress })).toMatch(/… 1 h left, until [-\d: ]+ \(.*\): codex has used up its quota/);
  const paused = {
    at: '2026-11-23T00:00:00Z',
    resume_after: '2026-11-23T02:00:00Z',
    reason: 'quota',
    why: 'x'.repeat(99),
  };
  expect(text(spec({ isRunning: false, progress: { ...progress, waiting: null, paused } }))).toMatch(
    /Paused, may continue after [-\d: ]+ \(2026-11-23 02:00:00 UTC\): xxx/,
  );
});

test('units that there is no room for are counted', () => {
  const frame = watchFrame([busy], { columns: 80, rows: 24 }, now, noColours, KEYS);
  const units = frame.filter((line) => /^ {2}[✓→·] /.test(line) && line.includes('Unit') && !line.includes('ago'));
  const last = Number(/(\d+) Unit/.exec(units.at(-1) ?? '')?.[1]);
  expect(frame).toContain(`  … ${300 - last} more units`);
});
