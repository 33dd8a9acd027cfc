/** What an agent is told: the prompts of an attempt and of an assignment, one file a section. */

import type { AssignmentType, DispatchUnit } from '../plan/types.ts';

/** Everything one attempt's prompt is made of. Its size follows the unit, never the number of units done before. */
export interface PromptInput {
  readonly spec: string;
  readonly unit: DispatchUnit;
  readonly type: AssignmentType;
  /** Work-tree-relative paths of those of requirements.md, design.md and tasks.md that exist. */
  readonly documents: readonly string[];
  readonly progress: { readonly done: number; readonly total: number; readonly latest: readonly string[] };
  /** Answers of humans to this unit's questions, oldest first. */
  readonly answers: readonly { readonly author: string | null; readonly text: string }[];
  readonly attempt: number;
  readonly attempts: number;
  /** Why the last attempt failed; null for the first. */
  readonly failure: string | null;
  /** The agent continues in the session of its last attempt, and knows the unit already. */
  readonly resumed: boolean;
  readonly verify: string | null;
}
