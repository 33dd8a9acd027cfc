import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { updateLiveLine } from '../../src/app/log/console.ts';
import { escapeWorkflowCommands } from '../../src/app/log/workflow.ts';
import { InternalError, UserError } from '../../src/errors.ts';
import { eventLines, summaryLines } from '../../src/report/console/event-lines.ts';
import { liveLine } from '../../src/report/console/live-line.ts';
import { errorReport } from '../../src/report/error-report.ts';
import { noColours } from '../../src/report/text/colour.ts';
import { localAndUtcTime } from '../../src/report/text/local-time.ts';
import { formatCount, formatDuration } from '../../src/report/text/numbers.ts';
import { displayWidth } from '../../src/report/text/plain-text.ts';
import type { RunEvent } from '../../src/run-events/types.ts';
import { emptyTotals, totalsSince } from '../../src/state/transitions/totals.ts';
import type { Totals } from '../../src/state/types.ts';
import { aProgress, doneUnit } from '../platform/night.ts';

test.each<[string, RunEvent, string[]]>([
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
  ['it is reviewed', { kind: 'reviewing', unit: '2', backend: 'claude' }, ['  review by claude']],
  [
    'the reviewer has advice',
    { kind: 'reviewed', unit: '2', backend: 'claude', caught: 0, advice: ['a.ts:1: x', '\u001b[2Jb'] },
    ['  claude advises: a.ts:1: x', '  claude advises: b'],
  ],
  ['the usual delay is no news', { kind: 'waiting', until: 0, ms: 59_000, reason: 'delay', why: 'delay' }, []],
  [
    'one of minutes is',
    { kind: 'waiting', until: 60_000, ms: 60_000, reason: 'delay', why: 'the delay between attempts' },
    [`… Waiting until ${localAndUtcTime(60_000)}: the delay between attempts`],
  ],
])('%s', (_, happening, lines) => {
  expect(eventLines(happening)).toEqual(lines);
});

test('the end of a run counts what the review caught', () => {
  const progress = aProgress({ totals: { ...emptyTotals, calls: 3, review_caught: 1, review_advice: 2 } });
  const lines = summaryLines({ kind: 'complete', message: 'Complete', progress, pullRequest: null });
  expect(lines.join('\n')).toContain(', review: 1 problem caught, 2 pieces of advice');
});

test('the live line says how far it is, what runs, for how long, and never exceeds the terminal', () => {
  const facts = {
    done: 1,
    total: 4,
    unit: { name: 'Keep links', attempt: 2, attempts: 3, startedAt: 1000 },
    waiting: null,
    activity: '$ npm test',
  };
  expect(liveLine(facts, 134_000, 120)).toBe(
    '████░░░░░░░░░░░░ 1/4 · Keep links · attempt 2/3 · 2 min 13 s · $ npm test',
  );
  expect(liveLine({ ...facts, waiting: { until: 200_000, why: '5-hour limit' } }, 134_000, 120)).toMatch(
    /5-hour limit: 1 min 6 s left$/,
  );
});

test('in a narrow terminal the bar, then the attempt, give way to the title', () => {
  const unit = { name: '2 Keep the links', attempt: 2, attempts: 3, startedAt: 1000 };
  const facts = { done: 1, total: 4, unit, waiting: null, activity: '' };
  expect(liveLine(facts, 134_000, 45)).toBe('1/4 · 2 Keep the… · attempt 2/3 · 2 min 13 s');
  expect(liveLine(facts, 134_000, 30)).toBe('1/4 · 2 Keep th… · 2 min 13 s');
  expect(liveLine(facts, 134_000, 20)).toBe('1/4 · 2 min 13 s');
  const waiting = { until: 200_000, why: '5-hour limit' };
  expect(liveLine({ ...facts, waiting }, 134_000, 20)).toBe('1/4 … 1 min 6 s');
});

