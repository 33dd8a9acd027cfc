/** The throttle: from limits, history and the time to go on, wait or pause. */

import type { LimitWindow } from '../agents/types.ts';
import type { QuotaLimit } from '../verdict/types.ts';

/** All times in ms, money in USD. null: no bound. */
export interface ThrottleSettings {
  readonly delayMs: number;
  readonly maxCallsPerHour: number | null;
  readonly maxWaitMs: number;
  readonly timeBudgetMs: number | null;
  readonly budgetTokens: number | null;
  readonly budgetUsd: number | null;
  readonly budgetUnits: number | null;
  readonly dailyBudgetUsd: number | null;
  readonly fallbackBackends: readonly string[];
  readonly pace: boolean;
  /** null: all of every window may be used. */
  readonly headroom: Headroom | null;
  readonly taskTimeoutMs: number;
  /** Seed of the jitter. */
  readonly seed: number;
}

/** What is kept of the usage windows of a plan for the person who has it. */
export interface Headroom {
  readonly shares: HeadroomShares;
  /** When the person is to find it; null: at all hours. */
  readonly hours: Hours | null;
}

/** Shares of a window, between 0 and 1; left out: nothing is kept of it. */
export interface HeadroomShares {
  readonly fiveHour?: number;
  readonly weekly?: number;
  /** Of every window that is not named. */
  readonly others?: number;
}

/** Hours of a week in a time zone. */
export interface Hours {
  /** Minutes after the day's midnight; a `to` beyond 1440 lies on the next day. */
  readonly from: number;
  readonly to: number;
  /** Days on which they begin, 0 for Sunday. */
  readonly days: readonly number[];
  /** IANA name. */
  readonly zone: string;
}

/** A quota that was met and not yet seen to be lifted. Times in epoch ms. */
export interface OpenLimit {
  readonly limit: QuotaLimit;
  /** How many times in a row it was met, this wait. */
  readonly hits: number;
  /** Met last. */
  readonly at: number;
  /** Met first since the backend last answered. */
  readonly since?: number | undefined;
  /** Another run tries whether it still stands, and has told by then. */
  readonly probedUntil?: number | undefined;
  /** Left out: this run met it as well. */
  readonly heardFrom?: 'one run' | 'several runs' | undefined;
}

/** Transient failures in a row. Times in epoch ms. */
export interface TransientStreak {
  readonly count: number;
  readonly retryAfterMs: number | null;
  /** The last one. */
  readonly at: number;
  /** The first one. */
  readonly since?: number | undefined;
}

/** A window as it was last told of. */
export interface SeenWindow extends LimitWindow {
  /** Epoch ms. */
  readonly seenAt: number;
}

/** What is known of a backend's quota by the limits that were met. */
export interface QuotaRecord {
  /** How long agents have worked since the last one, ms. */
  readonly workedMs: number;
  /** The last ten: how long agents had worked since the one before, and how long it then lasted, ms. */
  readonly met: readonly { readonly workedMs: number; readonly waitMs: number }[];
}

/** What has happened, as far as it matters for going on. Kept in the state between runs. */
export interface ThrottleHistory {
  /** Epoch ms of the starts of agent calls in the last 60 min, assignments, questions and reviews counted. */
  readonly calls: readonly number[];
  /** Epoch ms of the last attempt's end; null before the first of all. Assignments and reviews do not move it. */
  readonly lastCallEndedAt: number | null;
  /** Open limits by backend. */
  readonly limits: Readonly<Record<string, OpenLimit>>;
  /** Transient failures in a row by backend. */
  readonly transients: Readonly<Record<string, TransientStreak>>;
  /** Last known windows by backend. */
  readonly windows: Readonly<Record<string, readonly SeenWindow[]>>;
  /** Durations of past units, ms, newest last, at most 50. */
  readonly unitDurationsMs: readonly number[];
  /** Share of a window that single calls used, 0 to 1, newest last, at most 50; by `backend/window`. */
  readonly windowShares?: Readonly<Record<string, readonly number[]>> | undefined;
  /** By backend; what a forecast goes by where no windows are reported. */
  readonly quotas?: Readonly<Record<string, QuotaRecord>> | undefined;
  /** Sums by UTC day `2026-11-23`, at most 8 days. */
  readonly days: Readonly<
    Record<string, { readonly costUsd: number; readonly tokens: number; readonly calls: number }>
  >;
}

/** What an agent is called for. */
export type CallKind = 'attempt' | 'assignment' | 'questions' | 'review';

/** What would be started. */
export interface ThrottleRequest {
  readonly backend: string;
  readonly kind: CallKind;
  /** Nothing was started in this run yet. */
  readonly firstOfRun: boolean;
  /** How long it is likely to take, ms, where something better is known than past units. */
  readonly estimateMs?: number;
}

/** Sums of the present run, for its budgets. */
export interface RunSums {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly units: number;
  readonly tokens: number;
  readonly costUsd: number;
}

export type ThrottleReason =
  | 'delay'
  | 'calls-per-hour'
  | 'quota'
  | 'transient'
  | 'pace'
  | 'headroom'
  | 'time-budget'
  | 'budget-tokens'
  | 'budget-usd'
  | 'budget-units'
  | 'daily-budget';

export type ThrottleDecision =
  /** `fallbackReason`: why it is not the backend that was asked for; `at` (epoch ms): when the call was noted for others. */
  | { readonly kind: 'go'; readonly backend: string; readonly fallbackReason?: string; readonly at?: number }
  /** `until` epoch ms. */
  | { readonly kind: 'wait'; readonly until: number; readonly reason: ThrottleReason; readonly why: string }
  /** `resumeAfter` epoch ms; null: when a person raises the budget. */
  | {
      readonly kind: 'pause';
      readonly resumeAfter: number | null;
      readonly reason: ThrottleReason;
      readonly why: string;
    };
