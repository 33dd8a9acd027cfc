import type { DispatchUnit } from '../../plan/types.ts';
import type { SpecState } from '../types.ts';
import { newSpecState } from './transitions.ts';

/**
 * Forgets units, as if nobody had worked on them: a person wants them done again. Answers stay, since a person's words are
 * never lost; so do the sums. An open halt of theirs counts as answered, and its issue is closed when its unit is done.
 */
export function resetUnits(state: SpecState, units: readonly Pick<DispatchUnit, 'key' | 'tasks'>[]): SpecState {
  const unitKeys = new Set(units.map(({ key }) => key));
  const keys = new Set(units.flatMap((unit) => [unit.key, ...unit.tasks.map(({ key }) => key)]));
  const without = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
  const { under_way: underWay, keeping, notes } = state;
  const reset: SpecState = {
    ...state,
    completed: state.completed.filter((key) => !keys.has(key)),
    completed_at: null,
    units: without(state.units),
    assignments: without(state.assignments),
    ...(underWay != null && unitKeys.has(underWay.task) ? { under_way: null } : {}),
    ...(keeping != null && unitKeys.has(keeping) ? { keeping: null } : {}),
    ...(notes === undefined ? {} : { notes: notes.filter(({ task }) => !unitKeys.has(task)) }),
  };
  const { halt } = state;
  return halt?.task != null && unitKeys.has(halt.task) ? withoutHalt(reset) : reset;
}

/** Forgets a whole spec but its sums, which halts were answered, and the questions before it: nobody is asked again. */
export function resetSpec(state: SpecState, now: number): SpecState {
  const { consumed, settling, totals, questions } = withoutHalt(state);
  return {
    ...newSpecState(now),
    ...(consumed === undefined ? {} : { consumed }),
    ...(settling === undefined ? {} : { settling }),
    ...(totals === undefined ? {} : { totals }),
    ...(questions === undefined ? {} : { questions }),
  };
}

function withoutHalt(state: SpecState): SpecState {
  const { halt, consumed = [], settling = [] } = state;
  if (halt === null) return state;
  return {
    ...state,
    ...{ halted: false, halted_at: null, halted_task: null, halt: null },
    consumed: consumed.includes(halt.id) ? consumed : [...consumed, halt.id],
    settling: [...settling, halt],
  };
}
