import { InternalError, UserError } from '../errors.ts';
import { isPartOf } from './cut-phases.ts';
import type { DispatchUnit, Plan } from './types.ts';

/** What a person narrowed the run to; each names a unit or a task of it, by id or key. */
export interface UnitFilter {
  readonly only: string | null;
  readonly from: string | null;
}

/**
 * The first unit of the plan's order that is not done and whose dependencies are; null: nothing is left. A unit counts
 * as done by its key, or when all its leaves are. Throws a UserError where the filter names nothing, several things,
 * something optional that the plan leaves out, or where it leaves out what a unit waits for.
 */
export function nextUnit(plan: Plan, done: ReadonlySet<string>, filter: UnitFilter): DispatchUnit | null {
  const units = new Map(plan.units.map((unit) => [unit.key, unit]));
  const isDone = (unit: DispatchUnit) =>
    unit.status === 'done' || done.has(unit.key) || unit.leaves.every((leaf) => done.has(leaf));
  const remaining = plan.order.flatMap((key) => units.get(key) ?? []).filter((unit) => !isDone(unit));
  const chosen = chosenKeys(plan, filter);
  const remainingKeys = new Set(remaining.map(({ key }) => key));
  const openDependencies = (unit: DispatchUnit) => unit.dependencies.filter((key) => remainingKeys.has(key));
  const candidates = remaining.filter(({ key }) => chosen.has(key));
  for (const unit of candidates) {
    const outside = openDependencies(unit).filter((key) => !chosen.has(key));
    if (outside.length > 0) throw unchosenDependencyError(unit, outside, filter);
  }
  const next = candidates.find((unit) => openDependencies(unit).length === 0);
  // A plan has no cycles, so of several that are left one always can start.
  if (next === undefined && candidates.length > 0) {
    throw new InternalError(`every remaining unit waits for another: ${candidates.map(({ key }) => key).join(', ')}`);
  }
  return next ?? null;
}

function chosenKeys(plan: Plan, { only, from }: UnitFilter): Set<string> {
  let units = plan.units;
  if (from !== null) {
    const first = Math.min(...findUnits(plan, from, '--from').map((unit) => units.indexOf(unit)));
    units = units.slice(first);
  }
  if (only !== null) {
    const named = new Set(findUnits(plan, only, '--only'));
    units = units.filter((unit) => named.has(unit));
  }
  return new Set(units.map(({ key }) => key));
}

/**
 * The units that a name stands for: one, or with granularity `task` all those under a parent. `flag`: where it was given.
 */
export function findUnits(plan: Plan, name: string, flag: string): readonly DispatchUnit[] {
  const byKey = plan.units.filter(({ key, tasks }) => key === name || tasks.some((task) => task.key === name));
  const matches =
    byKey.length > 0
      ? byKey
      : plan.units.filter(({ id, tasks }) => id === name || tasks.some((task) => task.id === name));
  const matchesOrChildren =
    matches.length > 0
      ? matches
      : plan.units.filter(({ id, key }) => id?.startsWith(`${name}.`) || isPartOf(key, name));
  if (matchesOrChildren.length === 0) {
    if (plan.skippedOptional.includes(name)) throw optionalTaskError(name, flag);
    throw new UserError(`no task ${name}`, { where: `${flag} ${name}`, fix: `name one of: ${listUnits(plan.units)}` });
  }
  if (byKey.length === 0 && matches.length > 1) {
    throw new UserError(`${matches.length} tasks have the id ${name}`, {
      where: `${flag} ${name}`,
      fix: `name one of them by its key: ${matches.map(describeUnit).join(', ')}`,
    });
  }
  const optional = matchesOrChildren.filter(({ key, status }) => status !== 'done' && !plan.order.includes(key));
  // A unit that holds it would run without it.
  const alone = flag === '--only' && plan.skippedOptional.includes(name);
  if (optional.length === matchesOrChildren.length || alone) throw optionalTaskError(name, flag);
  return matchesOrChildren;
}

function optionalTaskError(name: string, flag: string): UserError {
  return new UserError(`${name} is optional, and optional tasks are excluded`, {
    where: `${flag} ${name}`,
    fix: 'add --include-optional',
  });
}

function unchosenDependencyError(
  unit: DispatchUnit,
  outside: readonly string[],
  { only, from }: UnitFilter,
): UserError {
  const flag = only !== null ? `--only ${only}` : `--from ${from}`;
  return new UserError(`${unit.key} waits for ${outside.join(', ')}, which is neither done nor selected`, {
    where: flag,
    fix: `do ${outside.join(', ')} first, or leave ${flag} out`,
  });
}

function listUnits(units: readonly DispatchUnit[]): string {
  const shown = units.slice(0, 40).map(({ key, id, title }) => (id === null ? `${key} (${title})` : key));
  return units.length > shown.length ? `${shown.join(', ')}, … (${units.length} total)` : shown.join(', ');
}

function describeUnit({ key, title, line }: DispatchUnit): string {
  return `${key} (line ${line}: ${title})`;
}
