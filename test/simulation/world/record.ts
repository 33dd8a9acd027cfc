import type { LimitWindow } from '../../../src/agents/types.ts';
import type { OutcomeKind, RunEvent } from '../../../src/run-events/types.ts';
import type { RefUpdate } from './git.ts';
import type { Fate, ReviewFate, Scenario } from './scenario.ts';

/** What one call of an agent really was, whatever the product made of it. Times in epoch ms, true ones. */
export interface Call {
  readonly serial: number;
  readonly run: string;
  readonly backend: string;
  readonly model: string | null;
  readonly kind: 'attempt' | 'assignment' | 'review';
  readonly unit: string;
  /** As the product numbered it. */
  readonly number: number;
  readonly session: string | null;
  readonly prompt: string;
  readonly startedAt: number;
  endedAt: number | null;
  /** `earned`: the unit is truly done. `spent`: it is not, and that is the attempt's own fault. */
  truth: 'running' | 'earned' | 'spent' | 'limited' | 'passing' | 'refused' | 'question' | 'cut' | 'answered';
  fate: Fate | null;
  /** What it came to as a review that was answered. */
  review: ReviewFate | null;
  /** Serial of the review that had this attempt's work done again; null: none did. */
  objectedBy: number | null;
  costUsd: number;
  tokens: number;
  /** Words that nothing else holds, if it failed: the next attempt must be told. */
  clue: string | null;
  /** When it says that the limit lifts; null: it does not say, or met none. */
  stated: number | null;
  /** The windows that its report told of; null: there was none. */
  told: readonly LimitWindow[] | null;
  /** End of the window that was met, as the account has it; null: none was met. */
  window: number | null;
}

/** One sleep of the run. */
export interface Wait {
  readonly from: number;
  /** As asked for, in true time. */
  readonly asked: number;
  ended: number | null;
}

export interface Issue {
  readonly number: number;
  readonly halt: string;
  readonly unit: string | null;
  readonly cause: string;
  readonly openedAt: number;
  readonly run: string;
  closedAt: number | null;
  /** What a human said, when. */
  readonly words: { readonly at: number; readonly word: 'resume' | 'skip'; readonly text: string }[];
}

export type Trigger =
  | { readonly kind: 'schedule' | 'dispatch' }
  | { readonly kind: 'comment'; readonly halt: string; readonly word: 'resume' | 'skip'; readonly text: string };

/** One run of the program. */
export interface Run {
  readonly id: string;
  readonly trigger: Trigger;
  readonly startedAt: number;
  endedAt: number;
  /** `lost`: its machine was. `error`: something was thrown. */
  end: OutcomeKind | 'lost' | 'error';
  message: string;
  /** Why it paused. */
  reason: string | null;
  resumeAfter: string | null;
  /** Units that were done for good when it began. */
  doneAtStart: readonly string[];
  /** What the state said when it was opened: the halt that waits, and until when to pause (by the machine's clock). */
  haltAtStart: string | null;
  tooEarly: boolean;
  /** What anybody knows of the halts after it. */
  haltAfter: string | null;
  consumedAfter: readonly string[];
  readonly happenings: { readonly at: number; readonly happening: RunEvent }[];
  readonly waits: Wait[];
  /** Calls of ports that change something. */
  changes: number;
  /** Set when the disk outlived a lost machine. */
  diskKept: boolean;
  cancelledAt: number | null;
  /** The remote could not be reached at all. */
  shutOut: boolean;
}

/** How a night ended. */
export type NightEnd =
  | { readonly kind: 'complete' }
  /** For a human who does not answer. */
  | { readonly kind: 'human'; readonly issue: number }
  | { readonly kind: 'never'; readonly why: string };

/** All that truly happened in a night. */
export interface Night {
  readonly scenario: Scenario;
  readonly end: NightEnd;
  readonly endedAt: number;
  readonly calls: readonly Call[];
  readonly runs: readonly Run[];
  readonly issues: readonly Issue[];
  readonly remote: readonly RefUpdate[];
  /** Units whose earned work nobody could know of any more when its machine was lost, by the run that lost them. */
  readonly lost: readonly { readonly run: string; readonly unit: string }[];
  /** Units that a human counted as done. */
  readonly skipped: readonly string[];
  /** What was seen to be wrong while it happened. */
  readonly faults: readonly string[];
  readonly finalTree: ReadonlyMap<string, string>;
  /** Runs of the schedule that would only have said that it is too early, and were left out. */
  readonly idleTicks: number;
}

/** A run that starts `now`, before anything is known of it. */
export function newRun(id: string, trigger: Trigger, now: number): Run {
  return {
    id,
    trigger,
    startedAt: now,
    endedAt: now,
    end: 'error',
    message: '',
    reason: null,
    resumeAfter: null,
    doneAtStart: [],
    haltAtStart: null,
    tooEarly: false,
    haltAfter: null,
    consumedAfter: [],
    happenings: [],
    waits: [],
    changes: 0,
    diskKept: false,
    cancelledAt: null,
    shutOut: false,
  };
}
