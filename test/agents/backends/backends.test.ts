import { describe, expect, test } from '@jest/globals';
import { backends, getBackend } from '../../../src/agents/index.ts';
import { createCollector } from '../../../src/agents/stream/collect.ts';
import type { AgentEvent } from '../../../src/agents/types.ts';

const TAG = '<promise>TASK_DONE</promise>';

/** Lines in which somebody else than the agent says the tag, or says that a limit was met. */
const OTHERS: Record<string, object[]> = {
  codex: [
    { type: 'item.completed', item: { id: '1', type: 'command_execution', aggregated_output: TAG, exit_code: 0 } },
    { type: 'item.completed', item: { id: '2', type: 'reasoning', text: TAG } },
    { type: 'turn.completed', usage: {} },
  ],
  claude: [
    { type: 'user', message: { content: TAG } },
    { type: 'user', message: { content: [{ type: 'text', text: TAG }] } },
    { type: 'user', message: { content: [{ type: 'tool_result', tool_use_id: '1', content: [{ text: TAG }] }] } },
    { type: 'assistant', parent_tool_use_id: 'sub', message: { content: [{ type: 'text', text: TAG }] } },
    { type: 'assistant', message: { content: [{ type: 'thinking', thinking: TAG }] } },
    { type: 'assistant', is_api_error_message: true, message: { content: [{ type: 'text', text: TAG }] } },
    { type: 'result', is_error: true, subtype: 'success', result: TAG },
  ],
  opencode: [
    { type: 'tool_use', part: { tool: 'bash', callID: '1', state: { status: 'completed', input: {}, output: TAG } } },
    { type: 'reasoning', part: { text: TAG } },
  ],
  gemini: [
    { type: 'message', role: 'user', content: TAG },
    { type: 'tool_result', tool_id: '1', status: 'success', output: TAG },
    { type: 'result', status: 'success', stats: {} },
  ],
  copilot: [
    { type: 'user.message', data: { content: TAG, transformedContent: TAG } },
    { type: 'assistant.reasoning', data: { content: TAG } },
    { type: 'assistant.message', data: { content: TAG, parentToolCallId: 'sub' } },
    { type: 'tool.execution_complete', data: { toolCallId: '1', success: true, result: { content: TAG } } },
    { type: 'result', sessionId: 's', exitCode: 0 },
  ],
};

describe.each(Object.entries(OTHERS))('%s', (name, lines) => {
  test('never takes for its final message what prompt, tools, thoughts, sub-agents or the program itself say', () => {
    const reader = getBackend(name).reader();
    const collector = createCollector();
    const events: AgentEvent[] = lines.flatMap((line) => reader.read(JSON.stringify(line), 'stdout'));
    events.push(...reader.read(TAG, 'stderr'), ...reader.read(TAG, 'stdout'), ...reader.end(0));
    for (const event of events) collector.add(event);
    expect(collector.facts().finalMessage).toBe('');
  });
});

test('gemini cuts its messages anywhere, also in the middle of a tag; a tool call begins a new one', () => {
  const reader = getBackend('gemini').reader();
  const collector = createCollector();
  const say = (content: string) => ({ type: 'message', role: 'assistant', content, delta: true });
  const tool = { type: 'tool_use', tool_name: 'ls', tool_id: '1', parameters: {} };
  const lines = [say('Before <promise>'), tool, say('All done. <pro'), say('mise>TASK_'), say('DONE</promise>')];
  for (const line of lines) for (const event of reader.read(JSON.stringify(line), 'stdout')) collector.add(event);
  expect(collector.facts().finalMessage).toBe(`All done. ${TAG}`);
});

test('gemini that chooses its model call by call tells at its end which did most of the work', () => {
  const model = (chosen: string) => {
    const reader = getBackend('gemini').reader();
    const collector = createCollector();
    const models = { 'gemini-2.5-flash-lite': { total_tokens: 900 }, 'gemini-2.5-pro': { total_tokens: 40_000 } };
    const lines = [
      { type: 'init', session_id: 's1', model: chosen },
      { type: 'result', status: 'success', stats: { total_tokens: 40_900, models } },
    ];
    for (const line of lines) for (const event of reader.read(JSON.stringify(line), 'stdout')) collector.add(event);
    return collector.facts();
  };
  expect(model('auto')).toMatchObject({ session: 's1', model: 'gemini-2.5-pro' });
  expect(model('auto-gemini-3').model).toBe('gemini-2.5-pro');
  expect(model('gemini-2.5-flash').model).toBe('gemini-2.5-flash');
});

