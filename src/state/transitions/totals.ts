import type { SpecState, Totals } from '../types.ts';

/** Adds to what was waited, in seconds, by reason. */
export function addWaiting(state: SpecState, reason: string, seconds: number): SpecState {
  const totals = state.totals ?? noTotals;
  const waiting_s = { ...totals.waiting_s, [reason]: tenths((totals.waiting_s[reason] ?? 0) + seconds) };
  return { ...state, totals: { ...totals, waiting_s } };
}

/** What one call cost. Tokens, USD, seconds in the agent. */
export interface Spent {
  readonly calls?: number;
  readonly tokens_in?: number;
  readonly tokens_cached?: number;
  readonly tokens_out?: number;
  readonly cost_usd?: number;
  readonly cost_estimated?: boolean;
  readonly agent_s?: number;
}

/** Adds to the sums of the spec, over all its runs; one flag of an estimate marks the whole sum. */
export function addTotals(state: SpecState, more: Spent): SpecState {
  const totals = state.totals ?? noTotals;
  return {
    ...state,
    totals: {
      ...totals,
      calls: whole(totals.calls + (more.calls ?? 0)),
      tokens_in: whole(totals.tokens_in + (more.tokens_in ?? 0)),
      tokens_cached: whole(totals.tokens_cached + (more.tokens_cached ?? 0)),
      tokens_out: whole(totals.tokens_out + (more.tokens_out ?? 0)),
      cost_usd: micros(totals.cost_usd + (more.cost_usd ?? 0)),
      cost_estimated: totals.cost_estimated || (more.cost_estimated ?? false),
      agent_s: tenths(totals.agent_s + (more.agent_s ?? 0)),
    },
  };
}

/** What came on top of earlier totals; an estimate in them marks this, too. */
export function totalsSince(before: Totals, now: Totals): Totals {
  const waited = Object.entries(now.waiting_s).map(([why, s]) => [why, tenths(s - (before.waiting_s[why] ?? 0))]);
  return {
    calls: now.calls - before.calls,
    tokens_in: now.tokens_in - before.tokens_in,
    tokens_cached: now.tokens_cached - before.tokens_cached,
    tokens_out: now.tokens_out - before.tokens_out,
    cost_usd: micros(now.cost_usd - before.cost_usd),
    cost_estimated: now.cost_estimated,
    agent_s: tenths(now.agent_s - before.agent_s),
    waiting_s: Object.fromEntries(waited),
  };
}

/** Totals of a spec on which nothing was spent yet. */
export const noTotals: Totals = {
  calls: 0,
  tokens_in: 0,
  tokens_cached: 0,
  tokens_out: 0,
  cost_usd: 0,
  cost_estimated: false,
  agent_s: 0,
  waiting_s: {},
};

/** Sums of floating point would otherwise show 0.30000000000000004 in a file that people read. */
export function tenths(value: number): number {
  return Math.round(sane(value) * 10) / 10;
}

export function whole(value: number): number {
  return Math.round(sane(value));
}

export function micros(value: number): number {
  return Math.round(sane(value) * 1e6) / 1e6;
}

/** Numbers come out of agents' streams; one NaN written here would make the file unreadable. */
function sane(value: number): number {
  return Number.isFinite(value) ? Math.max(0, value) : 0;
}
