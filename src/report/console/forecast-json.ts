import type { Effort, Forecast, Range } from '../../forecast/types.ts';
import { HOUR, SECOND } from '../../time.ts';

interface EffortJson {
  readonly wait_s: Range;
  readonly tokens: Range;
  /** null: not known yet. */
  readonly cost_usd: Range | null;
}

/** What `plan --forecast --json` says of a forecast; a promise to scripts. Ranges hold in eight of ten such nights. */
export interface ForecastJson {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly morning: string;
  /** Units that are open, and finished ones that it goes by. */
  readonly open: number;
  readonly basis: { readonly own: number; readonly others: number };
  readonly by_morning: EffortJson & { readonly units: Range };
  /** Hours from `at`; null: more than 60 days. */
  readonly until_complete: EffortJson & {
    readonly hours: { readonly low: number | null; readonly likely: number | null; readonly high: number | null };
  };
}

export function forecastJson({ at, until, open, basis, byMorning, complete }: Forecast): ForecastJson {
  const hours = (moment: number) => (Number.isFinite(moment) ? round((moment - at) / HOUR) : null);
  const { low, likely, high } = complete.at;
  return {
    at: new Date(at).toISOString(),
    morning: new Date(until).toISOString(),
    open,
    basis,
    by_morning: { units: byMorning.units, ...effortJson(byMorning) },
    until_complete: { hours: { low: hours(low), likely: hours(likely), high: hours(high) }, ...effortJson(complete) },
  };
}

function effortJson({ waitMs, tokens, costUsd }: Effort): EffortJson {
  return {
    wait_s: mapRange(waitMs, (ms) => Math.round(ms / SECOND)),
    tokens: mapRange(tokens, Math.round),
    cost_usd: costUsd === null ? null : mapRange(costUsd, round),
  };
}

function mapRange({ low, likely, high }: Range, map: (value: number) => number): Range {
  return { low: map(low), likely: map(likely), high: map(high) };
}

const round = (value: number): number => Math.round(value * 100) / 100;
