/** The plan: from a spec and its state to the next unit, and who works on it. */

import type { Diagnostic, Task } from '../tasks/types.ts';

export type Granularity = 'unit' | 'task';

/** What is sent to an agent together: a root with its descendants, or one leaf with granularity `task`. */
export interface DispatchUnit {
  readonly key: string;
  readonly id: string | null;
  readonly title: string;
  readonly line: number;
  /** From the checkboxes alone. `conflict`: the parent is ticked while a required child is open. */
  readonly status: 'open' | 'partial' | 'done' | 'conflict';
  readonly optional: boolean;
  /** It is part of the work: required, or optional where such are asked for. */
  readonly counts: boolean;
  /** Keys of the required leaves (all leaves where every one is optional and the parent has no checkbox). */
  readonly leaves: readonly string[];
  /** Every task of the unit, root checkbox first, document order; optional and done ones included. */
  readonly tasks: readonly Task[];
  /** Keys of the checkboxes to tick when the unit is done: required, not yet done. */
  readonly tasksToTick: readonly string[];
  /** Keys of its tasks that are optional and no part of the work. */
  readonly leftOut: readonly string[];
  /** The text under the unit's heading, where it is one without a checkbox; a checkbox carries its own. */
  readonly body?: string;
  /** What a leaf that is sent alone is a part of, outermost first; `body` holds its open checklist, too. */
  readonly ancestors?: readonly { readonly id: string | null; readonly title: string; readonly body: string }[];
  /** The phase that it is, or is a part of, and the user story that it is for; where the format has such. */
  readonly phase?: string;
  readonly story?: string;
  /** Keys of units that must be done before, and are not. */
  readonly dependencies: readonly string[];
}

/** What would run, in order. */
export interface Plan {
  readonly units: readonly DispatchUnit[];
  /** Keys of the units that would still run, in the order they would. */
  readonly order: readonly string[];
  /** Keys of optional tasks that are not done, and that no unit works on. */
  readonly skippedOptional: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A checkbox that is not done when every unit is. */
export interface LeftOpenCheckbox {
  /** 1-based line in tasks.md. */
  readonly line: number;
  readonly text: string;
  readonly why: 'optional' | 'checklist' | 'not-understood';
}

/** How a unit is worked on; shapes the prompt. */
export type AssignmentType = 'code' | 'ui' | 'review';

/** Unit → who works on it, and who said so (`source`: a backend's name, `default` or `fallback`). */
export interface Assignment {
  readonly type: AssignmentType;
  readonly owner_agent: string;
  readonly source: string;
}

/** What an owner agent's name stands for: a backend, and a model if one is named (`gemini=opencode:google/gemini-3-pro`). */
export interface OwnerBackend {
  readonly backend: string;
  readonly model: string | null;
}
