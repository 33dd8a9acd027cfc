import { describe, expect, test } from '@jest/globals';
import type { AgentError, LimitWindow } from '../../src/agents/types.ts';
import { recogniseLimit } from '../../src/verdict/limits.ts';
import { agentError, now } from './report.ts';

type Facts = Partial<AgentError>;

function find(backend: string, message: string, facts: Facts = {}, windows: readonly LimitWindow[] = []) {
  return recogniseLimit(agentError(message, facts), windows, { backend, now });
}

describe('A quota is limited, with the reset time where one is known', () => {
  test.each<
    [backend: string, message: string, facts: Facts, resetsAt: string | null, source: string, window: string | null]
  >([
    [
      'claude',
      "You've hit your 5-hour limit · resets 11:39am (UTC)",
      { status: 429 },
      '2026-11-23T11:39:00Z',
      'clock-time',
      'five_hour',
    ],
    [
      'claude',
      'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
      { status: 400 },
      '2026-12-01T00:00:00Z',
      'clock-time',
      null,
    ],
    [
      'claude',
      'You’ve hit your weekly limit · resets Nov 27, 9am (UTC)',
      { status: 429 },
      '2026-11-27T09:00:00Z',
      'clock-time',
      'weekly',
    ],
    ['claude', "YOU'VE HIT YOUR SESSION LIMIT · RESETS 2PM (UTC)", {}, '2026-11-23T14:00:00Z', 'clock-time', 'session'],
    [
      'claude',
      "You've hit your Opus limit · resets Nov 25, 9am (Europe/Berlin)",
      {},
      '2026-11-25T08:00:00Z',
      'clock-time',
      'opus',
    ],
    ['claude', 'You’ve hit your limit · resets 2pm (UTC)', {}, '2026-11-23T14:00:00Z', 'clock-time', null],
    ['claude', "You're out of usage credits", {}, null, 'none', null],
    ['claude', "You're out of extra usage · resets 3pm (UTC)", {}, '2026-11-23T15:00:00Z', 'clock-time', null],
    ['claude', 'Claude AI usage limit reached|1795425677', {}, '2026-11-23T09:21:17Z', 'epoch-in-text', null],
    ['claude', '5-hour limit reached ∙ resets 2am', {}, '2026-11-24T02:00:00Z', 'clock-time', 'five_hour'],
    [
      'codex',
      'You’ve hit your usage limit. Upgrade to Pro (https://chatgpt.com/explore/pro), visit https://chatgpt.com/settings/usage to purchase more credits or try again at 9:14 AM.',
      {},
      '2026-11-23T09:14:00Z',
      'clock-time',
      null,
    ],
    [
      'codex',
      'You’ve hit your usage limit. To get more access now, send a request to your admin or try again at Nov 28th, 2026 12:04 AM.',
      {},
      '2026-11-28T00:04:00Z',
      'clock-time',
      null,
    ],
    [
      'codex',
      'You’ve hit your usage limit. Upgrade to Pro, purchase more credits or try again later.',
      {},
      null,
      'none',
      null,
    ],
    ['codex', 'The usage limit has been reached', { code: 'usage_limit_exceeded' }, null, 'none', null],
    [
      'opencode',
      'Weekly usage limit reached. It will reset in 2 days 3 hours',
      {},
      '2026-11-25T11:21:17Z',
      'relative',
      'weekly',
    ],
    [
      'opencode',
      'The usage limit has been reached',
      { status: 429, code: 'usage_limit_reached', resetsAt: Date.parse('2026-11-23T09:23:06Z') },
      '2026-11-23T09:23:06Z',
      'structured',
      null,
    ],
    [
      'gemini',
      '[API Error: You have exhausted your daily quota on this model.]\nPlease wait and try again later. To increase your limits, request a quota increase through AI Studio, or switch to another /auth method',
      { status: 429 },
      '2026-11-24T08:00:00Z',
      'calendar',
      'daily',
    ],
    [
      'gemini',
      'You have exhausted your daily quota on this model. Please retry in 43.2s.',
      { status: 429 },
      '2026-11-24T08:00:00Z',
      'calendar',
      'daily',
    ],
    [
      'gemini',
      "Quota exceeded for quota metric 'Gemini 2.5 Pro Requests' and limit 'Gemini 2.5 Pro Requests per day per user per tier'",
      { status: 429 },
      '2026-11-24T08:00:00Z',
      'calendar',
      null,
    ],
    [
      'gemini',
      'You have exhausted your capacity on this model. Your quota will reset after 2h3m14s.',
      {},
      '2026-11-23T10:24:31Z',
      'relative',
      null,
    ],
    [
      'gemini',
      '[API Error: Quota exceeded.\nSuggested retry after 3600s.]',
      { status: 429 },
      '2026-11-23T09:21:17Z',
      'relative',
      null,
    ],
    [
      'copilot',
      'You have exceeded your premium request allowance. Please try again in 58 hours.',
      { status: 429 },
      '2026-11-25T18:21:17Z',
      'relative',
      'premium_request',
    ],
    [
      'copilot',
      "You've reached your weekly rate limit. Your limit will reset on November 26, 2026 at 2:00 AM.",
      { status: 429 },
      '2026-11-26T02:00:00Z',
      'clock-time',
      'weekly',
    ],
    [
      'copilot',
      'Failed to get response from the AI model; retried 5 times (total retry wait time: 54.47 seconds) Last error: 429 The usage limit has been reached',
      { status: 429, code: 'rate_limit' },
      null,
      'none',
      null,
    ],
    [
      'copilot',
      '429 Rate limit reached. Please try again in 1h.',
      { status: 429, code: 'rate_limit' },
      '2026-11-23T09:21:17Z',
      'relative',
      null,
    ],
    // A model's own week, whatever the model is called.
    ['claude', 'Fable limit reached · resets Nov 29, 10am (UTC)', {}, '2026-11-29T10:00:00Z', 'clock-time', null],
    [
      'copilot',
      "You've used all your premium requests for this month. Your limit resets on December 1, 2026.",
      { status: 402 },
      '2026-12-01T00:00:00Z',
      'clock-time',
      'premium_request',
    ],
    // As opencode's own service says it (anomalyco/opencode#32971, #50093).
    [
      'opencode',
      'Rate limit exceeded. Please try again later.',
      { status: 429, code: 'FreeUsageLimitError' },
      null,
      'none',
      null,
    ],
    ['opencode', 'AI_APICallError: Free usage exceeded, subscribe to Go', {}, null, 'none', null],
    [
      'opencode',
      'Usage limit reached. It will reset in less than a minute.',
      { status: 429, code: 'GoUsageLimitError' },
      '2026-11-23T08:22:17Z',
      'relative',
      null,
    ],
    // Anthropic's cap for an API workspace, and other services behind opencode.
    [
      'claude',
      'API Error: 400 {"error":{"message":"You have reached your specified workspace API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."}}',
      { status: 400 },
      '2026-12-01T00:00:00Z',
      'clock-time',
      null,
    ],
    [
      'opencode',
      'Rate limit reached for model `x` on tokens per day (TPD): Limit 100000, Used 99336, Requested 1713. Please try again in 15m6s.',
      { status: 429 },
      '2026-11-23T08:36:23Z',
      'relative',
      null,
    ],
    ['opencode', 'Rate limit exceeded: free-models-per-day. Add 10 credits', { status: 429 }, null, 'none', null],
    ['opencode', 'ThrottlingException: Too many tokens per day, please wait.', { status: 429 }, null, 'none', null],
    [
      'copilot',
      "You've run out of your included AI credits for the month. Manage budget: https://github.com/settings/copilot/features",
      {},
      null,
      'none',
      null,
    ],
    ['codex', "You've reached your usage limit for this billing period.", {}, null, 'none', null],
    [
      'custom',
      'too many requests',
      { status: 429, retryAfterMs: 3_600_000 },
      '2026-11-23T09:21:17Z',
      'retry-after',
      null,
    ],
  ])('%s: %s', (backend, message, facts, resetsAt, source, window) => {
    const found = find(backend, message, facts);
    expect(found).toMatchObject({ kind: 'limited', limit: { backend, source, window } });
    const at = found?.kind === 'limited' ? found.limit.resetsAt : null;
    expect(at === null ? null : new Date(at).toISOString().replace('.000Z', 'Z')).toBe(resetsAt);
  });

  test('a rejected window goes before the words, and of two the one that lifts last', () => {
    const window = (name: string, iso: string): LimitWindow => ({
      name,
      used: 1,
      resetsAt: Date.parse(iso),
      status: 'rejected',
    });
    const windows = [window('five_hour', '2026-11-23T09:21:17Z'), window('seven_day', '2026-11-27T09:00:00Z')];
    expect(
      find('claude', "You've hit your 5-hour limit · resets 9:21am (UTC)", { status: 429 }, windows),
    ).toMatchObject({
      kind: 'limited',
      limit: { window: 'seven_day', resetsAt: Date.parse('2026-11-27T09:00:00Z'), source: 'structured' },
    });
  });
});

