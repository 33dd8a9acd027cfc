import type { Settings } from '../../inputs/types.ts';
import { nextUnit } from '../../plan/next-unit.ts';
import type { Plan } from '../../plan/types.ts';
import { runEntry } from '../../report/progress-log.ts';
import type { OpenResult } from '../../repository/types.ts';
import { followTasks } from '../../state/transitions/follow-tasks.ts';
import { recordRunStart } from '../../state/transitions/known-run.ts';
import { newSpecState } from '../../state/transitions/transitions.ts';
import { withUnitCommits } from '../../state/transitions/units.ts';
import type { LoadedState } from '../../state/types.ts';
import { emptyHistory } from '../../throttle/history.ts';
import { readExpectedFailures } from '../attempt/acceptance/expected-tests.ts';
import { pauseCancelledRun, STOPPED_WHY } from '../finish/pause.ts';
import {
  CONTINUE,
  closeSkippedHalt,
  haltedSince,
  haltOnOpenIssue,
  haltRun,
  recordReply,
  recreateAnsweredHalt,
} from '../halt.ts';
import type { Ports } from '../ports.ts';
import { doneUnitKeys, readPlan, reportPlan } from '../read-plan.ts';
import { RunState } from '../run-state.ts';
import { takeGivenAnswer } from '../settle-questions.ts';
import type { Resume, RunContext, RunEnd, SpecInfo } from '../types.ts';
import { forecastNight } from './forecast-night.ts';
import { countLostAttempts } from './lost-attempts.ts';
import { haltOnRefusedPush, reportProblems } from './preflight.ts';
import { checkpointFinishedUnit, restoreLostWork, revertUnearnedTicks } from './recover.ts';
import { redoUnit } from './redo.ts';
import { checkHaltAndPause, mustStayPaused, recordAndPushReply } from './resume.ts';

/** Reads what there is, and ends at once where a person or the clock must come first. */
export async function startRun(
  settings: Settings,
  specInfo: SpecInfo,
  ports: Ports,
  context: RunContext,
): Promise<{ readonly run: RunState; readonly end: RunEnd | null }> {
  const now = ports.clock.now();
  const { others, ...savedState }: LoadedState = (await ports.store.load()) ?? {
    spec: newSpecState(now),
    throttle: emptyHistory(),
  };
  const run = new RunState(settings, specInfo, ports, context, savedState);
  run.otherSpecs = others ?? [];
  if (context.opened.kind === 'ready') {
    run.branch = context.opened.branch;
    run.unpublished = context.opened.unpublished === true;
  }
  const plan = await readPlan(run);
  run.updateState(followTasks(run.state, plan.units));
  const { unitCommits } = context;
  // A unit without its commit, as the last one always is, would be missing in what is told of the spec.
  if (context.opened.kind === 'ready' && unitCommits !== undefined)
    run.updateState(await withUnitCommits(run.state, plan.units, unitCommits));
  run.expectedFailures = readExpectedFailures(run.state, plan, specInfo.reading);
  checkSelection(run, plan);
  const { done, total } = run.counts;
  ports.log.emit({ kind: 'run-started', spec: specInfo.name, done, total, attach: ports.terminal.attach });
  if (context.opened.kind === 'stopped') {
    const message = `Paused: ${STOPPED_WHY} while the remote could not be reached: ${context.opened.reason}`;
    return { run, end: { kind: 'paused', message } };
  }
  return { run, end: await takeUpSpec(run, now) };
}

/** An unknown --only or --from is bad usage: it must be said before anything is touched, with what may explain it. */
function checkSelection(run: RunState, plan: Plan): void {
  const { only, from } = run.settings.loop;
  try {
    nextUnit(plan, doneUnitKeys(run.state, plan), { only, from });
  } catch (error) {
    reportPlan(run);
    throw error;
  }
}

