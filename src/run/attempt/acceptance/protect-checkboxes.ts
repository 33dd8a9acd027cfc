import { UserError } from '../../../errors.ts';
import type { DispatchUnit } from '../../../plan/types.ts';
import type { RunningAttempt } from '../../../state/types.ts';
import { findTextEdits, type TasksText } from '../../../tasks/find-edits.ts';
import { matchTasks } from '../../../tasks/match-tasks.ts';
import { parseSpec } from '../../../tasks/parse.ts';
import { setTaskState } from '../../../tasks/tick.ts';
import type { Task } from '../../../tasks/types.ts';
import type { RunState } from '../../run-state.ts';

/** What recovery must know of an attempt, should nobody be there at its end. */
export function runningAttempt(
  { state, specInfo }: Pick<RunState, 'state' | 'specInfo'>,
  task: string,
  tasksText: string,
): RunningAttempt {
  const { tasks } = parseSpec(tasksText, specInfo.format);
  const completedKeys = new Set(state.completed);
  const ticked = tasks.filter(({ key, state }) => state === 'done' && !completedKeys.has(key)).map(({ key }) => key);
  return { task, ticked, tasks: tasks.length };
}

/**
 * Boxes are ticked when a unit is done, and by nobody else while it runs: an agent that ticks its own unit would skip
 * the check of it, one that ticks another would have it skipped for ever. What the tasks say is a person's: where the
 * text of one was edited, or one is gone, the whole file is restored. New tasks stay.
 * @param unit whose agent was at work; null: not known.
 * @returns what was restored, a line each; the unit's own boxes are nothing to speak of.
 */
export async function restoreTasks(
  run: RunState,
  unit: DispatchUnit | null,
  attempt: { readonly before: string; readonly actor: string; readonly mayEditText: boolean },
): Promise<readonly string[]> {
  const { files } = run.ports;
  const { before, actor } = attempt;
  const { tasksPath: path, format } = run.specInfo;
  const lines: string[] = [];
  const report = (line: string, place = path) => {
    run.warn(`${place}: ${actor} ${line}`);
    lines.push(`${actor} ${line} (${path})`);
  };
  const after = await readChanged(run, before);
  if (after === 'same') return lines;
  if ('problem' in after) {
    await files.writeTasks(before);
    report(`left it unreadable (${after.problem}); it was restored`);
    return lines;
  }
  const specBefore = parseSpec(before, format);
  const matched = matchTasks(specBefore.tasks, after.spec.tasks);
  const damage = findDamage({ text: before, spec: specBefore }, after, matched, attempt.mayEditText);
  if (damage !== null) {
    await files.writeTasks(before);
    report(`${damage}; the file was restored`);
    return lines;
  }
  const unitKeys = new Set(unit === null ? [] : [unit.key, ...unit.tasks.map(({ key }) => key)]);
  let { text } = after;
  for (const task of after.spec.tasks) {
    const previous = matched.get(task);
    if (previous === undefined || previous.state === task.state || previous.state === 'unknown') continue;
    text = setTaskState(text, task, previous.state, format);
    if (!unitKeys.has(previous.key))
      report(`changed the checkbox of task ${task.id ?? task.title}; it was restored`, `${path}:${task.line}`);
  }
  if (text !== after.text) await files.writeTasks(text);
  return lines;
}

async function readChanged(run: RunState, before: string): Promise<'same' | TasksText | { readonly problem: string }> {
  try {
    const text = await run.ports.files.readTasks();
    return text === before ? 'same' : { text, spec: parseSpec(text, run.specInfo.format) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problem: error.message };
  }
}

/** What cannot stay, in words; null: boxes and new tasks at the most. */
function findDamage(
  before: TasksText,
  after: TasksText,
  matched: ReadonlyMap<Task, Task>,
  mayEditText: boolean,
): string | null {
  const remaining = new Set(matched.values());
  const removed = before.spec.tasks.filter((task) => !remaining.has(task));
  if (removed.length > 0) return `removed ${removed.map(({ id, title }) => id ?? title).join(', ')}`;
  const edited = mayEditText ? [] : findTextEdits(before, after, matched);
  return edited.length === 0 ? null : `changed the text of ${edited.join(', ')}`;
}