describe('What passes by itself is transient, with the retry-after where one is given', () => {
  test.each<[backend: string, message: string, facts: Facts, retryAfterMs: number | null]>([
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
    expect(find(backend, message, facts)).toMatchObject({ kind: 'transient', retryAfterMs });
  });
});

describe('Login, billing and spend caps are refused, with what to do', () => {
  test.each<[backend: string, message: string, facts: Facts, remedy: RegExp]>([
    ['claude', 'Credit balance is too low', { status: 400 }, /console\.anthropic\.com/],
    ['claude', 'Not logged in · Please run /login', {}, /ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN/],
    ['claude', 'Invalid API key · Fix external API key', { status: 401 }, /ANTHROPIC_API_KEY/],
    ['claude', 'OAuth token has expired. Please obtain a new token', {}, /claude setup-token/],
    ['claude', 'This organization has been disabled.', { status: 400 }, /ANTHROPIC_API_KEY/],
    ['codex', 'Quota exceeded. Check your plan and billing details.', {}, /platform\.openai\.com/],
    [
      'codex',
      'Your workspace is out of credits. Ask your workspace owner to refill in order to continue.',
      {},
      /chatgpt\.com\/settings\/usage/,
    ],
    ['codex', 'To use Codex with your ChatGPT plan, upgrade to Plus.', {}, /chatgpt\.com\/settings\/usage/],
    [
      'codex',
      'Your authentication session could not be refreshed automatically. Please log out and sign in again.',
      {},
      /codex login/,
    ],
    [
      'claude',
      'Extra usage is required for 1M context · enable at claude.ai/settings/usage',
      { status: 429 },
      /settings/,
    ],
    ['gemini', 'IneligibleTierError: This client is no longer supported for individuals.', {}, /GEMINI_API_KEY/],
    // A key that is known but has no money is refused with 401.
    [
      'opencode',
      'Insufficient balance. Manage your billing here.',
      { status: 401, code: 'CreditsError' },
      /billing page/,
    ],
    ['opencode', 'Monthly spending limit of $20 reached', { status: 401 }, /billing page/],
    ['codex', 'You hit your spend cap set by the owner of your workspace.', {}, /spending limit/],
    [
      'codex',
      'unexpected status 401 Unauthorized: Incorrect API key provided: mock., url: http://127.0.0.1:4700/401/v1/responses',
      {},
      /CODEX_API_KEY/,
    ],
    ['opencode', 'Incorrect API key provided: mock.', { status: 401, code: 'invalid_api_key' }, /opencode auth login/],
    ['opencode', 'You exceeded your current quota', { status: 429, code: 'insufficient_quota' }, /billing page/],
    [
      'gemini',
      '[API Error: {"error":{"code":401,"message":"API key not valid. Please pass a valid API key.","status":"UNAUTHENTICATED"}}]',
      {},
      /GEMINI_API_KEY/,
    ],
    ['gemini', 'Please set an Auth method in your settings.json or specify GEMINI_API_KEY', {}, /GEMINI_API_KEY/],
    [
      'copilot',
      'Authentication failed with provider at http://127.0.0.1:4700 (HTTP 401).',
      { status: 401, code: 'authentication' },
      /COPILOT_GITHUB_TOKEN/,
    ],
    ['copilot', 'Access to this endpoint is forbidden.', { status: 403 }, /COPILOT_GITHUB_TOKEN/],
    [
      'claude',
      "There's an issue with the selected model (opus-9). It may not exist or you may not have access to it.",
      { status: 404 },
      /--model/,
    ],
    ['claude', 'You’ve hit your monthly spend limit. · run /usage-credits to adjust', {}, /spending limit/],
    ['claude', 'Fable 5 requires usage credits. Run /usage-credits to continue.', {}, /spending limit/],
    ['claude', 'Usage credits are required for long context', { status: 429 }, /spending limit/],
    ['claude', 'Your organization has disabled Claude subscription access for Claude Code', {}, /ANTHROPIC_API_KEY/],
    ['codex', "You've reached your workspace credit limit", {}, /spending limit/],
    [
      'copilot',
      "You've reached your additional usage limit for your plan. Go to https://github.com/settings/copilot/features for more details.",
      { code: 'additional_spend_limit_reached' },
      /github\.com\/settings\/copilot/,
    ],
    ['gemini', 'This API method requires billing to be enabled.', { status: 403 }, /aistudio/],
    ['custom', 'payment required', { status: 402 }, /custom/],
  ])('%s: %s', (backend, message, facts, remedy) => {
    const found = find(backend, message, facts);
    expect(found).toMatchObject({ kind: 'refused' });
    expect(found?.kind === 'refused' && found.remedy).toMatch(remedy);
  });
});

