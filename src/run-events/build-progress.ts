import { taskName } from '../plan/task-name.ts';
import type { Plan } from '../plan/types.ts';
import { emptyTotals } from '../state/transitions/totals.ts';
import { isStillCompleted } from '../state/transitions/units.ts';
import type { SpecState } from '../state/types.ts';
import type { OutcomeKind, Progress, UnitProgress } from './types.ts';

/** Everything the reports render, made of plan and state alone. */
export function buildProgress(source: {
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
  const { plan, state } = source;
  const remainingKeys = new Set(plan?.order ?? []);
  const units = (plan?.units ?? []).map((unit): UnitProgress => {
    const unitState = state.units[unit.key];
    const done =
      isStillCompleted(state, unit.key, unit.title) ||
      (!remainingKeys.has(unit.key) && (!unit.optional || unit.status === 'done'));
    return {
      key: unit.key,
      title: taskName(unit),
      line: unit.line,
      status: unitState?.status === 'skipped' ? 'skipped' : done ? 'done' : statusOf(unitState?.status),
      optional: unit.optional,
      attempts: unitState?.attempts ?? 0,
      durationS: unitState?.duration_s ?? 0,
      tokens: unitState?.tokens ?? 0,
      costUsd: unitState?.cost_usd ?? 0,
      costEstimated: unitState?.cost_estimated ?? false,
      backend: unitState?.backend ?? null,
      commit: unitState?.commit ?? null,
      startedAt: unitState?.started_at ?? null,
      completedAt: unitState?.completed_at ?? null,
    };
  });
  const counted = units.filter((unit) => !unit.optional || source.includeOptional || unit.status === 'done');
  const finished = counted.filter(({ status }) => status === 'done' || status === 'skipped');
  return {
    spec: source.spec,
    tasksPath: source.tasksPath,
    units,
    done: finished.length,
    total: counted.length,
    failed: counted.filter(({ status }) => status === 'failed').length,
    next:
      counted.find(({ key, status }) => remainingKeys.has(key) && status !== 'done' && status !== 'skipped')?.key ??
      null,
    outcome: source.outcome,
    halt: state.halt,
    paused: state.paused,
    waiting: state.waiting ?? null,
    totals: state.totals ?? emptyTotals,
    run: source.run,
    branch: source.branch,
    warnings: source.warnings,
  };
}

function statusOf(status: string | undefined): UnitProgress['status'] {
  return status === 'in-progress' || status === 'failed' || status === 'halted' ? status : 'open';
}
