import type { DispatchUnit } from '../../plan/types.ts';
import { utcMinuteRoundedUp } from '../../report/text/next-step.ts';
import { recordHalt, recordPause } from '../../state/transitions/transitions.ts';
import type { Halt, Paused } from '../../state/types.ts';
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
  const until = paused.resume_after === null ? '' : `; may go on after ${utcMinuteRoundedUp(paused.resume_after)}`;
  return { kind: 'paused', message: `paused: ${why}${until}` };
}

/** Why the next run cannot start at once although time ran out, not the quota; null: it can. */
function nextRunObstacle({ context, settings, state, now }: RunState, resumeAfter: number | null): string | null {
  if ((state.chain ?? 0) >= context.chainLimit)
    return `chain-limit allows ${plural(context.chainLimit, 'run')} in a row`;
  const { maxWaitMs, timeBudgetMs } = settings.throttle;
  const isTooEarly = resumeAfter !== null && resumeAfter - now > Math.min(maxWaitMs, timeBudgetMs ?? maxWaitMs);
  return isTooEarly ? 'it could start nothing yet, and would only pause again' : null;
}

/** Marks the state halted: nothing runs until a human says so. */
export function haltRun(
  run: RunState,
  unit: DispatchUnit | null,
  details: {
    readonly cause: Halt['cause'];
    readonly question: string;
    readonly tried: readonly string[];
    readonly tail: string;
  },
): RunEnd {
  const at = new Date(run.now).toISOString();
  const newHalt: Halt = {
    // Unit and time name one stop for ever, and tell a person what it is about.
    id: `${unit?.key ?? 'spec'}@${at}`,
    task: unit?.key ?? null,
    title: unit === null ? run.specInfo.name : unit.title,
    line: unit?.line ?? 0,
    at,
    cause: details.cause,
    question: details.question,
    tried: [...details.tried],
    tail: details.tail,
    issue: null,
    url: null,
  };
  run.updateState(recordHalt(run.state, newHalt));
  run.ports.log.emit({ kind: 'halted', path: run.specInfo.tasksPath, halt: newHalt });
  const location = unit === null ? '' : ` at task ${unit.id ?? unit.title}`;
  return { kind: 'halted', message: `halted${location}: a human is asked` };
}
