import { groupBy } from '../../collections.ts';
import { taskName } from '../../plan/task-name.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import type { Task } from '../../tasks/types.ts';
import { quote } from '../../text.ts';
import type { PromptInput } from '../types.ts';

/** What to do, with all its details; '' where the unit says nothing beside its title. */
export function taskDetails({ unit }: PromptInput): string {
  const left = describeRemainingWork(unit);
  return left === '' ? '' : `## What to do\n\n${left}`;
}

/** What of a unit is left to do, with all its details; what is done or left out is only named. '' where nothing is said. */
export function describeRemainingWork(unit: DispatchUnit): string {
  const leftOut = new Set(unit.leftOut);
  const childrenByParent = groupBy(unit.tasks, ({ parent }) => parent);
  const done: string[] = [];
  const skipped: string[] = [];
  const itemsUnder = (key: string, indent = ''): string[] =>
    (childrenByParent.get(key) ?? []).flatMap((task) => {
      if (isFinished(task, childrenByParent, leftOut)) done.push(taskName(task));
      else if (leftOut.has(task.key)) skipped.push(taskName(task));
      else return [[listItem(task, indent), ...itemsUnder(task.key, `${indent}  `)].join('\n')];
      return [];
    });
  const root = unit.tasks.find(({ key }) => key === unit.key);
  const parts = [
    ...(unit.ancestors ?? []).map(describeAncestor),
    root !== undefined && isStarted(root) ? 'Work on it may have started already: check what is there first.' : '',
    root?.body ?? unit.body ?? '',
    ...itemsUnder(unit.key),
    done.length > 0 ? `Already done, leave as is: ${done.join('; ')}.` : '',
    skipped.length > 0 ? `Optional, not part of this work: ${skipped.join('; ')}.` : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/**
 * A parent is done when all below it that is required is, whatever its own checkbox says; a checklist item needs both.
 */
function isFinished(
  task: Task,
  childrenByParent: ReadonlyMap<string | null, readonly Task[]>,
  leftOut: ReadonlySet<string>,
): boolean {
  const parts = (childrenByParent.get(task.key) ?? []).filter(
    ({ key, role }) => role === task.role && !leftOut.has(key),
  );
  const ownCheckboxCounts = task.role === 'checklist' || !parts.some(({ optional }) => !optional);
  return (
    (!ownCheckboxCounts || task.state === 'done') && parts.every((part) => isFinished(part, childrenByParent, leftOut))
  );
}

function listItem(task: Task, indent: string): string {
  const startedHint = isStarted(task) ? ' (may have been started already: check first)' : '';
  const details = task.body === '' ? '' : `\n${task.body.replace(/^(?=.)/gm, `${indent}  `)}`;
  return `${indent}- ${taskName(task)}${storyHint(task)}${startedHint}${details}`;
}

/** spec-kit's `[US1]` and `[P]` in words. */
function storyHint({ story, parallel }: Task): string {
  const hints = [
    ...(story === undefined ? [] : [`user story ${story.replaceAll('US', '')}`]),
    ...(parallel === true ? ['does not depend on its neighbours'] : []),
  ];
  return hints.length === 0 ? '' : ` (${hints.join('; ')})`;
}

function isStarted({ state }: Task): boolean {
  return state === 'in-progress' || state === 'queued';
}

function describeAncestor(ancestor: NonNullable<DispatchUnit['ancestors']>[number]): string {
  const name = `It is part of "${taskName(ancestor)}"`;
  return ancestor.body === '' ? `${name}.` : `${name}, which says:\n${quote(ancestor.body)}`;
}
