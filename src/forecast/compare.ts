import { emptyTotals } from '../state/transitions/totals.ts';
import type { NotedForecast, SpecState, Totals } from '../state/types.ts';
import { HOUR } from '../time.ts';
import type { Forecast, Range } from './types.ts';

/** What was foretold, and what came. */
export interface Compared {
  readonly foretold: Range;
  readonly came: number;
}

/** How far a forecast was off. Times in epoch ms. */
export interface ForecastResult {
  readonly at: number;
  /** The morning. */
  readonly until: number;
  /** Nothing more is to come of the night: morning has come, all is done, or a person or a limit comes first. */
  readonly isOver: boolean;
  readonly units: Compared;
  /** Hours until all was done; null: it is not, or was not foretold. */
  readonly hours: Compared | null;
  /** null: not known, or the work went on after the morning. */
  readonly tokens: Compared | null;
  readonly costUsd: Compared | null;
}

/** What the end of the night needs of a forecast, for the state. */
export function noteForecast({ at, until, byMorning, complete }: Forecast, state: SpecState): NotedForecast {
  const { tokens, costUsd } = usedIn(state.totals);
  const hoursOf = (moment: number) => (Number.isFinite(moment) ? round((moment - at) / HOUR) : null);
  return {
    at: new Date(at).toISOString(),
    until: new Date(until).toISOString(),
    units: { ...byMorning.units },
    tokens_before: tokens,
    tokens: mapRange(byMorning.tokens, Math.round),
    cost_before_usd: costUsd,
    cost_usd: byMorning.costUsd === null ? null : mapRange(byMorning.costUsd, round),
    hours: mapRange(complete.at, hoursOf),
  };
}

/** A night goes on over pauses and further runs, until its morning: so long its first forecast stands. */
export function isOfThisNight(noted: NotedForecast | null | undefined, now: number): boolean {
  return noted != null && Date.parse(noted.at) <= now && now < Date.parse(noted.until);
}

/** How the forecast of the last night stands; null: there was none. */
export function compareForecast(state: SpecState, now: number): ForecastResult | null {
  const { forecast } = state;
  if (forecast == null) return null;
  const [at, until] = [Date.parse(forecast.at), Date.parse(forecast.until)];
  const doneAt = state.completed_at === null ? null : Date.parse(state.completed_at);
  const { low, likely, high } = forecast.hours;
  const isDone = doneAt !== null && doneAt >= at;
  const hasHours = low !== null && likely !== null && high !== null;
  // What was used after the morning is not told apart from what was used before.
  const isCounted = isDone ? doneAt <= until : now <= until;
  const used = usedIn(state.totals);
  const tokens = used.tokens - forecast.tokens_before;
  const costUsd = used.costUsd - forecast.cost_before_usd;
  return {
    at,
    until,
    isOver: isDone || now >= until || isStopped(state, until),
    units: { foretold: forecast.units, came: finishedBetween(state, at, until) },
    hours: isDone && hasHours ? { foretold: { low, likely, high }, came: (doneAt - at) / HOUR } : null,
    tokens: isCounted && tokens > 0 ? { foretold: forecast.tokens, came: tokens } : null,
    costUsd:
      isCounted && costUsd > 0 && forecast.cost_usd !== null ? { foretold: forecast.cost_usd, came: costUsd } : null,
  };
}

/** A person comes first, or what is waited for comes after the morning. */
function isStopped({ halt, paused }: SpecState, until: number): boolean {
  if (halt !== null) return true;
  return paused !== null && paused.resume_after !== null && Date.parse(paused.resume_after) >= until;
}

function finishedBetween({ units }: SpecState, from: number, to: number): number {
  return Object.values(units).filter(({ completed_at }) => {
    const at = completed_at === undefined ? Number.NaN : Date.parse(completed_at);
    return at >= from && at <= to;
  }).length;
}

function usedIn(totals: Totals = emptyTotals): { readonly tokens: number; readonly costUsd: number } {
  return { tokens: totals.tokens_in + totals.tokens_cached + totals.tokens_out, costUsd: totals.cost_usd };
}

function mapRange<T>({ low, likely, high }: Range, map: (value: number) => T): { low: T; likely: T; high: T } {
  return { low: map(low), likely: map(likely), high: map(high) };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