test('an error of copilot is what ended it, unless a sub-agent met it or the agent went on', () => {
  const limit = {
    errorType: 'rate_limit',
    errorCode: 'user_weekly_rate_limited',
    message: 'Weekly limit',
    statusCode: 429,
  };
  const error = { type: 'session.error', data: limit };
  const says = { type: 'assistant.message', data: { content: `Done.\n${TAG}` } };
  const play = (lines: object[], exitCode: number) => {
    const reader = getBackend('copilot').reader();
    const result = { type: 'result', sessionId: 's', exitCode };
    const events = [...lines, result].flatMap((line) => reader.read(JSON.stringify(line), 'stdout'));
    return events.at(-1);
  };
  const code = 'user_weekly_rate_limited';
  expect(play([error], 1)).toMatchObject({ ok: false, error: { code } });
  expect(play([says, error], 0)).toMatchObject({ ok: false, error: { code } });
  // It switched to another model by itself.
  expect(play([error, says], 0)).toMatchObject({ ok: true, error: null });
  expect(play([{ ...error, agentId: 'sub' }, says], 0)).toMatchObject({ ok: true });
  expect(play([says, { ...error, agentId: 'sub' }], 0)).toMatchObject({ ok: true });
  expect(play([error, { ...says, agentId: 'sub' }], 1)).toMatchObject({ ok: false, error: { code } });
});

test.each([
  ['codex', { type: 'turn.started' }],
  ['gemini', { type: 'init', session_id: 's' }],
])('%s: what a tool printed while it worked is not why it died, whichever stream is heard first', (name, begins) => {
  const play = (stderrFirst: boolean) => {
    const reader = getBackend(name).reader();
    const collector = createCollector();
    const begun = () => reader.read(JSON.stringify(begins), 'stdout');
    const printed = () =>
      ['Error executing tool: FAIL', 'usage limit reached'].map((line) => reader.read(line, 'stderr'));
    const heard = stderrFirst ? [...printed(), begun()] : [begun(), ...printed()];
    for (const event of [...heard.flat(), ...reader.end(1)]) collector.add(event);
    return collector.facts().error?.message ?? '';
  };
  expect(play(true)).not.toContain('limit');
  expect(play(false)).not.toContain('limit');
});

test('opencode waits for a limit in silence: its log tells of it', () => {
  const log = (small: boolean, error: string) =>
    `timestamp=2026-11-23T15:02:38.632Z level=ERROR run=ef6ac9c2 message="stream error" small=${small} error.error="${error}"`;
  const reader = getBackend('opencode').reader();
  expect(reader.read(log(false, 'AI_APICallError: Rate limit reached. try again in 1h'), 'stderr')).toEqual([
    { kind: 'retry', message: 'AI_APICallError: Rate limit reached. try again in 1h', status: null, waitMs: null },
  ]);
  expect(reader.read(log(true, 'of the title'), 'stderr')).toMatchObject([{ kind: 'unknown' }]);
});

test.each([true, false])('opencode tells of an unknown model in its log only; before its stream: %s', (logFirst) => {
  const error = 'Model not found: x/smal. Did you mean: x/small?';
  const log = `timestamp=2026-11-26T18:43:39.226Z level=ERROR run=143b91a5 message=failed ref=err_1 error="ProviderModelNotFoundError: ${error}" cause="${error}\\n    at <anonymous>"`;
  const data = { message: 'Unexpected server error. Check server logs for details.', ref: 'err_1' };
  const event = JSON.stringify({ type: 'error', sessionID: 'ses_1', error: { name: 'UnknownError', data } });
  const reader = getBackend('opencode').reader();
  const collector = createCollector();
  const lines = [['stderr', log] as const, ['stdout', event] as const];
  for (const [stream, line] of logFirst ? lines : lines.reverse())
    for (const one of reader.read(line, stream)) collector.add(one);
  for (const one of reader.end(1)) collector.add(one);
  expect(collector.facts().error).toMatchObject({ message: error, code: 'ProviderModelNotFoundError' });
});

