import { endWait, startWait } from '../state/transitions/transitions.ts';
import { clockWarning, decide, forwardWarning, settleClock } from '../throttle/decide.ts';
import { recordCall } from '../throttle/history.ts';
import { MINUTE } from '../time.ts';
import type { End, Walk } from './run-state.ts';
import { pauseEnd } from './stop.ts';

/** Asks the throttle, waits as long as it says, and asks again; the call is noted before it is made. */
export async function admit(
  walk: Walk,
  request: { readonly backend: string; readonly kind: 'attempt' | 'assignment' },
): Promise<{ readonly kind: 'go'; readonly backend: string } | { readonly kind: 'end'; readonly end: End }> {
  const { clock, log } = walk.ports;
  for (;;) {
    if (walk.stopped) return { kind: 'end', end: cancelled(walk) };
    const ahead = forwardWarning(walk.clockGain(), walk.now);
    if (ahead !== null) walk.warn(ahead);
    const doubt = clockWarning(walk.memory.throttle, walk.now);
    if (doubt !== null) {
      walk.warn(doubt);
      walk.change(walk.state, settleClock(walk.memory.throttle, walk.now));
    }
    const decision = decide(
      walk.settings.throttle,
      walk.memory.throttle,
      walk.sums,
      { ...request, firstOfRun: walk.attempts === 0 },
      walk.now,
    );
    switch (decision.kind) {
      case 'go': {
        if (request.kind === 'attempt') walk.attempts += 1;
        if (decision.instead !== undefined) walk.warn(`${decision.instead}; ${decision.backend} stands in meanwhile`);
        walk.change(walk.state, recordCall(walk.memory.throttle, { at: walk.now }));
        return { kind: 'go', backend: decision.backend };
      }
      case 'pause':
        return { kind: 'end', end: pauseEnd(walk, decision.reason, decision.why, decision.resumeAfter) };
      case 'wait': {
        const from = walk.now;
        const { until, reason, why } = decision;
        log.emit({ kind: 'waiting', until, ms: until - from, reason, why });
        // Who looks from outside must see it, and what is known of the limit survive a restart in the middle of it.
        const brief = reason === 'delay' && until - from < MINUTE;
        if (!brief) await walk.save(startWait(walk.state, { now: from, until, reason, why }));
        await clock.sleep(until, walk.run.stop);
        const waited = Math.max(0, walk.now - from);
        walk.change(endWait(walk.state, reason, waited / 1000));
        log.emit({ kind: 'waited', reason, ms: waited });
      }
    }
  }
}

/** Beyond the time budget it is hardly a person who stops a run, but the time limit of its job. */
export function cancelled(walk: Walk): End {
  const { timeBudgetMs } = walk.settings.throttle;
  if (timeBudgetMs !== null && walk.now - walk.startedAt > timeBudgetMs) {
    return pauseEnd(walk, 'time-budget', 'cut off after its time budget, in the middle of a unit', null);
  }
  return pauseEnd(walk, 'cancelled', 'stopped by a person or by the workflow', null);
}
