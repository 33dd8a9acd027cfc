import { groupBy } from '../collections.ts';
import { UserError } from '../errors.ts';
import { parseSpec } from './parse.ts';
import type { Task } from './types.ts';

/**
 * Which task of an edited tasks.md is which of the one before: new → old. A key alone does not tell, since all behind a
 * task that was put in may have been renumbered: the title counts first, then the key of one whose title was edited.
 */
export function matchTasks(before: readonly Task[], after: readonly Task[]): Map<Task, Task> {
  const matched = new Map<Task, Task>();
  const unmatched = new Set(before);
  const pair = (task: Task, old: Task | undefined) => {
    if (old === undefined || !unmatched.delete(old)) return;
    matched.set(task, old);
  };
  const byKey = new Map(before.map((task) => [task.key, task]));
  for (const task of after) {
    const old = byKey.get(task.key);
    if (old?.title === task.title) pair(task, old);
  }
  const removed = groupBy(unmatched, ({ title }) => title);
  const added = groupBy(
    after.filter((task) => !matched.has(task)),
    ({ title }) => title,
  );
  for (const [title, tasks] of added) {
    const candidates = removed.get(title) ?? [];
    if (candidates.length === tasks.length) for (const [index, task] of tasks.entries()) pair(task, candidates[index]);
  }
  for (const task of after) if (!matched.has(task)) pair(task, byKey.get(task.key));
  return matched;
}

/**
 * Whether a list of tasks is a former one that was edited: all that was done there stands in it, by its title, and half
 * of the tasks or more are the same.
 */
export function isSameTaskList(former: string, current: string): boolean {
  try {
    const [before, now] = [parseSpec(former).tasks, parseSpec(current).tasks];
    const titles = new Set(now.map(({ title }) => title));
    const shared = before.filter(({ title }) => titles.has(title));
    const isLost = before.some(({ title, state }) => state === 'done' && !titles.has(title));
    return !isLost && shared.length > 0 && shared.length * 2 >= Math.max(before.length, now.length);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
