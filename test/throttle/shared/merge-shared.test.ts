import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatShared, parseShared } from '../../../src/throttle/shared/format-shared.ts';
import { pruneShared } from '../../../src/throttle/shared/merge-shared.ts';
import { DAY, HOUR } from '../../../src/time.ts';
import { memories } from './memories.ts';
import { mergeLaws } from './merge-laws.ts';

const text = formatShared;

test.each(Object.keys(mergeLaws))('what two runs know is merged: %s', (name) => {
  const law = mergeLaws[name];
  if (law === undefined) throw new Error(name);
  fc.assert(fc.property(memories, memories, memories, law));
});

test('what is written is read as it was', () => {
  fc.assert(
    fc.property(memories, (memory) => {
      expect(parseShared(text(memory))).toEqual({ kind: 'ok', memory: JSON.parse(JSON.stringify(memory)) });
    }),
  );
});

test('calls are forgotten after an hour, sums after the day, a limit never while it is open', () => {
  const now = Date.UTC(2027, 0, 15, 12);
  const sums = { costUsd: 1, tokens: 1, calls: 1 };
  const limit = { backend: 'codex', window: null, resetsAt: null, source: 'none' as const, message: '' };
  const open = { limit, hits: 1, at: now - 9 * DAY };
  const pruned = pruneShared(
    {
      calls: { 'old/a': now - HOUR, 'new/a': now - HOUR + 1 },
      days: { '2027-01-13': { a: sums }, '2027-01-14': { a: sums }, '2027-01-15': { a: sums } },
      limits: {
        codex: { changes: 1, at: now - 9 * DAY, open, metBy: [], probe: null },
        claude: { changes: 2, at: now - 2 * DAY, open: null, metBy: [], probe: null },
      },
      windows: {},
      rules: { a: { at: now - DAY, maxCallsPerHour: null, dailyBudgetUsd: null } },
    },
    now,
  );
  expect(Object.keys(pruned.calls)).toEqual(['new/a']);
  expect(Object.keys(pruned.days)).toEqual(['2027-01-14', '2027-01-15']);
  expect(Object.keys(pruned.limits)).toEqual(['codex']);
  expect(pruned.rules).toEqual({});
});

describe('a text that cannot be used is named, whatever it is', () => {
  test.each([
    ['{', 'is not JSON'],
    ['[]', 'expected object'],
    ['null', 'expected object'],
    ['', 'is no commit with a file'],
    ['{"version":2,"calls":{}}', 'written by a newer version of this program (schema 2; this one knows 1)'],
    ['{"version":1,"calls":{"a":"soon"},"days":{},"limits":{},"windows":{},"rules":{}}', 'calls.a'],
  ])('%s', (found, why) => {
    expect(parseShared(found)).toMatchObject({ kind: 'unusable', why: expect.stringContaining(why) });
  });
});
