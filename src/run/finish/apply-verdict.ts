import { unreachable } from '../../errors.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import { LAST_REASON } from '../../report/pages/issues/halt-issue.ts';
import { attemptEntry } from '../../report/progress-log.ts';
import { clearSession } from '../../state/transitions/units.ts';
import { formatTimes, listFirst, plural } from '../../text.ts';
import { checkBreaker } from '../../throttle/breaker.ts';
import { closingQuestion } from '../../verdict/question.ts';
import type { Verdict } from '../../verdict/types.ts';
import type { AttemptResult } from '../attempt/attempt.ts';
import { haltRun } from '../halt.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';
import { completeUnit } from './complete-unit.ts';
import { pauseCancelledRun, pauseRun } from './pause.ts';
import { recordAttempt } from './record-attempt.ts';

/** Draws the consequences of an attempt; null: the run goes on. */
export async function applyVerdict(
  run: RunState,
  unit: DispatchUnit,
  attemptResult: AttemptResult,
): Promise<RunEnd | null> {
  const { verdict, session, report, backend } = attemptResult;
  if (session !== null && report.error?.code === 'session_not_found') {
    run.warn(`task ${unit.key}: ${backend} no longer has its session; it starts a new one`);
    await run.save({ ...clearSession(run.state, unit.key, backend), under_way: null });
    return null;
  }
  recordAttempt(run, unit, attemptResult);
  const files = run.addChangedFiles(unit.key, attemptResult.change.files);
  if (verdict.kind === 'done') {
    // Its checkpoint holds what its earlier attempts wrote, too.
    const completed = { ...attemptResult, change: { ...attemptResult.change, files } };
    return completeUnit(run, unit, completed, verdict.summary);
  }
  const { attempts } = run.settings.loop;
  await run.ports.files.appendProgress(attemptEntry(unit, attemptResult, attempts));
  return applyFailure(run, unit, attemptResult, verdict);
}

async function applyFailure(
  run: RunState,
  unit: DispatchUnit,
  attemptResult: AttemptResult,
  verdict: Exclude<Verdict, { kind: 'done' }>,
): Promise<RunEnd | null> {
  switch (verdict.kind) {
    case 'halted':
      return haltForUnit(run, unit, attemptResult, 'question', verdict.question);
    case 'refused':
      return haltForUnit(run, unit, attemptResult, 'refused', `${verdict.reason}\n\n${verdict.remedy}`);
    case 'limited':
    case 'transient':
      await run.save();
      return null;
    case 'cancelled':
      await run.ports.repository.saveWork(unit.key, 'cancelled');
      if (attemptResult.end !== null) return attemptResult.end;
      return run.stopped ? pauseCancelledRun(run) : pauseRun(run, 'cancelled', verdict.reason, null);
    case 'timed-out':
    case 'stalled':
      await run.ports.repository.saveWork(unit.key, verdict.kind);
      return retryOrHalt(run, unit, attemptResult);
    case 'incomplete':
    case 'failed':
      return retryOrHalt(run, unit, attemptResult);
    default:
      return unreachable(verdict);
  }
}

async function retryOrHalt(run: RunState, unit: DispatchUnit, attemptResult: AttemptResult): Promise<RunEnd | null> {
  const reason = 'reason' in attemptResult.verdict ? attemptResult.verdict.reason : attemptResult.verdict.kind;
  const unitState = run.state.units[unit.key];
  const isLast = attemptResult.number >= run.settings.loop.attempts;
  const trip = checkBreaker(unitState ?? {});
  // It asks in prose what it should have stopped for: that is what a person is to answer.
  const question = attemptResult.verdict.kind === 'incomplete' && closingQuestion(attemptResult.report.finalMessage);
  if (question && (isLast || trip !== null)) return haltForUnit(run, unit, attemptResult, 'question', question);
  if (isLast) {
    return haltForUnit(
      run,
      unit,
      attemptResult,
      'attempts',
      `Task ${unit.id ?? unit.title} failed ${formatTimes(attemptResult.number)}. How should it continue?\n\n${LAST_REASON}${reason}`,
    );
  }
  if (trip !== null) return haltForUnit(run, unit, attemptResult, 'breaker', `${trip.why}\n\n${LAST_REASON}${reason}`);
  await run.save();
  return null;
}

function haltForUnit(
  run: RunState,
  unit: DispatchUnit,
  attemptResult: AttemptResult,
  cause: 'question' | 'attempts' | 'refused' | 'breaker',
  question: string,
): RunEnd {
  const unitState = run.state.units[unit.key];
  const recordedTries = unitState?.tried ?? [];
  const attempts =
    recordedTries.length > 0
      ? recordedTries
      : [formatAttempts(unitState?.attempts ?? attemptResult.number, attemptResult.backend)];
  const tried = [...attempts, changeSummary(run, unit)];
  return haltRun(run, unit, { cause, question, tried, tail: attemptResult.report.tail });
}

/** What all attempts of the unit left, not the last one alone. */
function changeSummary(run: RunState, { key }: DispatchUnit): string {
  const files = run.addChangedFiles(key, []);
  if (files.length > 0) return `Changed since the unit began: ${listFirst(files, 12)}`;
  return run.state.units[key]?.touched === true ? 'No file changed in this run.' : 'No file changed.';
}

function formatAttempts(count: number, backend: string): string {
  return `${plural(count, 'attempt')} with ${backend}`;
}
