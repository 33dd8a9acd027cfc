import { nameOf } from '../plan/task-name.ts';
import type { DispatchUnit } from '../plan/types.ts';
import type { Task } from '../tasks/types.ts';

/** What of a unit is left to do, with all its details; what is done or left out is only named. '' where nothing is said. */
export function workLeft(unit: DispatchUnit, includeOptional: boolean): string {
  const below = childrenOf(unit.tasks);
  const done: string[] = [];
  const skipped: string[] = [];
  const itemsUnder = (key: string, indent = ''): string[] =>
    (below.get(key) ?? []).flatMap((task) => {
      if (isOver(task, below, includeOptional)) done.push(nameOf(task));
      else if (task.optional && !includeOptional) skipped.push(nameOf(task));
      else return [[item(task, indent), ...itemsUnder(task.key, `${indent}  `)].join('\n')];
      return [];
    });
  const root = unit.tasks.find(({ key }) => key === unit.key);
  const parts = [
    ...(unit.within ?? []).map(partOf),
    root !== undefined && isBegun(root) ? 'It may have been begun already: look first at what is there.' : '',
    root?.body ?? unit.body ?? '',
    ...itemsUnder(unit.key),
    done.length > 0 ? `Already done, leave as it is: ${done.join('; ')}.` : '',
    skipped.length > 0 ? `Optional, not part of this work: ${skipped.join('; ')}.` : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The text as a quotation in Markdown. */
export function quote(text: string): string {
  return text.trim().replace(/^/gm, '> ');
}

function childrenOf(tasks: readonly Task[]): Map<string, Task[]> {
  const below = new Map<string, Task[]>();
  for (const task of tasks) {
    if (task.parent === null) continue;
    const same = below.get(task.parent);
    if (same === undefined) below.set(task.parent, [task]);
    else same.push(task);
  }
  return below;
}

/** A parent is done when all below it that is required is, whatever its own box says; a checklist item needs both. */
function isOver(task: Task, below: ReadonlyMap<string, readonly Task[]>, includeOptional: boolean): boolean {
  const parts = (below.get(task.key) ?? []).filter(
    ({ role, optional }) => role === task.role && (includeOptional || !optional),
  );
  const ownBoxCounts = task.role === 'checklist' || !parts.some(({ optional }) => !optional);
  return (!ownBoxCounts || task.state === 'done') && parts.every((part) => isOver(part, below, includeOptional));
}

function item(task: Task, indent: string): string {
  const begun = isBegun(task) ? ' (perhaps begun already: look first)' : '';
  const details = task.body === '' ? '' : `\n${task.body.replace(/^(?=.)/gm, `${indent}  `)}`;
  return `${indent}- ${nameOf(task)}${begun}${details}`;
}

function isBegun({ state }: Task): boolean {
  return state === 'in-progress' || state === 'queued';
}

function partOf(whole: NonNullable<DispatchUnit['within']>[number]): string {
  const name = `It is a part of "${nameOf(whole)}"`;
  return whole.body === '' ? `${name}.` : `${name}, which says:\n${quote(whole.body)}`;
}
