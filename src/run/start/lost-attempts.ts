import type { DispatchUnit } from '../../plan/types.ts';
import { endAttempt } from '../../state/transitions/units.ts';
import type { SpecState } from '../../state/types.ts';
import { formatTimes } from '../../text.ts';
import { PROCESS_ADVICE } from '../../verdict/judge.ts';
import { haltRun } from '../halt.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';

const LOST_RUN = `The run ended unexpectedly while the agent was running: its machine was lost, memory ran out, or something ended it. ${PROCESS_ADVICE}`;
const GO_ON =
  'What it had written so far is in the working tree or in the latest commits: check it first and continue from there.';

/**
 * An attempt whose run was gone, whoever or whatever ended it, is a failed one: it counts, the next one is told, and
 * the last one that is allowed stops for a person.
 * @param interrupted key of the unit that the state says was worked on; null: it says none, but a machine that starts
 * again knows of lost runs by the work that they saved.
 */
export function countLostAttempts(run: RunState, interrupted: string | null): RunEnd | null {
  const key = interrupted ?? run.restoredWork?.unit ?? null;
  const unit = run.plan?.units.find((planned) => planned.key === key);
  if (unit === undefined || run.state.completed.includes(unit.key)) return null;
  const lostAttempts = interrupted === null ? (run.restoredWork?.lostRuns ?? 0) : 1;
  for (let lost = 0; lost < lostAttempts; lost += 1) run.updateState(endLostAttempt(run, unit));
  const { attempts = 0, tried = [] } = run.state.units[unit.key] ?? {};
  if (lostAttempts === 0 || attempts < run.settings.loop.attempts) return null;
  const question = `Task ${unit.id ?? unit.title} failed ${formatTimes(attempts)}. How should it continue?\n\nLast reason: ${LOST_RUN}`;
  return haltRun(run, unit, { cause: 'attempts', question, tried, tail: '' });
}

function endLostAttempt({ state, now }: RunState, unit: DispatchUnit): SpecState {
  const backend = state.units[unit.key]?.backend ?? state.assignments[unit.key]?.owner_agent ?? 'agent';
  return endAttempt(state, {
    unitKey: unit.key,
    backend,
    counted: true,
    status: 'failed',
    durationS: 0,
    tokens: 0,
    costUsd: null,
    costEstimated: false,
    session: null,
    failure: `${LOST_RUN} ${GO_ON}`,
    tried: `${backend}, failed: the run ended unexpectedly while it was running`,
    // Nobody saw what it changed.
    idle: false,
    fingerprint: null,
    now,
  });
}
