import { cutLongPhases } from '../plan/cut-phases.ts';
import { planUnits } from '../plan/plan-units.ts';
import type { Granularity, Plan } from '../plan/types.ts';
import type { Diagnostic, Spec } from '../tasks/types.ts';
import { truncateWithNote } from '../text.ts';
import type { SpecState } from './types.ts';

/** What a person set that decides over the units. */
export interface PlanSettings {
  readonly granularity: Granularity;
  readonly includeOptional: boolean;
  readonly verify: string | null;
}

/** What would run, in order, with what is on record: a spec goes on in the units that it was begun with. */
export function planSpec(spec: Spec, settings: PlanSettings, state: SpecState | null): Plan {
  const { includeOptional, verify } = settings;
  const begunKeys = Object.keys(state?.units ?? {});
  const single = settings.granularity === 'unit' ? firstSingleTask(spec, begunKeys) : null;
  const granularity = single === null ? settings.granularity : 'task';
  const cut = granularity === 'unit' ? cutLongPhases(spec, { begunKeys, keepTests: verify !== null }) : spec;
  const plan = planUnits(cut, { granularity, includeOptional });
  const notes = plan.order.length === 0 ? [] : [...singleTaskNotes(spec, single), ...reopenedNotes(spec, plan, state)];
  return notes.length === 0 ? plan : { ...plan, diagnostics: [...notes, ...plan.diagnostics] };
}

/**
 * Before groups and phases were read, each task was a unit of its own. Its key; null: none was, or phases were worked
 * on since.
 */
function firstSingleTask({ format, tasks, roots }: Spec, begunKeys: readonly string[]): string | null {
  if (format === 'kiro') return null;
  const groups = new Set(roots.map(({ key }) => key));
  if (begunKeys.some((key) => groups.has(key) || /-part-\d+$/.test(key))) return null;
  const begun = new Set(begunKeys);
  return tasks.find(({ key, role }) => role === 'task' && begun.has(key))?.key ?? null;
}

function singleTaskNotes({ format }: Spec, key: string | null): Diagnostic[] {
  if (key === null) return [];
  const group = format === 'openspec' ? 'group' : 'phase';
  const message = `the state file records single tasks (${key}), so the spec continues with granularity task; without these records each ${group} is a unit`;
  return [{ line: 0, code: 'single-tasks', message }];
}

/** What was complete, and is not any more, was read otherwise before, or was added to. */
function reopenedNotes({ format, tasks }: Spec, { units, order }: Plan, state: SpecState | null): Diagnostic[] {
  if (format === 'kiro' || state === null || state.completed_at === null) return [];
  const remaining = new Set(order);
  const leaves = new Set(units.filter(({ key }) => remaining.has(key)).flatMap((unit) => unit.leaves));
  const open = tasks.filter(
    ({ key, state: box }) => leaves.has(key) && box !== 'done' && !state.completed.includes(key),
  );
  if (open.length === 0) return [];
  const names = open.map(({ id, title, line }) => `${id ?? title} (line ${line})`).join(', ');
  const message = `the spec was complete, but these checkboxes are open, and in this format they are work: ${truncateWithNote(names, 300, '…')}`;
  return [{ line: open[0]?.line ?? 0, code: 'reopened', message }];
}
