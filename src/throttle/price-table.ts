import type { PriceTable } from './prices.ts';

/**
 * List prices as of July 2026, USD per million tokens, for short contexts and standard service; taken from a public
 * collection (BerriAI/litellm, model_prices_and_context_window.json), not from the vendors' own pages, so they are
 * estimates and marked as such wherever they are shown. A model that is not here is not guessed.
 */
export const builtInPrices: PriceTable = {
  dated: '2026-07-24',
  models: {
    'claude-opus-4': { in: 15, cached: 1.5, out: 75 },
    'claude-opus-4-1': { in: 15, cached: 1.5, out: 75 },
    'claude-opus-4-5': { in: 5, cached: 0.5, out: 25 },
    'claude-opus-4-6': { in: 5, cached: 0.5, out: 25 },
    'claude-opus-4-7': { in: 5, cached: 0.5, out: 25 },
    'claude-sonnet-4': { in: 3, cached: 0.3, out: 15 },
    'claude-sonnet-4-5': { in: 3, cached: 0.3, out: 15 },
    'claude-sonnet-4-6': { in: 3, cached: 0.3, out: 15 },
    'claude-haiku-4-5': { in: 1, cached: 0.1, out: 5 },
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
    'gpt-5.5': { in: 5, cached: 0.5, out: 30 },
    'o4-mini': { in: 1.1, cached: 0.275, out: 4.4 },
    'gemini-2.5-pro': { in: 1.25, cached: 0.125, out: 10 },
    'gemini-2.5-flash': { in: 0.3, cached: 0.03, out: 2.5 },
    'gemini-2.5-flash-lite': { in: 0.1, cached: 0.01, out: 0.4 },
    'gemini-3-pro-preview': { in: 2, cached: 0.2, out: 12 },
    'gemini-3-flash-preview': { in: 0.5, cached: 0.05, out: 3 },
    'gemini-3.1-pro-preview': { in: 2, cached: 0.2, out: 12 },
  },
};
