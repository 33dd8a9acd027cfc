import { describe, expect, test } from '@jest/globals';
import { createAcpReader } from '../../../src/agents/backends/acp/reader/acp-reader.ts';
import { playLines } from './acp-playback.ts';

const TAG = '<promise>TASK_DONE</promise>';

const line = (message: object) => JSON.stringify({ jsonrpc: '2.0', ...message });
const prompted = line({ method: '_sequential/prompted', params: { sessionId: 's', resumed: false } });
const update = (sessionUpdate: string, facts: object = {}, sessionId = 's') =>
  line({ method: 'session/update', params: { sessionId, update: { sessionUpdate, ...facts } } });
const says = (text: string, messageId?: string) =>
  update('agent_message_chunk', { content: { type: 'text', text }, ...(messageId && { messageId }) });
const ended = (result: object = { stopReason: 'end_turn' }) => line({ id: 2, result });

const play = (...lines: string[]) => playLines([prompted, ...lines], '/repo');
const finalMessage = (...lines: string[]) => play(...lines, ended()).facts.finalMessage;

describe('the last message', () => {
  test.each([
    ['chunks are joined', [says('All '), says('done.')], 'All done.'],
    ['another id begins another', [says('First', 'a'), says('Sec', 'b'), says('ond', 'b')], 'Second'],
    [
      'a tool call comes between',
      [says('Let me see.'), update('tool_call', { toolCallId: '1' }), says('Done.')],
      'Done.',
    ],
    ['one without an id, after those with one, is none', [says(TAG, 'a'), says('**Warning:** hm')], TAG],
    [
      'one of another session is none',
      [says('Mine.'), update('agent_message_chunk', { content: { text: TAG } }, 't')],
      'Mine.',
    ],
    ['thoughts are none', [says('Mine.'), update('agent_thought_chunk', { content: { text: TAG } })], 'Mine.'],
    ['what the user said is none', [says('Mine.'), update('user_message_chunk', { content: { text: TAG } })], 'Mine.'],
    [
      'what a tool printed is none',
      [says('Mine.'), update('tool_call_update', { toolCallId: '1', status: 'completed', rawOutput: TAG })],
      'Mine.',
    ],
    ['a notice is none', [says('Mine.'), update('notice', { title: TAG })], 'Mine.'],
    ['a line that is no JSON is none', [says('Mine.'), TAG], 'Mine.'],
  ])('%s', (_what, lines, expected) => {
    expect(finalMessage(...lines)).toBe(expected);
  });

  test('what a session said before the prompt is its past', () => {
    expect(playLines([says(TAG), prompted, ended()]).facts.finalMessage).toBe('');
  });
});

test('asked for leave, then done: one call with its title, one result', () => {
  const toolCall = {
    toolCallId: 'w',
    title: 'Writing to made.txt',
    kind: 'edit',
    content: [{ type: 'diff', path: '/repo/made.txt', newText: 'a\nb\n' }],
  };
  const asks = line({ id: 0, method: 'session/request_permission', params: { sessionId: 's', toolCall, options: [] } });
  const { events } = play(asks, update('tool_call_update', { ...toolCall, status: 'completed' }), ended());
  expect(events).toContainEqual({ kind: 'tool-call', id: 'w', title: '~ made.txt +2' });
  expect(events.filter(({ kind }) => kind.startsWith('tool'))).toHaveLength(2);
});

test('an answer that comes twice counts once, and the first of the two', () => {
  const { facts, events } = play(
    says(TAG),
    ended(),
    ended({ stopReason: 'refusal' }),
    line({ id: 2, error: { code: 1, message: 'x' } }),
  );
  expect(facts.finished).toEqual({ ok: true, isUnspent: true });
  expect(events.filter(({ kind }) => kind === 'finished')).toHaveLength(1);
});

