import { UserError } from '../errors.ts';
import type { DispatchUnit } from '../plan/types.ts';
import type { RunningAttempt } from '../state/types.ts';
import { matchTasks } from '../tasks/match-tasks.ts';
import { parseSpec } from '../tasks/parse.ts';
import { setTaskState } from '../tasks/tick.ts';
import type { Spec } from '../tasks/types.ts';
import type { RunState } from './run-state.ts';

/** What recovery must know of an attempt, should nobody be there at its end. */
export function runningAttempt(task: string, tasksText: string, completed: readonly string[]): RunningAttempt {
  const { tasks } = parseSpec(tasksText);
  const completedKeys = new Set(completed);
  const ticked = tasks.filter(({ key, state }) => state === 'done' && !completedKeys.has(key)).map(({ key }) => key);
  return { task, ticked, tasks: tasks.length };
}

/**
 * Boxes are ticked when a unit is done, and by nobody else while it runs: an agent that ticks its own unit would skip
 * the check of it, one that ticks another would have it skipped for ever. Edits of text are the agent's to make; tasks
 * that are gone are put back with the whole file, so that nothing is lost.
 * @param unit whose agent was at work; null: not known.
 */
export async function restoreCheckboxes(run: RunState, unit: DispatchUnit | null, before: string): Promise<void> {
  const { files } = run.ports;
  const path = run.specInfo.tasksPath;
  const actor = unit === null ? 'a run that was lost' : `the agent of task ${unit.key}`;
  let after: string;
  let specAfter: Spec;
  try {
    after = await files.readTasks();
    if (after === before) return;
    specAfter = parseSpec(after);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await files.writeTasks(before);
    run.warn(`${path}: ${actor} left it unreadable (${error.message}); it was put back`);
    return;
  }
  const specBefore = parseSpec(before);
  const matched = matchTasks(specBefore.tasks, specAfter.tasks);
  const remaining = new Set(matched.values());
  const removed = specBefore.tasks.filter((task) => !remaining.has(task));
  if (removed.length > 0) {
    await files.writeTasks(before);
    run.warn(
      `${path}: ${actor} removed ${removed.map(({ id, title }) => id ?? title).join(', ')}; the file was put back`,
    );
    return;
  }
  const unitKeys = new Set(unit === null ? [] : [unit.key, ...unit.tasks.map(({ key }) => key)]);
  let text = after;
  for (const task of specAfter.tasks) {
    const previous = matched.get(task);
    if (previous === undefined || previous.state === task.state || previous.state === 'unknown') continue;
    text = setTaskState(text, task, previous.state);
    if (!unitKeys.has(previous.key)) {
      run.warn(`${path}:${task.line}: ${actor} changed the box of task ${task.id ?? task.title}; it was put back`);
    }
  }
  if (text !== after) await files.writeTasks(text);
}
