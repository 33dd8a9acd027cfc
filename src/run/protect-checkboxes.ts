import { UserError } from '../errors.ts';
import type { DispatchUnit } from '../plan/types.ts';
import type { UnderWay } from '../state/types.ts';
import { matchTasks } from '../tasks/match-tasks.ts';
import { parseSpec } from '../tasks/parse.ts';
import { setTaskState } from '../tasks/tick.ts';
import type { Spec } from '../tasks/types.ts';
import type { Walk } from './run-state.ts';

/** What recovery must know of an attempt, should nobody be there at its end. */
export function underWay(task: string, tasksText: string, completed: readonly string[]): UnderWay {
  const { tasks } = parseSpec(tasksText);
  const known = new Set(completed);
  const ticked = tasks.filter(({ key, state }) => state === 'done' && !known.has(key)).map(({ key }) => key);
  return { task, ticked, tasks: tasks.length };
}

/**
 * Boxes are ticked when a unit is done, and by nobody else while it runs: an agent that ticks its own unit would skip
 * the check of it, one that ticks another would have it skipped for ever. Edits of text are the agent's to make; tasks
 * that are gone are put back with the whole file, so that nothing is lost.
 * @param unit whose agent was at work; null: not known.
 */
export async function putBoxesBack(walk: Walk, unit: DispatchUnit | null, before: string): Promise<void> {
  const { files } = walk.ports;
  const path = walk.place.tasksPath;
  const who = unit === null ? 'a run that was lost' : `the agent of task ${unit.key}`;
  let after: string;
  let now: Spec;
  try {
    after = await files.readTasks();
    if (after === before) return;
    now = parseSpec(after);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await files.writeTasks(before);
    walk.warn(`${path}: ${who} left it unreadable (${error.message}); it was put back`);
    return;
  }
  const was = parseSpec(before);
  const matched = matchTasks(was.tasks, now.tasks);
  const kept = new Set(matched.values());
  const gone = was.tasks.filter((task) => !kept.has(task));
  if (gone.length > 0) {
    await files.writeTasks(before);
    walk.warn(`${path}: ${who} removed ${gone.map(({ id, title }) => id ?? title).join(', ')}; the file was put back`);
    return;
  }
  const own = new Set(unit === null ? [] : [unit.key, ...unit.tasks.map(({ key }) => key)]);
  let text = after;
  for (const task of now.tasks) {
    const old = matched.get(task);
    if (old === undefined || old.state === task.state || old.state === 'unknown') continue;
    text = setTaskState(text, task, old.state);
    if (!own.has(old.key)) {
      walk.warn(`${path}:${task.line}: ${who} changed the box of task ${task.id ?? task.title}; it was put back`);
    }
  }
  if (text !== after) await files.writeTasks(text);
}
