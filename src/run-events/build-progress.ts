import { compareForecast } from '../forecast/compare.ts';
import { taskName } from '../plan/task-name.ts';
import type { DispatchUnit, LeftOpenCheckbox, Plan } from '../plan/types.ts';
import { emptyTotals } from '../state/transitions/totals.ts';
import { isUnitCompleted } from '../state/transitions/units.ts';
import type { SpecState, UnitState } from '../state/types.ts';
import type { OutcomeKind, Progress, UnitProgress } from './types.ts';

/** How far the units are. */
export type UnitCounts = Pick<Progress, 'units' | 'done' | 'total' | 'failed' | 'next'>;

/** Counts the units by plan and state; null: no plan was made yet. */
export function countUnits(plan: Plan | null, state: SpecState): UnitCounts {
  const remainingKeys = new Set(plan?.order ?? []);
  const isCounted = new Map((plan?.units ?? []).map(({ key, counts }) => [key, counts]));
  const units = (plan?.units ?? []).map((unit) => {
    const isDone =
      isUnitCompleted(state, unit) || (!remainingKeys.has(unit.key) && (!unit.optional || unit.status === 'done'));
    return toUnitProgress(unit, state.units[unit.key], isDone);
  });
  const counted = units.filter((unit) => isCounted.get(unit.key) || unit.status === 'done');
  const isFinished = ({ status }: UnitProgress) => status === 'done' || status === 'skipped';
  return {
    units,
    done: counted.filter(isFinished).length,
    total: counted.length,
    failed: counted.filter(({ status }) => status === 'failed').length,
    next: counted.find((unit) => remainingKeys.has(unit.key) && !isFinished(unit))?.key ?? null,
  };
}

function toUnitProgress(unit: DispatchUnit, state: UnitState | undefined, isDone: boolean): UnitProgress {
  return {
    key: unit.key,
    title: taskName(unit),
    line: unit.line,
    status: state?.status === 'skipped' ? 'skipped' : isDone ? 'done' : statusOf(state?.status),
    optional: unit.optional,
    ...pastOf(state),
  };
}

/** What a unit took so far. */
function pastOf(state: Partial<UnitState> = {}): Omit<UnitProgress, 'key' | 'title' | 'line' | 'status' | 'optional'> {
  return {
    attempts: state.attempts ?? 0,
    durationS: state.duration_s ?? 0,
    tokens: state.tokens ?? 0,
    costUsd: state.cost_usd ?? 0,
    costEstimated: state.cost_estimated ?? false,
    ...(state.credits === undefined ? {} : { credits: state.credits }),
    backend: state.backend ?? null,
    commit: state.commit ?? null,
    startedAt: state.started_at ?? null,
    completedAt: state.completed_at ?? null,
    ...(state.summary === undefined || state.summary === '' ? {} : { summary: state.summary }),
    ...(state.review === undefined ? {} : { advice: state.review.advice }),
    ...(state.evidence === undefined || state.evidence.length === 0 ? {} : { evidence: state.evidence }),
  };
}

function statusOf(status: string | undefined): UnitProgress['status'] {
  return status === 'in-progress' || status === 'failed' || status === 'halted' ? status : 'open';
}

/** The same without the units that are done here alone: whoever looks next cannot see them. */
export function withoutUndelivered(counts: UnitCounts, undelivered: ReadonlySet<string>): UnitCounts {
  if (undelivered.size === 0) return counts;
  const isHere = ({ key, status }: UnitProgress) => status === 'done' && undelivered.has(key);
  const units = counts.units.map(
    (unit): UnitProgress => (isHere(unit) ? { ...unit, status: 'open', commit: null, completedAt: null } : unit),
  );
  const done = counts.done - counts.units.filter(isHere).length;
  return { ...counts, units, done, next: counts.units.find(isHere)?.key ?? counts.next };
}

/** Everything the reports render, made of plan and state alone. */
export function buildProgress(source: {
  readonly spec: string;
  readonly tasksPath: string;
  readonly counts: UnitCounts;
  readonly state: SpecState;
  readonly outcome: OutcomeKind | 'running';
  readonly branch: string | null;
  readonly unpublished?: boolean;
  readonly warnings: readonly string[];
  readonly leftOpen: readonly LeftOpenCheckbox[];
  /** Epoch ms. */
  readonly now: number;
  readonly run: Progress['run'];
}): Progress {
  const { counts, state } = source;
  const forecast = compareForecast(state, source.now);
  return {
    spec: source.spec,
    tasksPath: source.tasksPath,
    ...counts,
    outcome: source.outcome,
    halt: state.halt,
    paused: state.paused,
    waiting: state.waiting ?? null,
    ...(state.waits === undefined ? {} : { waits: state.waits }),
    totals: state.totals ?? emptyTotals,
    run: source.run,
    branch: source.branch,
    unpublished: source.unpublished === true,
    warnings: source.warnings,
    leftOpen: source.leftOpen,
    ...(forecast === null ? {} : { forecast }),
    ...(state.questions == null || state.questions.list.length === 0 ? {} : { questions: state.questions }),
  };
}
