import type { Answer, Halt, Paused, SpecState } from '../types.ts';
import { iso } from './known-run.ts';
import { forgetTried, patchUnit, skipUnit } from './units.ts';

export { heartbeat, nameRun, startRun } from './known-run.ts';
export { addTotals, noTotals, totalsSince } from './totals.ts';
export {
  type AttemptEnd,
  assign,
  completedStill,
  completeUnit,
  doneKeys,
  endAttempt,
  forgetRenumbered,
  forgetSession,
  isRenumbered,
  recordCommit,
  skipUnit,
  startAttempt,
} from './units.ts';
export { endWait, startWait } from './waits.ts';

/*
 * Every step of a spec's state: (state, what happened) → the next state. Nothing is changed in place, unknown keys
 * ride along, and what did not change keeps its identity, so that the store can tell. `now` is in epoch ms.
 */

/** The state of a spec that was never run. */
export function newSpecState(now: number): SpecState {
  return {
    started_at: iso(now),
    completed: [],
    completed_at: null,
    halted: false,
    halted_at: null,
    halted_task: null,
    assignments: {},
    units: {},
    halt: null,
    paused: null,
    run: null,
  };
}

/** The spec stops for a human. */
export function halt(state: SpecState, stop: Halt): SpecState {
  const halted = { ...state, halted: true, halted_at: stop.at, halted_task: stop.task, halt: stop };
  return stop.task === null ? halted : patchUnit(halted, stop.task, { status: 'halted' });
}

/** Key of `answers` for a halt that belonged to no unit. */
export const wholeSpec = '*';

/**
 * A human answered: the halt is consumed, its unit may be tried again from the first attempt, or counts as done
 * (`skip`; `keys` as in `skipUnit`). Nothing halted: nothing changes.
 */
export function answerHalt(
  state: SpecState,
  word: {
    readonly answer: Answer;
    readonly skip: boolean;
    readonly by: string;
    readonly now: number;
    readonly keys?: readonly string[];
  },
): SpecState {
  if (!state.halted && state.halt === null) return state;
  const task = state.halt?.task ?? state.halted_task;
  const place = task ?? wholeSpec;
  const answer = { ...word.answer, author: word.answer.author ?? word.by };
  const consumed = state.consumed ?? [];
  const id = state.halt?.id;
  const freed: SpecState = {
    ...state,
    halted: false,
    halted_at: null,
    halted_task: null,
    halt: null,
    paused: null,
    consumed: id === undefined || consumed.includes(id) ? consumed : [...consumed, id],
    answers: { ...state.answers, [place]: [...(state.answers?.[place] ?? []), answer] },
  };
  if (task === null) return freed;
  if (word.skip) {
    return skipUnit(freed, { unitKey: task, keys: word.keys ?? [], summary: answer.text, now: word.now });
  }
  return patchUnit(forgetTried(freed, task), task, { status: 'in-progress', attempts: 0, idle: 0, fingerprint: null });
}

/** The run gives the machine back and means to go on. */
export function pause(state: SpecState, paused: Paused): SpecState {
  return { ...state, paused };
}

/** Every unit is done. */
export function complete(state: SpecState, now: number): SpecState {
  return { ...state, completed_at: iso(now), paused: null };
}
