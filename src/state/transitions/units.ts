import type { Assignment } from '../../plan/types.ts';
import { breaker } from '../../throttle/breaker.ts';
import type { SpecState, UnitState } from '../types.ts';
import { heartbeat, iso } from './known-run.ts';
import { micros, tenths, whole } from './totals.ts';

/* Every step of one unit's past: (state, what happened) → the next state. `now` in epoch ms. */

/** Who works on a unit. */
export function assign(state: SpecState, unitKey: string, assignment: Assignment): SpecState {
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
  const own = isRenumbered(state, key, title) ? forgetUnit(state, key) : state;
  const unit = own.units[key];
  const open = own.completed.includes(key) ? { ...own, completed: own.completed.filter((done) => done !== key) } : own;
  return patchUnit({ ...open, completed_at: null }, key, {
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
  /** null: the agent named none; an older one is kept. */
  readonly session: string | null;
  /** What the next attempt is told; null: what it would have been told before still stands. */
  readonly failure: string | null;
  /** What it came to, in a line for the human who may be asked; null: nothing that they are not told anyway. */
  readonly tried: string | null;
  /** It left no trace in the work tree. */
  readonly idle: boolean;
  /** Of its error, to recognise the same one again. */
  readonly fingerprint: string | null;
  readonly now: number;
}

/** An attempt ended; its cost is added whatever became of it. */
export function endAttempt(state: SpecState, end: AttemptEnd): SpecState {
  const unit = state.units[end.unitKey] ?? blankUnit;
  const patch: Partial<UnitState> = {
    status: end.status,
    backend: end.backend,
    attempts: unit.attempts + (end.counted ? 1 : 0),
    duration_s: tenths((unit.duration_s ?? 0) + end.durationS),
    tokens: whole((unit.tokens ?? 0) + end.tokens),
    cost_usd: micros((unit.cost_usd ?? 0) + (end.costUsd ?? 0)),
    cost_estimated: (unit.cost_estimated ?? false) || end.costEstimated,
  };
  if (end.counted) {
    const { next } = breaker(unit, { fingerprint: end.fingerprint, changed: !end.idle });
    patch.idle = next.idle;
    patch.fingerprint = next.fingerprint;
  } else if (!end.idle) {
    patch.idle = 0;
  }
  if (end.failure !== null) patch.last_failure = end.failure;
  if (end.tried !== null) patch.tried = [...(unit.tried ?? []), end.tried].slice(-MOST_TRIED);
  if (end.session !== null) patch.sessions = { ...unit.sessions, [end.backend]: end.session };
  return heartbeat(patchUnit(state, end.unitKey, patch), end.now);
}

/** A session could not be gone on with: the next attempt starts a fresh one. */
export function forgetSession(state: SpecState, unitKey: string, backend: string): SpecState {
  const { [backend]: gone, ...sessions } = state.units[unitKey]?.sessions ?? {};
  return gone === undefined ? state : patchUnit(state, unitKey, { sessions });
}

/** A unit's end. `keys`: its own and its descendants', to be listed as completed. */
export function completeUnit(
  state: SpecState,
  done: {
    readonly unitKey: string;
    readonly keys: readonly string[];
    readonly summary: string;
    readonly now: number;
  },
): SpecState {
  return finishUnit(state, done, 'completed');
}

/** A human counts a unit as done. */
export function skipUnit(
  state: SpecState,
  skipped: {
    readonly unitKey: string;
    readonly keys: readonly string[];
    readonly summary: string;
    readonly now: number;
  },
): SpecState {
  return finishUnit(state, skipped, 'skipped');
}

function finishUnit(
  state: SpecState,
  done: { readonly unitKey: string; readonly keys: readonly string[]; readonly summary: string; readonly now: number },
  status: 'completed' | 'skipped',
): SpecState {
  const completed = [...new Set([...state.completed, done.unitKey, ...done.keys])];
  return patchUnit({ ...forgetTried(state, done.unitKey), completed }, done.unitKey, {
    status,
    summary: done.summary,
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

/** Keys that the state lists as done. */
export function doneKeys(state: SpecState): ReadonlySet<string> {
  return new Set(state.completed);
}

/** Is `key` done, and still the task that was done? Entries without a stored title are trusted. */
export function completedStill(state: SpecState, key: string, title: string): boolean {
  return state.completed.includes(key) && !isRenumbered(state, key, title);
}

/** Does `key` now stand for another title than the one that was worked on? */
export function isRenumbered(state: SpecState, key: string, title: string): boolean {
  const known = state.units[key]?.title;
  return known !== undefined && plain(known) !== plain(title);
}

/** Drops what is known of a key that stands for another task now. Answers stay: a person's words are never lost. */
export function forgetRenumbered(state: SpecState, unit: { readonly key: string; readonly title: string }): SpecState {
  if (!isRenumbered(state, unit.key, unit.title)) return state;
  const { [unit.key]: _, ...assignments } = state.assignments;
  return { ...forgetUnit(state, unit.key), assignments };
}

function forgetUnit(state: SpecState, key: string): SpecState {
  const { [key]: _, ...units } = state.units;
  return { ...state, units, completed: state.completed.filter((done) => done !== key) };
}

/** What was tried is of no use to anybody any more. */
export function forgetTried(state: SpecState, key: string): SpecState {
  const { [key]: unit, ...others } = state.units;
  if (unit?.tried === undefined) return state;
  const { tried: _, ...rest } = unit;
  return { ...state, units: { ...others, [key]: rest } };
}

const MOST_TRIED = 10;

const blankUnit: UnitState = { status: 'in-progress', attempts: 0 };

/** Changes what is said of one unit; an unknown one starts without attempts. */
export function patchUnit(state: SpecState, key: string, patch: Partial<UnitState>): SpecState {
  return { ...state, units: { ...state.units, [key]: { ...(state.units[key] ?? blankUnit), ...patch } } };
}

function plain(title: string): string {
  return title.replace(/\s+/gu, ' ').trim();
}
