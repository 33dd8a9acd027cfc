import type { Forecast } from '../../forecast/types.ts';
import { leftOpenCheckboxes } from '../../plan/left-open.ts';
import type { DispatchUnit, LeftOpenCheckbox, Plan } from '../../plan/types.ts';
import { isStillCompleted } from '../../state/transitions/units.ts';
import type { SpecState } from '../../state/types.ts';
import type { Diagnostic, Spec, SpecFormat, Task } from '../../tasks/types.ts';
import { plural } from '../../text.ts';
import { forecastLines } from '../text/forecast-text.ts';
import { fitTitle, plainText } from '../text/plain-text.ts';

import { type ForecastJson, forecastJson } from './forecast-json.ts';

/** What `plan --json` prints; a promise to scripts. */
export interface PlanJson {
  readonly spec: string;
  readonly format: SpecFormat;
  /** `phase`, `story` and `parallel` where the format has such. */
  readonly tasks: readonly (Pick<
    Task,
    'key' | 'id' | 'title' | 'line' | 'state' | 'optional' | 'parent' | 'dependencies' | 'role' | 'story' | 'parallel'
  > &
    Pick<DispatchUnit, 'phase'>)[];
  readonly units: readonly Pick<
    DispatchUnit,
    'key' | 'id' | 'title' | 'line' | 'status' | 'optional' | 'leaves' | 'phase' | 'story'
  >[];
  /** Keys of the units that would still run, in the order they would. */
  readonly order: readonly string[];
  /** What would be left as it is when all of them are done. */
  readonly left_open: readonly LeftOpenCheckbox[];
  readonly diagnostics: readonly Diagnostic[];
  /** What a run would warn of before its first unit: the documents around tasks.md, a line each. */
  readonly warnings: readonly string[];
  /** With `--forecast`, where anything is open. */
  readonly forecast?: ForecastJson;
}

/** A spec as it was read, and what of it would run. */
export interface ReadPlan {
  readonly name: string;
  readonly spec: Spec;
  readonly plan: Plan;
  readonly warnings: readonly string[];
  /** null or left out: none was asked for, or nothing is open. */
  readonly forecast?: Forecast | null;
}

const DONE_IN_STATE = 'done-in-state';

/**
 * The plan without what a run would pass over since the state says that it is done, or was skipped, though its box is
 * open. `state` null: the spec was never run.
 */
export function withoutDoneUnits(plan: Plan, state: SpecState | null): Plan {
  const done = plan.units.filter(
    ({ key, title }) => state !== null && plan.order.includes(key) && isStillCompleted(state, key, title),
  );
  if (done.length === 0) return plan;
  const doneKeys = new Set(done.map(({ key }) => key));
  const doneDiagnostics = done.map(({ key, line }) => ({
    line,
    code: DONE_IN_STATE,
    message: `${key} is done in the state file but its checkbox is open; it counts as done. To have it done again: \`reset --unit ${key}\`.`,
  }));
  return {
    ...plan,
    order: plan.order.filter((key) => !doneKeys.has(key)),
    diagnostics: [...plan.diagnostics, ...doneDiagnostics].sort((a, b) => a.line - b.line),
  };
}

export function planJson({ name, spec, plan, warnings, forecast }: ReadPlan): PlanJson {
  const phases = new Map(plan.units.flatMap(({ tasks, phase }) => tasks.map((task) => [task.key, phase])));
  return {
    spec: name,
    format: spec.format,
    tasks: spec.tasks.map(({ key, id, title, line, state, optional, parent, dependencies, role, story, parallel }) => ({
      ...{ key, id, title, line, state, optional, parent, dependencies, role },
      ...defined({ phase: phases.get(key), story, parallel }),
    })),
    units: plan.units.map(({ key, id, title, line, status, optional, leaves, phase, story }) => ({
      ...{ key, id, title, line, status, optional, leaves, ...defined({ phase, story }) },
    })),
    order: plan.order,
    left_open: leftOpenCheckboxes(spec, plan),
    diagnostics: plan.diagnostics.map(({ line, code, message }) => ({ line, code, message })),
    warnings,
    ...(forecast == null ? {} : { forecast: forecastJson(forecast) }),
  };
}

