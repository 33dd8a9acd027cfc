import { MINUTE } from '../time.ts';
import { dailyHold, spentBudget } from './holds/budgets.ts';
import { callsHold, delayHold } from './holds/gaps.ts';
import { type Hold, longest } from './holds/hold.ts';
import { type Pace, paceOf } from './holds/pace.ts';
import { quotaHold } from './holds/quota.ts';
import { PERSISTENT, transientHold } from './holds/transient.ts';
import { percentile } from './percentile.ts';
import type { RunSums, ThrottleDecision, ThrottleHistory, ThrottleRequest, ThrottleSettings } from './types.ts';

export { clockWarning, forwardWarning, settleClock } from './clock-jumps.ts';

/** Delays up to this are waited for in any run; longer ones would hold a runner for nothing. */
const USUAL_DELAY = 5 * MINUTE;

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
  const spent = spentBudget(settings, sums);
  if (spent !== null) return spent;

  const { backend, hold: held, factor, instead } = choose(settings, history, request.backend, now);
  const gates = [
    delayHold(settings, history, factor, now),
    callsHold(settings, history, now),
    dailyHold(settings, history, now),
  ];
  const hold = longest([held, ...gates], now);

  const started = Math.min(sums.startedAt, now);
  const outOfTime = beyondTimeBudget(settings, history, request, started, hold, now);
  if (outOfTime !== null) return outOfTime;
  if (hold === null) return { kind: 'go', backend, ...(instead === undefined ? {} : { instead }) };

  const { until, reason, why, likely = until } = hold;
  // Waits for one cause add up: probing every hour would otherwise hold a runner for ever, 60 minutes at a time.
  const waitedFrom = Math.min(now, Math.max(hold.since ?? now, started));
  // The delay is no limit: a run that may not wait for any would end after each unit.
  const longestWait = reason === 'delay' ? Math.max(settings.maxWaitMs, USUAL_DELAY) : settings.maxWaitMs;
  if (likely - waitedFrom > longestWait) return { kind: 'pause', resumeAfter: until, reason, why };
  return { kind: 'wait', until, reason, why };
}

interface Choice {
  readonly backend: string;
  readonly hold: Hold | null;
  readonly factor: Pace['factor'];
  /** Why the one that was asked for does not work. */
  readonly instead?: string;
}

/** The backend that was asked for, or a fallback while that one is limited; with all of them held the first to be free. */
function choose(settings: ThrottleSettings, history: ThrottleHistory, wanted: string, now: number): Choice {
  const others = settings.fallbackBackends.filter((name) => name !== wanted);
  const first = look(settings, history, wanted, others.length > 0, now);
  const streak = history.transients[wanted]?.count ?? 0;
  if (first.hold === null || (first.hold.reason === 'transient' && streak < PERSISTENT)) return first;
  let best = first;
  for (const name of others) {
    const other = look(settings, history, name, true, now);
    if (other.hold === null) return { ...other, instead: first.hold.why };
    if (other.hold.until < (best.hold?.until ?? now)) best = other;
  }
  return best;
}

function look(
  settings: ThrottleSettings,
  history: ThrottleHistory,
  backend: string,
  elsewhere: boolean,
  now: number,
): Choice {
  const limit = history.limits[backend];
  const streak = history.transients[backend];
  const pace: Pace = settings.pace ? paceOf(backend, history, now) : { factor: 1, hold: null };
  const holds = [
    limit === undefined ? null : quotaHold(backend, limit, now),
    streak === undefined ? null : transientHold(backend, streak, { seed: settings.seed, now, elsewhere }),
    // A limit that was met says more than a warning of it: when it is time to try, it is tried.
    limit === undefined ? pace.hold : null,
  ];
  return { backend, hold: longest(holds, now), factor: pace.factor };
}

/** A unit that the end of the time budget would likely cut is not started; the first of a run always may try. */
function beyondTimeBudget(
  settings: ThrottleSettings,
  history: ThrottleHistory,
  request: ThrottleRequest,
  started: number,
  hold: Hold | null,
  now: number,
): ThrottleDecision | null {
  if (settings.timeBudgetMs === null) return null;
  const end = started + settings.timeBudgetMs;
  const start = hold?.until ?? now;
  const likely = request.estimateMs ?? percentile(history.unitDurationsMs, 0.9) ?? settings.taskTimeoutMs;
  if (start < end && (request.firstOfRun || start + likely <= end)) return null;
  // A wait for something else is the reason a human wants to know; the delay is part of every step.
  if (hold !== null && hold.reason !== 'delay') {
    const why = `${hold.why}, and the run's time budget ends before`;
    // With more time this run would have waited for it, and so may the next one.
    const reason = (hold.likely ?? hold.until) - now <= settings.maxWaitMs ? 'time-budget' : hold.reason;
    return { kind: 'pause', resumeAfter: hold.until, reason, why };
  }
  const left = Math.max(0, Math.floor((end - now) / MINUTE));
  const needs = Math.max(1, Math.round(likely / MINUTE));
  const why =
    now >= end
      ? 'the time budget of the run is used up'
      : `the run's time budget has ${left} min left, the next unit is likely to take ${needs} min`;
  return { kind: 'pause', resumeAfter: start, reason: 'time-budget', why };
}
