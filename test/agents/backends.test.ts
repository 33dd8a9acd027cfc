import { describe, expect, test } from '@jest/globals';
import { codexWindows } from '../../src/agents/codex-windows.ts';
import { createCollector } from '../../src/agents/collect.ts';
import { backendNamed, backends } from '../../src/agents/index.ts';
import { toolTitle } from '../../src/agents/tool-title.ts';
import type { AgentEvent, AttemptOrder } from '../../src/agents/types.ts';

const order: AttemptOrder = {
  prompt: 'Build it.\n<promise>TASK_DONE</promise>',
  session: null,
  model: null,
  sandbox: 'full',
  extraArgs: [],
  workdir: '/repo',
  options: { command: "agent --title 'two words'", pane: '/dist/pane.js', unit: '1' },
};
const argsOf = (name: string, changes: Partial<AttemptOrder> = {}) =>
  backendNamed(name)
    .command(name, { ...order, ...changes })
    .argv.slice(1);

describe('A command line', () => {
  test.each([
    [
      'codex',
      'exec --json --skip-git-repo-check -c check_for_update_on_startup=false --dangerously-bypass-approvals-and-sandbox -',
    ],
    ['claude', '-p --output-format stream-json --verbose --dangerously-skip-permissions'],
    ['opencode', 'run --format json --print-logs --log-level ERROR --auto'],
    ['gemini', '-o stream-json --skip-trust --yolo'],
    [
      'copilot',
      expect.stringMatching(
        /^--output-format json --no-ask-user --no-color --no-auto-update --allow-all --session-id [0-9a-f-]{36}$/,
      ),
    ],
  ])('of %s works unattended and answers in JSON', (name, args) => {
    expect(argsOf(name).join(' ')).toEqual(args);
  });

  test.each([
    ['codex', '--sandbox read-only -m m --fast resume s1 -'],
    ['claude', '--tools Read,Grep,Glob --model m --resume s1 --fast'],
    ['opencode', '--log-level ERROR -m m -s s1 --agent plan --fast'],
    ['gemini', '--approval-mode plan -m m --resume s1 --fast'],
    ['copilot', '--allow-all-tools --deny-tool=write --deny-tool=shell --model m --session-id s1 --fast'],
  ])('of %s takes sandbox, model, session and arguments of the user', (name, ending) => {
    const options = { ...order.options, agent: 'plan' };
    const args = argsOf(name, { sandbox: 'read-only', model: 'm', session: 's1', extraArgs: ['--fast'], options });
    expect(args.join(' ').endsWith(ending)).toBe(true);
  });

  test('of gemini denies the way out of its plan mode where it may only read', () => {
    const { file } = backendNamed('gemini').command('gemini', { ...order, sandbox: 'read-only' });
    expect(file).toMatchObject({
      flag: '--admin-policy',
      text: expect.stringMatching(/exit_plan_mode.*\ndecision = "deny"/),
    });
    expect(backendNamed('gemini').command('gemini', order).file).toBeUndefined();
  });

  test('holds no word of the prompt: that goes to standard input', () => {
    for (const backend of backends) {
      const { argv, env, stdin } = backend.command('program', order);
      expect(stdin).toBe(order.prompt);
      expect(JSON.stringify([argv, env])).not.toContain('Build it');
      expect(env.TZ).toBe('UTC');
    }
  });

  test('keeps a sandbox or refuses it, naming those there are', () => {
    expect(argsOf('codex', { sandbox: 'workspace' })).toContain('workspace-write');
    for (const backend of backends) {
      for (const sandbox of ['full', 'workspace', 'read-only'] as const) {
        const build = () => backend.command('program', { ...order, sandbox });
        if (backend.sandboxes.includes(sandbox)) expect(build).not.toThrow();
        else
          expect(build).toThrow(
            `${backend.name} has no sandbox "${sandbox}"; it can run as: ${backend.sandboxes.join(', ')}`,
          );
      }
    }
  });

  test('of custom is split as a shell would, without one', () => {
    const { argv } = backendNamed('custom').command('', { ...order, extraArgs: ['$HOME; rm'] });
    expect(argv).toEqual(['agent', '--title', 'two words', '$HOME; rm']);
    const broken = (command: string) => () => backendNamed('custom').command('', { ...order, options: { command } });
    expect(broken("agent 'half")).toThrow(/cannot be split/);
    expect(broken('  ')).toThrow(/needs a command/);
  });

  test('of an unknown backend is refused with the names there are', () => {
    expect(() => backendNamed('claud')).toThrow('unknown backend "claud"');
    expect(backends.map(({ name }) => name)).toEqual([
      ...['codex', 'claude', 'opencode', 'gemini', 'copilot', 'custom', 'rehearsal'],
    ]);
  });
});

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
    const reader = backendNamed(name).reader();
    const collector = createCollector();
    const events: AgentEvent[] = lines.flatMap((line) => reader.read(JSON.stringify(line), 'stdout'));
    events.push(...reader.read(TAG, 'stderr'), ...reader.read(TAG, 'stdout'), ...reader.end(0));
    for (const event of events) collector.on(event);
    expect(collector.facts().finalMessage).toBe('');
  });
});