describe('lines are fitted to the terminal', () => {
  const title = `Keep the links ${'of everybody '.repeat(20)}`.trim();
  const started: RunEvent = {
    ...{ kind: 'unit-started', unit: '2', title, attempt: 2, attempts: 3, backend: 'codex', done: 1, total: 3 },
  };
  const done: RunEvent = {
    ...{ kind: 'unit-done', unit: '2', title, line: 3, commit: null, pushed: false, files: ['a'], done: 2, total: 3 },
  };

  test.each([40, 80, 200])('a long title gives way to the facts beside it: %i columns', (width) => {
    for (const [event, facts] of [
      [started, '… · attempt 2 of 3 · codex'],
      [done, '… · 1 file · 2 of 3'],
    ] as const) {
      const [line = ''] = eventLines(event, noColours, width);
      expect(line.endsWith(facts)).toBe(true);
      expect(displayWidth(line)).toBe(width);
    }
  });

  test('some of the title is left where there is no room for the facts', () => {
    expect(eventLines(started, noColours, 20)).toEqual(['→ 2 Keep … · attempt 2 of 3 · codex']);
  });

  test('a path is never cut or wrapped', () => {
    const path = `src/${'folder/'.repeat(45)}file.ts`;
    const warning: RunEvent = { kind: 'warning', message: `${path}: restored` };
    expect(eventLines(warning, noColours, 20)).toEqual([`! ${path}: restored`]);
  });

  test('what is left out of a long output is counted', () => {
    const reason = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
    expect(eventLines(failed(reason)).slice(1, 3)).toEqual(['  │ … 3 more lines', '  │ line 4']);
  });
});

test.each([20, 60, 100, 200])('in %i columns it stays one line, whatever an agent or a title holds', (columns) => {
  const facts = {
    done: 1,
    total: 4,
    unit: { name: '2 長い題名'.repeat(20), attempt: 2, attempts: 3, startedAt: 1000 },
    waiting: null,
    activity: `$ echo \u001b[2J${'🎉'.repeat(40)}\nsecond line`,
  };
  const line = liveLine(facts, 134_000, columns);
  expect(displayWidth(line)).toBeLessThan(columns);
  expect(line).not.toContain('\u001b');
  expect(line).not.toContain('\n');
  // What changes is seen beside what is long.
  if (columns >= 60) expect(line).toMatch(/1\/4 .*… · attempt 2\/3 · 2 min 13 s/);
  const why = 'waiting for the weekly limit '.repeat(10);
  const waiting = liveLine({ ...facts, waiting: { until: 200_000, why } }, 134_000, columns);
  expect(displayWidth(waiting)).toBeLessThan(columns);
  if (columns >= 60) expect(waiting).toMatch(/…: 1 min 6 s left$/);
});

test('between attempts it counts no time of one that ended', () => {
  const started: RunEvent = {
    kind: 'unit-started',
    unit: '2',
    title: 'Links',
    attempt: 1,
    attempts: 3,
    backend: 'codex',
    done: 1,
    total: 3,
  };
  const running = updateLiveLine({ done: 0, total: 0, unit: null, waiting: null, activity: '' }, started, 0);
  expect(liveLine(running, 5000, 80)).toMatch(/1\/3 · 2 Links · attempt 1\/3 · 5 s$/);
  expect(liveLine(updateLiveLine(running, failed('broken', 5000), 5000), 9000, 80)).toMatch(/1\/3$/);
});

test('no word of an agent commands the terminal it is shown on', () => {
  expect(eventLines(failed('broken\u001b[2J\u001b]52;c;eA==\u0007'))).toEqual(['✗ failed: broken (0.0 s)']);
});

