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
  /** The night goes on; or all is done, the morning has come, or a person or the end of a limit is waited for beyond it. */
  readonly stage: 'under-way' | 'complete' | 'morning' | 'stopped';
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
  const isDone = doneAt !== null && doneAt >= at;
  const hours = knownHours(forecast);
  // What was used after the morning is not told apart from what was used before.
  const isCounted = isDone ? doneAt <= until : now <= until;
  const used = usedIn(state.totals);
  const tokens = used.tokens - forecast.tokens_before;
  const costUsd = used.costUsd - forecast.cost_before_usd;
  return {
    at,
    until,
    stage: isDone ? 'complete' : stageOf(state, now, until),
    units: { foretold: forecast.units, came: finishedBetween(state, at, until) },
    hours: isDone && hours !== null ? { foretold: hours, came: (doneAt - at) / HOUR } : null,
    tokens: isCounted && tokens > 0 ? { foretold: forecast.tokens, came: tokens } : null,
    costUsd:
      isCounted && costUsd > 0 && forecast.cost_usd !== null ? { foretold: forecast.cost_usd, came: costUsd } : null,
  };
}

function knownHours({ hours: { low, likely, high } }: NotedForecast): Range | null {
  return low === null || likely === null || high === null ? null : { low, likely, high };
}

/** Of a spec that is not done. It is stopped where a person comes first, or what is waited for comes after the morning. */
function stageOf({ halt, paused }: SpecState, now: number, until: number): ForecastResult['stage'] {
  if (now >= until) return 'morning';
  if (halt !== null) return 'stopped';
  const resumeAfter = paused?.resume_after ?? null;
  return resumeAfter !== null && Date.parse(resumeAfter) >= until ? 'stopped' : 'under-way';
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
