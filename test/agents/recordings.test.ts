import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { backends, getBackend } from '../../src/agents/index.ts';
import { play, printed, recordings, told } from './playback.ts';

/** What the scripted model server said in every successful run, and what it counted for one request. */
const SAID = 'All done.\n<promise>TASK_DONE</promise>';
const JSON_SAID = '{"assignments":[{"task":"T1","agent":"codex","reason":"scripted"}]}';
const REQUEST = { inputTokens: 234, cachedTokens: 1000, outputTokens: 56 };
const TWO_REQUESTS = { inputTokens: 468, cachedTokens: 2000, outputTokens: 112 };

interface Seen {
  /** Terminal event; null: none came. */
  ok: boolean | null;
  said?: string;
  usage?: typeof REQUEST;
  status?: number;
  code?: string;
  retryAfterMs?: number;
  resetsAt?: number;
  /** Begins the error's message. */
  error?: string;
}
const done: Seen = { ok: true, said: SAID };
const cut: Seen = { ok: null };

/** Written from what the server did in each scenario, not from what the readers make of it. */
const EXPECTED: Record<string, Seen> = {
  'codex-text-w': { ...done, usage: REQUEST },
  'codex-tool-w': { ...done, usage: TWO_REQUESTS },
  'codex-tool-patch-gpt55': { ...done, usage: TWO_REQUESTS },
  'codex-json-w': { ok: true, said: JSON_SAID, usage: REQUEST },
  'codex-429': { ok: false, status: 429, error: 'exceeded retry limit' },
  'codex-429-noretry': { ok: false, status: 429, error: 'exceeded retry limit' },
  'codex-429long': { ok: null, status: 429, error: 'Reconnecting... 1/5' },
  'codex-429long-noretry': { ok: false, status: 429, error: 'exceeded retry limit' },
  'codex-429usage': { ok: false, error: 'You’ve hit your usage limit.' },
  'codex-401': { ok: false, status: 401, error: 'unexpected status 401 Unauthorized' },
  'codex-503': { ok: false, error: 'Selected model is at capacity.' },
  'codex-529': { ok: false, status: 529, error: 'unexpected status 529' },
  'codex-529-noretry': { ok: false, status: 529, error: 'unexpected status 529' },
  'codex-400ctx': { ok: false, error: 'Codex ran out of room' },
  'codex-hang-sigINT': cut,

  'claude-text-w': { ...done, usage: REQUEST },
  'claude-tool-w': { ...done, usage: TWO_REQUESTS },
  'claude-tool-noperm': { ...done, usage: TWO_REQUESTS },
  'claude-warn-oauth': { ...done, usage: REQUEST },
  'claude-json-w': { ok: true, said: JSON_SAID, usage: REQUEST },
  'claude-429': { ok: false, status: 429, code: 'rate_limit_error', error: 'API Error: Request rejected (429)' },
  'claude-429-r0': { ok: false, status: 429, code: 'rate_limit_error', error: 'API Error: Request rejected (429)' },
  'claude-429long': { ok: false, status: 429, code: 'rate_limit_error', error: 'API Error: Request rejected (429)' },
  'claude-429usage': { ok: false, status: 429, code: 'rate_limit_error', error: 'API Error: Request rejected (429)' },
  'claude-429usage-oauth': {
    ok: false,
    status: 429,
    code: 'usage_limit_reached',
    resetsAt: 1795425677000,
    error: "You've hit your 5-hour limit · resets 9:21am (UTC)",
  },
  'claude-401': { ok: false, status: 401, code: 'authentication_error', error: 'Invalid API key' },
  'claude-503': { ok: false, status: 503, code: 'api_error', error: 'API Error: 503 The model is overloaded.' },
  'claude-529': { ok: false, status: 529, code: 'overloaded_error', error: 'API Error: 529 Overloaded.' },
  'claude-400ctx': { ok: false, status: 400, code: 'invalid_request_error', error: 'Prompt is too long' },
  // Turns of its own after a background command, and after a sub-agent: the second result of the latter counts nothing.
  'claude-background-w': { ...done, usage: { inputTokens: 702, cachedTokens: 3000, outputTokens: 168 } },
  'claude-subagent-w': { ...done, usage: { inputTokens: 936, cachedTokens: 4000, outputTokens: 224 } },
  'claude-hang-sigINT': cut,

  'opencode-text-w': { ...done, usage: REQUEST },
  'opencode-tool-w': { ...done, usage: TWO_REQUESTS },
  'opencode-json-w': { ok: true, said: JSON_SAID, usage: REQUEST },
  'opencode-tool-noperm': { ok: false, usage: REQUEST, error: '! permission requested: edit (made.txt)' },
  'opencode-429': { ok: false, status: 429, code: 'rate_limit_exceeded', retryAfterMs: 2000, error: 'Rate limit' },
  'opencode-429usage': {
    ok: false,
    status: 429,
    code: 'usage_limit_reached',
    resetsAt: 1795425386000,
    error: 'The usage limit has been reached',
  },
  'opencode-429long': cut,
  'opencode-401': { ok: false, status: 401, code: 'invalid_api_key', error: 'Incorrect API key' },
  'opencode-503': { ok: false, status: 503, code: 'server_is_overloaded', error: 'The model is overloaded.' },
  'opencode-529': { ok: false, status: 529, code: 'server_is_overloaded', error: 'Overloaded' },
  'opencode-400ctx': { ok: false, code: 'context_length_exceeded', error: 'Your input exceeds the context window' },
  'opencode-hang-sigINT': cut,

  'gemini-text-w': { ...done, usage: REQUEST },
  'gemini-tool-w': { ...done, usage: TWO_REQUESTS },
  'gemini-tool-noperm': { ...done, usage: REQUEST },
  'gemini-json-w': { ok: true, said: JSON_SAID, usage: REQUEST },
  'gemini-429': { ok: false, status: 429, retryAfterMs: 2000, error: '[API Error: Resource has been exhausted' },
  'gemini-429usage': { ok: false, status: 429, error: '[API Error: You have exhausted your daily quota' },
  'gemini-429long': { ok: false, status: 429, retryAfterMs: 3_600_000, error: '[API Error: Quota exceeded.' },
  'gemini-401': { ok: false, status: 401, code: 'UNAUTHENTICATED', error: '[API Error: {"error":{"code":401' },
  'gemini-503': { ok: false, status: 503, error: '[API Error: The model is overloaded.' },
  'gemini-503-max2': { ok: false, status: 503, error: '[API Error: The model is overloaded.' },
  'gemini-529': { ok: false, status: 529, code: 'server_is_overloaded', error: '[API Error: {"error":{"code":529' },
  'gemini-400ctx': { ok: false, status: 400, code: 'INVALID_ARGUMENT', error: '[API Error: {"error":{"code":400' },
  'gemini-hang-sigINT': cut,

  'copilot-text-w': done,
  'copilot-tool-w': done,
  'copilot-tool-noperm': done,
  'copilot-json-w': { ok: true, said: JSON_SAID },
  'copilot-429': { ok: false, status: 429, code: 'rate_limit_exceeded', error: 'Failed to get response' },
  'copilot-429long': { ok: false, status: 429, code: 'rate_limit_exceeded', error: '429 Rate limit reached.' },
  'copilot-429usage': {
    ok: false,
    status: 429,
    code: 'usage_limit_reached',
    resetsAt: 1795425339000,
    error: 'Failed to get response',
  },
  'copilot-401': { ok: false, status: 401, code: 'invalid_api_key', error: 'Authentication failed with provider' },
  'copilot-503': { ok: false, status: 503, code: 'server_is_overloaded', error: 'Failed to get response' },
  'copilot-529': { ok: false, status: 529, code: 'server_is_overloaded', error: 'Failed to get response' },
  'copilot-400ctx': { ok: false, status: 400, code: 'context_length_exceeded', error: 'The provider rejected' },
  'copilot-hang-sigINT': cut,
};

