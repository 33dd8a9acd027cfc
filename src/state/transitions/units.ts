import type { Assignment, DispatchUnit } from '../../plan/types.ts';
import { normalizeTitle } from '../../tasks/match-tasks.ts';
import { firstCharacters } from '../../text.ts';
import { updateBreaker } from '../../throttle/breaker.ts';
import { iso } from '../../time.ts';
import type { FindUnitCommits, SpecState, UnitState } from '../types.ts';
import { recordHeartbeat } from './known-run.ts';
import { addCredits, roundToInteger, roundToMillionths, roundToTenths } from './totals.ts';

/* Every step of one unit's past: (state, what happened) → the next state. `now` in epoch ms. */

/** Who works on a unit. */
export function recordAssignment(state: SpecState, unitKey: string, assignment: Assignment): SpecState {
  return { ...state, assignments: { ...state.assignments, [unitKey]: { ...assignment } } };
}

/** An attempt begins. A key that now stands for another title starts from nothing. */
export function startAttempt(
  state: SpecState,
  attempt: {
    readonly unit: { readonly key: string; readonly title: string };
    readonly backend: string;
    readonly now: number;
  },
): SpecState {
  const { key, title } = attempt.unit;
  const current = isRenumbered(state, key, title) ? clearUnit(state, key) : state;
  const unit = current.units[key];
  const reopened = current.completed.includes(key)
    ? { ...current, completed: current.completed.filter((done) => done !== key) }
    : current;
  return patchUnit({ ...reopened, completed_at: null }, key, {
    status: 'in-progress',
    title,
    backend: attempt.backend,
    started_at: unit?.started_at ?? iso(attempt.now),
  });
}

/** What came of an attempt. Durations in s, money in USD. */
export interface AttemptEnd {
  readonly unitKey: string;
  readonly backend: string;
  /** false for limits, transients and cancellations: they spend no attempt and prove nothing about the work. */
  readonly counted: boolean;
  readonly status: UnitState['status'];
  readonly durationS: number;
  readonly tokens: number;
  readonly costUsd: number | null;
  readonly costEstimated: boolean;
  /** Left out: none. */
  readonly credits?: number;
  /** null: the agent named none; an older one is kept. */
  readonly session: string | null;
  /** What the next attempt is told; null: what it would have been told before still stands. */
  readonly failure: string | null;
  /** What it came to, in a line for the person who may be asked; null: nothing that they are not told anyway. */
  readonly tried: string | null;
  /** It left no trace in the working tree. */
  readonly idle: boolean;
  /** Of its error, to recognise the same one again. */
  readonly fingerprint: string | null;
  readonly now: number;
}

/** An attempt ended; its cost is added whatever became of it. */
export function endAttempt(state: SpecState, end: AttemptEnd): SpecState {
  const unit = state.units[end.unitKey] ?? newUnit;
  const patch: Partial<UnitState> = {
    status: end.status,
    backend: end.backend,
    attempts: unit.attempts + (end.counted ? 1 : 0),
    // What took any time at all is no unit without a measurement.
    duration_s: Math.max(end.durationS > 0 ? 0.1 : 0, roundToTenths((unit.duration_s ?? 0) + end.durationS)),
    tokens: roundToInteger((unit.tokens ?? 0) + end.tokens),
    cost_usd: roundToMillionths((unit.cost_usd ?? 0) + (end.costUsd ?? 0)),
    cost_estimated: (unit.cost_estimated ?? false) || end.costEstimated,
    ...addCredits(unit.credits, end.credits),
  };
  if (end.counted) {
    const { next } = updateBreaker(unit, { fingerprint: end.fingerprint, changed: !end.idle });
    patch.idle = next.idle;
    patch.fingerprint = next.fingerprint;
  } else if (!end.idle) {
    patch.idle = 0;
  }
  if (end.failure !== null) patch.last_failure = end.failure;
  if (end.tried !== null) patch.tried = [...(unit.tried ?? []), end.tried].slice(-MAX_TRIED);
  if (end.session !== null) patch.sessions = { ...unit.sessions, [end.backend]: end.session };
  return recordHeartbeat(patchUnit(state, end.unitKey, patch), end.now);
}

/** A session could not be gone on with: the next attempt starts a fresh one. */
export function clearSession(state: SpecState, unitKey: string, backend: string): SpecState {
  const { [backend]: cleared, ...sessions } = state.units[unitKey]?.sessions ?? {};
  return cleared === undefined ? state : patchUnit(state, unitKey, { sessions });
}

/** A unit's end. `keys`: its own and its descendants', to be listed as completed. */
export function markUnitCompleted(
  state: SpecState,
  done: {
    readonly unitKey: string;
    readonly keys: readonly string[];
    readonly summary: string;
    readonly now: number;
  },
): SpecState {
  return markUnitFinished(state, done, 'completed');
}

/** A person counts a unit as done. */
export function markUnitSkipped(
  state: SpecState,
  skipped: {
    readonly unitKey: string;
    readonly keys: readonly string[];
    readonly summary: string;
    readonly now: number;
  },
): SpecState {
  return markUnitFinished(state, skipped, 'skipped');
}

