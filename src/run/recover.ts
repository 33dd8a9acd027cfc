import { checkpointMessage } from '../report/commit-message.ts';
import { plural } from '../report/text/numbers.ts';
import type { RestoredWork } from '../repository/types.ts';
import { parseSpec } from '../tasks/parse.ts';
import { setTaskState } from '../tasks/tick.ts';
import { checkpointed } from './complete-unit.ts';
import { putBoxesBack } from './protect-checkboxes.ts';
import { readPlan } from './read-plan.ts';
import type { End, Walk } from './run-state.ts';

/*
 * What a run that was cut off left half done is taken back or finished before anything else is done.
 */

/** What a lost run had saved aside goes into the work tree again, without the boxes that its agent ticked. */
export async function restore(walk: Walk, offered: (() => Promise<RestoredWork | null>) | undefined): Promise<void> {
  if (offered === undefined) return;
  const before = await walk.ports.files.readTasks();
  walk.restored = await offered();
  if (walk.restored === null) return;
  const { unit } = walk.restored;
  await putBoxesBack(walk, walk.plan?.units.find(({ key }) => key === unit) ?? null, before);
}

/** A box that was ticked while nobody looked is not earned: it would have its unit skipped for ever. */
export async function takeTicksBack(walk: Walk): Promise<void> {
  const { under_way: cut, completed } = walk.state;
  if (cut == null) return;
  const { files } = walk.ports;
  const path = walk.place.tasksPath;
  const before = await files.readTasks();
  const { tasks } = parseSpec(before);
  const known = new Set([...completed, ...cut.ticked]);
  const ticked = tasks.filter(({ key, state }) => state === 'done' && !known.has(key));
  let text = before;
  for (const task of ticked) text = setTaskState(text, task, 'open');
  if (text !== before) {
    await files.writeTasks(text);
    const named = ticked.map(({ id, title }) => id ?? title).join(', ');
    walk.warn(
      `${path}: ${named} was ticked while task ${cut.task} was cut off, and is open again; tick it once more if it is done`,
    );
  }
  const gone = cut.tasks - tasks.length;
  if (gone > 0) {
    const lost = `${plural(gone, 'task')} ${gone === 1 ? 'is' : 'are'}`;
    walk.warn(`${path}: ${lost} gone since task ${cut.task} was begun, which was cut off`);
  }
  walk.change({ ...walk.state, under_way: null });
  await readPlan(walk);
}

/** A unit that was done when its machine was lost gets its own checkpoint; where it has one already, nothing happens. */
export async function keepFinished(walk: Walk, head: string | null): Promise<End | null> {
  const { keeping, units } = walk.state;
  const unit = walk.plan?.units.find(({ key }) => key === keeping);
  const past = unit === undefined ? undefined : units[unit.key];
  if (unit === undefined || past === undefined) return null;
  const message = checkpointMessage({
    spec: walk.place.name,
    unit,
    attempt: past.attempts,
    backend: past.backend ?? '',
    runId: walk.run.id,
    report: past.summary ?? '',
  });
  const saved = await walk.ports.repository.checkpoint(message);
  walk.change({ ...walk.state, keeping: null });
  const made = 'commit' in saved && saved.commit !== head ? saved.commit : null;
  if (made !== null) walk.noteCommit(unit.key, made);
  // It was kept, and only the state that went with it could not say so: that alone is no reason for a commit.
  const { done, total } = walk.progress();
  if (made !== null || done < total) await walk.save();
  // Where the unit had its checkpoint, what cannot be pushed is something else.
  return checkpointed(walk, made === null ? null : unit, saved);
}
