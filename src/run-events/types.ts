/** The read model that reports, logs and the platform share: how far a spec is, and what happens in a run. */

import type { AgentEvent, Usage } from '../agents/types.ts';
import type { ForecastResult } from '../forecast/compare.ts';
import type { Forecast } from '../forecast/types.ts';
import type { LeftOpenCheckbox } from '../plan/types.ts';
import type { Halt, OpenQuestions, Paused, SavedRecords, Totals, Wait, Waiting } from '../state/types.ts';
import type { Diagnostic } from '../tasks/types.ts';
import type { ThrottleReason } from '../throttle/types.ts';
import type { Verdict } from '../verdict/types.ts';

/** How a run ended. */
export type OutcomeKind = 'complete' | 'max-iterations' | 'halted' | 'paused' | 'failed';

export interface Outcome {
  readonly kind: OutcomeKind;
  /** One sentence for a person. */
  readonly message: string;
  readonly progress: Progress;
  /** The pull request, where there is one. */
  readonly pullRequest: { readonly number: number; readonly url: string } | null;
  /** What the units of this run changed, by commit; left out: not known. */
  readonly sizes?: Readonly<Record<string, ChangeSize>>;
  /** A person or the clock must come first: the run found it so and changed nothing. */
  readonly idle?: boolean;
  /** A run before ended the same way, and this one did nothing about it: no news. */
  readonly known?: boolean;
}

/** How much a commit changed: files, and lines of them. */
export interface ChangeSize {
  readonly files: number;
  readonly added: number;
  readonly removed: number;
}

export interface UnitProgress {
  readonly key: string;
  readonly title: string;
  /** 1-based line in tasks.md. */
  readonly line: number;
  readonly status: 'done' | 'open' | 'in-progress' | 'failed' | 'halted' | 'skipped';
  readonly optional: boolean;
  readonly attempts: number;
  readonly durationS: number;
  readonly tokens: number;
  readonly costUsd: number;
  readonly costEstimated: boolean;
  /** Of a vendor that counts in these; left out: none. */
  readonly credits?: number;
  readonly backend: string | null;
  readonly commit: string | null;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  /** The agent's report when it said done; left out: it is not done, or not known. */
  readonly summary?: string;
  /** Of the reviewer, a line each; left out: there was no review. */
  readonly advice?: readonly string[];
  /** What its change says against it, a line each; left out: nothing, or nobody looked. */
  readonly evidence?: readonly string[];
}

/** Everything a person may want to know of a spec, made of plan and state alone; all reports render this. */
export interface Progress {
  readonly spec: string;
  /** Repository-relative path of tasks.md. */
  readonly tasksPath: string;
  readonly units: readonly UnitProgress[];
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly next: string | null;
  readonly outcome: OutcomeKind | 'running';
  readonly halt: Halt | null;
  readonly paused: Paused | null;
  readonly waiting: Waiting | null;
  /** The last waits of minutes or hours, oldest first; left out: there were none. */
  readonly waits?: readonly Wait[];
  readonly totals: Totals;
  /** Of this run. */
  readonly run: {
    readonly id: string;
    readonly startedAt: string;
    readonly iterations: number;
    readonly unitsDone: readonly string[];
    readonly commits: readonly string[];
    readonly filesChanged: readonly string[];
    /** The commit that saved the work of a unit that is not done; null: none did. */
    readonly unverified: { readonly commit: string; readonly subject: string } | null;
    /** Of this run alone. */
    readonly totals: Totals;
    /** ms since it began. */
    readonly tookMs: number;
  };
  readonly branch: string | null;
  /** The remote does not have the branch: nothing on it can be linked to. */
  readonly unpublished?: boolean;
  readonly warnings: readonly string[];
  /** Checkboxes that no unit works on and that are not ticked; left out: not known. */
  readonly leftOpen?: readonly LeftOpenCheckbox[];
  /** How the forecast of the last night stands; left out: there was none. */
  readonly forecast?: ForecastResult;
  /** What was asked before the first unit; left out: nothing was. */
  readonly questions?: Pick<OpenQuestions, 'list' | 'url'>;
  /** Of a complete spec whose branch does not hold them: only where they are shown. */
  readonly records?: Pick<SavedRecords, 'ref' | 'state' | 'progress'>;
}