test('gemini cuts its messages anywhere, also in the middle of a tag; a tool call begins a new one', () => {
  const reader = backendNamed('gemini').reader();
  const collector = createCollector();
  const say = (content: string) => ({ type: 'message', role: 'assistant', content, delta: true });
  const tool = { type: 'tool_use', tool_name: 'ls', tool_id: '1', parameters: {} };
  const lines = [say('Before <promise>'), tool, say('All done. <pro'), say('mise>TASK_'), say('DONE</promise>')];
  for (const line of lines) for (const event of reader.read(JSON.stringify(line), 'stdout')) collector.on(event);
  expect(collector.facts().finalMessage).toBe(`All done. ${TAG}`);
});

test('opencode waits for a limit in silence: its log tells of it', () => {
  const log = (small: boolean, error: string) =>
    `timestamp=2026-11-23T15:02:38.632Z level=ERROR run=ef6ac9c2 message="stream error" small=${small} error.error="${error}"`;
  const reader = backendNamed('opencode').reader();
  expect(reader.read(log(false, 'AI_APICallError: Rate limit reached. try again in 1h'), 'stderr')).toEqual([
    { kind: 'retry', message: 'AI_APICallError: Rate limit reached. try again in 1h', status: null, waitMs: null },
  ]);
  expect(reader.read(log(true, 'of the title'), 'stderr')).toMatchObject([{ kind: 'unknown' }]);
});

test('a warning of codex is no error: what ends the attempt later is not blamed on it', () => {
  const reader = backendNamed('codex').reader();
  const message = 'Heads up, you have less than 25% of your 5h limit left.';
  const line = JSON.stringify({ type: 'item.completed', item: { id: 'item_0', type: 'error', message } });
  expect(reader.read(line, 'stdout')).toEqual([{ kind: 'unknown', line: message }]);
});

test('codex says in its log for how long it will sleep on a limit, before or after its stream speaks of it', () => {
  const why = 'exceeded retry limit, last status: 429 Too Many Requests';
  const log = `2026-11-25T15:24:58.626024Z  WARN codex_core::responses_retry: stream disconnected - retrying sampling request (1/5 in 3599.99845313s)... turn_id=01a2 retries=1 max_retries=5 sampling_error=${why}`;
  const line = JSON.stringify({ type: 'error', message: `Reconnecting... 1/5 (${why})` });
  const retry = { kind: 'retry', message: `Reconnecting... 1/5 (${why})`, status: 429, waitMs: 3_599_998 };
  const logFirst = backendNamed('codex').reader();
  expect([...logFirst.read(log, 'stderr'), ...logFirst.read(line, 'stdout')]).toEqual([retry]);
  const streamFirst = backendNamed('codex').reader();
  expect([...streamFirst.read(line, 'stdout'), ...streamFirst.read(log, 'stderr')]).toEqual([
    { ...retry, waitMs: null },
    retry,
  ]);
  // The next one is another one.
  const next = JSON.stringify({ type: 'error', message: `Reconnecting... 2/5 (${why})` });
  expect(streamFirst.read(next, 'stdout')).toEqual([expect.objectContaining({ waitMs: null })]);
  expect(streamFirst.read(log.replace('1/5 in 3599.99845313s', '2/5 in 996.865969ms'), 'stderr')).toEqual([
    expect.objectContaining({ message: `Reconnecting... 2/5 (${why})`, waitMs: 997 }),
  ]);
});

test('codex says nowhere but in its log that it will be silent for as long as an overloaded service asked for', () => {
  const log = (ms: number, layer: string) =>
    `2026-11-25T18:51:05.665441Z TRACE codex_otel.trace_safe: event.name="codex.retry" retry.attempt=2 retry.delay_ms=${ms} retry.layer="${layer}" retry.operation="request"`;
  const reader = backendNamed('codex').reader();
  expect(reader.read(log(3_599_999, 'http'), 'stderr')).toEqual([
    { kind: 'retry', message: 'server error or no connection, retry 2', status: null, waitMs: 3_599_999 },
  ]);
  // Its own back-off is short, and of the other layer its stream tells.
  expect(reader.read(log(1_521, 'http'), 'stderr')).toEqual([]);
  expect(reader.read(log(3_599_999, 'stream'), 'stderr')).toEqual([]);
  expect(reader.end(1)).toEqual([]);
});

