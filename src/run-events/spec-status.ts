import type { SpecDependencies } from '../plan/order/spec-order.ts';
import type { Halt, Paused } from '../state/types.ts';
import { DAY, MAX_PAUSE } from '../time.ts';

/** A spec as it was read, before it is known what the others mean for it. */
export interface ReadSpecStatus {
  readonly name: string;
  /** Its folder, from the work folder. */
  readonly folder: string;
  readonly done: number;
  readonly total: number;
  /** The branch with its work; null: there is none. */
  readonly branch: string | null;
  /** When it was last worked on there, epoch ms; null: never. */
  readonly workedAt: number | null;
  readonly isComplete: boolean;
  /** Complete also on the base, where others begin. */
  readonly isInBase: boolean;
  readonly halt: Halt | null;
  readonly paused: Pick<Paused, 'at' | 'resume_after' | 'why'> | null;
  /** Why it cannot be worked on, and what to do; null: it can be. */
  readonly problem: { readonly message: string; readonly fix: string | null } | null;
  /** Its tasks are still to be written. */
  readonly isUnplanned: boolean;
}

/** What is to be done with a spec now. */
export type SpecStatusKind = 'open' | 'paused' | 'halted' | 'blocked' | 'complete' | 'unplanned' | 'unreadable';

export interface SpecStatus extends ReadSpecStatus {
  readonly kind: SpecStatusKind;
  /** Specs that come before it by the configuration, and are not in the base. */
  readonly waitsFor: readonly { readonly name: string; readonly kind: SpecStatusKind }[];
}

/** Jobs of a matrix, at most (https://docs.github.com/actions/reference/limits). */
export const MATRIX_LIMIT = 256;

/** How each spec stands, in the order given. `now`: epoch ms. */
export function judgeSpecs(
  specs: readonly ReadSpecStatus[],
  after: SpecDependencies,
  now: number,
): readonly SpecStatus[] {
  const ready = new Set(specs.filter(({ isComplete, isInBase }) => isComplete && isInBase).map(({ name }) => name));
  const waitedFor = (spec: ReadSpecStatus) => (after.get(spec.name) ?? []).filter((name) => !ready.has(name));
  const kinds = new Map(specs.map((spec) => [spec.name, kindOf(spec, waitedFor(spec).length > 0, now)]));
  return specs.map((spec) => ({
    ...spec,
    kind: kinds.get(spec.name) ?? 'unreadable',
    waitsFor: waitedFor(spec).map((name) => ({ name, kind: kinds.get(name) ?? 'unreadable' })),
  }));
}

function kindOf(spec: ReadSpecStatus, waits: boolean, now: number): SpecStatusKind {
  if (spec.problem !== null) return 'unreadable';
  if (spec.isUnplanned) return 'unplanned';
  if (spec.isComplete) return 'complete';
  if (spec.halt !== null) return 'halted';
  if (waits) return 'blocked';
  return pausedUntil(spec.paused, now) === null ? 'open' : 'paused';
}

/**
 * Until when a scheduled run leaves a pause alone, epoch ms; null: it need not. A clock that was days ahead may have noted
 * it; one that was hours ahead makes it that much longer, which costs less than calls before a limit lifts.
 */
export function pausedUntil(paused: Pick<Paused, 'at' | 'resume_after'> | null, now: number): number | null {
  if (paused === null || paused.resume_after === null || Date.parse(paused.at) > now + DAY) return null;
  const until = Date.parse(paused.resume_after);
  return until > now && until < now + MAX_PAUSE ? until : null;
}

/**
 * Names of the specs that have something to do now, those first that were not worked on for longest: where a matrix
 * cannot hold them all, the rest comes with the next. `left`: how many that are.
 */
export function nextWave(specs: readonly SpecStatus[]): { readonly names: readonly string[]; readonly left: number } {
  const open = specs.filter(({ kind }) => kind === 'open').sort((a, b) => (a.workedAt ?? 0) - (b.workedAt ?? 0));
  return {
    names: open.slice(0, MATRIX_LIMIT).map(({ name }) => name),
    left: Math.max(0, open.length - MATRIX_LIMIT),
  };
}