describe('What is none of these is left to be a failure', () => {
  test.each<[backend: string, message: string, facts: Facts]>([
    [
      'claude',
      'Prompt is too long · the request is ~250000 tokens (limit 200000) but this conversation is only ~2738 tokens',
      { status: 400 },
    ],
    [
      'codex',
      "Codex ran out of room in the model's context window. Start a new thread or clear earlier history before retrying.",
      {},
    ],
    ['opencode', 'Your input exceeds the context window of this model.', { code: 'context_length_exceeded' }],
    [
      'gemini',
      '[API Error: {"error":{"code":400,"message":"The input token count (2000000) exceeds the maximum number of tokens allowed (1048576)."}}]',
      {},
    ],
    [
      'copilot',
      'The provider rejected the prompt as too long, but automatic recovery could not reduce it. Reduce context before retrying.',
      { code: 'query' },
    ],
    [
      'codex',
      'Model metadata for `gpt-5.2` not found. Defaulting to fallback metadata; this can degrade performance and cause issues.',
      {},
    ],
    // An answer that was cut on purpose would be cut again, at the cost of one more call.
    ['codex', 'stream disconnected before completion: Incomplete response returned, reason: max_output_tokens', {}],
    // The limits of programs, tests and machines.
    ['custom', 'Recursion limit reached, state was reset', {}],
    ['custom', 'limiter.test.ts: expected "limit reached" after 3 calls; the counter was reset', {}],
    ['custom', 'Tool output limit exceeded; the output was reset to its first 10000 lines', {}],
    ['custom', 'FATAL ERROR: Reached heap limit', {}],
    ['custom', 'Error: 512 MB of memory exceeded', {}],
    ['custom', 'error: 500 tests failed', {}],
    ['custom', 'You have reached your limit of open files', {}],
    ['codex', "EDQUOT: disk quota exceeded, write '/home/user/.codex/sessions/x.jsonl'", {}],
    ['claude', 'Could not refresh your login: your disk quota is full · Delete files you no longer need', {}],
    ['custom', 'npm ERR! billing service test failed', {}],
    ['custom', 'hook "billing.test.ts" failed with exit code 1', {}],
    ['custom', "remote: Authentication failed for 'https://example.org/x/y.git/'", {}],
    ['custom', 'permission denied: /api/private', {}],
    ['custom', 'Segmentation fault', {}],
    ['custom', '', {}],
  ])('%s: %s', (backend, message, facts) => {
    expect(find(backend, message, facts)).toBeNull();
  });
});
