import { iso } from '../../time.ts';
import type { Answer, Halt, Paused, SpecState } from '../types.ts';
import { clearTried, markUnitSkipped, patchUnit } from './units.ts';
import { keepWait } from './waits.ts';

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

/** The spec stops for a person. */
export function recordHalt(state: SpecState, details: Halt): SpecState {
  const halted = { ...state, halted: true, halted_at: details.at, halted_task: details.task, halt: details };
  return details.task === null ? halted : patchUnit(halted, details.task, { status: 'halted' });
}

/** In place of a unit's key: of `answers` for a halt that belonged to none, of `keeping` for the end of a run. */
export const WHOLE_SPEC = '*';

/**
 * A person answered: the halt is consumed, its unit may be tried again from the first attempt, or counts as done
 * (`skip`; `keys` as in `markUnitSkipped`). Nothing halted: nothing changes.
 */
export function answerHalt(
  state: SpecState,
  reply: {
    readonly answer: Answer;
    readonly skip: boolean;
    readonly by: string;
    readonly now: number;
    readonly keys?: readonly string[];
  },
): SpecState {
  if (!state.halted && state.halt === null) return state;
  const task = state.halt?.task ?? state.halted_task;
  const answersKey = task ?? WHOLE_SPEC;
  const answer = { ...reply.answer, author: reply.answer.author ?? reply.by };
  const consumed = state.consumed ?? [];
  const id = state.halt?.id;
  const haltedAt = state.halt?.at ?? state.halted_at;
  const resumed: SpecState = {
    ...(haltedAt === null ? state : keepWait(state, { since: haltedAt, now: reply.now, reason: 'answer' })),
    halted: false,
    halted_at: null,
    halted_task: null,
    halt: null,
    paused: null,
    consumed: id === undefined || consumed.includes(id) ? consumed : [...consumed, id],
    answers: { ...state.answers, [answersKey]: [...(state.answers?.[answersKey] ?? []), answer] },
  };
  if (task === null) return resumed;
  if (reply.skip) {
    return markUnitSkipped(resumed, { unitKey: task, keys: reply.keys ?? [], summary: answer.text, now: reply.now });
  }
  return patchUnit(clearTried(resumed, task), task, { status: 'in-progress', attempts: 0, idle: 0, fingerprint: null });
}

/** The run gives the machine back and means to go on. */
export function recordPause(state: SpecState, paused: Paused): SpecState {
  return { ...state, paused };
}

/** Every unit is done. */
export function markSpecCompleted(state: SpecState, now: number): SpecState {
  return { ...state, completed_at: iso(now), paused: null };
}
