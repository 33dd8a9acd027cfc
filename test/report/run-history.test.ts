import { expect, test } from '@jest/globals';
import { readRunHistory } from '../../src/report/history/run-history.ts';

const at = (minute: number) => `2026-11-27T01:${String(minute).padStart(2, '0')}:00.000Z`;
const line = (minute: number, event: object) => JSON.stringify({ at: at(minute), ...event });
const usage = { inputTokens: 1, cachedTokens: 2, outputTokens: 3, costUsd: 0.5 };

const night = [
  line(0, { kind: 'log', version: 1, spec: 'shop', folder: '/work/.kiro/specs/shop', run: 'r1' }),
  line(1, { kind: 'unit-started', unit: '1', title: 'Cart', attempt: 1, attempts: 3, backend: 'codex' }),
  line(2, { kind: 'verifying', unit: '1', command: 'npm test' }),
  line(3, { kind: 'verified', unit: '1', ok: false, tests: { passed: 2, failed: 1 }, output: 'not ok' }),
  line(3, {
    kind: 'attempt-ended',
    unit: '1',
    verdict: { kind: 'failed', reason: 'verify failed' },
    usage,
    durationMs: 90_000,
    transcript: '/logs/unit-1-attempt-1.jsonl',
  }),
  line(4, { kind: 'waiting', until: Date.parse(at(20)), ms: 1, reason: 'quota', why: 'codex has used up its quota' }),
  line(20, { kind: 'waited', reason: 'quota', ms: 1 }),
  line(21, { kind: 'unit-started', unit: '1', title: 'Cart', attempt: 2, attempts: 3, backend: 'claude' }),
  line(22, { kind: 'attempt-ended', unit: '1', verdict: { kind: 'done', summary: 'It works.' }, usage: null }),
  line(22, { kind: 'reviewed', unit: '1', backend: 'gemini', caught: 0, advice: ['name it better'] }),
  line(23, {
    kind: 'unit-done',
    unit: '1',
    title: 'Cart',
    line: 3,
    commit: 'abc1234',
    pushed: true,
    files: ['a', 'b'],
  }),
  line(24, { kind: 'halted', path: 'tasks.md', halt: { title: 'Pay', question: 'Which bank?' } }),
  line(25, { kind: 'run-ended', outcome: { kind: 'halted', message: 'Halted', pullRequest: { url: 'https://x/1' } } }),
];

test('a night is read: attempts with their checks, waits, ends', () => {
  expect(readRunHistory(night)).toMatchObject({
    ...{
      spec: 'shop',
      folder: '/work/.kiro/specs/shop',
      id: 'r1',
      startedAt: Date.parse(at(0)),
      lastAt: Date.parse(at(25)),
    },
    outcome: { kind: 'halted', message: 'Halted' },
    pullRequest: 'https://x/1',
    attempts: [
      {
        ...{
          unit: '1',
          attempt: 1,
          backend: 'codex',
          startedAt: Date.parse(at(1)),
          endedAt: Date.parse(at(3)),
          agentMs: 90_000,
        },
        ...{ verdict: { kind: 'failed', text: 'verify failed' }, tokens: 6, costUsd: 0.5 },
        transcript: 'unit-1-attempt-1.jsonl',
        checks: [{ kind: 'verify', command: 'npm test', ok: false, tests: { passed: 2, failed: 1 }, output: 'not ok' }],
      },
      {
        ...{
          attempt: 2,
          backend: 'claude',
          verdict: { kind: 'done', text: 'It works.' },
          tokens: null,
          transcript: null,
        },
        checks: [{ kind: 'review', backend: 'gemini', caught: 0, advice: ['name it better'] }],
      },
    ],
    waits: [{ from: Date.parse(at(4)), to: Date.parse(at(20)), reason: 'quota' }],
    finished: [{ unit: '1', commit: 'abc1234', files: ['a', 'b'] }],
    halts: [{ title: 'Pay', question: 'Which bank?' }],
    unread: 0,
  });
});

test('a run that was lost is read as far as it got', () => {
  const lost = readRunHistory([...night.slice(0, 6), night[6]?.slice(0, 20) ?? '']);
  expect(lost).toMatchObject({ outcome: null, progress: null, unread: 1, waits: [{ to: null }] });
  expect(readRunHistory(night.slice(0, 2))?.attempts).toMatchObject([{ endedAt: null, verdict: null }]);
});

test.each<readonly [what: string, lines: readonly string[], unread: number | null]>([
  ['nothing', [], null],
  ['no JSON', ['hello', '{', ''], null],
  ['another program’s', ['{"kind":"unit-started"}', '[]', 'null', '5'], null],
  ['happenings of a newer version', [...night, line(30, { kind: 'teleported', to: 'mars' })], 0],
  ['a known one without its facts', [...night, line(30, { kind: 'unit-started', unit: 7 })], 1],
  ['a time that is none', [...night, JSON.stringify({ at: 'soon', kind: 'waited' })], 1],
])('%s is no fault', (_, lines, unread) => {
  expect(readRunHistory(lines)?.unread ?? null).toBe(unread);
});

test('an attempt that a limit cut off and that goes on is two stretches, one verdict each', () => {
  const started = (minute: number) =>
    line(minute, { kind: 'unit-started', unit: '1', title: 'A', attempt: 1, backend: 'x' });
  const ended = (minute: number, kind: string) =>
    line(minute, { kind: 'attempt-ended', unit: '1', verdict: { kind, limit: { message: 'soon' }, summary: 'ok' } });
  const run = readRunHistory([started(1), ended(2, 'limited'), started(9), ended(10, 'done')]);
  expect(run?.attempts.map(({ verdict }) => verdict)).toEqual([
    { kind: 'limited', text: 'soon' },
    { kind: 'done', text: 'ok' },
  ]);
});

test.each<readonly [what: string, progress: unknown, units: number | null]>([
  ['none', undefined, null],
  ['a word', 'complete', null],
  ['units that are none', { spec: 'x', units: 'all' }, null],
  ['a unit, a number, nothing, half a unit', { spec: 'x', units: [{ key: '1', title: 'A' }, 5, null, { key: 1 }] }, 1],
  [
    'facts of other kinds',
    {
      spec: 'x',
      units: [{ key: '1', title: 'A', status: 'flying', tokens: '5', advice: 7 }],
      totals: 3,
      halt: [],
      paused: { why: 'x', resume_after: 'soon' },
    },
    1,
  ],
])('progress as anybody may have written it: %s', (_, progress, units) => {
  const ended = line(30, { kind: 'run-ended', outcome: { kind: 'halted', message: 'x', progress } });
  expect(readRunHistory([...night.slice(0, -1), ended])?.progress?.units.length ?? null).toBe(units);
});
