import type { PriceTable } from './types.ts';

/**
 * List prices, USD per million tokens, for short contexts and standard service: estimates, marked as such wherever they
 * are shown. A model that is not here is not guessed. Anthropic's as its pricing page and its models' pages had them in
 * October 2026 (platform.claude.com/docs/en/about-claude/pricing). Of OpenAI's, gpt-5-codex, gpt-5.6 and gpt-6-astra
 * by its models' pages (developers.openai.com/api/docs/models), gpt-4.1, gpt-5-mini and gpt-5.2 to gpt-5.4 by GitHub's
 * table of what Copilot's models cost; the rest of them, and Google's, by what others quote of the vendors' price pages.
 */
export const builtInPrices: PriceTable = {
  dated: '2026-10-24',
  models: {
    'claude-opus-4': { in: 15, cached: 1.5, out: 75 },
    'claude-opus-4-1': { in: 15, cached: 1.5, out: 75 },
    'claude-opus-4-5': { in: 5, cached: 0.5, out: 25 },
    'claude-opus-4-6': { in: 5, cached: 0.5, out: 25 },
    'claude-opus-4-7': { in: 5, cached: 0.5, out: 25 },
    'claude-opus-4-8': { in: 5, cached: 0.5, out: 25 },
    'claude-opus-5': { in: 5, cached: 0.5, out: 25 },
    'claude-opus-5-5': { in: 4, cached: 0.2, out: 20 },
    'claude-fable-5': { in: 10, cached: 1, out: 50 },
    'claude-fable-5-1': { in: 10, cached: 0.25, out: 50 },
    'claude-sonnet-4': { in: 3, cached: 0.3, out: 15 },
    'claude-sonnet-4-5': { in: 3, cached: 0.3, out: 15 },
    'claude-sonnet-4-6': { in: 3, cached: 0.3, out: 15 },
    'claude-sonnet-5': { in: 2, cached: 0.2, out: 10 },
    'claude-sonnet-5-5': { in: 2, cached: 0.1, out: 10 },
    'claude-haiku-4-5': { in: 1, cached: 0.1, out: 5 },
    'claude-haiku-5-5': { in: 0.1, cached: 0.01, out: 0.5 },
    'gpt-4.1': { in: 2, cached: 0.5, out: 8 },
    'gpt-4.1-mini': { in: 0.4, cached: 0.1, out: 1.6 },
    'gpt-5': { in: 1.25, cached: 0.125, out: 10 },
    'gpt-5-codex': { in: 1.25, cached: 0.125, out: 10 },
    'gpt-5-mini': { in: 0.25, cached: 0.025, out: 2 },
    'gpt-5-nano': { in: 0.05, cached: 0.005, out: 0.4 },
    'gpt-5.1': { in: 1.25, cached: 0.125, out: 10 },
    'gpt-5.1-codex': { in: 1.25, cached: 0.125, out: 10 },
    'gpt-5.1-codex-max': { in: 1.25, cached: 0.125, out: 10 },
    'gpt-5.1-codex-mini': { in: 0.25, cached: 0.025, out: 2 },
    'gpt-5.2': { in: 1.75, cached: 0.175, out: 14 },
    'gpt-5.2-codex': { in: 1.75, cached: 0.175, out: 14 },
    'gpt-5.3-codex': { in: 1.75, cached: 0.175, out: 14 },
    'gpt-5.4': { in: 2.5, cached: 0.25, out: 15 },
    'gpt-5.4-mini': { in: 0.75, cached: 0.075, out: 4.5 },
    'gpt-5.4-nano': { in: 0.2, cached: 0.02, out: 1.25 },
    'gpt-5.5': { in: 5, cached: 0.5, out: 30 },
    'gpt-5.6': { in: 4, cached: 0.4, out: 20 },
    'gpt-5.6-sol': { in: 4, cached: 0.4, out: 20 },
    'gpt-5.6-terra': { in: 2, cached: 0.2, out: 12 },
    'gpt-5.6-luna': { in: 0.2, cached: 0.02, out: 1.2 },
    'gpt-6-astra': { in: 10, cached: 1, out: 50 },
    'gpt-6-sol': { in: 2, cached: 0.2, out: 10 },
    'gpt-6-luna': { in: 0.1, cached: 0.01, out: 0.5 },
    'gpt-6.1-sol': { in: 2, cached: 0.1, out: 10 },
    'o4-mini': { in: 1.1, cached: 0.275, out: 4.4 },
    'gemini-2.5-pro': { in: 1.25, cached: 0.125, out: 10 },
    'gemini-2.5-flash': { in: 0.3, cached: 0.03, out: 2.5 },
    'gemini-2.5-flash-lite': { in: 0.1, cached: 0.01, out: 0.4 },
    'gemini-3-pro-preview': { in: 2, cached: 0.2, out: 12 },
    'gemini-3-flash-preview': { in: 0.5, cached: 0.05, out: 3 },
    'gemini-3.1-pro-preview': { in: 2, cached: 0.2, out: 12 },
    'gemini-3.5-flash-lite': { in: 0.3, cached: 0.03, out: 2.5 },
    // Google's rate until the end of 2026; twice that afterwards.
    'gemini-3.8-flash': { in: 0.75, cached: 0.075, out: 3.75 },
    'gemini-3.1-pro-preview-customtools': { in: 2, cached: 0.2, out: 12 },
  },
};
