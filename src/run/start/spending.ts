import { getBackend } from '../../agents/index.ts';
import type { Pool } from '../../agents/vendor-facts.ts';
import { costBound, type RunSize } from '../../throttle/cost-bound.ts';
import type { RunState } from '../run-state.ts';

/** Says what the calls will draw on, where it is known, and that nothing limits what they cost, where nothing does. */
export function reportSpending(run: RunState, pools: ReadonlyMap<string, Pool | null>): void {
  const known = [...pools].flatMap(([backend, pool]) => (pool === null ? [] : [{ backend, pool: pool.name }]));
  const unlimited = pools.size === 0 || hasLimit(run) ? null : unlimitedText(run, pools);
  if (known.length > 0 || unlimited !== null) run.ports.log.emit({ kind: 'spending', pools: known, unlimited });
}

function hasLimit({ settings: { throttle } }: RunState): boolean {
  return [throttle.budgetTokens, throttle.budgetUsd, throttle.dailyBudgetUsd].some((limit) => limit !== null);
}

function unlimitedText(run: RunState, pools: ReadonlyMap<string, Pool | null>): string {
  const isPlan = [...pools.values()].every((pool) => pool !== null && pool.billedByUse === undefined);
  if (isPlan) {
    const { headroom } = run.settings.throttle;
    const canKeep = [...pools.keys()].every((name) => getBackend(name, run.context.backends).reportsWindows);
    const kept = headroom === null && canKeep ? '; headroom would keep a share of them for you' : '';
    return `No limit of money or tokens is set: the limits of the plan end the run${kept}.`;
  }
  const cost = costBound(sizeOf(run), run.savedState.throttle);
  return `No limit of money or tokens is set. ${cost}. daily-budget-usd, budget-usd and budget-tokens set one.`;
}

function sizeOf({ settings, counts, state }: RunState): RunSize {
  const { loop, agents, throttle } = settings;
  const most = loop.only === null ? (throttle.budgetUnits ?? Number.POSITIVE_INFINITY) : 1;
  const openUnits = Math.min(counts.total - counts.done, most);
  return {
    openUnits,
    attempts: Math.min(loop.maxIterations, openUnits * loop.attempts),
    callsPerAttempt: 1 + (agents.reviewer === null ? 0 : 1) + (agents.assignBackend === null ? 0 : 1),
    unitCosts: Object.values(state.units).map(({ cost_usd }) => cost_usd ?? 0),
  };
}
