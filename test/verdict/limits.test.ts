import { describe, expect, test } from '@jest/globals';
import type { AgentError, LimitWindow } from '../../src/agents/types.ts';
import { findLimit } from './report.ts';

describe('A quota is limited, with the reset time where one is known', () => {
  test.each<
    [
      backend: string,
      message: string,
      facts: Partial<AgentError>,
      resetsAt: string | null,
      source: string,
      window: string | null,
    ]
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
    ['claude', 'Fable limit reached · resets at midnight', {}, '2026-11-24T00:00:00Z', 'clock-time', null],
    ['claude', 'Fable limit reached · resets next Friday at 9am', {}, '2026-11-27T09:00:00Z', 'clock-time', null],
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
    const found = findLimit(backend, message, facts);
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
      findLimit('claude', "You've hit your 5-hour limit · resets 9:21am (UTC)", { status: 429 }, windows),
    ).toMatchObject({
      kind: 'limited',
      limit: { window: 'seven_day', resetsAt: Date.parse('2026-11-27T09:00:00Z'), source: 'structured' },
    });
  });
});
