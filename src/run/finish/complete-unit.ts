import { nextUnit } from '../../plan/next-unit.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import { checkpointMessage } from '../../report/commit-message.ts';
import { unitEntry } from '../../report/progress-log.ts';
import { markSpecCompleted } from '../../state/transitions/transitions.ts';
import { markUnitCompleted } from '../../state/transitions/units.ts';
import type { AttemptResult } from '../attempt/attempt.ts';
import { closeHalts, takeSettledHalts } from '../halt.ts';
import { doneUnitKeys, readPlan } from '../read-plan.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';
import { applyCheckpoint } from './checkpoint.ts';
import type { RecordedUsage } from './record-usage.ts';
import { tickUnit } from './tick-unit.ts';

/** Ticks, state, progress log and code of a finished unit travel in one commit. */
export async function completeUnit(
  run: RunState,
  unit: DispatchUnit,
  attemptResult: AttemptResult & { readonly recordedUsage: RecordedUsage },
  summary: string,
): Promise<RunEnd | null> {
  const { files, repository, platform, log } = run.ports;
  const before = { state: run.state, sums: run.sums, tasks: await files.readTasks() };
  await tickUnit(run, unit);
  const at = run.now;
  let state = markUnitCompleted(run.state, {
    unitKey: unit.key,
    keys: [...new Set([unit.key, ...unit.tasksToTick, ...unit.leaves])],
    summary,
    now: at,
  });
  run.updateState(state);
  run.unitsDone.push(unit.key);
  run.sums = { ...run.sums, units: run.sums.units + 1 };

  const plan = await readPlan(run);
  const last = nextUnit(plan, doneUnitKeys(run.state, plan), { only: null, from: null }) === null;
  const halts = takeSettledHalts(state, unit.key, last);
  state = halts.state;
  if (last) state = markSpecCompleted(state, at);
  // A run that is named there was cut off: what it left uncommitted would be taken for an agent's.
  const endsRun = last || nextUnit(plan, doneUnitKeys(run.state, plan), run.settings.loop) === null;
  if (endsRun) state = { ...state, run: null };
  await run.save({ ...state, keeping: unit.key });
  const { counts } = run;
  await files.appendProgress(unitEntry(unit, attemptResult, summary, { progress: run.progress(), isLast: endsRun }));
  const saved = await repository.checkpoint(
    checkpointMessage({
      spec: run.specInfo.name,
      unit,
      attempt: attemptResult.number,
      backend: attemptResult.backend,
      runId: run.context.id,
      report: summary,
    }),
  );
  if (saved.kind === 'withheld') {
    // What cannot be committed is not done.
    run.updateState(before.state);
    run.sums = before.sums;
    run.unitsDone.pop();
    await files.writeTasks(before.tasks);
    return applyCheckpoint(run, unit, saved);
  }
  run.updateState({ ...run.state, keeping: null });
  const end = applyCheckpoint(run, unit, saved);
  if (end === null) run.records = 'delivered';
  const commit = 'commit' in saved ? saved.commit : null;
  if (commit !== null) run.addCommit(unit.key, commit);
  log.emit({
    kind: 'unit-done',
    unit: unit.key,
    title: unit.title,
    line: unit.line,
    commit,
    pushed: saved.kind === 'saved' ? saved.pushed : saved.kind === 'merged',
    files: attemptResult.change.files,
    done: counts.done,
    total: counts.total,
  });
  await closeHalts(run, halts.settled, commit);
  if (end === null) await platform.reportProgress(run.progress());
  return end;
}