describe('an error names what can be done about it', () => {
  test('bad input: what, where, what to do; 64', () => {
    expect(errorReport(new UserError('no tasks found', { where: 'a/tasks.md', fix: 'write one' }))).toEqual({
      text: 'error: a/tasks.md: no tasks found\n  → write one',
      exitCode: 64,
    });
  });

  test('a full disk, in the words of the system or of git: what to do; 64', () => {
    for (const message of ['ENOSPC: no space left on device, write', 'git ended with 128: Out of diskspace']) {
      const { text, exitCode } = errorReport(new Error(message));
      expect(text).toMatch(/^error: the disk is full: .*\n {2}→ free some space/);
      expect(exitCode).toBe(64);
    }
  });

  test.each([
    ['EACCES', 'permission denied', /make it a place that this user can read and write/],
    ['EPERM', 'permission denied', /make it a place/],
    ['EROFS', 'the file system is read-only', /make it a place/],
    ['ENAMETOOLONG', 'the path is too long', /shorter/],
    ['ENOTDIR', 'a part of the path is not a folder', /make it a place/],
    ['ELOOP', 'the path leads through too many links', /make it a place/],
  ])('%s of a file or folder: which, and what to do; 64', (code, problem, fix) => {
    const error = (path: string) => Object.assign(new Error(`${code}: mkdir`), { code, path, syscall: 'mkdir' });
    const { text, exitCode } = errorReport(error('/a place\nwith a line'));
    expect(text).toMatch(`error: /a place with a line: ${problem} (mkdir)\n  → `);
    expect(text).toMatch(fix);
    expect(exitCode).toBe(64);
    expect(errorReport(error('x'.repeat(9000))).text.length).toBeLessThan(600);
  });

  test('the same of no file is a fault of ours', () => {
    expect(errorReport(Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'kill' })).exitCode).toBe(70);
    expect(errorReport(Object.assign(new Error('ENOENT'), { code: 'ENOENT', path: '/x' })).exitCode).toBe(70);
  });

  test('a fault of ours: with its stack and a request for a report; 70', () => {
    const { text, exitCode } = errorReport(new InternalError('impossible'));
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
  expect(escapeWorkflowCommands(text)).toBe(harmless);
});

test('numbers read as people write them', () => {
  const hour = 3_600_000;
  expect([400, 12_300, 60_000, 200_000, hour, 7_500_000].map(formatDuration)).toEqual([
    ...['0.4 s', '12 s', '1 min', '3 min 20 s', '1 h', '2 h 5 min'],
  ]);
  expect([47.5 * hour, 48 * hour - 1, 143.3 * hour, 99 * 24 * hour, -hour].map(formatDuration)).toEqual([
    ...['47 h 30 min', '2 days', '5 days 23 h', '99 days', '0.0 s'],
  ]);
  expect([0, 82.5178, 999, 999.7, 48_211, 999_999, 1_250_000].map(formatCount)).toEqual([
    ...['0', '83', '999', '1.0k', '48.2k', '1.0M', '1.3M'],
  ]);
});

test.each([
  ['UTC', '02:00:00 (2026-12-02 02:00:00 UTC)', '2026-12-02 02:00 UTC'],
  ['Europe/Berlin', '03:00:00 (2026-12-02 02:00:00 UTC)', '2026-12-02 02:00 UTC (03:00 here)'],
  ['America/Los_Angeles', '2026-12-01 18:00:00 (2026-12-02 02:00:00 UTC)', '2026-12-02 02:00 UTC (18:00 here)'],
  ['Pacific/Auckland', '15:00:00 (2026-12-02 02:00:00 UTC)', '2026-12-02 02:00 UTC (15:00 here)'],
])('a time is told by the clock of %s, with the day where it is another than in UTC', (zone, local, utc) => {
  const module = new URL('../../src/report/text/local-time.ts', import.meta.url).href;
  const script = `
    import { localAndUtcTime, utcAndLocalMinute } from '${module}';
    const at = Date.UTC(2026, 11, 2, 2);
    console.log(JSON.stringify([localAndUtcTime(at), utcAndLocalMinute(at)]));`;
  const args = ['--input-type=module', '--eval', script];
  const printed = execFileSync(process.execPath, args, { env: { TZ: zone }, encoding: 'utf8' });
  expect(JSON.parse(printed)).toEqual([local, utc]);
});

