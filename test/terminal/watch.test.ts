import { describe, expect, test } from '@jest/globals';
import type { AgentEvent, EndReason } from '../../src/agents/types.ts';
import { createWatchdog } from '../../src/terminal/pane/watch.ts';

const limits = {
  timeoutMs: 10_000,
  idleTimeoutMs: 100,
  timing: { lingerMs: 15, inputEndMs: 1, killMs: 1, limitWaitMs: 60, startMs: 1 },
};
const call: AgentEvent = { kind: 'tool-call', id: 'a', title: '$ npm test' };
const result: AgentEvent = { kind: 'tool-result', id: 'a', ok: true, text: '' };
const words: AgentEvent = { kind: 'message', text: 'on', delta: false };
const retry = (status: number | null, waitMs: number | null, message = 'again'): AgentEvent => ({
  kind: 'retry',
  message,
  status,
  waitMs,
});
const error = (status: number | null, message: string, retryAfterMs: number | null = null): AgentEvent => ({
  kind: 'error',
  error: { status, message, code: null, retryAfterMs, resetsAt: null },
});
const limit = (status: 'warning' | 'rejected'): AgentEvent => ({
  kind: 'limit',
  window: { name: 'weekly', used: null, resetsAt: null, status },
});
const done: AgentEvent = { kind: 'finished', ok: true, finalMessage: null, error: null };
const waits: AgentEvent = { ...done, finalMessage: 'I wait for the tests.', pending: 1 };
const promises: AgentEvent = { ...waits, finalMessage: 'All done. <promise>TASK_DONE</promise>' };
const starts: AgentEvent = { kind: 'started', session: 's', model: null };

/** The start is at 1000; each event is heard at its time; then nothing more is. */
describe('when nothing more is heard, an attempt ends', () => {
  const table: [string, [number, AgentEvent][], number, EndReason][] = [
    ['as silent, from the start', [], 1_100, 'silent'],
    ['as silent, from the last word', [[1_050, words]], 1_150, 'silent'],
    ['four times as late while a tool runs', [[1_050, call]], 1_450, 'silent'],
    [
      'as early as ever when the tool has answered',
      [
        [1_050, call],
        [1_060, result],
      ],
      1_160,
      'silent',
    ],
    [
      'late while one of two tools runs',
      [
        [1_000, call],
        [1_000, { ...call, id: 'b' }],
        [1_010, result],
      ],
      1_410,
      'silent',
    ],
    ['a grace after its terminal event', [[1_050, done]], 1_065, 'lingered'],
    [
      'that grace does not grow when it talks on',
      [
        [1_050, done],
        [1_060, words],
      ],
      1_065,
      'lingered',
    ],
    [
      'that grace holds also with a tool in flight',
      [
        [1_040, call],
        [1_050, done],
      ],
      1_065,
      'lingered',
    ],
    ['as silent, as late as with a tool, while a background task of its own runs', [[1_050, waits]], 1_450, 'silent'],
    [
      'as silent when the turn that it began by itself says nothing',
      [
        [1_050, waits],
        [1_200, starts],
      ],
      1_300,
      'silent',
    ],
    [
      'a grace after the end of that turn',
      [
        [1_050, waits],
        [1_200, starts],
        [1_210, { ...done, finalMessage: 'Hm.' }],
      ],
      1_225,
      'lingered',
    ],
    [
      'a grace after a promise, whatever still runs or begins',
      [
        [1_050, promises],
        [1_060, starts],
        [1_061, waits],
      ],
      1_065,
      'lingered',
    ],
    [
      'a grace after a question for a person, whatever still runs',
      [[1_050, { ...waits, finalMessage: 'Which? <promise>HALT</promise>' }]],
      1_065,
      'lingered',
    ],
    ['a grace after an error, whatever still runs', [[1_050, { ...waits, ok: false }]], 1_065, 'lingered'],
    [
      'no grace after the end of a turn that it follows with another',
      [
        [1_050, done],
        [1_060, starts],
      ],
      1_160,
      'silent',
    ],
    ['as waiting on a rejected window', [[1_050, limit('rejected')]], 1_150, 'limit-wait'],
    ['as silent after a mere warning', [[1_050, limit('warning')]], 1_150, 'silent'],
    ['as waiting after a retry of a 429', [[1_050, retry(429, null)]], 1_150, 'limit-wait'],
    ['after the stated wait, if that is short', [[1_050, retry(429, 60)]], 1_210, 'limit-wait'],
    ['at once if the stated wait on a limit is long', [[1_050, retry(429, 61)]], 1_050, 'limit-wait'],
    ['at once too where it is an overload that it will wait long for', [[1_050, retry(529, 61)]], 1_050, 'limit-wait'],
    ['after the stated wait for an overload, if that is short', [[1_050, retry(529, 60)]], 1_210, 'limit-wait'],
    ['by the words where there is no status', [[1_050, retry(null, null, 'Usage limit reached')]], 1_150, 'limit-wait'],
    ['by those of a free tier', [[1_050, retry(null, null, 'Free usage exceeded, …')]], 1_150, 'limit-wait'],
    ['as waiting after a retry of anything', [[1_050, retry(503, null, 'overloaded')]], 1_150, 'limit-wait'],
    ['as silent after an error that is no limit', [[1_050, error(503, 'no quota problem')]], 1_150, 'silent'],
    ['as waiting after an error with 429', [[1_050, error(429, 'Too Many')]], 1_150, 'limit-wait'],
    [
      'at once after an error that says to come back much later',
      [[1_050, error(429, '', 10_800)]],
      1_050,
      'limit-wait',
    ],
    ['as silent after another error', [[1_050, error(500, 'oops')]], 1_150, 'silent'],
    [
      'as silent if it went on after the limit',
      [
        [1_050, retry(429, null)],
        [1_060, words],
      ],
      1_160,
      'silent',
    ],
    [
      'no later for a tool in flight if it waits on a limit',
      [
        [1_040, call],
        [1_050, retry(429, null)],
      ],
      1_150,
      'limit-wait',
    ],
  ];
  test.each(table)('%s', (_, events, at, reason) => {
    const watch = createWatchdog(limits, 1_000);
    for (const [now, event] of events) {
      watch.onOutput(now);
      watch.onEvent(event, now);
    }
    expect(watch.nextDeadline()).toEqual({ at, reason });
  });
});

test('what an agent says or a tool prints about limits is no limit', () => {
  const watch = createWatchdog(limits, 1_000);
  watch.onEvent({ kind: 'message', text: 'rate limit, 429, usage limit reached', delta: false }, 1_000);
  watch.onEvent({ kind: 'tool-result', id: 'a', ok: false, text: 'Too many requests' }, 1_000);
  watch.onEvent({ kind: 'unknown', line: 'quota exceeded' }, 1_000);
  expect(watch.nextDeadline().reason).toBe('silent');
});

test('the time-out comes whatever is heard', () => {
  const watch = createWatchdog(limits, 1_000);
  watch.onOutput(10_999);
  watch.onEvent(call, 10_999);
  expect(watch.nextDeadline()).toEqual({ at: 11_000, reason: 'timed-out' });
});
