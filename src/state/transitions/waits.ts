import { MINUTE } from '../../time.ts';
import type { SpecState } from '../types.ts';
import { iso } from './known-run.ts';
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
const SHORTEST_KEPT = 5 * MINUTE;
const MOST_KEPT = 40;

/** It has waited for this reason since a moment. Times in epoch ms. */
export function endWait(
  state: SpecState,
  { since, now, reason }: { readonly since: number; readonly now: number; readonly reason: string },
): SpecState {
  const ms = Math.max(0, now - since);
  const { waiting: _, ...rest } = addWaiting(state, reason, ms / 1000);
  if (ms < SHORTEST_KEPT) return rest;
  const waits = [...(state.waits ?? []), { since: iso(since), until: iso(now), reason }];
  return { ...rest, waits: waits.slice(-MOST_KEPT) };
}