/** The end of an attempt that failed for this reason. */
function failed(reason: string, durationMs = 0): RunEvent {
  const unit = { unit: '2', title: 'Links', path: 'tasks.md', line: 3, attempt: 1 };
  const verdict = { kind: 'failed', reason } as const;
  return { kind: 'attempt-ended', ...unit, verdict, durationMs, usage: null, transcript: '', tail: '' };
}

describe('the end of a run', () => {
  const first = { ...emptyTotals, calls: 1, tokens_in: 900, cost_usd: 0.1, agent_s: 60, waiting_s: { delay: 15 } };
  const all = {
    ...first,
    calls: 3,
    tokens_in: 4000,
    cost_usd: 0.3,
    agent_s: 180,
    waiting_s: { delay: 15, quota: 600 },
  };
  const own = totalsSince(first, all);
  const lines = (run: object, totals: Totals = all) => {
    const progress = aProgress({ totals, units: [doneUnit('1')] });
    const outcome = { kind: 'complete', message: 'every unit is done', pullRequest: null } as const;
    return summaryLines({ ...outcome, progress: { ...progress, run: { ...progress.run, tookMs: 720_000, ...run } } });
  };

  test('says what the spec came to in all, what was waited for, and what of it is this run’s', () => {
    expect(lines({ totals: own }).filter((line) => /attempts|waited|this run/.test(line))).toEqual([
      '  attempts 1, 3 agent calls, 3 min in agents, 4.0k tokens (4.0k in, 0 cached, 0 out), $0.30',
      '  waited   10 min for a quota, 15 s between attempts',
      '  this run 1 iteration in 12 min, 2 agent calls, 2 min in agents, 3.1k tokens (3.1k in, 0 cached, 0 out), $0.20, waited 10 min for a quota',
    ]);
  });

  test('says nothing twice, and no price that nobody knows', () => {
    const free = { ...first, cost_usd: 0, waiting_s: {} };
    expect(lines({ totals: free }, free).filter((line) => /attempts|waited|this run/.test(line))).toEqual([
      '  attempts 1, 1 agent call, 1 min in agents, 900 tokens (900 in, 0 cached, 0 out)',
      '  this run 1 iteration in 12 min',
    ]);
  });
});

test('the summary says what was made: a short line a unit, what to review first, where to look', () => {
  const made = (key: string, more: object = {}) => ({
    ...doneUnit(key),
    ...{ backend: 'codex', commit: `c${key}`, summary: `The cart keeps\nits lines.${' More.'.repeat(60)}`, ...more },
  });
  const units = [
    made('1'),
    made('2', { title: 'y'.repeat(99), attempts: 3 }),
    made('3', { summary: undefined }),
    made('4'),
  ];
  const progress = aProgress({
    units,
    done: 4,
    total: 4,
    run: { ...aProgress({}).run, iterations: 4, unitsDone: ['1', '2', '3'] },
  });
  const sizes = { c1: { files: 1, added: 12, removed: 3 } };
  const lines = summaryLines({ kind: 'complete', message: 'Complete', progress, pullRequest: null, sizes }, noColours, {
    lookBack: '`report`',
    width: 100,
  });
  const told = lines.filter((line) => /^ {2}(?:✓|review|look)/.test(line));
  expect(told).toEqual([
    expect.stringMatching(/^ {2}✓ 1 Unit 1 \(1 file, \+12 −3, codex\): The cart keeps its lines\. More\.[^\n]*…$/),
    expect.stringMatching(/^ {2}✓ y{20,}… \(codex\): The cart keeps[^\n]*…$/),
    '  ✓ 3 Unit 3 (codex)',
    expect.stringMatching(/^ {2}review first: y+ \(3 attempts\)$/),
    '  look     `report`',
  ]);
  expect(told.slice(0, 3).filter((line) => displayWidth(line) > 100)).toEqual([]);
});
