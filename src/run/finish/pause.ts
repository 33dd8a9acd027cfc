import { utcMinuteRoundedUp } from '../../report/text/next-step.ts';
import { recordPause } from '../../state/transitions/transitions.ts';
import type { Paused } from '../../state/types.ts';
import { plural } from '../../text.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';

/** Marks the state paused. `resumeAfter` epoch ms; null: at the next start, whenever that is. */
export function pauseRun(run: RunState, reason: string, why: string, resumeAfter: number | null): RunEnd {
  const mayContinue = reason === 'time-budget' && run.settings.throttle.continue === 'dispatch';
  const obstacle = mayContinue ? nextRunObstacle(run, resumeAfter) : null;
  if (obstacle !== null) run.warn(`the next run is not started from here: ${obstacle}`);
  const paused: Paused = {
    at: new Date(run.now).toISOString(),
    resume_after: resumeAfter === null ? null : new Date(resumeAfter).toISOString(),
    reason,
    why,
    ...(mayContinue && obstacle === null ? { continues: true } : {}),
  };
  run.updateState(recordPause(run.state, paused));
  run.ports.log.emit({ kind: 'paused', paused });
  const until = paused.resume_after === null ? '' : `; may continue after ${utcMinuteRoundedUp(paused.resume_after)}`;
  return { kind: 'paused', message: `Paused: ${why}${until}` };
}

/** A person who watches had it stop before the next unit. */
export function pauseAsAsked(run: RunState): RunEnd {
  return pauseRun(run, 'asked', 'a person asked to stop before the next unit', null);
}

/** Why the next run cannot start at once although time ran out, not the quota; null: it can. */
function nextRunObstacle({ context, settings, state, now }: RunState, resumeAfter: number | null): string | null {
  if ((state.chain ?? 0) >= context.chainLimit)
    return `chain-limit allows ${plural(context.chainLimit, 'run')} in a row`;
  const { maxWaitMs, timeBudgetMs } = settings.throttle;
  const isTooEarly = resumeAfter !== null && resumeAfter - now > Math.min(maxWaitMs, timeBudgetMs ?? maxWaitMs);
  return isTooEarly ? 'it could not start anything yet and would only pause again' : null;
}

/** Why a run is paused that was asked to stop. */
export const STOPPED_WHY = 'stopped by a person or by the workflow';

/** Beyond the time budget it is hardly a person who stops a run, but the time limit of its job. */
export function pauseCancelledRun(run: RunState): RunEnd {
  const { timeBudgetMs } = run.settings.throttle;
  if (timeBudgetMs !== null && run.now - run.startedAt > timeBudgetMs) {
    return pauseRun(run, 'time-budget', 'stopped after its time budget, in the middle of a unit', null);
  }
  return pauseRun(run, 'cancelled', STOPPED_WHY, null);
}
