import type { Usage } from '../agents/types.ts';
import { addTotals } from '../state/transitions/totals.ts';
import type { SpecState } from '../state/types.ts';

/** What one call of an agent used. */
export interface CallCost {
  readonly usage: Usage | null;
  /** USD. */
  readonly costUsd: number;
  readonly costEstimated: boolean;
  /** Seconds in the agent. */
  readonly agentS: number;
}

/** All tokens of a call, as budgets count them: in, cached and out. */
export function tokensOf(usage: Usage | null): number {
  return usage === null ? 0 : usage.inputTokens + usage.cachedTokens + usage.outputTokens;
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
    agent_s: agentS,
  });
}