function defined<T extends object>(facts: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/**
 * The same for a person: what would run, in order, what would not, then every diagnostic with its line, and the warnings.
 * Titles are cut to lines of `width` cells.
 */
export function planText(
  { name, spec, plan, warnings, forecast = null }: ReadPlan,
  width: number = Number.POSITIVE_INFINITY,
): string {
  const units = new Map(plan.units.map((unit) => [unit.key, unit]));
  const remaining = plan.order.flatMap((key) => units.get(key) ?? []);
  const remainingKeys = new Set(plan.order);
  const doneLines = new Set(plan.diagnostics.flatMap(({ code, line }) => (code === DONE_IN_STATE ? [line] : [])));
  const done = plan.units.filter(({ status, line }) => status === 'done' || doneLines.has(line));
  const optional = plan.units.filter(
    ({ key, status, line }) => status !== 'done' && !doneLines.has(line) && !remainingKeys.has(key),
  );
  const states = new Map(spec.tasks.map((task) => [task.key, task.state]));
  const summary = `${plural(remaining.length, 'unit')} to run, ${done.length} done`;
  const lines = [`${name}: ${summary}${optional.length > 0 ? `, ${optional.length} optional left out` : ''}`];
  lines.push(`Format: ${spec.format}`);
  if (remaining.length > 0) {
    const digits = String(remaining.length).length;
    lines.push('', 'Would run, in this order:');
    lines.push(
      ...remaining.map(
        (unit, index) =>
          `  ${String(index + 1).padStart(digits)}. ${unitLabel(unit, width - digits - 4, unitFacts(unit, states, remainingKeys))}`,
      ),
    );
  }
  if (optional.length > 0)
    lines.push('', 'Left out, optional:', ...optional.map((unit) => `  ${unitLabel(unit, width - 2)}`));
  if (done.length > 0) lines.push('', 'Done:', ...done.map((unit) => `  ${unitLabel(unit, width - 2)}`));
  if (plan.diagnostics.length > 0) {
    lines.push('', `${plural(plan.diagnostics.length, 'diagnostic')}:`);
    lines.push(
      ...plan.diagnostics.map(
        ({ line, code, message }) => `  ${line > 0 ? `line ${line}` : 'file'}: ${code}: ${message}`,
      ),
    );
  }
  if (warnings.length > 0)
    lines.push('', `${plural(warnings.length, 'warning')}:`, ...warnings.map((warning) => `  ${warning}`));
  if (forecast !== null) lines.push('', ...forecastLines(forecast));
  return plainText(`${lines.join('\n')}\n`);
}

function unitFacts(
  unit: DispatchUnit,
  states: ReadonlyMap<string, string>,
  remainingKeys: ReadonlySet<string>,
): string {
  const facts: string[] = [];
  const done = unit.leaves.filter((leaf) => states.get(leaf) === 'done').length;
  if (unit.leaves.length > 1) facts.push(`${done} of ${plural(unit.leaves.length, 'sub-task')} done`);
  if (unit.status === 'conflict') facts.push('ticked, but not all of its sub-tasks are done');
  if (unit.tasks.some(({ state }) => state === 'in-progress' || state === 'queued'))
    facts.push('may have been started');
  const ticked = new Set(unit.tasksToTick);
  const optionalLeftOut = unit.tasks.filter(
    ({ key, role, state, optional }) => role === 'task' && optional && state !== 'done' && !ticked.has(key),
  );
  if (optionalLeftOut.length > 0) facts.push(`${optionalLeftOut.length} optional left out`);
  if (unit.optional) facts.push('optional');
  const openDependencies = unit.dependencies.filter((key) => remainingKeys.has(key));
  if (openDependencies.length > 0) facts.push(`after ${openDependencies.join(', ')}`);
  return facts.length === 0 ? '' : ` — ${facts.join('; ')}`;
}

/** A unit without a number shows its key behind, since that is what `--only` takes. */
function unitLabel({ key, id, title, line }: DispatchUnit, width: number, facts = ''): string {
  const name = title === '' ? '(no title)' : plainText(title);
  const label = id === null ? name : `${key} ${name}`;
  // The checkboxes of a file without any heading are one unit, which has no line.
  const place = ` (${[...(line > 0 ? [`line ${line}`] : []), ...(id === null ? [`key ${key}`] : [])].join(', ')})`;
  return `${fitTitle(label, `${place}${facts}`, width)}${place}${facts}`;
}
