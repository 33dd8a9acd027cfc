import type { Settings } from '../inputs/types.ts';
import { nextUnit } from '../plan/next-unit.ts';
import type { DispatchUnit, Plan } from '../plan/types.ts';
import { leftOpenSentence } from '../report/text/left-open-text.ts';
import type { Outcome } from '../run-events/types.ts';
import { followTasks } from '../state/transitions/follow-tasks.ts';
import { recordRun } from '../state/transitions/known-run.ts';
import { markSpecCompleted } from '../state/transitions/transitions.ts';
import { clearFormerWork } from '../state/transitions/units.ts';
import { ARCHIVE_COUNTS } from '../tasks/formats/openspec.ts';
import { runAttempt } from './attempt/attempt.ts';
import { awaitQuota } from './attempt/await-quota.ts';
import { assign } from './attempt/questions/assign.ts';
import { applyVerdict } from './finish/apply-verdict.ts';
import { finishRun } from './finish/finish.ts';
import { pauseAsAsked, pauseCancelledRun } from './finish/pause.ts';
import { closeHalts } from './halt.ts';
import type { Ports } from './ports.ts';
import { doneUnitKeys, readPlan, reportPlan } from './read-plan.ts';
import type { RunState } from './run-state.ts';
import { settleQuestions } from './settle-questions.ts';
import { verifyBeforeFirstUnit } from './start/preflight.ts';
import { startRun } from './start/start.ts';
import type { RunContext, RunEnd, SpecInfo } from './types.ts';

/**
 * Carries one spec from its first open unit to its last, one unit at a time. Every expected ending is an Outcome;
 * what is thrown is bad input (UserError) or a fault of ours.
 */
export async function orchestrate(
  settings: Settings,
  specInfo: SpecInfo,
  ports: Ports,
  context: RunContext,
): Promise<Outcome> {
  const { run, end: startEnd } = await startRun(settings, specInfo, ports, context);
  let end = startEnd;
  while (end === null) end = await runIteration(run);
  return finishRun(run, end);
}

/** Has this run, or one before, begun it and is not done with it? */
function isBegun({ state }: RunState, { key }: DispatchUnit): boolean {
  const status = state.units[key]?.status;
  return status === 'in-progress' || status === 'failed';
}

/** One iteration: the next unit, who works on it, leave to start, the attempt, its consequences. */
async function runIteration(run: RunState): Promise<RunEnd | null> {
  const { maxIterations, only, from } = run.settings.loop;
  const plan = await readPlan(run);
  run.updateState(followTasks(run.state, plan.units));
  reportPlan(run);
  const unit = nextUnit(plan, doneUnitKeys(run.state, plan), { only, from });
  if (unit === null) return completeRun(run, plan);
  if (run.stopped) return pauseCancelledRun(run);
  const isNew = !isBegun(run, unit);
  if (isNew && run.context.wishes?.stopsAfterUnit()) return pauseAsAsked(run);
  if (run.iterations >= maxIterations) {
    return {
      kind: 'max-iterations',
      message: `Stopped: the maximum number of iterations was reached (${maxIterations})`,
    };
  }
  // A task that was given another one's number inherits nothing; what somebody pushed may be work after the last unit.
  run.updateState(recordRun(clearFormerWork(run.state, unit), run.context.id, run.now));
  const questionsEnd = await settleQuestions(run, plan, unit);
  if (questionsEnd !== null) return questionsEnd;
  const assignment = await assign(run, unit);
  if (assignment.kind === 'again') return null;
  if (assignment.kind === 'end') return assignment.end;
  const quota = await awaitQuota(run, { backend: assignment.executor.backend, kind: 'attempt', mayStop: isNew });
  if (quota.kind === 'end') return quota.end;
  await verifyBeforeFirstUnit(run, unit);
  if (run.stopped) return pauseCancelledRun(run);
  // Another backend may stand in while this one is limited; it would not know the model.
  const isRequestedBackend = quota.backend === assignment.executor.backend;
  const executor = isRequestedBackend
    ? assignment.executor
    : { ...assignment.executor, backend: quota.backend, model: null };
  const attemptResult = await runAttempt(run, unit, executor);
  if (!['limited', 'transient'].includes(attemptResult.verdict.kind)) run.iterations += 1;
  return applyVerdict(run, unit, attemptResult);
}

/** Where a person's word was the last thing missing, no unit's end says that all is done and closes what was asked. */
async function completeRun(run: RunState, plan: Plan): Promise<RunEnd> {
  const { only, from } = run.settings.loop;
  if (run.records === 'unsaved' && nextUnit(plan, doneUnitKeys(run.state, plan), { only: null, from: null }) === null) {
    const { settling = [], completed_at } = run.state;
    if (completed_at === null) run.updateState(markSpecCompleted(run.state, run.now));
    run.updateState({ ...run.state, settling: [] });
    await closeHalts(run, settling, null);
  }
  const done = from === null ? 'every unit is done' : `every unit from ${from} on is done`;
  const isWhole = only === null && from === null;
  const notes = isWhole ? [leftOpenSentence(run.leftOpen), nextStep(run)] : [];
  const red =
    run.state.verified?.inherited === true ? ['the verify command still fails, as before the first unit'] : [];
  const message = [only === null ? done : `${only} is done`, ...red, ...notes.filter((note) => note !== null)].join(
    '; ',
  );
  return { kind: 'complete', message: `Complete: ${message}` };
}

/** What a person does with the complete spec, where its format says so. */
function nextStep({ spec, specInfo }: RunState): string | null {
  const uncounted = spec?.diagnostics.filter(({ code }) => code === ARCHIVE_COUNTS) ?? [];
  if (uncounted.length === 0) return specInfo.guidance.whenComplete;
  return `lines that \`openspec archive\` counts as open: ${uncounted.map(({ line }) => line).join(', ')}`;
}
