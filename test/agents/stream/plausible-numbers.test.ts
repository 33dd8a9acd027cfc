import { describe, expect, test } from '@jest/globals';
import { getBackend } from '../../../src/agents/index.ts';
import { createCollector } from '../../../src/agents/stream/collect.ts';
import { addCallToTotals } from '../../../src/state/transitions/totals.ts';
import { newSpecState } from '../../../src/state/transitions/transitions.ts';
import { parsePaneMessage } from '../../../src/terminal/connection/pane-messages.ts';

/** Numbers as they stand in a line of JSON. */
const ODD = [
  '1e308',
  '1e400',
  '-1e308',
  '-3',
  '0.4',
  '"1e308"',
  '"NaN"',
  '"many"',
  'null',
  '{}',
  '[7]',
  '123456789012345678901234567890',
];

const acpUpdate = (update: string) => `{"method":"session/update","params":{"sessionId":"s","update":${update}}}`;
const PROMPTED = '{"method":"_sequential/prompted","params":{"sessionId":"s","resumed":false}}';

/** What each backend says of one request that used `n` of everything, as its stream has it. */
const LINES: Readonly<Record<string, (n: string) => string[]>> = {
  codex: (n) => [
    `{"type":"turn.completed","usage":{"input_tokens":${n},"cached_input_tokens":${n},"output_tokens":${n}}}`,
  ],
  claude: (n) => [
    `{"type":"assistant","message":{"id":"m","content":[],"usage":{"input_tokens":${n},"cache_creation_input_tokens":${n},"cache_read_input_tokens":${n},"output_tokens":${n}}}}`,
    `{"type":"rate_limit_event","rate_limit_info":{"status":"allowed","rateLimitType":"five_hour","utilization":${n},"resetsAt":${n}}}`,
    `{"type":"result","subtype":"success","is_error":false,"result":"Hm.","queued_turn_count":${n},"total_cost_usd":${n},"modelUsage":{"m":{"inputTokens":${n},"cacheReadInputTokens":${n},"outputTokens":${n},"costUSD":${n}}}}`,
    `{"type":"result","subtype":"success","is_error":false,"result":"Hm.","model_usage_since_last_result":{"m":{"inputTokens":${n},"outputTokens":${n},"costUSD":${n}}}}`,
  ],
  opencode: (n) => [
    `{"type":"step_finish","sessionID":"s","part":{"type":"step-finish","reason":"stop","tokens":{"input":${n},"output":${n},"reasoning":${n},"cache":{"read":${n},"write":${n}}},"cost":${n}}}`,
  ],
  gemini: (n) => [
    `{"type":"result","status":"success","stats":{"total_tokens":${n},"input_tokens":${n},"output_tokens":${n},"cached":${n}}}`,
  ],
  copilot: (n) => [
    `{"type":"assistant.usage","data":{"inputTokens":${n},"cacheReadTokens":${n},"outputTokens":${n},"cost":${n}}}`,
  ],
  acp: (n) => [
    PROMPTED,
    acpUpdate(
      `{"sessionUpdate":"agent_message_chunk","content":{"text":"Hm."},"_meta":{"usage":{"inputTokens":${n},"outputTokens":${n}}}}`,
    ),
    acpUpdate(
      `{"sessionUpdate":"agent_message_chunk","content":{"text":"Hm."},"_meta":{"usage":{"inputTokens":${n},"outputTokens":${n}}}}`,
    ),
    acpUpdate(
      `{"sessionUpdate":"usage_update","used":${n},"size":${n},"cost":{"amount":${n},"currency":"USD"},"_meta":{"_claude/rateLimit":{"status":"allowed","rateLimitType":"five_hour","utilization":${n},"resetsAt":${n}}}}`,
    ),
    `{"method":"_kiro.dev/metadata","params":{"sessionId":"s","meteringUsage":[{"value":${n},"unit":"credit"},{"value":${n},"unit":"credit"}]}}`,
    `{"id":2,"result":{"stopReason":"end_turn","usage":{"inputTokens":${n},"outputTokens":${n},"totalTokens":${n},"cachedReadTokens":${n},"cachedWriteTokens":${n}}}}`,
  ],
  rehearsal: (n) => [
    `{"kind":"usage","usage":{"inputTokens":7,"cachedTokens":${n},"outputTokens":${n},"costUsd":null}}`,
  ],
};

function play(backend: string, lines: readonly string[]) {
  const reader = getBackend(backend).reader('/repo');
  const events = [...lines.flatMap((line) => reader.read(line, 'stdout')), ...reader.end(0)];
  const collector = createCollector();
  for (const event of events) collector.add(event);
  return { events, facts: collector.facts() };
}

describe.each(Object.entries(LINES))('numbers that %s prints and cannot mean', (backend, linesOf) => {
  test.each(ODD)('%s', (n) => {
    const { events, facts } = play(backend, [...linesOf(n), ...linesOf(n)]);
    for (const event of events) {
      const sent: unknown = JSON.parse(JSON.stringify({ kind: 'event', event }));
      expect(parsePaneMessage(sent)).toEqual({ kind: 'event', event });
    }
    const { usage } = facts;
    for (const tokens of [usage?.inputTokens ?? 0, usage?.cachedTokens ?? 0, usage?.outputTokens ?? 0]) {
      expect(Number.isInteger(tokens) && tokens >= 0 && tokens < 1e12).toBe(true);
    }
    const call = { usage, costUsd: usage?.costUsd ?? 0, costEstimated: false, agentS: 1 };
    const { totals } = addCallToTotals(newSpecState(0), call);
    expect(totals?.tokens_out).toBeLessThan(1e12);
    expect(totals?.cost_usd).toBeLessThan(1e6);
    const isSaid = events.some((event) => event.kind === 'unknown' && event.line.includes('that cannot be right'));
    if (/^"?1e308"?$|^\d{20}/.test(n)) expect(isSaid).toBe(true);
  });

  test('what it counts right is counted', () => {
    const { events, facts } = play(backend, linesOf('3'));
    expect(facts.usage?.outputTokens).toBeGreaterThan(0);
    expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([]);
  });
});

test('of a number that cannot be, what was told last stands, and that is said once', () => {
  const cost = (amount: number) =>
    acpUpdate(`{"sessionUpdate":"usage_update","cost":{"amount":${amount},"currency":"USD"}}`);
  const chunk = acpUpdate(
    '{"sessionUpdate":"agent_message_chunk","content":{"text":"Hm."},"_meta":{"usage":{"outputTokens":5}}}',
  );
  const { facts, events } = play('acp', [PROMPTED, cost(0.25), chunk, cost(1e9), chunk, chunk]);
  expect(facts.usage).toEqual({ inputTokens: 0, cachedTokens: 0, outputTokens: 15, costUsd: 0.25 });
  expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([
    { kind: 'unknown', line: '[a cost that cannot be right: it is not counted]' },
  ]);
});
