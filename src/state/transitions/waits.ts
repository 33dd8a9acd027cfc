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

/** It has waited so many seconds for this reason. */
export function endWait(state: SpecState, reason: string, seconds: number): SpecState {
  const { waiting: _, ...rest } = addWaiting(state, reason, seconds);
  return rest;
}