/** What an earlier run left comes first, then what a person says; null: the run may work. */
async function takeUpSpec(run: RunState, now: number): Promise<RunEnd | null> {
  const { opened, resume, id, dispatched } = run.context;
  const interrupted = await revertUnearnedTicks(run);
  const leftEnd = await settleWhatWasLeft(run, interrupted);
  if (leftEnd !== null) return leftEnd;
  const hasWork = run.counts.done < run.counts.total;
  if (opened.kind === 'conflict') return haltOnBaseConflict(run, opened);
  await recreateAnsweredHalt(run);
  const check = await checkHaltAndPause(run);
  if (check.kind === 'end') return check.end;
  // An agent that cannot run is said before an answer is taken, or anything else is changed.
  if (hasWork && !(await reportProblems(run))) return pauseCancelledRun(run);
  const refusedEnd = hasWork ? await haltOnRefusedPush(run, check.reply) : null;
  if (refusedEnd !== null) return refusedEnd;
  const replyEnd = check.reply === null ? null : await recordAndPushReply(run, check.reply);
  if (replyEnd !== null) return replyEnd;
  run.begin();
  await restoreLostWork(run);
  if (check.reply === null && resume !== null) await takeAnswerWithoutHalt(run, resume);
  const wasPaused = run.state.paused !== null;
  run.updateState(recordRunStart(run.state, { runId: id, now, dispatched, settings: run.settings.kept }));
  // Where no unit follows, nothing else would say that the pause is over.
  if (wasPaused && !hasWork) await run.save();
  if (hasWork) forecastNight(run);
  if (hasWork) await run.ports.files.appendProgress(runEntry(run.progress()));
  return countLostAttempts(run, interrupted);
}

/** Where no halt is open, an answer may be for questions that were asked before the first unit. */
async function takeAnswerWithoutHalt(run: RunState, { answer }: Resume): Promise<void> {
  const isAnswer = answer.text !== CONTINUE && (await takeGivenAnswer(run, answer));
  if (isAnswer) return;
  const open = run.state.questions?.list.length ?? 0;
  run.warn(
    open > 0 && answer.text !== CONTINUE
      ? 'the answer names none of the questions, and is not kept: write a number with its letter, or with your words, such as `1b 2: your words`; the run continues'
      : 'no halt is open, so there is nothing to answer; the run continues',
  );
}

/** And what a person wants done again. */
async function settleWhatWasLeft(run: RunState, interrupted: string | null): Promise<RunEnd | null> {
  const { opened, resume } = run.context;
  // A halt or a pause that is known was saved after all that there may be to recover.
  if (run.state.halt === null && resume === null && !mustStayPaused(run)) {
    const end = await haltOnOpenIssue(run);
    if (end !== null) return end;
  }
  const end = await checkpointFinishedUnit(run, opened.kind === 'ready' ? opened.head : null);
  if (end !== null) {
    run.begin();
    return end;
  }
  return opened.kind === 'conflict' ? null : redoUnit(run, interrupted);
}

/** The base cannot be merged in: that takes a human, whatever else is waited for. An answer to another question is kept. */
async function haltOnBaseConflict(
  run: RunState,
  { base, files }: Extract<OpenResult, { kind: 'conflict' }>,
): Promise<RunEnd> {
  const instructions = `It conflicts in: ${files.join(', ')}. Merge it by hand on the work branch, then answer.`;
  if (run.state.halt?.cause === 'conflict') {
    return haltedSince(run.state.halt, `${base} still cannot be merged. ${instructions}`);
  }
  if (run.state.halt !== null) {
    const check = await checkHaltAndPause(run);
    if (check.kind === 'end') return check.end;
    if (check.reply !== null) {
      await recordReply(run, check.reply);
      await closeSkippedHalt(run, check.reply);
    }
  }
  run.begin();
  const question = `${base} could not be merged into the work branch. ${instructions}`;
  return haltRun(run, null, { cause: 'conflict', question, tried: [], tail: '' });
}
