import { expect, test } from '@jest/globals';
import { addCallToTotals, addReviewToTotals, emptyTotals, totalsSince } from '../../src/state/transitions/totals.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';

const usage = { inputTokens: 10, cachedTokens: 200, outputTokens: 3, costUsd: 0.1 };

test('the sums of a spec grow with each call, and an estimate marks them for good', () => {
  let state = addCallToTotals(newSpecState(Date.UTC(2026, 10, 23)), {
    usage,
    costUsd: 0.1,
    costEstimated: false,
    agentS: 12.5,
  });
  state = addCallToTotals(state, { usage, costUsd: 0.2, costEstimated: true, agentS: 1 });
  state = addCallToTotals(state, { usage: null, costUsd: 0, costEstimated: false, agentS: 2 });
  expect(state.totals).toEqual({
    calls: 3,
    tokens_in: 20,
    tokens_cached: 400,
    tokens_out: 6,
    cost_usd: 0.3,
    cost_estimated: true,
    agent_s: 15.5,
    waiting_s: {},
  });
});

test('what reviews found is counted where there were any, and by run', () => {
  const first = addReviewToTotals(newSpecState(0), { caught: 2, advice: 1 });
  const second = addReviewToTotals(first, { caught: 0, advice: 3 });
  const { totals = emptyTotals } = first;
  expect(totalsSince(totals, second.totals ?? emptyTotals)).toMatchObject({ review_caught: 0, review_advice: 3 });
  expect(totalsSince(emptyTotals, second.totals ?? emptyTotals)).toMatchObject({ review_caught: 2, review_advice: 4 });
  expect(totalsSince(emptyTotals, emptyTotals)).not.toHaveProperty('review_caught');
});
