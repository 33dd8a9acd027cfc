import { nameOf } from '../plan/task-name.ts';
import type { Plan } from '../plan/types.ts';
import { completedStill, noTotals } from '../state/transitions/transitions.ts';
import type { SpecState } from '../state/types.ts';
import type { OutcomeKind, Progress, UnitProgress } from './types.ts';

/** Everything the reports render, made of plan and state alone. */
export function buildProgress(facts: {
  readonly spec: string;
  readonly tasksPath: string;
  readonly plan: Plan | null;
  readonly state: SpecState;
  readonly outcome: OutcomeKind | 'running';
  readonly includeOptional: boolean;
  readonly branch: string | null;
  readonly warnings: readonly string[];
  readonly run: Progress['run'];
}): Progress {
  const { plan, state } = facts;
  const open = new Set(plan?.order ?? []);
  const units = (plan?.units ?? []).map((unit): UnitProgress => {
    const past = state.units[unit.key];
    const done =
      completedStill(state, unit.key, unit.title) ||
      (!open.has(unit.key) && (!unit.optional || unit.status === 'done'));
    return {
      key: unit.key,
      title: nameOf(unit),
      line: unit.line,
      status: past?.status === 'skipped' ? 'skipped' : done ? 'done' : statusOf(past?.status),
      optional: unit.optional,
      attempts: past?.attempts ?? 0,
      durationS: past?.duration_s ?? 0,
      tokens: past?.tokens ?? 0,
      costUsd: past?.cost_usd ?? 0,
      costEstimated: past?.cost_estimated ?? false,
      backend: past?.backend ?? null,
      commit: past?.commit ?? null,
      startedAt: past?.started_at ?? null,
      completedAt: past?.completed_at ?? null,
    };
  });
  const counted = units.filter((unit) => !unit.optional || facts.includeOptional || unit.status === 'done');
  const finished = counted.filter(({ status }) => status === 'done' || status === 'skipped');
  return {
    spec: facts.spec,
    tasksPath: facts.tasksPath,
    units,
    done: finished.length,
    total: counted.length,
    failed: counted.filter(({ status }) => status === 'failed').length,
    next: counted.find(({ key, status }) => open.has(key) && status !== 'done' && status !== 'skipped')?.key ?? null,
    outcome: facts.outcome,
    halt: state.halt,
    paused: state.paused,
    waiting: state.waiting ?? null,
    totals: state.totals ?? noTotals,
    run: facts.run,
    branch: facts.branch,
    warnings: facts.warnings,
  };
}

function statusOf(status: string | undefined): UnitProgress['status'] {
  return status === 'in-progress' || status === 'failed' || status === 'halted' ? status : 'open';
}
