/** What is known of past runs: attempts, waits and ends, as event files tell them. */

import type { Progress } from '../../run-events/types.ts';

/** One attempt of a run, as its event file tells of it. Times in epoch ms. */
export interface PastAttempt {
  readonly unit: string;
  readonly title: string;
  readonly attempt: number;
  readonly backend: string;
  readonly startedAt: number;
  /** null: it runs, or its run was lost. */
  readonly endedAt: number | null;
  /** Of the agent alone, ms: what checked its work is not in it; null: it runs, or its run was lost. */
  readonly agentMs: number | null;
  /** What became of it, with the agent's or the judge's words; null: not known. */
  readonly verdict: { readonly kind: string; readonly text: string } | null;
  readonly tokens: number | null;
  readonly costUsd: number | null;
  readonly credits: number | null;
  /** Name of its transcript's file; null: not known. */
  readonly transcript: string | null;
  readonly checks: readonly PastCheck[];
}

/** One run of the verify command, or one look of a reviewer. */
export type PastCheck =
  | {
      readonly kind: 'verify';
      readonly command: string;
      /** null: it was cut off. */
      readonly ok: boolean | null;
      readonly tests: { readonly passed: number; readonly failed: number } | null;
      readonly output: string;
    }
  | { readonly kind: 'review'; readonly backend: string; readonly caught: number; readonly advice: readonly string[] };

/** A stretch in which nothing ran. */
export interface PastWait {
  readonly from: number;
  /** null: it lasts, or the run was lost in it. */
  readonly to: number | null;
  readonly until: number;
  readonly reason: string;
  readonly why: string;
}

export interface FinishedUnit {
  readonly unit: string;
  readonly title: string;
  readonly commit: string | null;
  readonly files: readonly string[];
  readonly at: number;
}

/** One run of a spec, as its event file tells it. */
export interface PastRun {
  readonly spec: string;
  /** The spec's own, on the machine that ran; '': not known. */
  readonly folder: string;
  readonly id: string;
  readonly startedAt: number;
  /** The last that was heard of it. */
  readonly lastAt: number;
  readonly outcome: { readonly kind: string; readonly message: string } | null;
  /** Address of its pull request; null: it has none. */
  readonly pullRequest: string | null;
  /** As it was at its end; null: it has not ended, or an older version wrote it. */
  readonly progress: Progress | null;
  readonly attempts: readonly PastAttempt[];
  readonly waits: readonly PastWait[];
  readonly finished: readonly FinishedUnit[];
  readonly warnings: readonly string[];
  readonly halts: readonly { readonly at: number; readonly title: string; readonly question: string }[];
  /** Lines that were not understood. */
  readonly unread: number;
}
