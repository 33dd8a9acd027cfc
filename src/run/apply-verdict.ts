import { unreachable } from '../errors.ts';
import type { DispatchUnit } from '../plan/types.ts';
import { attemptEntry } from '../report/progress-log.ts';
import { forgetSession } from '../state/transitions/transitions.ts';
import { tripped } from '../throttle/breaker.ts';
import type { Attempted } from './attempt.ts';
import { cancelled } from './await-quota.ts';
import { finishUnit } from './complete-unit.ts';
import { bookAttempt } from './record-attempt.ts';
import type { End, Walk } from './run-state.ts';
import { haltEnd, pauseEnd } from './stop.ts';

/** Draws the consequences of an attempt; null: the walk goes on. */
export async function settle(walk: Walk, unit: DispatchUnit, attempted: Attempted): Promise<End | null> {
  const { verdict } = attempted;
  if (attempted.session !== null && attempted.report.error?.code === 'session_not_found') {
    walk.warn(`task ${unit.key}: ${attempted.backend} does not know its session any more; it starts a fresh one`);
    await walk.save(forgetSession(walk.state, unit.key, attempted.backend));
    return null;
  }
  const booked = bookAttempt(walk, unit, attempted);
  const files = walk.noteFiles(unit.key, attempted.change.files);
  if (verdict.kind !== 'done')
    await walk.ports.files.appendProgress(attemptEntry(unit, { ...attempted, booked }, walk.settings.loop.attempts));
  switch (verdict.kind) {
    case 'done':
      // Its checkpoint holds what its earlier attempts wrote, too.
      return finishUnit(walk, unit, { ...attempted, booked, change: { ...attempted.change, files } }, verdict.summary);
    case 'halted':
      return haltWith(walk, unit, attempted, 'question', verdict.question);
    case 'refused':
      return haltWith(walk, unit, attempted, 'refused', `${verdict.reason}\n\n${verdict.remedy}`);
    case 'limited':
    case 'transient':
      await walk.save();
      return null;
    case 'cancelled':
      await walk.ports.repository.saveWork(unit.key, 'cancelled');
      return walk.stopped ? cancelled(walk) : pauseEnd(walk, 'cancelled', verdict.reason, null);
    case 'timed-out':
    case 'stalled':
      await walk.ports.repository.saveWork(unit.key, verdict.kind);
      return retryOrHalt(walk, unit, attempted);
    case 'incomplete':
    case 'failed':
      return retryOrHalt(walk, unit, attempted);
    default:
      return unreachable(verdict);
  }
}

async function retryOrHalt(walk: Walk, unit: DispatchUnit, attempted: Attempted): Promise<End | null> {
  const reason = 'reason' in attempted.verdict ? attempted.verdict.reason : attempted.verdict.kind;
  const past = walk.state.units[unit.key];
  if (attempted.number >= walk.settings.loop.attempts) {
    return haltWith(
      walk,
      unit,
      attempted,
      'attempts',
      `Task ${unit.id ?? unit.title} was tried ${attempted.number === 1 ? 'once' : `${attempted.number} times`} without success. How should it go on?\n\nThe last reason: ${reason}`,
    );
  }
  const broken = tripped(past ?? {});
  if (broken !== null) return haltWith(walk, unit, attempted, 'breaker', `${broken.why}\n\nThe last reason: ${reason}`);
  await walk.save();
  return null;
}

function haltWith(
  walk: Walk,
  unit: DispatchUnit,
  attempted: Attempted,
  cause: 'question' | 'attempts' | 'refused' | 'breaker',
  question: string,
): End {
  const past = walk.state.units[unit.key];
  const failed = past?.tried ?? [];
  const attempts = failed.length > 0 ? failed : [attemptsOf(past?.attempts ?? attempted.number, attempted.backend)];
  const tried = [...attempts, attempted.change.summary].filter((line) => line !== '');
  return haltEnd(walk, unit, { cause, question, tried, tail: attempted.report.tail });
}

function attemptsOf(count: number, backend: string): string {
  return `${count} attempt${count === 1 ? '' : 's'} with ${backend}`;
}
