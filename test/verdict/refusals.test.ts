import { describe, expect, test } from '@jest/globals';
import type { AgentError } from '../../src/agents/types.ts';
import { findLimit } from './report.ts';

describe('Login, billing and spend caps are refused, with what to do', () => {
  test.each<[backend: string, message: string, facts: Partial<AgentError>, remedy: RegExp]>([
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
    [
      'opencode',
      'Model not found: x/smal. Did you mean: x/small?',
      { code: 'ProviderModelNotFoundError' },
      /Choose a model .* with --model/,
    ],
    // An agent over the protocol that is not in the mode for it, or whose version speaks another one.
    ['acp', 'it speaks version 2', { code: 'acp_other_protocol' }, /Check with --agent-command/],
    ['qwen', 'it speaks version 2', { code: 'acp_other_protocol' }, /^Use a version of qwen .* --agent-version qwen=/],
    ['kiro', 'it speaks version 2', { code: 'acp_other_protocol' }, /^Install a version of kiro-cli .*cli\.kiro\.dev/],
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
    const found = findLimit(backend, message, facts);
    expect(found).toMatchObject({ kind: 'refused' });
    expect(found?.kind === 'refused' && found.remedy).toMatch(remedy);
  });
});
