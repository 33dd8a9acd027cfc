import { describe, expect, test } from '@jest/globals';
import type { AgentError } from '../../src/agents/types.ts';
import { findLimit } from './report.ts';

describe('What passes by itself is transient, with the retry-after where one is given', () => {
  test.each<[backend: string, message: string, facts: Partial<AgentError>, retryAfterMs: number | null]>([
    ['claude', 'API Error: Request rejected (429) · This request would exceed your rate limit.', { status: 429 }, null],
    [
      'claude',
      "API Error: Request rejected (429) · This request would exceed your account's rate limit. Please try again later.",
      { status: 429 },
      null,
    ],
    ['claude', 'API Error: 529 Overloaded. This is a server-side issue, usually temporary', { status: 529 }, null],
    ['claude', '529 Overloaded', {}, null],
    ['claude', '529 {"type":"error","error":{"type":"overloaded_error"}}', {}, null],
    [
      'claude',
      'API Error: Server is temporarily limiting requests (not your usage limit) · Rate limited',
      { status: 429 },
      null,
    ],
    ['codex', 'exceeded retry limit, last status: 429 Too Many Requests', {}, null],
    ['codex', 'Selected model is at capacity. Please try a different model.', {}, null],
    ['codex', 'stream disconnected before completion: stream closed before response.completed', {}, null],
    [
      'codex',
      'unexpected status 529 <unknown status code>: Overloaded, url: http://127.0.0.1:4700/v1/responses',
      {},
      null,
    ],
    [
      'opencode',
      'Rate limit reached for mock-model. Please try again in 2s.',
      { status: 429, retryAfterMs: 2000 },
      2000,
    ],
    ['opencode', 'The model is overloaded. Please try again later.', { status: 503 }, null],
    [
      'gemini',
      '[API Error: Resource has been exhausted (e.g. check quota).\nSuggested retry after 2s.]',
      { status: 429 },
      2000,
    ],
    [
      'gemini',
      '{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Resource exhausted. Please retry in 39.37s"}}',
      {},
      39_370,
    ],
    [
      'gemini',
      'You exceeded your current quota, please check your plan and billing details. https://ai.google.dev/gemini-api/docs/rate-limits. Please retry in 39.37s.',
      { status: 429 },
      39_370,
    ],
    ['gemini', '[API Error: {"error":{"code":529,"message":"Overloaded","status":"server_is_overloaded"}}]', {}, null],
    [
      'copilot',
      'Failed to get response from the AI model; retried 5 times (total retry wait time: 11.09 seconds) Last error: 429 Rate limit reached for mock-model. Please try again in 2s.',
      { status: 429, code: 'rate_limit' },
      2000,
    ],
    [
      'copilot',
      'Last error: 503 The model is overloaded. Please try again later.',
      { status: 503, code: 'query' },
      null,
    ],
    ['claude', 'API Error: ThrottlingException: Too many tokens, please wait before trying again.', {}, null],
    ['custom', 'fetch failed: ECONNRESET', {}, null],
    // Node's own fetch, when the stream is cut in the middle.
    ['gemini', '[API Error: terminated]', {}, null],
    // OpenAI gives a day's requests back one by one: its time is the right one.
    [
      'codex',
      'Rate limit reached for gpt-5 on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.',
      { status: 429 },
      432_000,
    ],
    [
      'gemini',
      'Quota exceeded for aiplatform.googleapis.com/generate_content_requests_per_minute_per_project with base model: x.',
      { status: 429 },
      null,
    ],
    ['codex', 'Flex capacity unavailable.', {}, null],
    ['codex', 'The server had an error while processing your request. Sorry about that!', {}, null],
    ['claude', 'API Error: Unable to connect to API due to poor internet connection', {}, null],
    ['custom', 'Error: 502', {}, null],
    ['custom', 'maintenance', { status: 503, retryAfterMs: 3_600_000 }, 3_600_000],
    [
      'claude',
      'Server is temporarily limiting requests (not your usage limit) · try again in 20 minutes',
      { status: 429 },
      1_200_000,
    ],
  ])('%s: %s', (backend, message, facts, retryAfterMs) => {
    expect(findLimit(backend, message, facts)).toMatchObject({ kind: 'transient', retryAfterMs });
  });
});
