import { describe, expect, test } from '@jest/globals';
import { backends } from '../../src/agents/index.ts';
import type { AgentReport, EndReason } from '../../src/agents/types.ts';
import { judge } from '../../src/verdict/judge.ts';
import type { JudgeContext } from '../../src/verdict/types.ts';
import { agentError, now, report } from './report.ts';

function verdict(facts: Partial<AgentReport> = {}, context: Partial<JudgeContext> = {}) {
  return judge(report(facts), { backend: 'codex', backends, now, changed: true, ...context });
}

describe('Done is earned', () => {
  test('with the success event, exit code 0, the promise and a trace of work', () => {
    expect(verdict()).toEqual({ kind: 'done', summary: 'All done.' });
  });

  test('also by an agent that had to be ended after its success event', () => {
    expect(verdict({ end: 'lingered', exitCode: null, signal: 'SIGTERM' }).kind).toBe('done');
  });

  test.each<[string, Partial<AgentReport>, Partial<JudgeContext>, string, RegExp]>([
    ['no promise', { finalMessage: 'I think that was it.' }, {}, 'incomplete', /without the completion promise/],
    ['nothing said', { finalMessage: '' }, {}, 'incomplete', /without a final message/],
    ['a promise without a trace of work', {}, { changed: false }, 'incomplete', /reported done, but nothing changed/],
    [
      'exit code 1 after the success event',
      { exitCode: 1 },
      {},
      'failed',
      /exited with code 1 after it reported success/,
    ],
    [
      'exit code 0 without the success event',
      { finished: null },
      {},
      'failed',
      /exited with code 0 before it reported that it had finished/,
    ],
    [
      'a signal from outside',
      { finished: null, exitCode: null, signal: 'SIGKILL' },
      {},
      'failed',
      /terminated by SIGKILL/,
    ],
    [
      'a signal before the first word, where silence would be waiting for the service',
      {
        finished: null,
        exitCode: null,
        signal: 'SIGKILL',
        finalMessage: '',
        error: agentError('no answer to the prompt yet', { code: 'unanswered' }),
      },
      { backend: 'acp' },
      'failed',
      /terminated by SIGKILL \(out of memory\?\) before it reported that it had finished\.$/,
    ],
    [
      'a kill that a shell reports',
      { finished: null, exitCode: 137, error: agentError('exited with code 137') },
      {},
      'failed',
      /^The agent was killed with exit code 137 \(out of memory\?\) before it reported that it had finished\.$/,
    ],
    [
      'a terminal error',
      { finished: { ok: false }, exitCode: 1, error: agentError('segfault') },
      {},
      'failed',
      /code 1: segfault/,
    ],
    [
      'no event, but words on stderr',
      { finished: null, exitCode: 2, stderrTail: 'usage: codex\nunknown option' },
      {},
      'failed',
      /unknown option/,
    ],
  ])('and not with %s', (_what, facts, context, kind, reason) => {
    const found = verdict(facts, context);
    expect(found.kind).toBe(kind);
    expect('reason' in found && found.reason).toMatch(reason);
  });

  test('no trace is needed when the agent says that nothing had to change, or of a review', () => {
    const finalMessage = 'No change was needed: it is all there.\n<promise>TASK_DONE</promise>';
    expect(verdict({ finalMessage }, { changed: false }).kind).toBe('done');
    expect(verdict({}, { changed: false, expectsChange: false }).kind).toBe('done');
  });
});

describe('A question halts', () => {
  const finalMessage = 'SQLite or Postgres?\n<promise>HALT</promise>';
  test('with the question, without the tag', () => {
    expect(verdict({ finalMessage }, { changed: false })).toEqual({ kind: 'halted', question: 'SQLite or Postgres?' });
  });
  test('also with another exit code, but not before the success event', () => {
    expect(verdict({ finalMessage, exitCode: 1 }).kind).toBe('halted');
    expect(verdict({ finalMessage, finished: null }).kind).toBe('failed');
  });
  test('also without a word', () => {
    expect(verdict({ finalMessage: '<promise>HALT</promise>' })).toMatchObject({ kind: 'halted', question: /./ });
  });
  test('a tag that is quoted does not', () => {
    expect(verdict({ finalMessage: 'I kept clear of <promise>HALT</promise> since\nit works.' }).kind).toBe(
      'incomplete',
    );
  });
});

describe('How it ended goes before what it said', () => {
  test.each<[EndReason, string]>([
    ['cancelled', 'cancelled'],
    ['window-closed', 'cancelled'],
    ['orphaned', 'failed'],
    ['pane-lost', 'failed'],
    ['timed-out', 'timed-out'],
    ['silent', 'stalled'],
    ['limit-wait', 'limited'],
    ['not-started', 'failed'],
  ])('%s is %s', (end, kind) => {
    expect(verdict({ end, exitCode: null, finished: null }).kind).toBe(kind);
  });

  test('where there is nothing to run it in, the run pauses and names the reason', () => {
    const error = agentError('/opt/node no longer exists');
    expect(verdict({ end: 'no-pane', exitCode: null, finished: null, error })).toEqual({
      kind: 'cancelled',
      reason: 'No agent could be started: /opt/node no longer exists.',
    });
  });

  test('a program that is missing is refused, with how to get it', () => {
    const error = agentError('spawn codex ENOENT', { code: 'ENOENT' });
    expect(verdict({ end: 'not-started', exitCode: null, finished: null, error })).toMatchObject({
      kind: 'refused',
      remedy: expect.stringContaining('@openai/codex'),
    });
  });
});

