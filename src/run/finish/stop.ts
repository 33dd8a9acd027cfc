import type { DispatchUnit } from '../../plan/types.ts';
import { utcMinuteRoundedUp } from '../../report/text/next-step.ts';
import { recordHalt, recordPause } from '../../state/transitions/transitions.ts';
import type { Halt, Paused } from '../../state/types.ts';
import { plural } from '../../text.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';

/** Marks the state paused. `resumeAfter` epoch ms; null: at the next start, whenever that is. */
export function pauseRun(run: RunState, reason: string, why: string, resumeAfter: number | null): RunEnd {
  const paused: Paused = {
    at: new Date(run.now).toISOString(),
    resume_after: resumeAfter === null ? null : new Date(resumeAfter).toISOString(),
    reason,
    why,
    ...(reason === 'time-budget' && canStartNextRun(run, resumeAfter) ? { continues: true } : {}),
  };
  run.updateState(recordPause(run.state, paused));
  run.ports.log.emit({ kind: 'paused', paused });
  const until = paused.resume_after === null ? '' : `; may go on after ${utcMinuteRoundedUp(paused.resume_after)}`;
  return { kind: 'paused', message: `paused: ${why}${until}` };
}

/** Time ran out, not the quota: the next run can start at once, by itself where that is asked for and of use. */
function canStartNextRun(run: RunState, resumeAfter: number | null): boolean {
  const { chainLimit } = run.context;
  if (run.settings.throttle.continue !== 'dispatch') return false;
  if ((run.state.chain ?? 0) >= chainLimit) {
    run.warn(`the next run is not started from here: chain-limit allows ${plural(chainLimit, 'run')} in a row`);
    return false;
  }
  const { maxWaitMs, timeBudgetMs } = run.settings.throttle;
  if (resumeAfter !== null && resumeAfter - run.now > Math.min(maxWaitMs, timeBudgetMs ?? maxWaitMs)) {
    run.warn('the next run is not started from here: it could start nothing yet, and would only pause again');
    return false;
  }
  return true;
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
