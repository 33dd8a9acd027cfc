import { findUnits } from '../../plan/next-unit.ts';
import { dependentsOf } from '../../plan/order/dependents.ts';
import { taskName } from '../../plan/task-name.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import { resetMessage } from '../../report/commit-message.ts';
import { resetEntry } from '../../report/progress-log.ts';
import { recordRun } from '../../state/transitions/known-run.ts';
import { resetUnits } from '../../state/transitions/reset.ts';
import { tasksToReset, wasWorkedOn } from '../../state/transitions/reset-tasks.ts';
import { untick } from '../../tasks/tick.ts';
import { applyCheckpoint } from '../finish/checkpoint.ts';
import { doneUnitKeys, readPlan } from '../read-plan.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';

/**
 * A person wants a unit done again: it is unticked and forgotten, in a commit of its own; null: the run goes on.
 * `interrupted`: key of the unit that a lost run worked on.
 */
export async function redoUnit(run: RunState, interrupted: string | null): Promise<RunEnd | null> {
  const { redo } = run.context;
  const { plan, spec } = run;
  if (redo == null || plan === null || spec === null) return null;
  if (run.state.consumed?.includes(redo.id)) return null;
  const units = findUnits(plan, redo.task, '/redo').filter((unit) => wasWorkedOn(run.state, unit));
  if (units.length === 0) {
    run.warn(`task ${redo.task} was not worked on, so there is nothing to do again`);
    return null;
  }
  const done = doneUnitKeys(run.state, plan);
  const dependents = dependentsOf(plan, spec, units).filter(({ key }) => done.has(key));
  if (dependents.length > 0) {
    const names = dependents.map(taskName).join(', ');
    run.warn(`${names} ${dependents.length === 1 ? 'depends' : 'depend'} on task ${redo.task}, and stay done`);
  }
  // What a lost run had saved of it would be there again, but for a checkpoint that overtook it.
  return resetAndSave(run, units, { ...redo, isOvertaken: units.some(({ key }) => key === interrupted) });
}

async function resetAndSave(
  run: RunState,
  units: readonly DispatchUnit[],
  redo: { readonly id: string; readonly by: string; readonly isOvertaken: boolean },
): Promise<RunEnd | null> {
  const { files, repository } = run.ports;
  const { name, format } = run.specInfo;
  const before = await files.readTasks();
  const text = untick(before, tasksToReset(units, run.settings.loop), format);
  if (text !== before) await files.writeTasks(text);
  const state = resetUnits(run.state, units);
  const consumed = [...(state.consumed ?? []), redo.id];
  await run.save(recordRun({ ...state, consumed }, run.context.id, run.now));
  const names = units.map(taskName);
  await files.appendProgress(resetEntry(name, names, redo.by, run.now));
  await readPlan(run);
  if (run.settings.repository.checkpoint === 'off') return null;
  const { isOvertaken } = redo;
  const template = run.settings.repository.commitMessage;
  const saved = await repository.checkpoint(resetMessage({ spec: name, units: names, template, isOvertaken }));
  const end = applyCheckpoint(run, null, saved);
  if (end !== null) run.begin();
  return end;
}
