import { describe, expect, test } from '@jest/globals';
import type { TurnOrder } from '../../../src/agents/backends/acp/acp-protocol.ts';
import { createConnection } from '../../../src/agents/backends/acp/bridge/connection.ts';
import { answerRequest, carryOutTurn } from '../../../src/agents/backends/acp/bridge/turn.ts';

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}
/** What an agent answers to a request; null: it never does. */
type Answers = Readonly<Record<string, (request: Request) => object | null>>;

const ordered: TurnOrder = {
  prompt: 'Do it.',
  session: null,
  model: null,
  cwd: '/repo',
  isReadOnly: false,
  modes: { work: [], readOnly: ['read-only', 'plan'] },
};
const regular: Answers = {
  initialize: () => ({ result: { protocolVersion: 1, agentCapabilities: {} } }),
  'session/new': () => ({ result: { sessionId: 's-1' } }),
  'session/prompt': () => ({ result: { stopReason: 'end_turn' } }),
};

/** Carries out a turn with an agent that answers so, on a clock that every limit is over at once. */
async function converse(answers: Answers, more: Partial<TurnOrder> = {}) {
  const requests: Request[] = [];
  const said: object[] = [];
  const limits: number[] = [];
  const connection = createConnection({
    send(line) {
      const request = JSON.parse(line) as Request;
      requests.push(request);
      const answer = (
        { ...regular, ...answers }[request.method] ?? (() => ({ error: { code: -32601, message: 'unknown' } }))
      )(request);
      if (answer !== null) connection.onLine(JSON.stringify({ jsonrpc: '2.0', id: request.id, ...answer }));
    },
    delay: async (ms) => limits.push(ms),
    onRequest: () => null,
  });
  const isDone = await carryOutTurn(connection, { ...ordered, ...more }, (method, params) =>
    said.push({ method, ...params }),
  );
  return { isDone, methods: requests.map(({ method }) => method), requests, said, limits };
}

const failed = (code: string | null, message: unknown = expect.any(String)) => [
  { method: '_sequential/failed', code, message },
];

test('a turn: version 1, no files, no terminal, an absolute folder, and fixed ids for what is read along', async () => {
  const { isDone, requests, said } = await converse({});
  expect(isDone).toBe(true);
  expect(requests.map(({ id, method }) => [id, method])).toEqual([
    [0, 'initialize'],
    [1, 'session/new'],
    [2, 'session/prompt'],
  ]);
  expect(requests[0]?.params).toMatchObject({
    protocolVersion: 1,
    clientCapabilities: { fs: { readTextFile: false, writeTextFile: false }, terminal: false },
  });
  expect(requests[1]?.params).toEqual({ cwd: '/repo', mcpServers: [] });
  expect(requests[2]?.params).toEqual({ sessionId: 's-1', prompt: [{ type: 'text', text: 'Do it.' }] });
  expect(said).toEqual([{ method: '_sequential/prompted', sessionId: 's-1', resumed: false }]);
});

describe('what cannot be driven', () => {
  test.each([
    [2, 'speaks version 2 of the Agent Client Protocol; version 1 is required'],
    [0, 'speaks version 0 of the Agent Client Protocol; version 1 is required'],
    ['1', 'does not say which version of the Agent Client Protocol it speaks, as the number 1'],
    [undefined, 'does not say which version of the Agent Client Protocol it speaks, as the number 1'],
  ])('another version of the protocol: %p', async (protocolVersion, words) => {
    const { methods, said } = await converse({ initialize: () => ({ result: { protocolVersion } }) });
    expect(said).toEqual(failed('acp_other_protocol', expect.stringContaining(words)));
    expect(methods).toEqual(['initialize']);
  });
  test.each(['initialize', 'session/new'])('%s is never answered', async (method) => {
    const { said, limits, isDone } = await converse({ [method]: () => null });
    expect(said).toEqual(
      failed('acp_other_protocol', expect.stringContaining(`did not answer ${method} within 120 s`)),
    );
    expect(limits).toContain(120_000);
    expect(isDone).toBe(false);
  });
  test('an error of its own is said already', async () => {
    const { said, isDone } = await converse({ 'session/new': () => ({ error: { code: -32000, message: 'Log in' } }) });
    expect([isDone, said]).toEqual([false, []]);
  });
  test('a session without an id', async () => {
    expect((await converse({ 'session/new': () => ({ result: {} }) })).said).toEqual(failed(null));
  });
});