describe('A session that is gone is known by the code session_not_found', () => {
  test.each([
    ['codex', 'Error: thread/resume failed: no rollout found for thread id 0 (code -32600)', 1],
    ['gemini', 'Error resuming session: Invalid session identifier "0".', 42],
    ['gemini', 'Error resuming session: No previous sessions found for this project.', 42],
    ['opencode', 'Error: Session not found', 1],
  ])('%s', (name, line, exitCode) => {
    const reader = backendNamed(name).reader();
    const events = [...reader.read(line, 'stderr'), ...reader.end(exitCode)];
    expect(events.at(-1)).toMatchObject({ error: { message: line, code: 'session_not_found' } });
  });

  test('claude', () => {
    const errors = ['No conversation found with session ID: 0'];
    const line = JSON.stringify({ type: 'result', is_error: true, subtype: 'error_during_execution', errors });
    const [, finished] = backendNamed('claude').reader().read(line, 'stdout');
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
  const [usage] = backendNamed('claude').reader().read(JSON.stringify(result), 'stdout');
  expect(usage).toMatchObject({ usage: { inputTokens: 100, outputTokens: 1, costUsd: 0.25 } });
  expect(backends.filter(({ cumulativeUsage }) => cumulativeUsage).map(({ name }) => name)).toEqual(['codex']);
});

test('custom: the last lines that are not empty are the final message, the exit code says how it went', () => {
  const play = (exitCode: number | null) => {
    const reader = backendNamed('custom').reader();
    const collector = createCollector();
    const heard = [
      ...['\u001b[1mStarting\u001b[0m', '', 'All done.', TAG, '', '  '].flatMap((line) => reader.read(line, 'stdout')),
      ...reader.read('usage limit reached', 'stderr'),
      ...reader.end(exitCode),
    ];
    for (const event of heard) collector.on(event);
    return collector.facts();
  };
  expect(play(0)).toMatchObject({ finished: { ok: true }, finalMessage: `Starting\nAll done.\n${TAG}`, error: null });
  expect(play(2)).toMatchObject({ finished: { ok: false }, error: { message: 'usage limit reached' } });
  expect(play(null).finished).toBeNull();
});

test.each([
  ['Bash', { command: 'npm test\n\tand more', description: 'Runs tests' }, '$ npm test and more'],
  ['shell', { command: ['npm', 'test'] }, '$ npm test'],
  ['exec', { cmd: "/bin/bash -lc 'npm test'" }, '$ npm test'],
  ['Edit', { file_path: '/repo/src/x.ts', old_string: 'a\nb\nc', new_string: 'a\nz\n' }, '~ src/x.ts +1 −2'],
  ['Edit', { file_path: '/repo/src/x.ts', old_string: 'a\nb\nc', new_string: 'a\nB\nB\nc' }, '~ src/x.ts +2 −1'],
  ['Write', { file_path: '/elsewhere/x.ts', content: 'a\nb\n' }, '~ /elsewhere/x.ts +2'],
  ['apply_patch', { input: '*** Begin Patch\n*** Update File: a.ts\n-x\n+y\n+z\n*** End Patch' }, '~ a.ts +2 −1'],
  ['Grep', { pattern: 'foo', path: 'src' }, '? grep "foo" src'],
  ['search_file_content', { pattern: 'foo' }, '? grep "foo"'],
  ['view', { path: '/repo/src/x.ts' }, '? read src/x.ts'],
  ['list_directory', { dir_path: '/repo' }, '? list .'],
  ['WebFetch', { url: 'https://example.org/a', prompt: 'Sum up' }, '? fetch https://example.org/a'],
  ['Task', { description: 'Look around', prompt: 'long' }, 'Task Look around'],
  ['TodoWrite', { todos: [{}] }, 'TodoWrite'],
  ['odd', { n: 1, on: true, deep: { a: 1 } }, 'odd n=1 on=true'],
  ['Bash', { command: `echo ${'x'.repeat(1e6)}` }, `$ echo ${'x'.repeat(152)}…`],
])('A call of %s reads as one line', (name, input, title) => {
  expect(toolTitle(name, input, '/repo')).toBe(title);
});

test("codex's windows are read from the last line of its rollout that tells of them", () => {
  const line = (percent: number) =>
    JSON.stringify({
      type: 'event_msg',
      payload: {
        type: 'token_count',
        rate_limits: {
          primary: { used_percent: percent, window_minutes: 300, resets_at: 1795425386 },
          secondary: { used_percent: 41.5, window_minutes: 10080, resets_at: 1795511786 },
        },
      },
    });
  expect(codexWindows(`${line(3)}\n${line(100)}\n{"type":"other"}\n{"rate_limits": cut`)).toEqual([
    { name: 'five_hour', used: 1, resetsAt: 1795425386000, status: 'rejected' },
    { name: 'weekly', used: 0.415, resetsAt: 1795511786000, status: 'allowed' },
  ]);
  expect(codexWindows('{"payload":{"rate_limits":{"primary":null,"secondary":null}}}')).toEqual([]);
  expect(codexWindows('')).toEqual([]);
  // What a session's earlier attempt was told says nothing of this one.
  const dated = line(100).replace('{', '{"timestamp":"2026-11-23T15:58:54.586Z",');
  expect(codexWindows(dated, Date.parse('2026-11-23T15:58:00Z'))).toHaveLength(2);
  expect(codexWindows(dated, Date.parse('2026-11-23T15:59:00Z'))).toEqual([]);
});
