import type { AgentReport, Usage } from '../../agents/types.ts';
import { computeCost } from '../../pricing/prices.ts';
import { addCallToTotals } from '../../state/transitions/totals.ts';
import { recordCallEnd, recordLimit, recordSuccess, recordTransient, tokensOf } from '../../throttle/history.ts';
import type { Verdict } from '../../verdict/types.ts';
import type { RunState } from '../run-state.ts';

/** What one call came to, for the unit it belongs to. */
export interface RecordedUsage {
  readonly durationS: number;
  readonly tokens: number;
  readonly costUsd: number;
  readonly costEstimated: boolean;
}

/** Usage, money and limits of a call go into sums, budgets and the throttle's memory, whatever the verdict. */
export function recordUsage(
  run: RunState,
  call: {
    readonly kind: 'attempt' | 'assignment';
    readonly backend: string;
    readonly model: string | null;
    readonly report: AgentReport;
    /** What the call itself used, where the report says more than that. */
    readonly usage?: Usage | null;
    readonly verdict: Verdict;
  },
): RecordedUsage {
  const { backend, report, verdict } = call;
  const usage = call.usage ?? report.usage;
  const durationMs = Math.max(0, report.endedAt - report.startedAt);
  // By a clock that was set forward meanwhile an attempt takes longer than any may.
  const { taskTimeoutMs } = run.settings.loop;
  const models = [report.model, call.model].filter((name) => name !== null);
  // A user's table may price a backend whose model nobody names.
  const { usd, estimated } = computeCost(usage, [...models, backend], run.context.prices);
  if (usage !== null || verdict.kind === 'done')
    warnUncountedBudgets(run, { backend, model: models[0] ?? null, usage, usd });
  const costUsd = usd ?? 0;
  const tokens = tokensOf(usage);
  let throttle = recordCallEnd(run.savedState.throttle, {
    kind: call.kind,
    backend,
    at: run.now,
    durationMs,
    usage,
    costUsd: usd,
    windows: report.limits,
    ...(call.kind === 'attempt' && verdict.kind === 'done'
      ? { completedUnitMs: Math.min(durationMs, taskTimeoutMs) }
      : {}),
  });
  // A limit that is met after an answer is a new one.
  if (wasAnswered(verdict, usage)) throttle = recordSuccess(throttle, backend, run.now);
  if (verdict.kind === 'limited') throttle = recordLimit(throttle, verdict.limit, run.now);
  if (verdict.kind === 'transient') throttle = recordTransient(throttle, backend, verdict.retryAfterMs, run.now);
  run.sums = { ...run.sums, tokens: run.sums.tokens + tokens, costUsd: run.sums.costUsd + costUsd };
  const state = addCallToTotals(run.state, { usage, costUsd, costEstimated: estimated, agentS: durationMs / 1000 });
  run.updateState(state, throttle);
  return { durationS: durationMs / 1000, tokens, costUsd, costEstimated: estimated };
}

/** Did the backend let the call through? */
function wasAnswered({ kind }: Verdict, usage: Usage | null): boolean {
  if (kind === 'limited' || kind === 'cancelled') return (usage?.outputTokens ?? 0) > 0;
  return kind !== 'transient' && kind !== 'refused';
}

/** A budget that nobody adds to would never be spent: who relies on it must know. */
function warnUncountedBudgets(
  run: RunState,
  call: {
    readonly backend: string;
    readonly model: string | null;
    readonly usage: Usage | null;
    readonly usd: number | null;
  },
): void {
  const { budgetTokens, budgetUsd, dailyBudgetUsd } = run.settings.throttle;
  const { backend, model, usage, usd } = call;
  if (budgetTokens !== null && usage === null) {
    run.warn(`budget-tokens does not count ${backend}, which does not say how many tokens it uses`);
  }
  const budgets = [budgetUsd === null ? [] : 'budget-usd', dailyBudgetUsd === null ? [] : 'daily-budget-usd'].flat();
  if (budgets.length === 0 || usd !== null) return;
  const price = `no price is known for ${model === null ? 'its model' : `the model ${model}`}`;
  const why = usage === null ? 'nor how many tokens it uses' : `and ${price}: add one with prices`;
  const verb = budgets.length === 1 ? 'does' : 'do';
  run.warn(`${budgets.join(' and ')} ${verb} not count ${backend}, which does not say what it costs, ${why}`);
}