describe('a session to go on with', () => {
  const withCapabilities = (agentCapabilities: object): Answers => ({
    initialize: () => ({ result: { protocolVersion: 1, agentCapabilities } }),
  });
  const resumable = withCapabilities({ loadSession: true, sessionCapabilities: { resume: {} } });
  const ok = () => ({ result: {} });
  const session = 'old-1';

  test.each([
    ['session/resume', resumable],
    ['session/load', withCapabilities({ loadSession: true, sessionCapabilities: {} })],
  ])('by %s', async (method, answers) => {
    const { methods, said } = await converse({ ...answers, [method]: ok }, { session });
    expect(methods).toEqual(['initialize', method, 'session/prompt']);
    expect(said).toEqual([{ method: '_sequential/prompted', sessionId: session, resumed: true }]);
  });
  test.each([
    ['an agent that resumes none', {}],
    [
      'one that it does not know',
      { ...resumable, 'session/resume': () => ({ error: { code: -32002, message: 'x' } }) },
    ],
    ['one that hangs', { ...resumable, 'session/resume': () => null }],
  ])('%s: gone, so the next attempt begins another', async (_what, answers) => {
    const { said, methods } = await converse(answers, { session });
    expect(said).toEqual(failed('session_not_found'));
    expect(methods).not.toContain('session/prompt');
  });
  test('is waited for 15 s', async () => {
    expect((await converse({ ...resumable, 'session/resume': () => null }, { session })).limits).toContain(15_000);
  });
});

/** As codex, gemini, copilot and opencode offer their modes and models. */
const offers = {
  listed: { modes: { availableModes: [{ id: 'default' }, { id: 'plan' }] } },
  options: { configOptions: [{ id: 'mode', category: 'mode', options: [{ value: 'build' }, { value: 'plan' }] }] },
  addresses: { modes: { availableModes: [{ id: 'https://example.com/modes#plan' }] } },
  best: { modes: { availableModes: [{ id: 'plan' }, { id: 'read-only' }] } },
  none: { modes: { availableModes: [{ id: 'kiro_default' }, { id: 'kiro_planner' }] } },
};
const beginning = (facts: object, answer: () => object = () => ({ result: {} })): Answers => ({
  'session/new': () => ({ result: { sessionId: 's-1', ...facts } }),
  'session/set_mode': answer,
  'session/set_config_option': answer,
  'session/set_model': answer,
});

describe('read-only is a mode', () => {
  test.each([
    [offers.listed, 'session/set_mode', { modeId: 'plan' }],
    [offers.options, 'session/set_config_option', { configId: 'mode', value: 'plan' }],
    [offers.addresses, 'session/set_mode', { modeId: 'https://example.com/modes#plan' }],
    [offers.best, 'session/set_mode', { modeId: 'read-only' }],
  ])('%j', async (facts, method, params) => {
    const { requests, isDone } = await converse(beginning(facts), { isReadOnly: true });
    expect(requests[2]).toMatchObject({ method, params: { sessionId: 's-1', ...params } });
    expect(isDone).toBe(true);
  });
  test('an agent without one, or that does not take it, is asked for nothing', async () => {
    const refuses = beginning(offers.listed, () => ({ error: { code: -32603, message: 'no' } }));
    for (const answers of [beginning(offers.none), beginning({}), refuses]) {
      const { said, methods } = await converse(answers, { isReadOnly: true });
      expect(said).toEqual(failed('no_read_only_mode'));
      expect(methods).not.toContain('session/prompt');
    }
  });
  test('the mode to work in is set where there is one, and asked for leave where not', async () => {
    const modes = { work: ['full', 'yolo'], readOnly: [] };
    const set = await converse(beginning({ modes: { availableModes: [{ id: 'yolo' }] } }), { modes });
    expect(set.methods).toContain('session/set_mode');
    expect((await converse(beginning(offers.listed), { modes })).isDone).toBe(true);
  });
});

