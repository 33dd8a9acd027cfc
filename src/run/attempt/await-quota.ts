import { endWait, startWait } from '../../state/transitions/waits.ts';
import { clampHistoryToNow, clockForwardWarning, clockSetBackWarning } from '../../throttle/clock-jumps.ts';
import { decide } from '../../throttle/decide.ts';
import { recordCall } from '../../throttle/history.ts';
import { MINUTE } from '../../time.ts';
import { pauseCancelledRun, pauseRun } from '../finish/pause.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';

/** Asks the throttle, waits as long as it says, and asks again; the call is noted before it is made. */
export async function awaitQuota(
  run: RunState,
  request: { readonly backend: string; readonly kind: 'attempt' | 'assignment' },
): Promise<{ readonly kind: 'go'; readonly backend: string } | { readonly kind: 'end'; readonly end: RunEnd }> {
  const { clock, log } = run.ports;
  for (;;) {
    if (run.stopped) return { kind: 'end', end: pauseCancelledRun(run) };
    const jumpWarning = clockForwardWarning(run.measureClockDrift(), run.now);
    if (jumpWarning !== null) run.warn(jumpWarning);
    const setBackWarning = clockSetBackWarning(run.savedState.throttle, run.now);
    if (setBackWarning !== null) {
      run.warn(setBackWarning);
      run.updateState(run.state, clampHistoryToNow(run.savedState.throttle, run.now));
    }
    const decision = decide(
      run.settings.throttle,
      run.savedState.throttle,
      run.sums,
      { ...request, firstOfRun: run.attempts === 0 },
      run.now,
    );
    switch (decision.kind) {
      case 'go': {
        if (request.kind === 'attempt') run.attempts += 1;
        if (decision.fallbackReason !== undefined)
          run.warn(`${decision.fallbackReason}; ${decision.backend} stands in meanwhile`);
        run.updateState(run.state, recordCall(run.savedState.throttle, { at: run.now }));
        return { kind: 'go', backend: decision.backend };
      }
      case 'pause':
        return { kind: 'end', end: pauseRun(run, decision.reason, decision.why, decision.resumeAfter) };
      case 'wait': {
        const from = run.now;
        const { until, reason, why } = decision;
        log.emit({ kind: 'waiting', until, ms: until - from, reason, why });
        // Who looks from outside must see it, and what is known of the limit survive a restart in the middle of it.
        const isBrief = reason === 'delay' && until - from < MINUTE;
        if (!isBrief) await run.save(startWait(run.state, { now: from, until, reason, why }));
        await clock.sleep(until, run.context.stop);
        const waited = Math.max(0, run.now - from);
        run.updateState(endWait(run.state, reason, waited / 1000));
        log.emit({ kind: 'waited', reason, ms: waited });
      }
    }
  }
}