/** Characters of an agent's report that the state keeps; commit and progress log shorten it as they need. */
const MAX_SUMMARY = 4000;

function markUnitFinished(
  state: SpecState,
  done: { readonly unitKey: string; readonly keys: readonly string[]; readonly summary: string; readonly now: number },
  status: 'completed' | 'skipped',
): SpecState {
  const completed = [...new Set([...state.completed, done.unitKey, ...done.keys])];
  return patchUnit({ ...omitFromUnit(state, done.unitKey, ['tried', 'base']), completed }, done.unitKey, {
    status,
    summary: firstCharacters(done.summary, MAX_SUMMARY),
    idle: 0,
    fingerprint: null,
    last_failure: null,
    completed_at: iso(done.now),
  });
}

/** The checkpoint that holds a unit's work; known only after it was made, so it travels in the next one. */
export function recordCommit(state: SpecState, unitKey: string, sha: string): SpecState {
  return patchUnit(state, unitKey, { commit: sha });
}

/** The same with the commits that no state holds yet, `find`: by the task's number. Asked only where there are such. */
export async function withUnitCommits(
  state: SpecState,
  units: readonly Pick<DispatchUnit, 'key' | 'id'>[],
  find: FindUnitCommits,
): Promise<SpecState> {
  const lacking = units.filter(({ key }) => state.units[key]?.status === 'completed' && !state.units[key].commit);
  if (lacking.length === 0) return state;
  const found = await find(state.former_names ?? []);
  return lacking.reduce((known, { key, id }) => {
    const sha = found.get(id ?? key);
    return sha === undefined ? known : recordCommit(known, key, sha);
  }, state);
}

/** Of lists of a state, which is never changed in place; every unit is looked up in them, several times a unit. */
const keySets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Keys that the state lists as done. */
export function completedKeys({ completed }: SpecState): ReadonlySet<string> {
  const known = keySets.get(completed) ?? new Set(completed);
  keySets.set(completed, known);
  return known;
}

/** Is `key` done, and still the task that was done? Entries without a stored title are trusted. */
export function isStillCompleted(state: SpecState, key: string, title: string): boolean {
  return completedKeys(state).has(key) && !isRenumbered(state, key, title);
}

/** Is a unit of the plan done by the state? A sub-task that a person put into it since then was not done with it. */
export function isUnitCompleted(
  state: SpecState,
  { key, title, leaves }: Pick<DispatchUnit, 'key' | 'title' | 'leaves'>,
): boolean {
  if (!isStillCompleted(state, key, title)) return false;
  const hasKnownTasks = state.units[key]?.title !== undefined;
  return !hasKnownTasks || leaves.every((leaf) => completedKeys(state).has(leaf));
}

/** Does `key` now stand for another title than the one that was worked on? */
function isRenumbered(state: SpecState, key: string, title: string): boolean {
  const previousTitle = state.units[key]?.title;
  if (previousTitle === undefined || previousTitle === title) return false;
  return normalizeTitle(previousTitle) !== normalizeTitle(title);
}

/**
 * Drops what is known of a key that stands for another task now. Answers stay: a person's words are never lost. One that
 * was done, and is open again for what a person added, has its attempts before it.
 */
export function clearFormerWork(state: SpecState, unit: { readonly key: string; readonly title: string }): SpecState {
  if (!isRenumbered(state, unit.key, unit.title)) {
    if (!state.completed.includes(unit.key)) return state;
    const completed = state.completed.filter((done) => done !== unit.key);
    const cleared = omitFromUnit(state, unit.key, ['tried', 'base', 'review']);
    return patchUnit({ ...cleared, completed }, unit.key, { attempts: 0 });
  }
  const { [unit.key]: _, ...assignments } = state.assignments;
  return { ...clearUnit(state, unit.key), assignments };
}

function clearUnit(state: SpecState, key: string): SpecState {
  const { [key]: _, ...units } = state.units;
  return { ...state, units, completed: state.completed.filter((done) => done !== key) };
}

/** What was tried is of no use to anybody any more. */
export function clearTried(state: SpecState, key: string): SpecState {
  return omitFromUnit(state, key, ['tried']);
}

function omitFromUnit(state: SpecState, key: string, fields: readonly ('tried' | 'base' | 'review')[]): SpecState {
  const unit = state.units[key];
  if (unit === undefined || fields.every((field) => unit[field] === undefined)) return state;
  const rest = { ...unit };
  for (const field of fields) delete rest[field];
  return { ...state, units: { ...state.units, [key]: rest } };
}

const MAX_TRIED = 10;

const newUnit: UnitState = { status: 'in-progress', attempts: 0 };

/** Changes what is said of one unit; an unknown one starts without attempts. */
export function patchUnit(state: SpecState, key: string, patch: Partial<UnitState>): SpecState {
  return { ...state, units: { ...state.units, [key]: { ...(state.units[key] ?? newUnit), ...patch } } };
}
