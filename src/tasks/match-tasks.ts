import { groupBy } from '../collections.ts';
import { UserError } from '../errors.ts';
import { parseSpec } from './parse.ts';
import { createRewordedCheck, haveSimilarWords, pairsByWord } from './reworded.ts';
import type { Task } from './types.ts';

/**
 * Which task of an edited tasks.md is which of the one before: new → old. A key alone does not tell, since all behind a
 * task that was put in may have been renumbered: the title counts first, then the key of one whose title was edited,
 * then words that no other task has.
 * @param mayBeReworded whether the key alone is enough for an old task, where no word of it remains.
 */
export function matchTasks(
  before: readonly Task[],
  after: readonly Task[],
  mayBeReworded: (old: Task) => boolean = () => true,
): Map<Task, Task> {
  const matched = new Map<Task, Task>();
  const unmatched = new Set(before);
  const left = () => after.filter((task) => !matched.has(task));
  const pair = (task: Task, old: Task | undefined) => {
    if (old === undefined || matched.has(task) || !unmatched.delete(old)) return;
    matched.set(task, old);
  };
  const byKey = new Map(before.map((task) => [task.key, task]));
  const pairByKey = (accepts: (task: Task, old: Task) => boolean) => {
    for (const task of left()) {
      const old = byKey.get(task.key);
      if (old !== undefined && accepts(task, old)) pair(task, old);
    }
  };
  pairByKey((task, old) => task.title === old.title);
  for (const [task, old] of pairsByTitle(left(), unmatched)) pair(task, old);
  pairByKey(createRewordedCheck(before, matched));
  for (const [task, old] of pairsByWord(left(), [...unmatched])) {
    if (haveSimilarWords(task.title, old.title)) pair(task, old);
  }
  pairByKey((_, old) => mayBeReworded(old));
  return matched;
}

/** Several of one title by their order, where there are as many. */
function pairsByTitle(after: readonly Task[], before: Iterable<Task>): readonly (readonly [Task, Task | undefined])[] {
  const removed = groupBy(before, ({ title }) => title);
  return [...groupBy(after, ({ title }) => title)].flatMap(([title, tasks]) => {
    const candidates = removed.get(title) ?? [];
    return candidates.length === tasks.length ? tasks.map((task, index) => [task, candidates[index]] as const) : [];
  });
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

/** Blanks do not make another title. */
export function normalizeTitle(title: string): string {
  return title.replace(/\s+/gu, ' ').trim();
}
