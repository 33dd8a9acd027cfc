import { expect, test } from '@jest/globals';
import { failureNotification, notificationOf } from '../../src/report/notification.ts';
import type { Outcome, RunEvent } from '../../src/run-events/types.ts';
import { aProgress } from '../platform/night.ts';

const now = Date.parse('2026-11-23T01:00:00Z');
const facts = { spec: 'shop', run: 'r1', now };
const HOUR = 3_600_000;
const after = (ms: number) => new Date(now + ms).toISOString();

const halt = {
  ...{ id: 'h', task: '3', title: 'Pay', line: 9, at: after(0), cause: 'question' as const, question: 'Which bank?' },
  ...{ tried: [], tail: '', issue: 7, url: 'https://github.com/o/r/issues/7' },
};
const ended = (
  kind: Outcome['kind'],
  progress: Parameters<typeof aProgress>[0] = {},
  more: Partial<Outcome> = {},
): RunEvent => ({
  kind: 'run-ended',
  outcome: {
    kind,
    message: 'It ended.',
    progress: aProgress({ spec: 'shop', ...progress }),
    pullRequest: null,
    ...more,
  },
});
const paused = (resume_after: string | null) => ({
  at: after(0),
  resume_after,
  reason: 'quota',
  why: 'codex has used up its quota',
});

test('who runs it in a terminal is told what to do there, and not that they stopped it', () => {
  const byHand = { ...facts, byHand: true };
  const told = notificationOf(ended('paused', { paused: paused(after(3 * HOUR)) }), byHand);
  expect(told?.body).toMatch(/Run the same command to continue\.$/);
  const stopped = ended('paused', { paused: { ...paused(null), reason: 'cancelled' } });
  expect([notificationOf(stopped, byHand), notificationOf(stopped, facts)?.kind]).toEqual([null, 'paused']);
});

test('a title is one short line, whatever the task is called', () => {
  const title = `a\nb ${'x'.repeat(9_000)}`;
  const told = notificationOf(ended('halted', { halt: { ...halt, title } }), facts);
  expect(told?.title).toMatch(/^shop: needs your input: 3 a b x+…$/);
  expect(told?.title).toHaveLength(200);
});

test.each<readonly [what: string, event: RunEvent, told: object | null]>([
  [
    'a halt, by its question',
    ended('halted', { halt }),
    {
      ...{ kind: 'halted', unit: '3', title: 'shop: needs your input: 3 Pay', url: 'https://github.com/o/r/issues/7' },
      ...{
        body: 'Which bank?\n\nHalted at task 3: needs your input. 1 of 3 units done.',
        units_done: 1,
        units_total: 3,
      },
    },
  ],
  ['not a halt that an earlier run told', ended('halted', { halt }, { idle: true, known: true }), null],
  ['not an end that an earlier run told', ended('complete', {}, { known: true }), null],
  [
    'a pause of hours',
    ended('paused', { paused: paused(after(3 * HOUR)) }),
    { kind: 'paused', title: 'shop: paused until 2026-11-23 04:00 UTC', resume_after: after(3 * HOUR) },
  ],
  [
    'a pause that only a person ends',
    ended('paused', { paused: paused(null) }),
    { kind: 'paused', resume_after: null },
  ],
  ['not a short one', ended('paused', { paused: paused(after(HOUR / 2)) }), null],
  [
    'a long wait',
    { kind: 'waiting', until: now + 2 * HOUR, ms: 2 * HOUR, reason: 'quota', why: 'codex' },
    { kind: 'paused', body: 'codex', resume_after: after(2 * HOUR) },
  ],
  ['not a short one', { kind: 'waiting', until: now + 60_000, ms: 60_000, reason: 'delay', why: '' }, null],
  [
    'the end, with its pull request',
    ended('complete', {}, { pullRequest: { number: 1, url: 'https://x/1' } }),
    { kind: 'complete', title: 'shop: complete', url: 'https://x/1' },
  ],
  ['a run that used up its iterations', ended('max-iterations'), { kind: 'paused', title: 'shop: stopped' }],
  ['a failure', ended('failed'), { kind: 'failed', title: 'shop: failed', body: 'It ended.\n\n1 of 3 units done.' }],
  ['nothing else', { kind: 'warning', message: 'x' }, null],
])('tells %s', (_, event, told) => {
  const notification = notificationOf(event, facts);
  if (told === null) expect(notification).toBeNull();
  else expect(notification).toMatchObject({ version: 1, spec: 'shop', run: 'r1', at: after(0), ...told });
});

test('a title is one line, and no text of an agent moves a cursor or fills a phone', () => {
  const question = `\u001b[2J${'x'.repeat(10_000)}`;
  const notification = notificationOf(ended('halted', { halt: { ...halt, title: 'a\nb\u001b[31m', question } }), facts);
  expect(notification?.title).toBe('shop: needs your input: 3 a b');
  expect(notification?.body).toMatch(/^x{3000}…$/);
});

test('a run that could not begin is told, too', () => {
  expect(failureNotification('no tasks.md', facts)).toMatchObject({
    kind: 'failed',
    title: 'shop: failed',
    body: 'no tasks.md',
  });
});
