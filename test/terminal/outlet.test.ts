import { describe, expect, test } from '@jest/globals';
import type { AgentEvent } from '../../src/agents/types.ts';
import { createMask } from '../../src/secrets/mask.ts';
import { createDisplayFilter } from '../../src/terminal/pane/outlet.ts';

const secret = 'correct-horse-battery';

/** What comes out of these events, one ms apart. */
function shown(...events: AgentEvent[]): AgentEvent[] {
  const out: AgentEvent[] = [];
  const outlet = createDisplayFilter(createMask([secret]), (event) => out.push(event));
  for (const [index, event] of events.entries()) outlet.onEvent(event, index);
  outlet.end();
  return out;
}
const delta = (text: string): AgentEvent => ({ kind: 'message', text, delta: true });
const message = (text: string): AgentEvent => ({ kind: 'message', text, delta: false });
const call: AgentEvent = { kind: 'tool-call', id: '1', title: '$ ls' };

describe('deltas come out as whole lines', () => {
  const usage: AgentEvent = {
    kind: 'usage',
    usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1, costUsd: null },
  };
  const table: [string, AgentEvent[], AgentEvent[]][] = [
    [
      'joined up to a line’s end',
      [message('He'), delta('llo\nwor'), delta('ld')],
      [message('Hello\n'), delta('world')],
    ],
    ['before anything else happens', [message('Hel'), delta('lo'), call], [message('Hello'), call]],
    ['usage does not break a word', [message('Hel'), usage, delta('lo')], [usage, message('Hello')]],
    ['a new message begins anew', [message('a'), message('b')], [message('a'), message('b')]],
  ];
  test.each(table)('%s', (_, events, expected) => expect(shown(...events)).toEqual(expected));

  test('joined again, they are what was said', () => {
    const parts = ['one ', 'two\nth', 'ree\n', '\n', 'four'];
    const out = shown(message(''), ...parts.map(delta));
    expect(out.map((event) => (event.kind === 'message' ? event.text : '?')).join('')).toBe(parts.join(''));
  });
});

test('in a pause what was said so far comes out, and what may be the beginning of a secret waits on', () => {
  const out: AgentEvent[] = [];
  const outlet = createDisplayFilter(createMask([secret]), (event) => out.push(event));
  outlet.onEvent(message('I read the plan'), 0);
  outlet.pause(1_000);
  outlet.pause(2_000);
  expect(out).toEqual([message('I read the plan')]);
  outlet.onEvent(delta(', its key is correct-ho'), 3_000);
  outlet.pause(4_000);
  outlet.onEvent(delta('rse-battery!'), 5_000);
  outlet.end();
  expect(out.map((event) => (event.kind === 'message' ? event.text : '?')).join('')).toBe(
    'I read the plan, its key is ***!',
  );
});

describe('secrets do not come out', () => {
  test('split over deltas', () => {
    expect(JSON.stringify(shown(message('key: correct-ho'), delta('rse-bat'), delta('tery!'), call))).not.toMatch(
      /correct|battery/,
    );
  });
  test('split over long pieces without a line’s end', () => {
    const out = shown(message('x'.repeat(1_990)), ...[...secret].map(delta), delta('y'.repeat(3_000)));
    expect(JSON.stringify(out)).not.toMatch(/correct|horse|battery/);
  });
  test('in any event that has a text', () => {
    const error = { message: secret, status: null, code: null, retryAfterMs: null, resetsAt: null };
    const events: AgentEvent[] = [
      { kind: 'thinking', text: secret },
      { kind: 'tool-call', id: '1', title: secret },
      { kind: 'tool-result', id: '1', ok: true, text: secret },
      { kind: 'retry', message: secret, status: null, waitMs: null },
      { kind: 'error', error },
      { kind: 'finished', ok: false, finalMessage: secret, error },
      { kind: 'unknown', line: secret },
    ];
    const out = shown(...events);
    expect(out.map(({ kind }) => kind)).toEqual(events.map(({ kind }) => kind));
    expect(JSON.stringify(out)).not.toContain(secret);
  });
  test('where a long text is cut in the middle of one', () => {
    const [event] = shown({ kind: 'unknown', line: `${'x'.repeat(3_990)}${secret}${'x'.repeat(100)}` });
    expect(JSON.stringify(event)).not.toContain('correct');
  });
});

test('an error that is the end too is shown once', () => {
  const error = { message: 'Overloaded', status: 529, code: null, retryAfterMs: null, resetsAt: null };
  const end = { kind: 'finished', ok: false, finalMessage: null } as const;
  expect(shown({ kind: 'error', error }, { ...end, error })).toEqual([
    { kind: 'error', error },
    { ...end, error: null },
  ]);
  const other = { ...error, message: 'Interrupted' };
  expect(shown({ kind: 'error', error }, { ...end, error: other }).at(-1)).toEqual({ ...end, error: other });
});

describe('a flood is cut to what people can read', () => {
  const flood = Array.from({ length: 10_000 }, (_, index): AgentEvent => ({ kind: 'unknown', line: `line ${index}` }));

  test('the rest is counted, second by second', () => {
    const out = shown(...flood);
    expect(out.length).toBeLessThan(6_000);
    expect(out).toContainEqual({ kind: 'unknown', line: '… 500 more events are in the log only' });
    const counted = out.map((event) =>
      Number(/^… (\d+) more/.exec(event.kind === 'unknown' ? event.line : '')?.[1] ?? -1),
    );
    expect(counted.map((left) => (left < 0 ? 1 : left)).reduce((sum, one) => sum + one, 0)).toBe(10_000);
  });
  test('facts always pass, in their order', () => {
    const out = shown(...flood.slice(0, 600), call, { kind: 'finished', ok: true, finalMessage: 'x', error: null });
    expect(out.slice(-3).map(({ kind }) => kind)).toEqual(['unknown', 'tool-call', 'finished']);
  });
  test('one huge text is cut, and says so', () => {
    const [event] = shown({ kind: 'tool-result', id: '1', ok: true, text: 'z'.repeat(1_000_000) });
    expect(event?.kind === 'tool-result' && event.text.slice(-30)).toBe(
      'zzz… (996000 more characters)'.padStart(30, 'z'),
    );
  });
});
