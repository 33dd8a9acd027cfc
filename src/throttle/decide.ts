import { MINUTE } from '../time.ts';
import { checkRunBudget, dailyBudgetWait } from './holds/budgets.ts';
import { callRateWait, delayWait } from './holds/gaps.ts';
import { headroomWait } from './holds/headroom.ts';
import { latestWait, type Wait } from './holds/hold.ts';
import { computePace, type Pace } from './holds/pace.ts';
import { quotaWait } from './holds/quota.ts';
import { PERSISTENT_FAILURES, transientWait } from './holds/transient.ts';
import { percentile } from './percentile.ts';
import type { RunSums, ThrottleDecision, ThrottleHistory, ThrottleRequest, ThrottleSettings } from './types.ts';

/** Delays up to this are waited for in any run; longer ones would hold a runner for nothing. */
const MAX_DELAY_WAIT = 5 * MINUTE;

/**
 * May a call start now, with which backend, or when, or not in this run? Pure: the same question has the same answer,
 * so that it may be asked again after every wake. `wait.until` is a wall-clock deadline after `now` (epoch ms) and at
 * most `maxWaitMs` away, for the delay five minutes in any case; what would last longer, or beyond the time budget, is
 * a pause.
 */
export function decide(
  settings: ThrottleSettings,
  history: ThrottleHistory,
  sums: RunSums,
  request: ThrottleRequest,
  now: number,
): ThrottleDecision {
  const spent = checkRunBudget(settings, sums);
  if (spent !== null) return spent;

  const { backend, wait: backendWait, factor, fallbackReason } = chooseBackend(settings, history, request.backend, now);
  const otherWaits = [
    delayWait(settings, history, factor, now),
    callRateWait(settings, history, now),
    dailyBudgetWait(settings, history, now),
  ];
  const wait = latestWait([backendWait, ...otherWaits], now);

  const started = Math.min(sums.startedAt, now);
  const timeBudgetPause = checkTimeBudget(settings, history, request, started, wait, now);
  if (timeBudgetPause !== null) return timeBudgetPause;
  if (wait === null) return { kind: 'go', backend, ...(fallbackReason === undefined ? {} : { fallbackReason }) };

  const { until, reason, why, likelyUntil = until } = wait;
  // Waits for one cause add up: probing every hour would otherwise hold a runner for ever, 60 minutes at a time.
  const waitStartedAt = Math.min(now, Math.max(wait.since ?? now, started));
  // The delay is no limit: a run that may not wait for any would end after each unit.
  const longestWait = reason === 'delay' ? Math.max(settings.maxWaitMs, MAX_DELAY_WAIT) : settings.maxWaitMs;
  if (likelyUntil - waitStartedAt > longestWait) return { kind: 'pause', resumeAfter: until, reason, why };
  return { kind: 'wait', until, reason, why };
}

interface BackendChoice {
  readonly backend: string;
  readonly wait: Wait | null;
  readonly factor: Pace['factor'];
  /** Why the one that was asked for does not work. */
  readonly fallbackReason?: string;
}

/** The backend that was asked for, or a fallback while that one is limited; with all of them held the first to be free. */
function chooseBackend(
  settings: ThrottleSettings,
  history: ThrottleHistory,
  requested: string,
  now: number,
): BackendChoice {
  const others = settings.fallbackBackends.filter((name) => name !== requested);
  const first = evaluateBackend(settings, history, requested, others.length > 0, now);
  const streak = history.transients[requested]?.count ?? 0;
  if (first.wait === null || (first.wait.reason === 'transient' && streak < PERSISTENT_FAILURES)) return first;
  let best = first;
  for (const name of others) {
    const other = evaluateBackend(settings, history, name, true, now);
    if (other.wait === null) return { ...other, fallbackReason: first.wait.why };
    if (other.wait.until < (best.wait?.until ?? now)) best = other;
  }
  return best;
}

function evaluateBackend(
  settings: ThrottleSettings,
  history: ThrottleHistory,
  backend: string,
  hasFallback: boolean,
  now: number,
): BackendChoice {
  const limit = history.limits[backend];
  const streak = history.transients[backend];
  const pace: Pace = settings.pace ? computePace(backend, history, now) : { factor: 1, wait: null };
  const waits = [
    limit === undefined ? null : quotaWait(backend, limit, now),
    streak === undefined ? null : transientWait(backend, streak, { seed: settings.seed, now, elsewhere: hasFallback }),
    // A limit that was met says more than a warning of it: when it is time to try, it is tried.
    limit === undefined ? pace.wait : null,
    headroomWait(settings.headroom, backend, history.windows[backend], now),
  ];
  return { backend, wait: latestWait(waits, now), factor: pace.factor };
}

/** A unit that the end of the time budget would likely cut is not started; the first of a run always may try. */
function checkTimeBudget(
  settings: ThrottleSettings,
  history: ThrottleHistory,
  request: ThrottleRequest,
  started: number,
  wait: Wait | null,
  now: number,
): ThrottleDecision | null {
  if (settings.timeBudgetMs === null) return null;
  const end = started + settings.timeBudgetMs;
  const start = wait?.until ?? now;
  const estimateMs = request.estimateMs ?? percentile(history.unitDurationsMs, 0.9) ?? settings.taskTimeoutMs;
  if (start < end && (request.firstOfRun || start + estimateMs <= end)) return null;
  // A wait for something else is the reason a person wants to know; the delay is part of every step.
  if (wait !== null && wait.reason !== 'delay') {
    const why = `${wait.why}, and the run's time budget ends before that`;
    // With more time this run would have waited for it, and so may the next one.
    const reason = (wait.likelyUntil ?? wait.until) - now <= settings.maxWaitMs ? 'time-budget' : wait.reason;
    return { kind: 'pause', resumeAfter: wait.until, reason, why };
  }
  const left = Math.max(0, Math.floor((end - now) / MINUTE));
  const needs = Math.max(1, Math.round(estimateMs / MINUTE));
  const why =
    now >= end
      ? "the run's time budget is used up"
      : `the run's time budget has ${left} min left, and the next unit is likely to take ${needs} min`;
  return { kind: 'pause', resumeAfter: start, reason: 'time-budget', why };
}