/** One thing that happened; the log renders it for a terminal, for a workflow's log, or as a JSON line. */
export type RunEvent =
  | {
      readonly kind: 'run-started';
      readonly spec: string;
      readonly done: number;
      readonly total: number;
      readonly attach: string | null;
    }
  | { readonly kind: 'forecast'; readonly forecast: Forecast }
  | { readonly kind: 'diagnostic'; readonly path: string; readonly diagnostic: Diagnostic }
  | {
      readonly kind: 'unit-started';
      readonly unit: string;
      readonly title: string;
      readonly attempt: number;
      readonly attempts: number;
      readonly backend: string;
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly kind: 'assigned';
      readonly unit: string;
      readonly type: string;
      readonly ownerAgent: string;
      readonly source: string;
      readonly backend: string;
    }
  | { readonly kind: 'agent'; readonly unit: string; readonly event: AgentEvent }
  | {
      readonly kind: 'attempt-ended';
      readonly unit: string;
      readonly title: string;
      /** Of tasks.md, relative to the repository. */
      readonly path: string;
      /** 1-based, in tasks.md. */
      readonly line: number;
      readonly attempt: number;
      readonly verdict: Verdict;
      readonly durationMs: number;
      readonly usage: Usage | null;
      readonly transcript: string;
      readonly tail: string;
    }
  | { readonly kind: 'verifying'; readonly unit: string; readonly command: string }
  | {
      readonly kind: 'verified';
      readonly unit: string;
      readonly ok: boolean;
      /** What test runners counted in its output; null: no known one did. */
      readonly tests: { readonly passed: number; readonly failed: number } | null;
      /** The first time in a run that it succeeds with none: that fewer pass later would not be noticed. */
      readonly uncounted?: true;
      /** Tail of what it printed, and how it ended. */
      readonly output: string;
    }
  | { readonly kind: 'reviewing'; readonly unit: string; readonly backend: string }
  | {
      readonly kind: 'reviewed';
      readonly unit: string;
      readonly backend: string;
      /** Problems that the next attempt is to fix. */
      readonly caught: number;
      /** What people are told, a line each. */
      readonly advice: readonly string[];
    }
  | {
      readonly kind: 'evidence';
      readonly unit: string;
      /** What the change says against "done", a line each. */
      readonly lines: readonly string[];
      /** The next attempt is to fix it. */
      readonly blocks: boolean;
    }
  | {
      readonly kind: 'unit-done';
      readonly unit: string;
      readonly title: string;
      readonly line: number;
      readonly commit: string | null;
      readonly pushed: boolean;
      readonly files: readonly string[];
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly kind: 'waiting';
      /** Epoch ms; `ms` from now. */
      readonly until: number;
      readonly ms: number;
      readonly reason: ThrottleReason;
      readonly why: string;
    }
  | { readonly kind: 'waited'; readonly reason: ThrottleReason; readonly ms: number }
  | { readonly kind: 'halted'; readonly path: string; readonly halt: Halt }
  | { readonly kind: 'paused'; readonly paused: Paused }
  /** Agents and the verify command start in a sandbox, kept by this mechanism. */
  | { readonly kind: 'isolated'; readonly strength: 'auto' | 'strict'; readonly mechanism: string }
  /** Before the first unit: what the calls will draw on, and what is to be known where nothing limits their cost. */
  | {
      readonly kind: 'spending';
      readonly pools: readonly { readonly backend: string; readonly pool: string }[];
      readonly unlimited: string | null;
    }
  /** Records alone kept another spec's pull request from being merged. */
  | { readonly kind: 'base-merged'; readonly branch: string; readonly base: string; readonly commit: string }
  /** What an agent asks before the first unit, or what people answer to it, a line each. */
  | { readonly kind: 'questions'; readonly lines: readonly string[] }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'run-ended'; readonly outcome: Outcome };

/** Where a run says what happens. Never throws. */
export interface Log {
  emit(event: RunEvent): void;
}

/** What an attempt changed in the working tree. */
export interface WorkTreeChange {
  readonly changed: boolean;
  readonly commits: readonly { readonly sha: string; readonly subject: string }[];
  /** Repository-relative paths, at most 200. */
  readonly files: readonly string[];
  /** A few lines for the next attempt and the progress log. */
  readonly summary: string;
  /** What had to be repaired (switched branch, rewritten history, changed git configuration). */
  readonly repaired: readonly string[];
  /** Files with the marks of a merge or rebase that was not brought to its end. */
  readonly conflicted?: readonly string[];
  /** What was reverted, where nothing but protected paths was touched. */
  readonly protectedOnly?: { readonly files: readonly string[]; readonly patch: string | null };
  /** Why no commit can hold what was changed, a line for each kind, where that is all of it. */
  readonly uncommittable?: readonly string[];
}
