import type { DispatchUnit } from '../plan/types.ts';
import { byMinute } from '../report/text/next-step.ts';
import { plural } from '../report/text/numbers.ts';
import { halt, pause } from '../state/transitions/transitions.ts';
import type { Halt, Paused } from '../state/types.ts';
import type { End, Walk } from './run-state.ts';

/** Marks the state paused. `resumeAfter` epoch ms; null: at the next start, whenever that is. */
export function pauseEnd(walk: Walk, reason: string, why: string, resumeAfter: number | null): End {
  const paused: Paused = {
    at: new Date(walk.now).toISOString(),
    resume_after: resumeAfter === null ? null : new Date(resumeAfter).toISOString(),
    reason,
    why,
    ...(reason === 'time-budget' && mayContinue(walk, resumeAfter) ? { continues: true } : {}),
  };
  walk.change(pause(walk.state, paused));
  walk.ports.log.emit({ kind: 'paused', paused });
  const until = paused.resume_after === null ? '' : `; may go on after ${byMinute(paused.resume_after)}`;
  return { kind: 'paused', message: `paused: ${why}${until}` };
}

/** Time ran out, not the quota: the next run can start at once, by itself where that is asked for and of use. */
function mayContinue(walk: Walk, resumeAfter: number | null): boolean {
  const { chainLimit } = walk.run;
  if (walk.settings.throttle.continue !== 'dispatch') return false;
  if ((walk.state.chain ?? 0) >= chainLimit) {
    walk.warn(`the next run is not started from here: chain-limit allows ${plural(chainLimit, 'run')} in a row`);
    return false;
  }
  const { maxWaitMs, timeBudgetMs } = walk.settings.throttle;
  if (resumeAfter !== null && resumeAfter - walk.now > Math.min(maxWaitMs, timeBudgetMs ?? maxWaitMs)) {
    walk.warn('the next run is not started from here: it could start nothing yet, and would only pause again');
    return false;
  }
  return true;
}

/** Marks the state halted: nothing runs until a human says so. */
export function haltEnd(
  walk: Walk,
  unit: DispatchUnit | null,
  halted: {
    readonly cause: Halt['cause'];
    readonly question: string;
    readonly tried: readonly string[];
    readonly tail: string;
  },
): End {
  const at = new Date(walk.now).toISOString();
  const made: Halt = {
    // Unit and time name one stop for ever, and tell a person what it is about.
    id: `${unit?.key ?? 'spec'}@${at}`,
    task: unit?.key ?? null,
    title: unit === null ? walk.place.name : unit.title,
    line: unit?.line ?? 0,
    at,
    cause: halted.cause,
    question: halted.question,
    tried: [...halted.tried],
    tail: halted.tail,
    issue: null,
    url: null,
  };
  walk.change(halt(walk.state, made));
  walk.ports.log.emit({ kind: 'halted', path: walk.place.tasksPath, halt: made });
  const where = unit === null ? '' : ` at task ${unit.id ?? unit.title}`;
  return { kind: 'halted', message: `halted${where}: a human is asked` };
}
