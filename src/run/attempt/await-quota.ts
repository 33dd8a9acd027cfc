import { getBackend } from '../../agents/index.ts';
import { keepsFromWriting } from '../../agents/sandbox.ts';
import { endWait, startWait } from '../../state/transitions/waits.ts';
import { clampHistoryToNow, clockForwardWarning, clockSetBackWarning } from '../../throttle/clock-jumps.ts';
import { decide } from '../../throttle/decide.ts';
import { recordCall } from '../../throttle/history.ts';
import type { ThrottleDecision, ThrottleRequest, ThrottleSettings } from '../../throttle/types.ts';
import { MINUTE } from '../../time.ts';
import { pauseAsAsked, pauseCancelledRun, pauseRun } from '../finish/pause.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';

type CallRequest = Pick<ThrottleRequest, 'backend' | 'kind' | 'estimateMs'> & {
  /** A new unit is to begin, before which a person may have it stop. */
  readonly mayStop?: boolean;
};

/** Asks the throttle, waits as long as it says, and asks again; the call is noted before it is made. */
export async function awaitQuota(
  run: RunState,
  request: CallRequest,
): Promise<{ readonly kind: 'go'; readonly backend: string } | { readonly kind: 'end'; readonly end: RunEnd }> {
  while (!run.stopped) {
    allowForClockJumps(run);
    const settings = throttleFor(run, request);
    const decision = await run.ports.throttle.admit(run.savedState.throttle, (history, aheadMs) => {
      const sums = { ...run.sums, startedAt: run.sums.startedAt + aheadMs };
      return decide(settings, history, sums, { ...request, firstOfRun: run.attempts === 0 }, run.now + aheadMs);
    });
    switch (decision.kind) {
      case 'go':
        recordStart(run, request, decision);
        return { kind: 'go', backend: decision.backend };
      case 'pause':
        return { kind: 'end', end: pauseRun(run, decision.reason, decision.why, decision.resumeAfter) };
      case 'wait':
        if (await wait(run, decision, request.mayStop === true)) break;
        if (request.mayStop && run.context.wishes?.stopsAfterUnit()) return { kind: 'end', end: pauseAsAsked(run) };
        run.warn(`a person ended the wait: ${request.backend} is called although: ${decision.why}`);
        await recordForced(run, request);
        return { kind: 'go', backend: request.backend };
    }
  }
  return { kind: 'end', end: pauseCancelledRun(run) };
}

/** Who stands in for one that only reads changes nothing either. */
function throttleFor({ settings: { throttle }, context }: RunState, { kind }: CallRequest): ThrottleSettings {
  if (kind !== 'review' && kind !== 'questions') return throttle;
  const isReadOnly = (name: string) => keepsFromWriting(getBackend(name, context.backends));
  return { ...throttle, fallbackBackends: throttle.fallbackBackends.filter(isReadOnly) };
}

function allowForClockJumps(run: RunState): void {
  const jumpWarning = clockForwardWarning(run.measureClockDrift(), run.now);
  if (jumpWarning !== null) run.warn(jumpWarning);
  const setBackWarning = clockSetBackWarning(run.savedState.throttle, run.now);
  if (setBackWarning === null) return;
  run.warn(setBackWarning);
  run.updateState(run.state, clampHistoryToNow(run.savedState.throttle, run.now));
}

function recordStart(run: RunState, { kind }: CallRequest, decision: Extract<ThrottleDecision, { kind: 'go' }>): void {
  if (kind === 'attempt') run.attempts += 1;
  if (decision.fallbackReason !== undefined)
    run.warn(`${decision.fallbackReason}; ${decision.backend} is used in the meantime`);
  run.updateState(run.state, recordCall(run.savedState.throttle, { at: decision.at ?? run.now }));
}

async function recordForced(run: RunState, request: CallRequest): Promise<void> {
  const go = { kind: 'go', backend: request.backend } as const;
  const decision = await run.ports.throttle.admit(run.savedState.throttle, () => go);
  recordStart(run, request, decision.kind === 'go' ? decision : go);
}

/** false: a person ended it. */
async function wait(
  run: RunState,
  { until, reason, why }: Extract<ThrottleDecision, { kind: 'wait' }>,
  mayStop: boolean,
): Promise<boolean> {
  const { clock, log } = run.ports;
  const { stop, wishes } = run.context;
  const from = run.now;
  log.emit({ kind: 'waiting', until, ms: until - from, reason, why });
  // Who looks from outside must see it, and what is known of the limit survive a restart in the middle of it.
  const isBrief = reason === 'delay' && until - from < MINUTE;
  if (!isBrief) await run.save(startWait(run.state, { now: from, until, reason, why }));
  const watched = wishes?.watchWait(mayStop);
  await clock.sleep(until, watched === undefined ? stop : AbortSignal.any([stop, watched.ended]));
  watched?.close();
  const waited = Math.max(0, run.now - from);
  run.updateState(endWait(run.state, { since: from, now: run.now, reason }));
  log.emit({ kind: 'waited', reason, ms: waited });
  return watched?.ended.aborted !== true || stop.aborted;
}