test('opencode: a failure by a reference has the cause of its own reference, and without one is no service trouble', () => {
  const play = (...lines: (readonly ['stdout' | 'stderr', string])[]) => {
    const reader = getBackend('opencode').reader();
    const collector = createCollector();
    for (const [stream, line] of lines) for (const event of reader.read(line, stream)) collector.add(event);
    for (const event of reader.end(1)) collector.add(event);
    return collector.facts().error;
  };
  const log = (ref: string, error: string) =>
    ['stderr', `level=ERROR message=failed ref=${ref} error="${error}"`] as const;
  const data = { message: 'Unexpected server error. Check server logs for details.', ref: 'err_1' };
  const event = ['stdout', JSON.stringify({ type: 'error', error: { name: 'UnknownError', data } })] as const;
  const keyMissing = log('err_1', 'AI_LoadAPIKeyError: OpenAI API key is missing.');
  expect(play(log('err_0', 'ConfigError: of the title'), keyMissing, event)).toMatchObject({
    message: 'OpenAI API key is missing.',
    code: 'AI_LoadAPIKeyError',
  });
  expect(play(event, log('err_2', 'ConfigError: of the title'), keyMissing)?.code).toBe('AI_LoadAPIKeyError');
  expect(play(event)?.message).toBe('opencode itself failed, and its log does not say why (err_1)');
});

test('copilot says before its session begins why it ends; later its standard error is no reason', () => {
  const play = (stdout: string, exitCode: number) => {
    const reader = getBackend('copilot').reader();
    reader.read(stdout, 'stdout');
    reader.read('Error: Model "nope" from --model flag is not available.', 'stderr');
    return reader.end(exitCode);
  };
  expect(play('', 1)).toMatchObject([{ kind: 'error', error: { message: expect.stringContaining('"nope"') } }]);
  expect(play('', 0)).toEqual([]);
  expect(play('{"type":"session.start","data":{}}', 1)).toEqual([]);
});

test("claude's own word for an error is that of its result, where the service gave none", () => {
  const reader = getBackend('claude').reader();
  const read = (line: object) => reader.read(JSON.stringify(line), 'stdout');
  const content = [{ type: 'text', text: 'Your account is on hold' }];
  read({ type: 'assistant', is_api_error_message: true, error: 'account_on_hold', message: { content } });
  const result = {
    type: 'result',
    is_error: true,
    subtype: 'success',
    terminal_reason: 'api_error',
    result: 'On hold',
  };
  expect(read(result).at(-1)).toMatchObject({ ok: false, error: { code: 'account_on_hold' } });
});

test('a wait that claude states below zero is none', () => {
  const line = { type: 'system', subtype: 'api_retry', attempt: 1, max_retries: 4, retry_delay_ms: -38656 };
  expect(getBackend('claude').reader().read(JSON.stringify(line), 'stdout')).toMatchObject([{ waitMs: 0 }]);
});

describe('A session that is gone is known by the code session_not_found', () => {
  test.each([
    ['codex', 'Error: thread/resume failed: no rollout found for thread id 0 (code -32600)', 1],
    ['gemini', 'Error resuming session: Invalid session identifier "0".', 42],
    ['gemini', 'Error resuming session: No previous sessions found for this project.', 42],
    ['opencode', 'Error: Session not found', 1],
  ])('%s', (name, line, exitCode) => {
    const reader = getBackend(name).reader();
    const events = [...reader.read(line, 'stderr'), ...reader.end(exitCode)];
    expect(events.at(-1)).toMatchObject({ error: { message: line, code: 'session_not_found' } });
  });

  test('but not where another CLI would have said it so', () => {
    const reader = getBackend('codex').reader();
    reader.read('Error: Session not found', 'stderr');
    expect(reader.end(1)).toMatchObject([{ error: { message: 'Error: Session not found', code: null } }]);
  });

  test('claude', () => {
    const errors = ['No conversation found with session ID: 0'];
    const line = JSON.stringify({ type: 'result', is_error: true, subtype: 'error_during_execution', errors });
    const [, finished] = getBackend('claude').reader().read(line, 'stdout');
    expect(finished).toMatchObject({ ok: false, error: { message: errors[0], code: 'session_not_found' } });
  });
});

