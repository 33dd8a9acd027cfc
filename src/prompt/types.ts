/** What an agent is told: the prompts of an attempt and of an assignment, one file a section. */

import type { ExpectedFailure } from '../plan/expected-failures.ts';
import type { AssignmentType, DispatchUnit } from '../plan/types.ts';

/** A file with rules that hold for every task of the project. */
export interface ProjectRule {
  /** Below the working tree, with forward slashes. */
  readonly path: string;
  /** Globs of the files that it is about; none: all. */
  readonly patterns: readonly string[];
}

/** Everything one attempt's prompt is made of. Its size follows the unit, never the number of units done before. */
export interface PromptInput {
  readonly spec: string;
  readonly unit: DispatchUnit;
  readonly type: AssignmentType;
  /** Paths of the spec's documents, below the working tree. */
  readonly documents: readonly string[];
  /** Files that documents and rules refer to. */
  readonly references: readonly string[];
  readonly projectRules: readonly ProjectRule[];
  /** What the spec's format adds to the rules, a sentence or two each. */
  readonly notes: readonly string[];
  /** What agents of earlier tasks left for this one, newest first; null: nothing is passed on. */
  readonly earlierNotes: readonly { readonly name: string; readonly text: string }[] | null;
  /** The user's own words for every prompt; null: none. */
  readonly instructions: string | null;
  readonly progress: { readonly done: number; readonly total: number; readonly latest: readonly string[] };
  /** Answers of humans to this unit's questions, oldest first. */
  readonly answers: readonly { readonly author: string | null; readonly text: string }[];
  /** What was asked about this unit before work began; answer null: nobody has answered. */
  readonly clarifications: readonly {
    readonly text: string;
    readonly answer: { readonly author: string | null; readonly text: string } | null;
    readonly assumption: string;
  }[];
  readonly attempt: number;
  readonly attempts: number;
  /** Why the last attempt failed; null for the first. */
  readonly failure: string | null;
  /** The agent continues in the session of its last attempt, and knows the unit already. */
  readonly resumed: boolean;
  readonly verify: string | null;
  /** Whose tests may fail, and with them `verify`: see `ExpectedFailure`; null: none. */
  readonly expectedFailure: ExpectedFailure | null;
  /** What of `verify` failed before the unit, as a test runner counts it; null: nothing, or not known. */
  readonly redBefore: string | null;
  /** It works in a sandbox in which sudo is of no use. */
  readonly sandboxed: boolean;
}
