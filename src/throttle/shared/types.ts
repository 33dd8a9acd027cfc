import type { OpenLimit, SeenWindow, ThrottleDecision, ThrottleHistory } from '../types.ts';

/**
 * What all runs of a repository know together. Times are epoch ms by the remote's clock. Runs go by a random name; nothing
 * in it tells whose account or which spec it is.
 */
export interface SharedMemory {
  /** Starts of agent calls of the last 60 min, by `time/run`. */
  readonly calls: Readonly<Record<string, number>>;
  /** Sums by UTC day, then by run: each run adds to its own alone. */
  readonly days: Readonly<Record<string, Readonly<Record<string, DaySums>>>>;
  /** By backend. */
  readonly limits: Readonly<Record<string, SharedLimit>>;
  /** By backend, then by the window's name. */
  readonly windows: Readonly<Record<string, Readonly<Record<string, SeenWindow>>>>;
  /** What each run of the last day counts by. */
  readonly rules: Readonly<Record<string, RunRules>>;
}

export interface DaySums {
  readonly costUsd: number;
  readonly tokens: number;
  readonly calls: number;
}

/** What is known of a backend's limit; of two versions the one with more changes counts. */
export interface SharedLimit {
  readonly changes: number;
  /** Epoch ms. */
  readonly at: number;
  /** null: it was lifted. */
  readonly open: OpenLimit | null;
  /** Who has met it since it was lifted last; two at most are kept. */
  readonly metBy: readonly string[];
  /** Who tries whether it still stands, since when (epoch ms). */
  readonly probe: { readonly run: string; readonly at: number } | null;
}

/** Settings that count over all runs; null: no bound. */
export interface RunRules {
  readonly at: number;
  readonly maxCallsPerHour: number | null;
  readonly dailyBudgetUsd: number | null;
}

/** One text on the remote that changes by compare-and-swap; a version names what it was. */
export interface SharedText {
  /** `version` and `text` null: there is none yet. */
  read(): Promise<{ readonly kind: 'ok'; readonly version: string | null; readonly text: string | null } | NotReached>;
  /** Replaces `version` by `text`; `raced`: it is another one by now. */
  swap(
    version: string | null,
    text: string,
  ): Promise<{ readonly kind: 'ok'; readonly version: string } | { readonly kind: 'raced' } | NotReached>;
  /** How far the remote's clock is ahead of this machine's, ms; left out: they agree. */
  clockOffset?(): Promise<number | null>;
}

/** `refused`: until a person changes something. */
export type NotReached = { readonly kind: 'unreachable' | 'refused'; readonly reason: string };

/** Decides by a history that may be by another clock than this machine's: `aheadMs` is how far that one is ahead. */
export type Decide = (history: ThrottleHistory, aheadMs: number) => ThrottleDecision;

/** What the runs of a repository tell each other of limits, calls and budgets. */
export interface SharedThrottle {
  /**
   * Has `decide` look at what this run remembers and what all know, and notes the call for all to see where it may start.
   * Times of what comes back are by this machine's clock.
   */
  admit(own: ThrottleHistory, decide: Decide): Promise<ThrottleDecision>;
  /** Tells all what a call came to: `update` notes it in what they know, at `now` (epoch ms). */
  report(update: (history: ThrottleHistory, now: number) => ThrottleHistory): Promise<void>;
  /** What was not told yet is; nobody is told of anything any more. */
  close(): Promise<void>;
}

/** A run that tells nobody. */
export const notShared: SharedThrottle = {
  admit: async (own, decide) => decide(own, 0),
  report: async () => {},
  close: async () => {},
};
