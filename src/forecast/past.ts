import type { DispatchUnit, Plan } from '../plan/types.ts';
import { isUnitCompleted } from '../state/transitions/units.ts';
import type { SpecState, UnitState, Wait } from '../state/types.ts';
import { MINUTE, SECOND } from '../time.ts';
import type { OpenUnit, PastUnit } from './types.ts';

/** A longer one holds a gap between runs: a pause, or a machine that was lost. */
const LONGEST_OVERHEAD = 30 * MINUTE;

/** The finished units of the spec and of the others of its folder; of `backend` alone where three or more are its own. */
export function pastUnits(
  state: SpecState,
  plan: Plan,
  others: readonly SpecState[],
  backend: string,
): readonly PastUnit[] {
  const sizes = new Map(plan.units.map((unit) => [unit.key, sizeOf(unit)]));
  const known = [
    ...finishedUnits(state).map(([key, unit]) => ({
      backend: unit.backend ?? null,
      past: toPast(unit, { spec: null, size: sizes.get(key) ?? null, waits: state.waits ?? [] }),
    })),
    ...others.flatMap((other, spec) =>
      finishedUnits(other).map(([, unit]) => ({
        backend: unit.backend ?? null,
        past: toPast(unit, { spec, size: null, waits: other.waits ?? [] }),
      })),
    ),
  ];
  const same = known.filter((one) => one.backend === backend);
  return (same.length >= 3 ? same : known).map(({ past }) => past);
}

/** The units that would still run, in order; `only` and `from` as a run was narrowed to them. */
export function openUnits(
  state: SpecState,
  plan: Plan,
  { only, from }: { readonly only: string | null; readonly from: string | null },
): readonly OpenUnit[] {
  const byKey = new Map(plan.units.map((unit) => [unit.key, unit]));
  const isNamed = ({ key, id, tasks }: DispatchUnit, name: string) =>
    key === name || id === name || tasks.some((task) => task.key === name || task.id === name);
  const open = plan.order.flatMap((key) => byKey.get(key) ?? []).filter((unit) => !isUnitCompleted(state, unit));
  const start =
    from === null
      ? 0
      : Math.max(
          0,
          open.findIndex((unit) => isNamed(unit, from)),
        );
  return open
    .slice(start)
    .filter((unit) => only === null || isNamed(unit, only))
    .map((unit) => ({
      size: sizeOf(unit),
      workedMs: (state.units[unit.key]?.duration_s ?? 0) * SECOND,
      isAssigned: Object.hasOwn(state.assignments, unit.key),
    }));
}

function finishedUnits(state: SpecState): [string, UnitState][] {
  return Object.entries(state.units).filter(([, unit]) => unit.status === 'completed' && (unit.duration_s ?? 0) > 0);
}

function sizeOf({ leaves }: DispatchUnit): number {
  return Math.max(1, leaves.length);
}

function toPast(
  unit: UnitState,
  of: { readonly spec: number | null; readonly size: number | null; readonly waits: readonly Wait[] },
): PastUnit {
  const workMs = (unit.duration_s ?? 0) * SECOND;
  return {
    spec: of.spec,
    size: of.size,
    workMs,
    ...timeAround(unit, workMs, of.waits),
    tokens: unit.tokens ?? 0,
    costUsd: unit.cost_usd ?? 0,
    attempts: Math.max(1, unit.attempts),
  };
}

/** From its start to its end, what neither agents nor waits for limits took: an attempt's share of it, or lost time. */
function timeAround(
  { started_at, completed_at, attempts }: UnitState,
  workMs: number,
  waits: readonly Wait[],
): Pick<PastUnit, 'overheadMs' | 'lostMs'> {
  if (started_at === undefined || completed_at === undefined) return { overheadMs: null, lostMs: [] };
  const [start, end] = [Date.parse(started_at), Date.parse(completed_at)];
  const within = ({ since, until }: Wait) =>
    Math.max(0, Math.min(end, Date.parse(until)) - Math.max(start, Date.parse(since)));
  const waited = waits.reduce((sum, wait) => sum + within(wait), 0);
  const around = end - start - workMs - waited;
  const overhead = around / Math.max(1, attempts);
  const isGap = overhead >= LONGEST_OVERHEAD;
  const troubled = waits.filter(({ reason }) => reason === 'transient').map(within);
  return {
    overheadMs: overhead > 0 && !isGap ? overhead : null,
    lostMs: [...troubled, ...(isGap ? [around] : [])].filter((ms) => ms > 0),
  };
}
