import { expect, test } from '@jest/globals';
import { parseRolloutWindows } from '../../../src/agents/backends/codex/codex-windows.ts';
import { getBackend } from '../../../src/agents/index.ts';

test('a warning of codex is no error: what ends the attempt later is not blamed on it', () => {
  const reader = getBackend('codex').reader();
  const message = 'Heads up, you have less than 25% of your 5h limit left.';
  const line = JSON.stringify({ type: 'item.completed', item: { id: 'item_0', type: 'error', message } });
  expect(reader.read(line, 'stdout')).toEqual([{ kind: 'unknown', line: message }]);
});

test('codex says in its log for how long it will sleep on a limit, before or after its stream speaks of it', () => {
  const why = 'exceeded retry limit, last status: 429 Too Many Requests';
  const log = `2026-11-25T15:24:58.626024Z  WARN codex_core::responses_retry: stream disconnected - retrying sampling request (1/5 in 3599.99845313s)... turn_id=01a2 retries=1 max_retries=5 sampling_error=${why}`;
  const line = JSON.stringify({ type: 'error', message: `Reconnecting... 1/5 (${why})` });
  const retry = { kind: 'retry', message: `Reconnecting... 1/5 (${why})`, status: 429, waitMs: 3_599_998 };
  const logFirst = getBackend('codex').reader();
  expect([...logFirst.read(log, 'stderr'), ...logFirst.read(line, 'stdout')]).toEqual([retry]);
  const streamFirst = getBackend('codex').reader();
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
  const reader = getBackend('codex').reader();
  expect(reader.read(log(3_599_999, 'http'), 'stderr')).toEqual([
    { kind: 'retry', message: 'server error or no connection, retry 2', status: null, waitMs: 3_599_999 },
  ]);
  // Its own back-off is short, and of the other layer its stream tells.
  expect(reader.read(log(1_521, 'http'), 'stderr')).toEqual([]);
  expect(reader.read(log(3_599_999, 'stream'), 'stderr')).toEqual([]);
  expect(reader.end(1)).toEqual([]);
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
  expect(parseRolloutWindows(`${line(3)}\n${line(100)}\n{"type":"other"}\n{"rate_limits": cut`)).toEqual([
    { name: 'five_hour', used: 1, resetsAt: 1795425386000, status: 'rejected' },
    { name: 'weekly', used: 0.415, resetsAt: 1795511786000, status: 'allowed' },
  ]);
  expect(parseRolloutWindows('{"payload":{"rate_limits":{"primary":null,"secondary":null}}}')).toEqual([]);
  expect(parseRolloutWindows('')).toEqual([]);
  // What a session's earlier attempt was told says nothing of this one.
  const dated = line(100).replace('{', '{"timestamp":"2026-11-23T15:58:54.586Z",');
  expect(parseRolloutWindows(dated, Date.parse('2026-11-23T15:58:00Z'))).toHaveLength(2);
  expect(parseRolloutWindows(dated, Date.parse('2026-11-23T15:59:00Z'))).toEqual([]);
});
