/** The forecast: how far a night gets, how long it takes and what it costs, before it begins, each with a range. */

import type { ThrottleHistory, ThrottleSettings } from '../throttle/types.ts';

/** Of ten such nights one is likely to stay below `low` and one to exceed `high`; `likely` is the middle. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** What a stretch of work takes. Waits for limits and between runs in ms; null: nothing is known of its cost. */
export interface Effort {
  readonly waitMs: Range;
  readonly tokens: Range;
  readonly costUsd: Range | null;
}

/** Times in epoch ms. It holds as long as no question stops the run. */
export interface Forecast {
  readonly at: number;
  /** The morning. */
  readonly until: number;
  /** Units that are open. */
  readonly open: number;
  readonly basis: Basis;
  /** Until the morning, or until all is done before it. */
  readonly byMorning: Effort & { readonly units: Range };
  /** `at`: when the last unit is done; infinite where that is not within the weeks that are looked at. */
  readonly complete: Effort & { readonly at: Range };
}

/** Finished units that it goes by: of this spec, and of the others of its folder. */
export interface Basis {
  readonly own: number;
  readonly others: number;
}

/** A unit that was finished. */
export interface PastUnit {
  /** null: the one that is forecast; else which of the others. */
  readonly spec: number | null;
  /** Tasks in it; null: not known. */
  readonly size: number | null;
  /** Its agents' time, all attempts. */
  readonly workMs: number;
  /** From its start to its end without agents' time and without waits, an attempt's share: checks, pushes; null: not known. */
  readonly overheadMs: number | null;
  /** Calls of reviewers, and how long one took; null: nobody reviewed it. */
  readonly reviews: { readonly calls: number; readonly ms: number } | null;
  /** Times in which nothing got on: waits for a service in trouble, and gaps that no limit explains; ms each. */
  readonly lostMs: readonly number[];
  readonly tokens: number;
  readonly costUsd: number;
  readonly attempts: number;
}

/** A unit that is to be done. */
export interface OpenUnit {
  /** Tasks in it. */
  readonly size: number;
  /** What agents have worked on it already, ms. */
  readonly workedMs: number;
  readonly isAssigned: boolean;
}

/** How runs are set, as far as it decides how long they take. */
export interface ForecastSettings {
  readonly throttle: ThrottleSettings;
  readonly backend: string;
  /** Backends whose service tells how much of its windows is used. */
  readonly reporting: readonly string[];
  /** Backend that is asked who works on a unit; null: nobody is. */
  readonly assignBackend: string | null;
  /** null: nobody reviews. */
  readonly reviewBackend: string | null;
  readonly verifies: boolean;
  readonly maxIterations: number;
  /** Of a unit. */
  readonly maxAttempts: number;
  /** Who starts the next run when one has ended: itself where its time was up, a schedule, or a person in the morning. */
  readonly continues: 'dispatch' | 'schedule' | 'none';
}

/** All that a forecast is made of. */
export interface ForecastSource {
  readonly settings: ForecastSettings;
  readonly units: readonly OpenUnit[];
  readonly past: readonly PastUnit[];
  readonly history: ThrottleHistory;
  /** Epoch ms. */
  readonly now: number;
  /** The morning, epoch ms. */
  readonly until: number;
}
