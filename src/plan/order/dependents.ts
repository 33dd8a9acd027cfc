import type { Spec } from '../../tasks/types.ts';
import type { DispatchUnit, Plan } from '../types.ts';

/** The units of the plan, beside these, with a task that waits for one of theirs, directly or by way of another. */
export function dependentsOf(plan: Plan, spec: Spec, units: readonly DispatchUnit[]): readonly DispatchUnit[] {
  const waitsOf = new Map(spec.roots.map(({ key, dependencies }) => [key, dependencies]));
  const keysOf = ({ key, tasks }: DispatchUnit) => [key, ...tasks.map((task) => task.key)];
  const dependenciesOf = ({ key, tasks }: DispatchUnit) => [
    ...(waitsOf.get(key) ?? []),
    ...tasks.flatMap(({ dependencies }) => dependencies),
  ];
  const keys = new Set(units.flatMap(keysOf));
  const found = new Set(units);
  for (let known = 0; known < found.size; ) {
    known = found.size;
    for (const unit of plan.units) {
      if (found.has(unit) || !dependenciesOf(unit).some((key) => keys.has(key))) continue;
      found.add(unit);
      for (const key of keysOf(unit)) keys.add(key);
    }
  }
  return plan.units.filter((unit) => found.has(unit) && !units.includes(unit));
}