describe('an answer that nobody waits for is shown, and ends nothing', () => {
  const error = { code: -32603, message: 'Internal error' };
  const initialized = line({ id: 0, result: { protocolVersion: 1 } });
  const opened = line({ id: 1, result: { sessionId: 's' } });
  const stray = (id: unknown) => line({ id, error });

  test.each<[string, string[], string]>([
    ['initialize answered again', [initialized, stray(0), opened, prompted], stray(0)],
    ['a session answered again', [initialized, opened, stray(1), prompted], stray(1)],
    ['a session that was not asked for yet', [stray(1), initialized, opened, prompted], stray(1)],
    ['the prompt, before it was sent', [initialized, opened, stray(2), prompted], stray(2)],
    ['initialize, in the midst of the turn', [initialized, opened, prompted, stray(0)], stray(0)],
    ['a session, in the midst of the turn', [initialized, opened, prompted, stray(1)], stray(1)],
    ['an id never used', [initialized, opened, prompted, stray(7)], stray(7)],
    ['no id', [initialized, opened, prompted, stray(null)], stray(null)],
    ['no id, before the prompt', [initialized, stray(null), opened, prompted], stray(null)],
    ['the id as a text', [initialized, opened, prompted, stray('2')], stray('2')],
    ['an id that is a list', [initialized, opened, prompted, stray([2])], stray([2])],
    ['a result of another id', [prompted, line({ id: 1, result: { stopReason: 'refusal' } })], '"refusal"'],
  ])('%s', (_what, lines, shown) => {
    const { facts, events } = playLines([...lines, says(TAG), ended()]);
    expect(facts).toMatchObject({ finished: { ok: true }, finalMessage: TAG, error: null });
    expect(events).toContainEqual({ kind: 'unknown', line: expect.stringContaining(shown) });
  });

  test('the first answer to what opens the turn still ends it', () => {
    expect(playLines([stray(0)]).facts.error?.message).toBe('Internal error');
    expect(playLines([initialized, stray(1)]).facts.error?.message).toBe('Internal error');
  });
});

test.each<[string, unknown, string, number | null]>([
  [
    'a status beside the words',
    { code: -32603, data: { status: 503, message: 'upstream connect error' } },
    'upstream connect error',
    503,
  ],
  [
    'the error of the service',
    { code: -32603, message: 'Internal error', data: { error: { message: 'slow down', code: 429 } } },
    'slow down',
    429,
  ],
  [
    'words for it in data',
    { code: -32603, message: 'Internal error', data: { error: 'no route to host' } },
    'no route to host',
    null,
  ],
  ['words where an object belongs', 'the disk is full', 'the disk is full', null],
  ['no words at all', { code: 'x', data: [1] }, 'it failed without saying why: {"code":"x","data":[1]}', null],
])('an error is told by what stands in it: %s', (_what, error, message, status) => {
  expect(play(line({ id: 2, error })).facts).toMatchObject({ finished: { ok: false }, error: { message, status } });
});

describe('an end that is none of the work', () => {
  test.each([
    ['max_tokens', 'max_tokens'],
    ['max_turn_requests', 'max_turn_requests'],
    ['refusal', 'refusal'],
    ['halted_by_moon', 'halted_by_moon'],
  ])('%s', (stopReason, word) => {
    const { facts } = play(says(TAG), ended({ stopReason }));
    expect(facts.finished?.ok).toBe(false);
    expect(facts.error?.message).toContain(word);
  });
  test('no stop reason at all', () => {
    expect(play(says(TAG), ended({})).facts).toMatchObject({
      finished: { ok: false },
      error: { message: expect.stringContaining('without a stop reason') },
    });
  });
  test('a reason that the protocol does not have is called so', () => {
    expect(play(ended({ stopReason: 'halted_by_moon' })).facts.error?.message).toBe(
      'the turn ended with "halted_by_moon", a stop reason that the Agent Client Protocol lacks',
    );
  });
  test.each<[string, string[], RegExp]>([
    ['before the prompt', [], /was not ready for the prompt before it ended: is it a program that speaks/],
    ['after it', [prompted], /in the midst of the turn/],
  ])('an exit without a word, %s', (_when, lines, words) => {
    const reader = createAcpReader();
    for (const text of lines) reader.read(text, 'stdout');
    expect(reader.end(1)).toEqual([
      expect.objectContaining({ error: expect.objectContaining({ message: expect.stringMatching(words) }) }),
    ]);
  });
  test('a refusal with its reason', () => {
    const result = { stopReason: 'refusal', _meta: { error: { message: 'quota exceeded' } } };
    expect(play(ended(result)).facts.error?.message).toContain('quota exceeded');
  });
  test('cancelled: whoever cancelled knows why, where it was us', () => {
    expect(play(ended({ stopReason: 'cancelled' })).facts.error?.message).toContain('had not asked for');
    const retry = update('session_info_update', {
      _meta: { codex: { error: { message: 'Reconnecting', willRetry: true } } },
    });
    const cancelling = line({ method: '_sequential/cancelling', params: {} });
    expect(play(retry, cancelling, ended({ stopReason: 'cancelled' })).facts).toMatchObject({
      finished: { ok: false },
      error: { message: 'Reconnecting' },
    });
  });
});

