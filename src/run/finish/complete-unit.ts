import type { VerifyResult } from '../../checks/types.ts';
import { nextUnit } from '../../plan/next-unit.ts';
import { taskName } from '../../plan/task-name.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import { readNotes, withoutNotes } from '../../prompt/sections/next-task-notes.ts';
import { checkpointMessage } from '../../report/commit-message.ts';
import { unitEntry } from '../../report/progress-log.ts';
import { recordNote } from '../../state/transitions/notes.ts';
import { markSpecCompleted } from '../../state/transitions/transitions.ts';
import { markUnitCompleted } from '../../state/transitions/units.ts';
import type { Halt, SpecState } from '../../state/types.ts';
import { redRecord } from '../attempt/acceptance/expected-tests.ts';
import type { AttemptResult } from '../attempt/attempt.ts';
import { prepareNext } from '../attempt/prepare-next.ts';
import { closeHalts, takeSettledHalts } from '../halt.ts';
import { doneUnitKeys, readPlan } from '../read-plan.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';
import { applyCheckpoint, keepingMark } from './checkpoint.ts';
import { recordsAside } from './records-aside.ts';
import { tickUnit } from './tick-unit.ts';

/** Ticks, state, progress log and code of a finished unit travel in one commit. */
export async function completeUnit(
  run: RunState,
  unit: DispatchUnit,
  attemptResult: AttemptResult,
  summary: string,
): Promise<RunEnd | null> {
  const { files, repository, platform } = run.ports;
  const before = { state: run.state, sums: run.sums, tasks: await files.readTasks() };
  await tickUnit(run, unit);
  const { settled, endsRun } = await recordCompletion(run, unit, summary, attemptResult.verified);
  const { done, total } = run.counts;
  await files.appendProgress(unitEntry(unit, attemptResult, summary, { progress: run.progress(), isLast: endsRun }));
  const { number: attempt, backend } = attemptResult;
  const { specInfo, context, settings } = run;
  const template = settings.repository.commitMessage;
  const message = {
    spec: specInfo.name,
    unit,
    attempt,
    backend,
    runId: context.id,
    report: summary,
    review: attemptResult.review,
    evidence: attemptResult.evidence,
    template,
  };
  const saved = await repository.checkpoint(checkpointMessage(message), recordsAside(run));
  if (saved.kind === 'withheld') {
    // What cannot be committed is not done.
    run.updateState(before.state);
    run.sums = before.sums;
    run.unitsDone.pop();
    await files.writeTasks(before.tasks);
    return applyCheckpoint(run, unit, saved);
  }
  run.updateState({ ...run.state, keeping: null });
  run.verifyBaseline = attemptResult.verified;
  const end = applyCheckpoint(run, unit, saved);
  if (end !== null) return leaveUndelivered(run, unit, settled, end);
  run.records = 'delivered';
  const commit = 'commit' in saved ? saved.commit : null;
  if (commit !== null) run.addCommit(unit.key, commit);
  const pushed = saved.kind === 'saved' ? saved.pushed : saved.kind === 'merged';
  const { key, title, line } = unit;
  const { files: changed } = attemptResult.change;
  run.ports.log.emit({ kind: 'unit-done', unit: key, title, line, commit, pushed, files: changed, done, total });
  await closeHalts(run, settled, commit);
  await platform.reportProgress(run.progress());
  return null;
}

/** What is not on the remote is not done for anybody else, and nobody is told that it were: it stays here, for the next run. */
function leaveUndelivered(run: RunState, unit: DispatchUnit, settled: readonly Halt[], end: RunEnd): RunEnd {
  run.undelivered.add(unit.key);
  run.updateState({ ...run.state, settling: [...(run.state.settling ?? []), ...settled] });
  run.warn(`task ${unit.id ?? unit.title} is finished and committed here; it counts as done when it is on the remote`);
  return end;
}

/** Notes in state and sums that a unit is done, and what ends with it: halts, the run, the spec. */
async function recordCompletion(
  run: RunState,
  unit: DispatchUnit,
  summary: string,
  verified: VerifyResult | null,
): Promise<{ readonly settled: readonly Halt[]; readonly endsRun: boolean }> {
  const at = run.now;
  const keys = [...new Set([unit.key, ...unit.tasksToTick, ...unit.leaves])];
  const done = { unitKey: unit.key, keys, summary: withoutNotes(summary), now: at };
  const marked = markUnitCompleted(recordVerified(run.state, verified), done);
  const notes = run.settings.agents.memory ? readNotes(summary) : null;
  const completed =
    notes === null ? marked : recordNote(marked, { unitKey: unit.key, name: taskName(unit), text: notes, now: at });
  run.updateState(completed);
  run.unitsDone.push(unit.key);
  run.sums = { ...run.sums, units: run.sums.units + 1 };
  const plan = await readPlan(run);
  const doneKeys = doneUnitKeys(run.state, plan);
  const isLast = nextUnit(plan, doneKeys, { only: null, from: null }) === null;
  const endsRun = isLast || nextUnit(plan, doneKeys, run.settings.loop) === null;
  const { state, settled } = takeSettledHalts(completed, unit.key, isLast);
  const finished = isLast ? markSpecCompleted(state, at) : state;
  // A run that is named there was cut off: what it left uncommitted would be taken for an agent's.
  await run.save({
    ...finished,
    ...(endsRun ? { run: null } : {}),
    keeping: keepingMark(run, unit.key),
  });
  prepareNext(run, unit);
  return { settled, endsRun };
}

/** A red one is remembered until it is green again: the next run must know what failed before. */
function recordVerified(state: SpecState, verified: VerifyResult | null): SpecState {
  if (verified === null || (verified.ok && state.verified == null)) return state;
  const inherited = state.verified?.inherited === true ? { inherited: true } : {};
  return { ...state, verified: verified.ok ? null : { ...redRecord(verified), ...inherited } };
}
