import type { AgentReport, Usage } from '../../agents/types.ts';
import { computeCost } from '../../pricing/prices.ts';
import { addCallToTotals } from '../../state/transitions/totals.ts';
import { recordCallEnd, recordLimit, recordSuccess, recordTransient, tokensOf } from '../../throttle/history.ts';
import { unreportedWindows } from '../../throttle/holds/headroom.ts';
import type { CallKind, ThrottleHistory } from '../../throttle/types.ts';
import type { QuotaLimit, Verdict } from '../../verdict/types.ts';
import type { RunState } from '../run-state.ts';

/** What one call came to, for the unit it belongs to. */
export interface RecordedUsage {
  readonly durationS: number;
  readonly tokens: number;
  readonly costUsd: number;
  readonly costEstimated: boolean;
  readonly credits: number;
}

/** Of an attempt that an earlier run paid for. */
export const NOTHING_USED: RecordedUsage = { durationS: 0, tokens: 0, costUsd: 0, costEstimated: false, credits: 0 };

/** A call that has ended. */
interface EndedCall {
  readonly kind: CallKind;
  readonly backend: string;
  readonly model: string | null;
  readonly report: AgentReport;
  /** What the call itself used, where the report says more than that. */
  readonly usage?: Usage | null;
  readonly verdict: Verdict;
}

/** Usage, money and limits of a call go into sums, budgets and the throttle's memory, whatever the verdict. */
export async function recordUsage(run: RunState, call: EndedCall): Promise<RecordedUsage> {
  const { backend, report, verdict } = call;
  const usage = call.usage ?? report.usage;
  const durationMs = Math.max(0, report.endedAt - report.startedAt);
  const models = [report.model, call.model].filter((name) => name !== null);
  // A user's table may price a backend whose model nobody names.
  const { usd, estimated } = computeCost(usage, [...models, backend], run.context.prices);
  if (usage !== null || verdict.kind === 'done')
    warnUncountedBudgets(run, { backend, model: models[0] ?? null, usage, usd });
  const costUsd = usd ?? 0;
  const tokens = tokensOf(usage);
  const agentS = durationMs / 1000;
  const note = (history: ThrottleHistory, now: number) =>
    noteCallEnd(run, call, { usage, usd, durationMs }, history, now);
  const throttle = note(run.savedState.throttle, run.now);
  if (verdict.kind === 'done') warnUnknownWindows(run, throttle, backend);
  run.sums = { ...run.sums, tokens: run.sums.tokens + tokens, costUsd: run.sums.costUsd + costUsd };
  run.updateState(addCallToTotals(run.state, { usage, costUsd, costEstimated: estimated, agentS }), throttle);
  await run.ports.throttle.report(note);
  return { durationS: agentS, tokens, costUsd, costEstimated: estimated, credits: usage?.credits ?? 0 };
}

/** What a throttle's memory is to know of the call, at `now` by its clock. */
function noteCallEnd(
  run: RunState,
  { kind, backend, report, verdict }: EndedCall,
  used: { readonly usage: Usage | null; readonly usd: number | null; readonly durationMs: number },
  history: ThrottleHistory,
  now: number,
): ThrottleHistory {
  const { usage, usd, durationMs } = used;
  const aheadMs = now - run.now;
  // By a clock that was set forward meanwhile an attempt takes longer than any may.
  const completedUnitMs = Math.min(durationMs, run.settings.loop.taskTimeoutMs);
  const ended = recordCallEnd(history, {
    kind,
    backend,
    at: now,
    durationMs,
    usage,
    costUsd: usd,
    windows: report.limits,
    ...(kind === 'attempt' && verdict.kind === 'done' ? { completedUnitMs } : {}),
  });
  const startedAt = Math.min(now, report.startedAt + aheadMs);
  // A limit that is met after an answer is a new one.
  const answered = wasAnswered(verdict, usage) ? recordSuccess(ended, backend, now, startedAt) : ended;
  if (verdict.kind === 'limited') return recordLimit(answered, byClock(verdict.limit, aheadMs), now, startedAt);
  return verdict.kind === 'transient' ? recordTransient(answered, backend, verdict.retryAfterMs, now) : answered;
}

/** A reset that was told as a wait was counted from this machine's now. */
function byClock(limit: QuotaLimit, aheadMs: number): QuotaLimit {
  const isRelative = limit.source === 'relative' || limit.source === 'retry-after';
  return limit.resetsAt === null || !isRelative ? limit : { ...limit, resetsAt: limit.resetsAt + aheadMs };
}

/** Did the backend let the call through? */
function wasAnswered({ kind }: Verdict, usage: Usage | null): boolean {
  if (kind === 'limited' || kind === 'cancelled') return (usage?.outputTokens ?? 0) > 0;
  return kind !== 'transient' && kind !== 'refused';
}

/** A login that could not be looked into may be of no plan: nothing is kept, and who relies on it must know. */
function warnUnknownWindows(run: RunState, { windows }: ThrottleHistory, backend: string): void {
  const { headroom } = run.settings.throttle;
  if (headroom === null) return;
  const reported = (windows[backend] ?? []).filter(({ used }) => used !== null);
  const unreported = unreportedWindows(headroom.shares, reported);
  if (reported.length === 0)
    run.warn(
      `headroom keeps nothing of ${backend}'s plan: its service does not report how much of its usage windows is used`,
    );
  else if (unreported.length > 0)
    run.warn(
      `headroom keeps nothing of ${backend}'s ${unreported.join(' and ')} window: its service reports the use of ${reported.map(({ name }) => name).join(', ')} alone`,
    );
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
  // Who counts in credits says nothing of tokens.
  const isUncounted = usage === null || (usage.credits !== undefined && tokensOf(usage) === 0);
  if (budgetTokens !== null && isUncounted) {
    run.warn(`budget-tokens does not count ${backend}, which does not report how many tokens it uses`);
  }
  const budgets = [budgetUsd === null ? [] : 'budget-usd', dailyBudgetUsd === null ? [] : 'daily-budget-usd'].flat();
  if (budgets.length === 0 || (usd !== null && !(isUncounted && usd === 0))) return;
  const price = `no price is known for ${model === null ? 'its model' : `the model ${model}`}`;
  const unknown = isUncounted
    ? 'reports neither its cost nor its tokens'
    : `does not report its cost, and ${price}: add one with prices`;
  const verb = budgets.length === 1 ? 'does' : 'do';
  run.warn(`${budgets.join(' and ')} ${verb} not count ${backend}, which ${unknown}`);
}
