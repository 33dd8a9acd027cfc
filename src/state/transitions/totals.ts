import type { Usage } from '../../agents/types.ts';
import type { SpecState, Totals } from '../types.ts';

/** Adds to what was waited, in seconds, by reason. */
export function addWaiting(state: SpecState, reason: string, seconds: number): SpecState {
  const totals = state.totals ?? emptyTotals;
  const waiting_s = { ...totals.waiting_s, [reason]: roundToTenths((totals.waiting_s[reason] ?? 0) + seconds) };
  return { ...state, totals: { ...totals, waiting_s } };
}

/** What one call cost. Tokens, USD, seconds in the agent. */
export interface TotalsIncrement {
  readonly calls?: number;
  readonly tokens_in?: number;
  readonly tokens_cached?: number;
  readonly tokens_out?: number;
  readonly cost_usd?: number;
  readonly cost_estimated?: boolean;
  readonly credits?: number;
  readonly agent_s?: number;
}

/** Adds to the sums of the spec, over all its runs; one flag of an estimate marks the whole sum. */
export function addTotals(state: SpecState, increment: TotalsIncrement): SpecState {
  const totals = state.totals ?? emptyTotals;
  return {
    ...state,
    totals: {
      ...totals,
      calls: roundToInteger(totals.calls + (increment.calls ?? 0)),
      tokens_in: roundToInteger(totals.tokens_in + (increment.tokens_in ?? 0)),
      tokens_cached: roundToInteger(totals.tokens_cached + (increment.tokens_cached ?? 0)),
      tokens_out: roundToInteger(totals.tokens_out + (increment.tokens_out ?? 0)),
      cost_usd: roundToMillionths(totals.cost_usd + (increment.cost_usd ?? 0)),
      cost_estimated: totals.cost_estimated || (increment.cost_estimated ?? false),
      ...addCredits(totals.credits, increment.credits),
      agent_s: roundToTenths(totals.agent_s + (increment.agent_s ?? 0)),
    },
  };
}

/** Stands where there are any alone: most vendors count in something else. */
export function addCredits(before = 0, more = 0): { readonly credits?: number } {
  return before + more === 0 ? {} : { credits: roundToMillionths(before + more) };
}

/** Adds what a review found. */
export function addReviewToTotals(
  state: SpecState,
  found: { readonly caught: number; readonly advice: number },
): SpecState {
  const totals = state.totals ?? emptyTotals;
  const review_caught = (totals.review_caught ?? 0) + found.caught;
  const review_advice = (totals.review_advice ?? 0) + found.advice;
  return { ...state, totals: { ...totals, review_caught, review_advice } };
}

/** What came on top of earlier totals; an estimate in them marks this, too. */
export function totalsSince(before: Totals, now: Totals): Totals {
  const waited = Object.entries(now.waiting_s).map(([reason, s]) => [
    reason,
    roundToTenths(s - (before.waiting_s[reason] ?? 0)),
  ]);
  return {
    calls: now.calls - before.calls,
    tokens_in: now.tokens_in - before.tokens_in,
    tokens_cached: now.tokens_cached - before.tokens_cached,
    tokens_out: now.tokens_out - before.tokens_out,
    cost_usd: roundToMillionths(now.cost_usd - before.cost_usd),
    cost_estimated: now.cost_estimated,
    ...addCredits(now.credits, -(before.credits ?? 0)),
    agent_s: roundToTenths(now.agent_s - before.agent_s),
    ...reviewsSince(before, now),
    waiting_s: Object.fromEntries(waited),
  };
}

function reviewsSince(before: Totals, now: Totals): Pick<Totals, 'review_caught' | 'review_advice'> {
  if (now.review_caught === undefined) return {};
  return {
    review_caught: now.review_caught - (before.review_caught ?? 0),
    review_advice: (now.review_advice ?? 0) - (before.review_advice ?? 0),
  };
}

/** Totals of a spec on which nothing was spent yet. */
export const emptyTotals: Totals = {
  calls: 0,
  tokens_in: 0,
  tokens_cached: 0,
  tokens_out: 0,
  cost_usd: 0,
  cost_estimated: false,
  agent_s: 0,
  waiting_s: {},
};

/** Sums of floating point would otherwise show 0.30000000000000004 in a file that people read. */
export function roundToTenths(value: number): number {
  return Math.round(finiteOrZero(value) * 10) / 10;
}

export function roundToInteger(value: number): number {
  return Math.round(finiteOrZero(value));
}

export function roundToMillionths(value: number): number {
  return Math.round(finiteOrZero(value) * 1e6) / 1e6;
}

/** Numbers come out of agents' streams; one NaN, or a count that is no safe one, would make the file unreadable. */
function finiteOrZero(value: number): number {
  return Number.isFinite(value) ? Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, value)) : 0;
}

/** What one call of an agent used. */
export interface CallCost {
  readonly usage: Usage | null;
  /** USD. */
  readonly costUsd: number;
  readonly costEstimated: boolean;
  /** Seconds in the agent. */
  readonly agentS: number;
}

/** Adds one call (attempt or assignment) to the sums of its spec. */
export function addCallToTotals(state: SpecState, { usage, costUsd, costEstimated, agentS }: CallCost): SpecState {
  return addTotals(state, {
    calls: 1,
    tokens_in: usage?.inputTokens ?? 0,
    tokens_cached: usage?.cachedTokens ?? 0,
    tokens_out: usage?.outputTokens ?? 0,
    cost_usd: costUsd,
    cost_estimated: costEstimated,
    credits: usage?.credits ?? 0,
    agent_s: agentS,
  });
}
