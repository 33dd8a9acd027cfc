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

/** Whether two lists of tasks are one that was edited: most tasks of the longer one stand in the other, by their titles. */
export function isSameTaskList(a: string, b: string): boolean {
  const titles = (text: string) => parseSpec(text).tasks.map(({ title }) => title);
  try {
    const [one, other] = [titles(a), titles(b)];
    const known = new Set(one);
    const shared = other.filter((title) => known.has(title)).length;
    return shared * 2 > Math.max(one.length, other.length);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
