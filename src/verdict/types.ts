/** Verdicts over attempts: the types of what a report is judged by, and of what it turned out to be. */

import type { Backend } from '../agents/types.ts';

/** What a verdict depends on of a backend: of the one that worked, and, for the words of their services, of all. */
export type BackendFacts = Pick<Backend, 'name' | 'cli' | 'machineProgram' | 'account' | 'limits' | 'statusOfExitCode'>;

/** A quota that ran out. */
export interface QuotaLimit {
  readonly backend: string;
  /** Window's name where known (`five_hour`, `weekly`). */
  readonly window: string | null;
  /** Epoch ms; null: unknown, to be probed. */
  readonly resetsAt: number | null;
  /**
   * Where the reset time came from, best first. Not of the error itself are `window` (known from before) and `calendar`
   * (the vendor documents the day).
   */
  readonly source:
    | 'structured'
    | 'retry-after'
    | 'epoch-in-text'
    | 'clock-time'
    | 'relative'
    | 'window'
    | 'calendar'
    | 'none';
  /** The agent's own words. */
  readonly message: string;
}

interface Unfinished {
  /** What people are told. */
  readonly reason: string;
  /** What the next attempt is told in its place, where that is more. */
  readonly details?: string;
}

/** What became of an attempt. */
export type Verdict =
  | { readonly kind: 'done'; readonly summary: string }
  /** Ended well but without the promise, or promised without a trace of work. `details`: see `Unfinished`. */
  | ({ readonly kind: 'incomplete' } & Unfinished)
  | ({ readonly kind: 'failed' } & Unfinished)
  | { readonly kind: 'timed-out'; readonly reason: string }
  | { readonly kind: 'stalled'; readonly reason: string }
  /** The agent asks a person. */
  | { readonly kind: 'halted'; readonly question: string }
  | { readonly kind: 'limited'; readonly limit: QuotaLimit }
  /** Overload, 5xx, dropped stream. */
  | { readonly kind: 'transient'; readonly reason: string; readonly retryAfterMs: number | null }
  /** Login, billing, spend cap: only a person can fix it. */
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string }
  | { readonly kind: 'cancelled'; readonly reason: string };

/** What the judge needs beside the report. */
export interface JudgeContext {
  /** Name of the backend that worked. */
  readonly backend: string;
  /** All that there are. */
  readonly backends: readonly BackendFacts[];
  /** Epoch ms. */
  readonly now: number;
  /** Did the attempt leave a trace: commits, or a changed working tree? */
  readonly changed: boolean;
  /** What was asked for can be read in its last message, which so is no refusal by the service. Default false. */
  readonly answered?: boolean;
  /** false: a review, which is done without a trace. Default true. */
  readonly expectsChange?: boolean;
}
