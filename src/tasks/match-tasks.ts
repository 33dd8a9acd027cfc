import { groupBy } from '../collections.ts';
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