test("claude's resumed sessions are counted from where they were resumed", () => {
  const model = (inputTokens: number, costUSD: number) => ({ m: { inputTokens, outputTokens: 1, costUSD } });
  const result = {
    type: 'result',
    is_error: false,
    result: 'ok',
    total_cost_usd: 0.75,
    modelUsage: model(300, 0.75),
    model_usage_since_last_result: model(100, 0.25),
  };
  const [usage] = getBackend('claude').reader().read(JSON.stringify(result), 'stdout');
  expect(usage).toMatchObject({ usage: { inputTokens: 100, outputTokens: 1, costUsd: 0.25 } });
  expect(backends.filter(({ cumulativeUsage }) => cumulativeUsage).map(({ name }) => name)).toEqual(['codex']);
});

test("claude's results are summed up, whatever a later one counts, and what comes after one is added", () => {
  const model = (outputTokens: number) => ({ m: { inputTokens: 100, outputTokens } });
  const result = (facts: object) => ({ type: 'result', is_error: false, result: 'ok', ...facts });
  const message = (id: string) => ({ type: 'assistant', message: { id, content: [], usage: { output_tokens: 3 } } });
  const spent = (...lines: object[]) => {
    const reader = getBackend('claude').reader();
    const collector = createCollector();
    for (const line of lines) for (const event of reader.read(JSON.stringify(line), 'stdout')) collector.add(event);
    return collector.facts().usage?.outputTokens;
  };
  const first = result({ modelUsage: model(20), model_usage_since_last_result: model(20) });
  expect(spent(first, result({ modelUsage: model(25), model_usage_since_last_result: model(5) }))).toBe(25);
  expect(spent(first, result({ modelUsage: model(20), model_usage_since_last_result: {} }))).toBe(20);
  expect(spent(message('a'), first, message('b'))).toBe(23);
  expect(spent(first, message('b'), result({ model_usage_since_last_result: {} }))).toBe(23);
  expect(spent(message('a'), first, message('b'), result({ model_usage_since_last_result: model(5) }))).toBe(25);
  // Older ones tell the total of their process alone.
  expect(spent(result({ modelUsage: model(20) }), result({ modelUsage: model(25) }))).toBe(25);
  expect(spent(message('a'), result({}))).toBe(3);
});

test("claude's background tasks are told in words; watchers and what runs elsewhere hold no turn", () => {
  const reader = getBackend('claude').reader();
  const read = (line: object) => reader.read(JSON.stringify(line), 'stdout');
  const system = (subtype: string, facts: object) => read({ type: 'system', subtype, ...facts });
  const said = (text: string) => [{ kind: 'thinking', text }];
  const runs = (tasks: unknown[]) => {
    expect(system('background_tasks_changed', { tasks })).toEqual([]);
    const result = { type: 'result', is_error: false, result: 'I wait.', modelUsage: {} };
    return read(result).find(({ kind }) => kind === 'finished');
  };
  expect(system('task_started', { task_id: 'a', description: 'npm test', is_backgrounded: false })).toEqual([]);
  expect(system('task_updated', { task_id: 'a', patch: { is_backgrounded: true } })).toEqual(
    said('Moved to the background: npm test'),
  );
  expect(runs([{ task_id: 'a' }, { task_id: 'b' }])).toMatchObject({ pending: 2 });
  expect(system('task_progress', { task_id: 'a', description: 'npm test' })).toEqual([]);
  expect(system('task_notification', { task_id: 'a', status: 'failed', summary: '' })).toEqual(
    said('npm test: failed'),
  );
  expect(runs([])).not.toHaveProperty('pending');
  expect(runs([{ task_id: 'w', ambient: true }, { task_id: 'x', off_host: true }, 7, {}])).not.toHaveProperty(
    'pending',
  );
});

test('custom: the last lines that are not empty are the final message, the exit code says how it went', () => {
  const play = (exitCode: number | null) => {
    const reader = getBackend('custom').reader();
    const collector = createCollector();
    const heard = [
      ...['\u001b[1mStarting\u001b[0m', '', 'All done.', TAG, '', '  '].flatMap((line) => reader.read(line, 'stdout')),
      ...reader.read('usage limit reached', 'stderr'),
      ...reader.end(exitCode),
    ];
    for (const event of heard) collector.add(event);
    return collector.facts();
  };
  expect(play(0)).toMatchObject({ finished: { ok: true }, finalMessage: `Starting\nAll done.\n${TAG}`, error: null });
  expect(play(2)).toMatchObject({ finished: { ok: false }, error: { message: 'usage limit reached' } });
  expect(play(null).finished).toBeNull();
});