describe('the model', () => {
  const option = {
    id: 'model',
    category: 'model',
    options: [{ value: 'a/fast', name: 'Fast' }, { options: [{ value: 'b/big' }] }],
  };
  test.each([
    ['a/fast', { configOptions: [option] }, 'session/set_config_option', { configId: 'model', value: 'a/fast' }],
    ['Fast', { configOptions: [option] }, 'session/set_config_option', { configId: 'model', value: 'a/fast' }],
    ['b/big', { configOptions: [option] }, 'session/set_config_option', { configId: 'model', value: 'b/big' }],
    ['pro', { models: { availableModels: [{ modelId: 'pro' }] } }, 'session/set_model', { modelId: 'pro' }],
  ])('%s is set as it is offered', async (model, facts, method, params) => {
    const { requests } = await converse(beginning(facts), { model });
    expect(requests[2]).toMatchObject({ method, params });
  });
  test('one that it does not offer is refused, with those that it does', async () => {
    const { said } = await converse(beginning({ configOptions: [option] }), { model: 'huge' });
    expect(said).toEqual(failed('model_not_available', expect.stringContaining('it offers a/fast, b/big')));
  });
  test('one that was named among the arguments is looked for in what the session offers, and set where it is not', async () => {
    const given = { isModelGiven: true } as const;
    const known = await converse(beginning({ configOptions: [option] }), { model: 'b/big', ...given });
    expect(known.methods).toEqual(['initialize', 'session/new', 'session/prompt']);
    expect((await converse({}, { model: 'huge', ...given })).isDone).toBe(true);
    const models = { models: { currentModelId: 'auto', availableModels: [{ modelId: 'auto' }, { modelId: 'pro' }] } };
    expect((await converse(beginning(models), { model: 'auto', ...given })).methods).toHaveLength(3);
    const { requests } = await converse(beginning(models), { model: 'pro', ...given });
    expect(requests[2]).toMatchObject({ method: 'session/set_model', params: { modelId: 'pro' } });
    const { said, methods } = await converse(beginning(models), { model: 'huge', ...given });
    expect(said).toEqual(failed('model_not_available', expect.stringContaining('it offers auto, pro')));
    expect(methods).not.toContain('session/prompt');
  });
  test('an agent that offers none, or refuses it', async () => {
    expect((await converse({}, { model: 'huge' })).said).toEqual(
      failed('model_not_available', expect.stringContaining('no choice')),
    );
    const refuses = beginning({ configOptions: [option] }, () => ({ error: { code: 1, message: 'not in your plan' } }));
    expect((await converse(refuses, { model: 'Fast' })).said).toEqual(
      failed('model_not_available', expect.stringContaining('not in your plan')),
    );
  });
});

describe('leave', () => {
  const options = [
    { optionId: 'always', kind: 'allow_always' },
    { optionId: 'once', kind: 'allow_once' },
    { optionId: 'once-and-switch', kind: 'allow_once' },
    { optionId: 'never', kind: 'reject_always' },
    { optionId: 'no', kind: 'reject_once' },
  ];
  const chosen = (kinds: RegExp, isReadOnly: boolean) =>
    answerRequest(
      'session/request_permission',
      { options: options.filter(({ kind }) => kinds.test(kind)) },
      isReadOnly,
    );
  const selected = (optionId: string) => ({ outcome: { outcome: 'selected', optionId } });

  test('is given once, refused to who may only read, and never taken where it is not offered', () => {
    expect(chosen(/./, false)).toEqual(selected('once'));
    expect(chosen(/always/, false)).toEqual(selected('always'));
    expect(chosen(/./, true)).toEqual(selected('no'));
    expect(chosen(/always/, true)).toEqual(selected('never'));
    expect(chosen(/allow/, true)).toEqual({ outcome: { outcome: 'cancelled' } });
    expect(answerRequest('session/request_permission', { options: 'x' }, false)).toEqual({
      outcome: { outcome: 'cancelled' },
    });
  });
  test('nothing else is answered', () => {
    for (const method of ['fs/read_text_file', 'terminal/create', 'elicitation/create', '_kiro/auth/getAccessToken'])
      expect(answerRequest(method, {}, false)).toBeNull();
  });
});

describe('the connection', () => {
  const connect = () => {
    const sent: unknown[] = [];
    const delay = () => new Promise(() => {});
    return {
      sent,
      connection: createConnection({ send: (line) => sent.push(JSON.parse(line)), delay, onRequest: () => null }),
    };
  };

  test('answers each request of the agent, by its own id, and lets the rest pass', () => {
    const { sent, connection } = connect();
    for (const line of [
      'DEBUG loading',
      'null',
      '{',
      '{"method":"_x/y","params":{}}',
      '{"id":"a-1","method":"terminal/create"}',
      '{"id":0,"method":"x"}',
    ])
      connection.onLine(line);
    expect(sent).toMatchObject([
      { id: 'a-1', error: { code: -32601 } },
      { id: 0, error: { code: -32601 } },
    ]);
  });

  test('the first of two answers counts, and who asks an agent that is gone hears so', async () => {
    const { connection } = connect();
    const first = connection.request('a', {}, { limitMs: 1 });
    connection.onLine('{"id":10,"result":{"at":1}}');
    connection.onLine('{"id":10,"error":{"code":1}}');
    expect(await first).toEqual({ kind: 'result', result: { at: 1 } });
    const worded = connection.request('w', {}, { limitMs: null });
    connection.onLine('{"id":11,"error":"boom"}');
    expect(await worded).toEqual({ kind: 'error', error: { message: 'boom' } });
    const second = connection.request('b', {}, { limitMs: null });
    connection.onEnd();
    expect(await second).toEqual({ kind: 'ended' });
    expect(await connection.request('c', {}, { limitMs: null })).toEqual({ kind: 'ended' });
  });
});
