import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { builtInPrices } from '../../src/pricing/price-table.ts';
import { computeCost, estimateCost, parsePriceTable } from '../../src/pricing/prices.ts';

const usage = { inputTokens: 1_000_000, cachedTokens: 2_000_000, outputTokens: 100_000, costUsd: null };

describe('What a call costs by the table', () => {
  test.each([
    ['gpt-5-codex', 1.25 + 0.25 + 1],
    ['openai/gpt-5-codex', 1.25 + 0.25 + 1],
    ['gpt-5-2025-08-07', 1.25 + 0.25 + 1],
    ['claude-sonnet-4-5-20250929', 3 + 0.6 + 1.5],
    ['CLAUDE-OPUS-4-5@20251101', 5 + 1 + 2.5],
    ['gemini-2.5-pro', 1.25 + 0.25 + 1],
    // What the pinned codex, claude and gemini run unless told otherwise.
    ['gemini-3.8-flash', 0.75 + 0.15 + 0.375],
    ['gpt-6.1-sol', 2 + 0.2 + 1],
    ['claude-opus-5-5', 4 + 0.4 + 2],
  ])('%s', (model, usd) => {
    expect(estimateCost(usage, model, builtInPrices)).toBeCloseTo(usd, 9);
  });

  test.each(['mock-model', 'gpt-5.99', 'gpt-5-codex-ultra', 'claude', ''])(
    'a model that the table does not know is not guessed: %s',
    (model) => {
      expect(estimateCost(usage, model, builtInPrices)).toBeNull();
    },
  );

  test('what the agent reported goes before the table, and only the table’s word is an estimate', () => {
    expect(computeCost({ ...usage, costUsd: 0.42 }, ['gpt-5'], builtInPrices)).toEqual({ usd: 0.42, estimated: false });
    expect(computeCost(usage, ['mock', 'gpt-5'], builtInPrices)).toEqual({ usd: 2.5, estimated: true });
    expect(computeCost(usage, ['mock'], builtInPrices)).toEqual({ usd: null, estimated: false });
    expect(computeCost(usage, [], builtInPrices)).toEqual({ usd: null, estimated: false });
    expect(computeCost(null, ['gpt-5'], builtInPrices)).toEqual({ usd: null, estimated: false });
  });

  test('the table says of which day it is, and that caching never costs more', () => {
    expect(builtInPrices.dated).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const price of Object.values(builtInPrices.models)) {
      expect(price.cached).toBeLessThan(price.in);
      expect(price.in).toBeLessThan(price.out);
    }
  });
});

describe('A price table of the user', () => {
  test('replaces the built-in one; stars stand for any text, the longest pattern wins, an exact name before all', () => {
    const table = parsePriceTable(
      {
        dated: '2026-11-01',
        models: {
          'gpt-*': { in: 1, out: 1 },
          'gpt-5*': { in: 2, cached: 0, out: 2 },
          'gpt-5': { in: 3, cached: 0, out: 3 },
        },
      },
      'prices.json',
    );
    const per = (model: string) => estimateCost({ ...usage, cachedTokens: 0, outputTokens: 0 }, model, table);
    expect([per('gpt-4'), per('gpt-5.5'), per('gpt-5'), per('o3')]).toEqual([1, 2, 3, null]);
    expect(table.models['gpt-*']?.cached).toBe(1);
  });

  test.each<[unknown, RegExp]>([
    [{ models: { 'gpt-5': { in: 1e300, out: 2 } } }, /"models" → "gpt-5" → "in": expected at most 1,000,000 USD/],
    [{ models: { 'gpt-5': { in: -1, out: 2 } } }, /"models" → "gpt-5" → "in": expected 0 USD or more/],
    [{ models: { 'gpt-5': { in: 'free', out: 2 } } }, /"models" → "gpt-5" → "in": expected a number of USD/],
    [{ models: { 'gpt-5': { in: 1 } } }, /"out"/],
    [{ models: { 'gpt-5': { in: 1, out: 2, output: 3 } } }, /"gpt-5": "output" is an unknown key/],
    [{ dated: 'yesterday', models: {} }, /"dated": expected a date/],
    [{ 'gpt-5': { in: 1, out: 2 } }, /models|gpt-5/],
    [{ models: { 'gpt-5': 3 } }, /"models" → "gpt-5": expected an object in braces/],
    [{}, /"models": expected an object in braces/],
    [[], /the price table: expected an object in braces/],
    [null, /the price table: expected an object in braces/],
  ])('%j is refused, naming the entry', (json, message) => {
    const read = () => parsePriceTable(json, 'ci/prices.json');
    expect(read).toThrow(UserError);
    expect(read).toThrow(message);
    try {
      read();
    } catch (error) {
      expect(error).toMatchObject({ where: 'ci/prices.json', fix: expect.stringContaining('"models"') });
    }
  });
});