describe('A silent agent waits on its limit', () => {
  const silent = { end: 'limit-wait', exitCode: null, finished: null, signal: 'SIGTERM' } as const;
  test('after a line that does not say for how long, it is a quota to be probed', () => {
    const error = agentError('Reconnecting... 1/5 (exceeded retry limit, last status: 429 Too Many Requests)');
    expect(verdict({ ...silent, error })).toMatchObject({ kind: 'limited', limit: { resetsAt: null, source: 'none' } });
  });
  test('after a line that says for how long, until then', () => {
    const error = agentError('Rate limit reached', { status: 429, retryAfterMs: 10_800_000 });
    expect(verdict({ ...silent, error })).toMatchObject({ kind: 'limited', limit: { resetsAt: now + 10_800_000 } });
  });
  test('after an overload, on the service: that spends no attempt either', () => {
    const error = agentError('AI_APICallError: The server is overloaded. Please try again later.');
    expect(verdict({ ...silent, error })).toMatchObject({ kind: 'transient', retryAfterMs: null });
    const stated = agentError('overloaded (529), attempt 1 of 4', { status: 529, retryAfterMs: 1_800_000 });
    expect(verdict({ ...silent, error: stated })).toMatchObject({ kind: 'transient', retryAfterMs: 1_800_000 });
    const limits = [{ name: 'five_hour', used: 1, resetsAt: now + 3_600_000, status: 'rejected' as const }];
    expect(verdict({ ...silent, error: stated, limits }).kind).toBe('limited');
  });
  test('after a retry of who knows what, it hangs', () => {
    expect(verdict({ ...silent, error: agentError('trying once more') }).kind).toBe('stalled');
  });
  test('silence while a window is known to be closed is no hang', () => {
    const limits = [{ name: 'five_hour', used: 1, resetsAt: now + 3_600_000, status: 'rejected' as const }];
    expect(verdict({ ...silent, end: 'silent', limits })).toMatchObject({
      kind: 'limited',
      limit: { window: 'five_hour', resetsAt: now + 3_600_000, source: 'structured' },
    });
    const past = [{ name: 'five_hour', used: 1, resetsAt: now - 3_600_000, status: 'rejected' as const }];
    expect(verdict({ ...silent, end: 'silent', limits: past }).kind).toBe('stalled');
  });
});

describe('A unit about rate limits completes, whatever it prints', () => {
  const scary = [
    "You've hit your 5-hour limit · resets 11:39am (UTC)",
    'Claude AI usage limit reached|1795425677',
    'Credit balance is too low. Not logged in.',
    'You have exhausted your daily quota. 429 Too Many Requests. 529 Overloaded.',
    'Quota exceeded. Check your plan and billing details.',
  ].join('\n');
  const finalMessage = `I handle each of these now:\n${scary}\n<promise>TASK_DONE</promise>`;

  test('in its final message, its output and on stderr', () => {
    expect(verdict({ finalMessage, tail: scary, stderrTail: scary }).kind).toBe('done');
  });
  test('with an error on the way that it got over, and a window rejected while credits paid', () => {
    const limits = [{ name: 'five_hour', used: 1, resetsAt: now + 3_600_000, status: 'rejected' as const }];
    expect(verdict({ finalMessage, error: agentError(scary, { status: 429 }), limits }).kind).toBe('done');
  });
  test('and fails as a failure, not as a limit, when it crashes', () => {
    const crashed = { finalMessage, tail: scary, stderrTail: scary, finished: null, exitCode: 1 };
    expect(verdict(crashed).kind).toBe('failed');
  });
});

describe('A turn that ended well, without a promise', () => {
  const limit = 'exceeded retry limit, last status: 429 Too Many Requests';
  const unspent = { ok: true, isUnspent: true } as const;

  test('is what its words say where it called no tool and spent nothing', () => {
    expect(verdict({ finished: unspent, finalMessage: limit })).toMatchObject({ kind: 'transient', reason: limit });
    expect(
      verdict({ finished: unspent, finalMessage: "You've hit your weekly limit · resets 9pm (UTC)" }),
    ).toMatchObject({
      kind: 'limited',
      limit: { window: 'weekly' },
    });
    expect(verdict({ finished: unspent, finalMessage: 'Authentication failed (HTTP 401).' }).kind).toBe('refused');
  });
  test('is a refusal in silence where it has not a word either', () => {
    expect(verdict({ finished: unspent, finalMessage: ' ' })).toMatchObject({ kind: 'transient', retryAfterMs: null });
  });
  test('is incomplete where one of the three does not hold, or its words are those of an agent', () => {
    expect(verdict({ finished: { ok: true }, finalMessage: limit }).kind).toBe('incomplete');
    expect(verdict({ finished: unspent, finalMessage: 'I am not sure what to do.' }).kind).toBe('incomplete');
  });
  test('a promise counts before', () => {
    expect(verdict({ finished: unspent, finalMessage: `${limit}\n<promise>TASK_DONE</promise>` }).kind).toBe('done');
    expect(verdict({ finished: unspent, finalMessage: `${limit}\n<promise>HALT</promise>` }).kind).toBe('halted');
  });
});

describe("gemini's exit codes tell of the HTTP status where the stream does not", () => {
  test.each([
    [173, 'transient'],
    [247, 'transient'],
    [17, 'transient'],
    [145, 'refused'],
    [41, 'refused'],
    [144, 'failed'],
    [53, 'failed'],
    [1, 'failed'],
  ])('%i: %s', (exitCode, kind) => {
    expect(verdict({ finished: null, exitCode }, { backend: 'gemini' }).kind).toBe(kind);
    expect(verdict({ finished: null, exitCode }, { backend: 'codex' }).kind).toBe('failed');
  });
});