test('a turn that called a tool, or spent a token, is not unspent', () => {
  const isUnspent = (...lines: string[]) => play(...lines).facts.finished?.isUnspent ?? false;
  const usage = { inputTokens: 0, outputTokens: 1 };
  expect(isUnspent(says('429'), ended())).toBe(true);
  expect(isUnspent(says('429'), ended({ stopReason: 'end_turn', usage: null }))).toBe(true);
  expect(isUnspent(says('429'), ended({ stopReason: 'end_turn', usage }))).toBe(false);
  expect(isUnspent(update('tool_call', { toolCallId: '1' }), says('429'), ended())).toBe(false);
  const qwen = update('agent_message_chunk', { content: { text: '' }, _meta: { usage } });
  expect(isUnspent(qwen, says('429'), ended())).toBe(false);
});

test('until its first word the agent is waiting on its service', () => {
  expect(play().facts.error?.message).toBe('no answer to the prompt yet');
  expect(play(update('usage_update', { used: 7 })).facts.error).not.toBeNull();
  expect(play(says('Hm.')).facts.error).toBeNull();
});

test("kiro's credits are summed, and those of its sub-agents are not", () => {
  const metadata = (sessionId: string, value: unknown) =>
    line({ method: '_kiro.dev/metadata', params: { sessionId, meteringUsage: [{ value, unit: 'credit' }] } });
  const { facts } = play(
    metadata('s', 0.1),
    metadata('t', 7),
    metadata('s', 'x'),
    metadata('s', -1),
    metadata('s', 0.2),
  );
  expect(facts.usage).toEqual({ inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null, credits: 0.3 });
  expect(play(metadata('s', 0.1), says('429'), ended()).facts.finished).toEqual({ ok: true });
});

test('the failures of the bridge end the attempt', () => {
  const failed = line({
    method: '_sequential/failed',
    params: { message: 'no such program', code: 'acp_unusable_program' },
  });
  expect(playLines([failed]).facts).toMatchObject({ finished: { ok: false }, error: { message: 'no such program' } });
});

test.each([
  'null',
  '[]',
  '{}',
  '{"id":2}',
  '{"id":2,"result":7}',
  '{"method":"session/update"}',
  '{"id":2,"error":"x"}',
  '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"s","update":{"sessionUpdate":"tool_call"}}}',
])('an odd line is none that it stumbles over: %s', (odd) => {
  expect(() => play(odd, odd, says('Hm.'), odd)).not.toThrow();
});

test('one that dies without a word said why on its standard error', () => {
  const reader = createAcpReader();
  const why = 'Internal error (code -32603): The monthly usage limit has been reached';
  const events = [...reader.read(prompted, 'stdout'), ...reader.read(why, 'stderr'), ...reader.end(1)];
  expect(events.at(-1)).toMatchObject({ kind: 'finished', ok: false, error: { message: why } });
  // Its chatter is no reason where there is a better one.
  reader.read('perf: 12 ms', 'stderr');
  expect(reader.end(1)).toEqual([]);
});

test('of calls without end as many are kept as matter', () => {
  const many = Array.from({ length: 3_000 }, (_, at) =>
    update('tool_call', { toolCallId: String(at), status: 'in_progress' }),
  );
  expect(play(...many).events.filter(({ kind }) => kind === 'tool-call')).toHaveLength(1_000);
});
