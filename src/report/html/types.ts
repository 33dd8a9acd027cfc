/** The self-contained page that `report` writes: what goes into it. */

import type { AgentEvent } from '../../agents/types.ts';
import type { Progress } from '../../run-events/types.ts';
import type { PastAttempt, PastRun } from '../history/types.ts';

/** Times in epoch ms. Whatever text is in it may be anybody's. */
export interface ReportData {
  readonly madeAt: number;
  readonly version: string;
  readonly specs: readonly ReportSpec[];
}

export interface ReportSpec {
  readonly name: string;
  /** null: neither its records nor the end of a run are known. */
  readonly progress: Progress | null;
  readonly pullRequest: string | null;
  /** What became of its run, as far as this machine can tell; null: it cannot. */
  readonly activity: 'runs' | 'lost' | 'none' | null;
  readonly windows: readonly ReportWindow[];
  /** The oldest first. */
  readonly runs: readonly ReportRun[];
  readonly units: readonly ReportUnit[];
  /** What the page does not show, a sentence each. */
  readonly gaps: readonly string[];
}

/** A run, and whether it goes on. */
export interface ReportRun extends PastRun {
  /** Left out: it has ended, or nobody here can tell. */
  readonly isAtWork?: boolean;
}

/** A quota window as it was seen last. */
export interface ReportWindow {
  readonly backend: string;
  readonly name: string;
  /** 0 to 1; null: not known. */
  readonly used: number | null;
  readonly resetsAt: number | null;
}

export interface ReportUnit {
  readonly key: string;
  readonly title: string;
  readonly status: Progress['units'][number]['status'];
  readonly optional: boolean;
  readonly durationS: number;
  readonly tokens: number;
  readonly costUsd: number;
  readonly costEstimated: boolean;
  readonly credits: number;
  readonly backend: string | null;
  readonly commit: string | null;
  /** Of the agent when it said done; null: not known. */
  readonly words: string | null;
  readonly advice: readonly string[];
  readonly evidence: readonly string[];
  /** null: not known here. */
  readonly change: ReportChange | null;
  readonly attempts: readonly ReportAttempt[];
}

/** What a unit's commit changed, the records left out. */
export interface ReportChange {
  readonly files: readonly { readonly path: string; readonly added: number | null; readonly removed: number | null }[];
  /** A unified diff, perhaps cut. */
  readonly diff: string;
  readonly isCut: boolean;
}

export interface ReportAttempt extends PastAttempt {
  /** A limit cut it off, and a later one goes on in the same transcript. */
  readonly goesOn?: boolean;
  /** What its window showed; null: there is no transcript. */
  readonly shown: readonly { readonly at: number | null; readonly event: AgentEvent }[] | null;
}
