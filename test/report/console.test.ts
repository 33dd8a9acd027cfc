import { describe, expect, test } from '@jest/globals';
import { InternalError, UserError } from '../../src/errors.ts';
import { inert } from '../../src/log/workflow-log.ts';
import { consoleLines } from '../../src/report/console.ts';
import { failure } from '../../src/report/failure.ts';
import { liveLine } from '../../src/report/live-line.ts';
import { cost, count, elapsed } from '../../src/report/numbers.ts';
import type { Happening } from '../../src/report/types.ts';

test.each<[string, Happening, string[]]>([
  [
    'a run begins',
    { kind: 'run-started', spec: 'demo', done: 1, total: 3, attach: 'tmux attach -t x' },
    ['▶ demo: 1 of 3 units done · watch it: tmux attach -t x'],
  ],
  [
    'a line of tasks.md is doubtful',
    { kind: 'diagnostic', path: 't.md', diagnostic: { line: 4, code: 'duplicate-id', message: 'twice' } },
    ['! t.md:4 twice (duplicate-id)'],
  ],
  [
    'a unit begins',
    { kind: 'unit-started', unit: '2', title: 'Links', attempt: 1, attempts: 3, backend: 'codex', done: 1, total: 3 },
    ['→ 2 Links · codex'],
  ],
  [
    'again',
    { kind: 'unit-started', unit: '2', title: 'Links', attempt: 2, attempts: 3, backend: 'codex', done: 1, total: 3 },
    ['→ 2 Links · attempt 2 of 3 · codex'],
  ],
  [
    'it is done',
    {
      kind: 'unit-done',
      unit: '2',
      title: 'Links',
      line: 3,
      commit: '0123456789abcdef',
      pushed: true,
      files: ['a'],
      done: 2,
      total: 3,
    },
    ['✓ 2 Links · 1 file · 012345678 pushed · 2 of 3'],
  ],
  ['the usual delay is no news', { kind: 'waiting', until: 0, reason: 'delay', why: 'delay' }, []],
])('%s', (_, happening, lines) => {
  expect(consoleLines(happening)).toEqual(lines);
});

test('the live line says how far it is, what runs, for how long, and never exceeds the terminal', () => {
  const facts = {
    done: 1,
    total: 4,
    unit: { name: 'Keep links', attempt: 2, attempts: 3, since: 1000 },
    waiting: null,
    doing: '$ npm test',
  };
  expect(liveLine(facts, 134_000, 120)).toBe(
    '████░░░░░░░░░░░░ 1/4 · Keep links · attempt 2/3 · 2 min 13 s · $ npm test',
  );
  expect(liveLine(facts, 134_000, 30)).toHaveLength(29);
  expect(liveLine({ ...facts, waiting: { until: 200_000, why: '5-hour limit' } }, 134_000, 120)).toMatch(
    /5-hour limit: 1 min 6 s left$/,
  );
});

describe('an error is told to whoever can mend it', () => {
  test('bad input: what, where, what to do; 64', () => {
    expect(failure(new UserError('no tasks found', { where: 'a/tasks.md', fix: 'write one' }))).toEqual({
      text: 'error: a/tasks.md: no tasks found\n  → write one',
      exitCode: 64,
    });
  });

  test('a fault of ours: with its stack and a request for a report; 70', () => {
    const { text, exitCode } = failure(new InternalError('impossible'));
    expect(text).toMatch(/please report it[\s\S]*InternalError: impossible\n\s+at /);
    expect(exitCode).toBe(70);
  });
});

test.each([
  ['::set-env name=PATH::x', ':\u200b:set-env name=PATH::x'],
  ['  ::add-mask::x', '  :\u200b:add-mask::x'],
  ['ok\n::stop-commands::x', 'ok\n:\u200b:stop-commands::x'],
  ['say ##[error]x', 'say #\u200b#[error]x'],
  ['std::vector is fine', 'std::vector is fine'],
])("an agent's %j commands no runner", (text, harmless) => {
  expect(inert(text)).toBe(harmless);
});

test('numbers read as people write them', () => {
  expect([400, 12_300, 60_000, 200_000, 3_600_000, 7_500_000].map(elapsed)).toEqual([
    '0.4 s',
    '12 s',
    '1 min',
    '3 min 20 s',
    '1 h',
    '2 h 5 min',
  ]);
  expect([0, 999, 48_211, 999_999, 1_250_000].map(count)).toEqual(['0', '999', '48.2k', '1.0M', '1.3M']);
  expect([0, 0.0042, 0.42, 12].map(cost)).toEqual(['$0.00', '$0.0042', '$0.42', '$12.00']);
});
