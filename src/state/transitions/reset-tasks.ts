import type { DispatchUnit } from '../../plan/types.ts';
import type { Task } from '../../tasks/types.ts';
import type { SpecState } from '../types.ts';

/** Was anything of a unit done or tried, by checkboxes or by the state? */
export function wasWorkedOn(state: SpecState, { key, tasks }: DispatchUnit): boolean {
  const isKnown = state.units[key] !== undefined || state.completed.includes(key) || state.halt?.task === key;
  return isKnown || tasks.some((task) => task.state !== 'open' || state.completed.includes(task.key));
}

/** Whose checkboxes are opened again. An optional task that no run works on was done by somebody else. */
export function tasksToReset(
  units: readonly DispatchUnit[],
  { includeOptional }: { readonly includeOptional: boolean },
): readonly Task[] {
  const isWork = (task: Task) => !task.optional || includeOptional;
  return units.flatMap(({ tasks }) => tasks.filter((task) => task.state !== 'open' && isWork(task)));
}
