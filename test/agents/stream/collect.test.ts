import { describe, expect, test } from '@jest/globals';
import { createCollector } from '../../../src/agents/stream/collect.ts';
import { agentError } from '../../../src/agents/stream/json.ts';
import type { AgentEvent } from '../../../src/agents/types.ts';

function factsOf(events: Iterable<AgentEvent>) {
  const collector = createCollector();
  for (const event of events) collector.add(event);
  return collector.facts();
}
const say = (text: string, delta = false): AgentEvent => ({ kind: 'message', text, delta });
const finished = (ok: boolean, finalMessage: string | null = null): AgentEvent => ({
  kind: 'finished',
  ok,
  finalMessage,
  error: ok ? null : agentError('it broke'),
});
const retry: AgentEvent = { kind: 'retry', message: '429', status: 429, waitMs: 2000 };

describe("An attempt's final message", () => {
  test.each<[string, AgentEvent[], string]>([
    ['is empty when nothing was said', [], ''],
    ['is the last message', [say('one'), say('two')], 'two'],
    ['joins the deltas, also where they cut a tag', [say('x'), say('a <pro'), say('mise>', true)], 'a <promise>'],
    ['is not a blank that follows it', [say('done'), say(' \n')], 'done'],
    ['begins with a blank delta of its own', [say('old'), say('\n'), say('new', true)], '\nnew'],
    ['is what the terminal event says', [say('one'), finished(true, 'the end')], 'the end'],
    ['is empty when the terminal event says so', [say('one'), finished(true, '')], ''],
    ['is never what a tool printed', [say('a'), { kind: 'tool-result', id: '1', ok: true, text: '<promise>' }], 'a'],
  ])('%s', (_title, events, message) => {
    expect(factsOf(events).finalMessage).toBe(message);
  });

  test('keeps its last 256 KiB of a million deltas', () => {
    function* deltas(): Generator<AgentEvent> {
      for (let i = 0; i < 1_000_000; i++) yield say(`${i} `, true);
    }
    const { finalMessage } = factsOf(deltas());
    expect(finalMessage).toHaveLength(256 * 1024);
    expect(finalMessage.endsWith(' 999998 999999 ')).toBe(true);
  });
});

describe("An attempt's error", () => {
  const warning: AgentEvent = { kind: 'error', error: agentError('a warning') };
  test.each<[string, AgentEvent[], string | null]>([
    ['is the terminal one', [warning, retry, finished(false)], 'it broke'],
    ['is the last one seen where no terminal event came', [warning], 'a warning'],
    ['is the retry on which the agent fell silent', [warning, retry], '429'],
    ['is no retry that was got over', [retry, say('going on')], null],
    ['is none after a success', [warning, retry, finished(true)], null],
  ])('%s', (_title, events, message) => {
    expect(factsOf(events).error?.message ?? null).toBe(message);
  });
});

test('The last word counts for session, model, usage and each window', () => {
  const window = (name: string, used: number) => ({ name, used, resetsAt: null, status: 'allowed' as const });
  const usage = (n: number) => ({ inputTokens: n, cachedTokens: 0, outputTokens: n, costUsd: null });
  const facts = factsOf([
    { kind: 'started', session: 's1', model: 'm' },
    { kind: 'started', session: null, model: null },
    { kind: 'usage', usage: usage(1) },
    { kind: 'limit', window: window('weekly', 0.1) },
    { kind: 'limit', window: window('five_hour', 0.2) },
    { kind: 'limit', window: window('weekly', 0.3) },
    { kind: 'usage', usage: usage(2) },
    finished(true),
  ]);
  expect(facts).toEqual({
    finished: { ok: true },
    finalMessage: '',
    session: 's1',
    model: 'm',
    usage: usage(2),
    error: null,
    limits: [window('weekly', 0.3), window('five_hour', 0.2)],
  });
});
