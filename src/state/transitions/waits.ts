import { iso, MINUTE } from '../../time.ts';
import type { SpecState } from '../types.ts';
import { addWaiting } from './totals.ts';

/** A run begins to wait. Times in epoch ms. */
export function startWait(
  state: SpecState,
  wait: { readonly now: number; readonly until: number; readonly reason: string; readonly why: string },
): SpecState {
  const { now, until, reason, why } = wait;
  return { ...state, waiting: { since: iso(now), until: iso(until), reason, why } };
}

/** Shorter ones (ms) are not drawn anywhere. */
const SHORTEST_KEPT = MINUTE;
/** The last ones; of earlier units it is not known what they waited for. */
export const MOST_WAITS_KEPT = 40;

/** It has waited for this reason since a moment. Times in epoch ms. */
export function endWait(
  state: SpecState,
  { since, now, reason }: { readonly since: number; readonly now: number; readonly reason: string },
): SpecState {
  const ms = Math.max(0, now - since);
  const { waiting: _, ...rest } = addWaiting(state, reason, ms / 1000);
  return keepWait(rest, { since: iso(since), now, reason });
}

/** A stretch in which nothing was done, kept to be drawn; also one between runs, which no run has waited through. */
export function keepWait(
  state: SpecState,
  { since, now, reason }: { readonly since: string; readonly now: number; readonly reason: string },
): SpecState {
  if (!(now - Date.parse(since) >= SHORTEST_KEPT)) return state;
  return { ...state, waits: [...(state.waits ?? []), { since, until: iso(now), reason }].slice(-MOST_WAITS_KEPT) };
}