test('Every recording has its expectation', () => {
  expect(recordings.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
  expect(recordings).toHaveLength(69);
});

describe.each(recordings)('$name', (recording) => {
  const seen = EXPECTED[recording.name] ?? cut;
  const { events, facts } = play(recording);

  test('is read event by event', () => {
    const text = readFileSync(path.join(import.meta.dirname, 'fixtures', 'expected', `${recording.cli}.txt`), 'utf8');
    const section = text.split(/^# /m).find((part) => part.startsWith(`${recording.name}\n`)) ?? '';
    expect(events.map(told)).toEqual(section.trim().split('\n').slice(1));
  });

  test('tells how it ended, what was said last, and what it cost', () => {
    expect(facts.finished).toEqual(seen.ok === null ? null : { ok: seen.ok });
    expect(facts.finalMessage).toBe(seen.said ?? '');
    if (seen.usage) expect(facts.usage).toMatchObject(seen.usage);
    else expect((facts.usage?.inputTokens ?? 0) + (facts.usage?.outputTokens ?? 0)).toBe(0);
    if (seen.error === undefined) expect(facts.error).toBeNull();
    else expect(facts.error?.message.slice(0, seen.error.length)).toBe(seen.error);
    if (seen.error === undefined) return;
    const { status = null, code = null, retryAfterMs = null, resetsAt = null } = seen;
    expect(facts.error).toMatchObject({ status, code, retryAfterMs, resetsAt });
  });

  test('gives the same facts whichever of its streams is heard first', () => {
    expect(play(recording, ['stdout', 'stderr']).facts).toEqual(facts);
  });
});

test('The sessions to resume are known in every run that said anything of one', () => {
  for (const recording of recordings) {
    const { facts } = play(recording);
    const silent = /^(opencode|copilot)-(429long|hang-sigINT)$/.test(recording.name) && recording.exit < 0;
    expect([recording.name, facts.session !== null]).toEqual([recording.name, !silent]);
  }
});

test('Early warnings and rejections of a subscription are kept as windows', () => {
  const limitsOf = (name: string) => recordings.filter((r) => r.name === name).map((r) => play(r).facts.limits)[0];
  expect(limitsOf('claude-warn-oauth')).toEqual([
    { name: 'five_hour', used: 0.92, resetsAt: 1795425675000, status: 'warning' },
  ]);
  expect(limitsOf('claude-429usage-oauth')).toEqual([
    { name: 'five_hour', used: 1, resetsAt: 1795425677000, status: 'rejected' },
  ]);
  expect(limitsOf('opencode-429usage')).toEqual([
    { name: 'five_hour', used: 1, resetsAt: 1795425386000, status: 'rejected' },
    { name: 'weekly', used: 0.4, resetsAt: 1795511786000, status: 'allowed' },
  ]);
});

test('No reader is thrown off by lines that are cut, garbled, of other CLIs, or 20 MB long', () => {
  const lines = recordings.flatMap(({ name }) => printed(name, 'stdout').split('\n')).filter((line) => line !== '');
  const long = `{"type":"text","part":{"text":"${'x'.repeat(20_000_000)}"}}`;
  for (const backend of backends) {
    const reader = getBackend(backend.name).reader();
    for (const [i, line] of lines.entries()) {
      for (const stream of ['stdout', 'stderr'] as const) {
        reader.read(line, stream);
        reader.read(line.slice(0, (i * 37) % line.length), stream);
        reader.read(line.replaceAll(/"[a-z]+":\{/g, '"gone":7,"x":{').replaceAll('[', '{'), stream);
      }
    }
    for (const odd of [
      '',
      ' ',
      '\0',
      'null',
      '[]',
      '{}',
      '{"type":7}',
      '{"type":"item.completed"}',
      '{"kind":"finished"}',
    ]) {
      reader.read(odd, 'stdout');
    }
    const shown = JSON.stringify(reader.read(long, 'stdout'));
    expect(backend.name === 'custom' || shown.length < 10_000).toBe(true);
    for (const exitCode of [0, 1, null]) reader.end(exitCode);
  }
});
