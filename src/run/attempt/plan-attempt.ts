import type { Executor } from '../../plan/assignment/owner-backends.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import type { RestoredWork } from '../../repository/types.ts';
import type { UnitState } from '../../state/types.ts';
import type { RunState } from '../run-state.ts';

/** An attempt, before it begins. */
export interface PlannedAttempt {
  readonly unit: DispatchUnit;
  readonly executor: Executor;
  readonly number: number;
  /** The session it is to go on with. */
  readonly session: string | null;
  /** What that session had used before. */
  readonly sessionTokens: UnitState['session_tokens'];
  /** What a lost run had left of it. */
  readonly lostWork: RestoredWork | null;
  /** Earlier attempts left work of the unit. */
  readonly changedBefore: boolean;
}

export function planAttempt(
  run: Pick<RunState, 'state' | 'settings'>,
  planned: Pick<PlannedAttempt, 'unit' | 'executor' | 'lostWork'>,
): PlannedAttempt {
  const { unit, executor, lostWork } = planned;
  const unitState = run.state.units[unit.key];
  const number = (unitState?.attempts ?? 0) + 1;
  // The last attempt starts again: a session that failed twice may be what is wrong. Once it has its own, it keeps it.
  const mayResumeSession = number < run.settings.loop.attempts || unitState?.session_attempt === number;
  const session = mayResumeSession ? (unitState?.sessions?.[executor.backend] ?? null) : null;
  // An agent that was cut off when all was written, and then says done, did leave a trace.
  const changedBefore = unitState?.touched === true || lostWork?.unit === unit.key;
  return { ...planned, number, session, sessionTokens: unitState?.session_tokens ?? null, changedBefore };
}
