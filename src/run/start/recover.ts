import { editableDocuments } from '../../plan/editable-documents.ts';
import { checkpointMessage } from '../../report/commit-message.ts';
import { parseSpec } from '../../tasks/parse.ts';
import { untick } from '../../tasks/tick.ts';
import { plural } from '../../text.ts';
import { restoreTasks } from '../attempt/acceptance/protect-checkboxes.ts';
import { applyCheckpoint } from '../finish/checkpoint.ts';
import { readPlan } from '../read-plan.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';
import { haltOnRefusedPush } from './preflight.ts';

/*
 * What a run that was cut off left half done is reverted or finished before anything else is done.
 */

/** What a lost run had saved aside goes into the working tree again, without the boxes that its agent ticked. */
export async function restoreLostWork(run: RunState): Promise<void> {
  const before = await run.ports.files.readTasks();
  // Who wrote it is known when it is there.
  let isEditable: (path: string) => boolean = () => false;
  const restoreRecords = await run.ports.files.snapshotRecords((document) => isEditable(document));
  run.restoredWork = await run.ports.repository.restoreWork();
  const lostUnit = run.plan?.units.find(({ key }) => key === run.restoredWork?.unit) ?? null;
  if (lostUnit !== null) isEditable = editableDocuments(lostUnit, run.specInfo.tasksPath);
  for (const line of await restoreRecords()) run.warn(`a lost run ${line}`);
  if (run.restoredWork === null) return;
  const actor = lostUnit === null ? 'a lost run' : `the agent of task ${lostUnit.key}`;
  const mayEditText = isEditable(run.specInfo.tasksPath);
  await restoreTasks(run, lostUnit, { before, actor, mayEditText });
}

/**
 * A box that was ticked while nobody looked is not earned: it would have its unit skipped for ever.
 * @returns key of the unit that was worked on when a run was cut off; null: none was.
 */
export async function revertUnearnedTicks(run: RunState): Promise<string | null> {
  const { under_way: interrupted, completed } = run.state;
  if (interrupted == null) return null;
  const { files } = run.ports;
  const { tasksPath: path, format } = run.specInfo;
  const before = await files.readTasks();
  const { tasks } = parseSpec(before, format);
  const knownKeys = new Set([...completed, ...interrupted.ticked]);
  const ticked = tasks.filter(({ key, state }) => state === 'done' && !knownKeys.has(key));
  const text = untick(before, ticked, format);
  if (text !== before) {
    await files.writeTasks(text);
    const names = ticked.map(({ id, title }) => id ?? title).join(', ');
    run.warn(
      `${path}: tasks that were ticked while task ${interrupted.task} was interrupted are open again: ${names}; tick those that are done`,
    );
  }
  const missing = interrupted.tasks - tasks.length;
  if (missing > 0) {
    const description = plural(missing, 'task is', 'tasks are');
    run.warn(`${path}: ${description} missing since task ${interrupted.task} was interrupted`);
  }
  run.updateState({ ...run.state, under_way: null });
  await readPlan(run);
  return interrupted.task;
}

/** A unit that was done when its machine was lost gets its own checkpoint; where it has one already, nothing happens. */
export async function checkpointFinishedUnit(run: RunState, head: string | null): Promise<RunEnd | null> {
  const { keeping, units } = run.state;
  const unit = run.plan?.units.find(({ key }) => key === keeping);
  const unitState = unit === undefined ? undefined : units[unit.key];
  if (unit === undefined || unitState === undefined) return null;
  const message = checkpointMessage({
    spec: run.specInfo.name,
    unit,
    attempt: unitState.attempts,
    backend: unitState.backend ?? '',
    runId: run.context.id,
    report: unitState.summary ?? '',
    review: unitState.review,
    template: run.settings.repository.commitMessage,
  });
  // What else lies uncommitted then is another spec's.
  const { opened } = run.context;
  const isMade = opened.kind === 'ready' && opened.stateCommitted === true;
  const saved = await run.ports.repository.checkpoint(message, isMade ? { pushOnly: true } : {});
  run.updateState({ ...run.state, keeping: null });
  // The unit is on the remote, and what the base was merged for is not: the branch may go without.
  if (isMade && saved.kind === 'refused') return haltOnRefusedPush(run, null);
  const newCommit = 'commit' in saved && saved.commit !== head ? saved.commit : null;
  if (newCommit !== null) run.addCommit(unit.key, newCommit);
  // It was kept, and only the state that went with it could not say so: that alone is no reason for a commit.
  const { done, total } = run.counts;
  if (newCommit !== null || done < total) await run.save();
  // Where the unit had its checkpoint, what cannot be pushed is something else.
  return applyCheckpoint(run, newCommit === null ? null : unit, saved);
}
