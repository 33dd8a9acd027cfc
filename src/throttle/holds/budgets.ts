import { formatThousands, formatUsd, plural } from '../../text.ts';
import { nextUtcMidnight, utcDay } from '../../time.ts';
import type { RunSums, ThrottleDecision, ThrottleHistory, ThrottleSettings } from '../types.ts';
import type { Wait } from './hold.ts';

/** A budget of the run that is spent: the run ends, and a person may raise it or start another. */
export function checkRunBudget(settings: ThrottleSettings, sums: RunSums): ThrottleDecision | null {
  const { budgetUnits, budgetTokens, budgetUsd } = settings;
  const pause = (reason: 'budget-units' | 'budget-tokens' | 'budget-usd', why: string): ThrottleDecision => ({
    kind: 'pause',
    resumeAfter: null,
    reason,
    why,
  });
  if (budgetUnits !== null && sums.units >= budgetUnits) {
    return pause('budget-units', `the run's budget of ${plural(budgetUnits, 'unit')} is spent`);
  }
  if (budgetTokens !== null && sums.tokens >= budgetTokens) {
    return pause(
      'budget-tokens',
      `${formatThousands(sums.tokens)} tokens used; the run's budget is ${formatThousands(budgetTokens)}`,
    );
  }
  if (budgetUsd !== null && sums.costUsd >= budgetUsd) {
    return pause('budget-usd', `${formatUsd(sums.costUsd)} spent; the run's budget is ${formatUsd(budgetUsd)}`);
  }
  return null;
}

/** A day's budget lasts until the next midnight in UTC. */
export function dailyBudgetWait(settings: ThrottleSettings, history: ThrottleHistory, now: number): Wait | null {
  const budget = settings.dailyBudgetUsd;
  const spent = history.days[utcDay(now)]?.costUsd ?? 0;
  if (budget === null || spent < budget) return null;
  const why = `${formatUsd(spent)} spent today (UTC); the daily budget is ${formatUsd(budget)}`;
  return { until: nextUtcMidnight(now), reason: 'daily-budget', why };
}
