import type { DispatchUnit, Plan } from '../plan/types.ts';
import { isUnitCompleted } from '../state/transitions/units.ts';
import { MOST_WAITS_KEPT } from '../state/transitions/waits.ts';
import type { SpecState, UnitState, Wait } from '../state/types.ts';
import { percentile } from '../throttle/percentile.ts';
import { HOUR, MINUTE, SECOND } from '../time.ts';
import type { OpenUnit, PastUnit } from './types.ts';

/** A longer one holds a gap between runs: a machine that was lost, or a person who slept. */
const LONGEST_OVERHEAD = 30 * MINUTE;
/** One that is so many times what is usual, and no shorter than that, does as well. */
const UNUSUAL = { times: 4, ms: 10 * MINUTE };
/** From the end of a unit to the start of the next one: commit, push, delay, and the start of a run. */
const LONGEST_STEP = 10 * MINUTE;

/** The finished units of the spec and of the others of its folder; of `backend` alone where three or more are its own. */
export function pastUnits(
  state: SpecState,
  plan: Plan,
  others: readonly SpecState[],
  backend: string,
): readonly PastUnit[] {
  const sizes = new Map(plan.units.map((unit) => [unit.key, sizeOf(unit)]));
  const known = [
    ...pastOf(state, null, (key) => sizes.get(key) ?? null),
    ...others.flatMap((other, spec) => pastOf(other, spec, () => null)),
  ];
  const same = known.filter((one) => one.backend === backend);
  return (same.length >= 3 ? same : known).map(({ past }) => past);
}

function pastOf(
  state: SpecState,
  spec: number | null,
  sizeOfKey: (key: string) => number | null,
): { readonly backend: string | null; readonly past: PastUnit }[] {
  const reviewMs = usualReview(state);
  const troubles = troublesIn(state.waits ?? []);
  const timed = finishedUnits(state).map(([key, unit]) => ({
    key,
    unit,
    ...timeOf(unit, state, { reviewMs, troubles }),
  }));
  const usual = percentile(
    timed.flatMap(({ aroundMs }) => aroundMs ?? []),
    0.5,
  );
  return timed.map(({ key, unit, aroundMs, ...time }) => {
    const isGap = aroundMs !== null && aroundMs >= longestOverhead(usual ?? 0);
    const attempts = Math.max(1, unit.attempts);
    return {
      backend: unit.backend ?? null,
      past: {
        spec,
        size: sizeOfKey(key),
        workMs: (unit.duration_s ?? 0) * SECOND,
        overheadMs: aroundMs !== null && aroundMs > 0 && !isGap ? aroundMs : null,
        reviews: unit.review === undefined ? null : { calls: unit.review.calls, ms: reviewMs },
        lostMs: [...time.lostMs, ...(isGap ? [aroundMs * attempts] : [])],
        tokens: unit.tokens ?? 0,
        costUsd: unit.cost_usd ?? 0,
        attempts,
      },
    };
  });
}

function longestOverhead(usualMs: number): number {
  return Math.min(LONGEST_OVERHEAD, Math.max(UNUSUAL.ms, UNUSUAL.times * usualMs));
}

/** ms of a reviewer's call: what agents did beside the units' attempts; the other calls among it are short ones. */
function usualReview({ units, totals }: SpecState): number {
  const all = Object.values(units);
  const calls = all.reduce((sum, { review }) => sum + (review?.calls ?? 0), 0);
  const attemptsS = all.reduce((sum, { duration_s = 0 }) => sum + duration_s, 0);
  return calls === 0 ? 0 : (Math.max(0, (totals?.agent_s ?? 0) - attemptsS) / calls) * SECOND;
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

/**
 * `aroundMs`: from its start to its end, an attempt's share of what neither agents nor waits took; `lostMs`: waits for a
 * service in trouble, and the gap before it. null: not known.
 */
function timeOf(
  unit: UnitState,
  state: SpecState,
  { reviewMs, troubles }: { readonly reviewMs: number; readonly troubles: readonly Trouble[] },
): { readonly aroundMs: number | null; readonly lostMs: readonly number[] } {
  const { waits = [] } = state;
  const [start, end] = [Date.parse(unit.started_at ?? ''), Date.parse(unit.completed_at ?? '')];
  const before = Object.values(state.units).map(({ completed_at }) => Date.parse(completed_at ?? ''));
  const previous = Math.max(...before.filter((at) => at <= start));
  // Of what came before the waits that are kept nobody knows what it waited for.
  const [oldest] = waits.length < MOST_WAITS_KEPT ? [] : waits;
  const knownFrom = oldest === undefined ? Number.NEGATIVE_INFINITY : Date.parse(oldest.since);
  if (!(end >= start && start >= knownFrom)) return { aroundMs: null, lostMs: [] };
  const waited = (from: number, to: number) => waits.reduce((sum, wait) => sum + within(wait, from, to), 0);
  const attempts = Math.max(1, unit.attempts);
  const agentsMs = (unit.duration_s ?? 0) * SECOND + (unit.review?.calls ?? 0) * reviewMs;
  const gap = Number.isFinite(previous) && previous >= knownFrom ? start - previous - waited(previous, start) : 0;
  const troubled = troubles.filter(({ since }) => since >= start && since < end).map(({ ms }) => ms);
  return {
    aroundMs: (end - start - agentsMs - waited(start, end)) / attempts,
    lostMs: [...troubled, ...(gap >= LONGEST_STEP ? [gap] : [])].filter((ms) => ms > 0),
  };
}

/** A service was in trouble from a moment on, and so long was waited for it in all. Epoch ms, and ms. */
interface Trouble {
  readonly since: number;
  readonly ms: number;
}

/** Trouble comes in spells: what returns within the hour is the same. */
function troublesIn(waits: readonly Wait[]): readonly Trouble[] {
  const found: { since: number; until: number; ms: number }[] = [];
  for (const { reason, ...wait } of waits) {
    if (reason !== 'transient') continue;
    const [since, until] = [Date.parse(wait.since), Date.parse(wait.until)];
    const last = found.at(-1);
    if (last === undefined || since - last.until > HOUR) found.push({ since, until, ms: until - since });
    else Object.assign(last, { until, ms: last.ms + until - since });
  }
  return found;
}

/** ms of a wait that lie between two moments. */
function within({ since, until }: Wait, from: number, to: number): number {
  return Math.max(0, Math.min(to, Date.parse(until)) - Math.max(from, Date.parse(since)));
}
