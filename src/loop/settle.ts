import { unreachable } from '../errors.ts';
import type { DispatchUnit } from '../plan/types.ts';
import { attemptEntry } from '../report/progress-log.ts';
import { endAttempt } from '../state/transitions.ts';
import { breaker } from '../throttle/breaker.ts';
import { recordEnd, recordLimit, recordSuccess, recordTransient } from '../throttle/history.ts';
import { estimateCost } from '../throttle/prices.ts';
import { addAttempt } from '../throttle/totals.ts';
import { fingerprint } from '../verdict/fingerprint.ts';
import type { Attempted } from './attempt.ts';
import { finishUnit } from './finish-unit.ts';
import { cancelled } from './admit.ts';
import { haltEnd, pauseEnd } from './end.ts';
import type { End, Walk } from './walk.ts';

/** Draws the consequences of an attempt; null: the walk goes on. */
export async function settle(walk: Walk, unit: DispatchUnit, attempted: Attempted): Promise<End | null> {
  const { verdict } = attempted;
  book(walk, unit, attempted);
  if (verdict.kind !== 'done') await walk.ports.files.appendProgress(attemptEntry(unit, attempted, walk.settings.loop.attempts));
  switch (verdict.kind) {
    case 'done':
      return finishUnit(walk, unit, attempted, verdict.summary);
    case 'halted':
      return haltWith(walk, unit, attempted, 'question', verdict.question);
    case 'refused':
      return haltWith(walk, unit, attempted, 'refused', `${verdict.reason}\n\n${verdict.remedy}`);
    case 'limited':
    case 'transient':
      await walk.save();
      return null;
    case 'cancelled':
      await walk.ports.repository.saveWork(`task ${unit.key}: cancelled`);
      return walk.stopped ? cancelled(walk) : pauseEnd(walk, 'cancelled', verdict.reason, null);
    case 'timed-out':
    case 'stalled':
      await walk.ports.repository.saveWork(`task ${unit.key}: ${verdict.kind}`);
      return retryOrHalt(walk, unit, attempted);
    case 'incomplete':
    case 'failed':
      return retryOrHalt(walk, unit, attempted);
    default:
      return unreachable(verdict);
  }
}

/** Usage, money, limits and the attempt itself go into the memory, whatever the verdict. */
function book(walk: Walk, unit: DispatchUnit, { report, verdict, backend, change }: Attempted): void {
  const durationS = Math.max(0, (report.endedAt - report.startedAt) / 1000);
  const usage = report.usage;
  const estimated = usage === null || usage.costUsd !== null ? null : estimateCost(usage, walk.settings.agents.model ?? backend, walk.run.prices);
  const costUsd = usage?.costUsd ?? estimated ?? 0;
  const tokens = usage === null ? 0 : usage.inputTokens + usage.cachedTokens + usage.outputTokens;
  walk.sums = { ...walk.sums, tokens: walk.sums.tokens + tokens, costUsd: walk.sums.costUsd + costUsd };

  let throttle = recordEnd(walk.memory.throttle, {
    backend,
    at: walk.now,
    durationMs: durationS * 1000,
    usage,
    costUsd,
    windows: report.limits,
    ...(verdict.kind === 'done' ? { completedUnitMs: durationS * 1000 } : {}),
  });
  if (verdict.kind === 'limited') throttle = recordLimit(throttle, verdict.limit, walk.now);
  else if (verdict.kind === 'transient') throttle = recordTransient(throttle, backend, verdict.retryAfterMs, walk.now);
  else if (report.finished?.ok === true) throttle = recordSuccess(throttle, backend, walk.now);

  const past = walk.state.units[unit.key];
  const counted = !['limited', 'transient', 'refused', 'cancelled'].includes(verdict.kind);
  const failure = failureText(verdict, report.tail, change.summary);
  const judged = breaker(
    { idle: past?.idle ?? 0, fingerprint: past?.fingerprint ?? null },
    { fingerprint: counted && 'reason' in verdict ? fingerprint(verdict.reason) : null, changed: change.changed },
  );
  const keepsSession = ['incomplete', 'limited', 'transient', 'halted'].includes(verdict.kind);
  const state = endAttempt(walk.state, {
    unitKey: unit.key,
    backend,
    counted,
    status: verdict.kind === 'done' ? 'in-progress' : verdict.kind === 'halted' ? 'halted' : counted ? 'failed' : 'in-progress',
    durationS,
    tokens,
    costUsd,
    costEstimated: estimated !== null,
    session: keepsSession ? report.session : null,
    failure: counted ? failure : (past?.last_failure ?? null),
    idle: counted ? (judged.next.idle ?? 0) : (past?.idle ?? 0),
    fingerprint: counted ? (judged.next.fingerprint ?? null) : (past?.fingerprint ?? null),
    now: walk.now,
  });
  walk.change(addAttempt(state, { usage, costUsd, costEstimated: estimated !== null, agentS: durationS }), throttle);
}

async function retryOrHalt(walk: Walk, unit: DispatchUnit, attempted: Attempted): Promise<End | null> {
  const reason = 'reason' in attempted.verdict ? attempted.verdict.reason : attempted.verdict.kind;
  const past = walk.state.units[unit.key];
  if (attempted.number >= walk.settings.loop.attempts) {
    return haltWith(
      walk,
      unit,
      attempted,
      'attempts',
      `Task ${unit.id ?? unit.title} was tried ${attempted.number} times without success. How should it go on?\n\nThe last reason: ${reason}`,
    );
  }
  const tripped = breaker.tripped({ idle: past?.idle ?? 0, fingerprint: past?.fingerprint ?? null });
  if (tripped !== null) return haltWith(walk, unit, attempted, 'breaker', `${tripped}\n\nThe last reason: ${reason}`);
  await walk.save();
  return null;
}

function haltWith(walk: Walk, unit: DispatchUnit, attempted: Attempted, cause: 'question' | 'attempts' | 'refused' | 'breaker', question: string): End {
  const past = walk.state.units[unit.key];
  const tried = [`${past?.attempts ?? attempted.number} attempts with ${attempted.backend}`, attempted.change.summary].filter((line) => line !== '');
  return haltEnd(walk, unit, { cause, question, tried, tail: attempted.report.tail });
}

/** What the next attempt is told; at most 4,000 characters, its end being what matters. */
function failureText(verdict: Attempted['verdict'], tail: string, summary: string): string | null {
  if (!('reason' in verdict)) return null;
  const parts = [verdict.reason.slice(-2500)];
  if (tail.trim() !== '') parts.push(`The last lines it printed:\n${tail.slice(-1000)}`);
  if (summary !== '') parts.push(`What the work tree holds of it:\n${summary.slice(0, 500)}`);
  return parts.join('\n\n');
}
