/** tasks.md: read into a spec, and its checkboxes ticked. */

/** Whose rules a tasks.md follows. */
export const SPEC_FORMATS = ['kiro', 'spec-kit', 'openspec'] as const;
export type SpecFormat = (typeof SPEC_FORMATS)[number];

/** `auto`: by what the text looks like. */
export type FormatChoice = 'auto' | SpecFormat;

/** `[ ]` open · `[-]` in progress · `[~]` queued · `[x]` done · any other character unknown (never done). */
export type TaskState = 'open' | 'in-progress' | 'queued' | 'done' | 'unknown';

/** Something the reader of tasks.md should know; never a reason to drop a line in silence. */
export interface Diagnostic {
  /** 1-based; 0 where no line can be named. */
  readonly line: number;
  /** Stable kebab-case word, for scripts. */
  readonly code: string;
  readonly message: string;
  /** Of a line that may be an open checkbox, but is not read as one: the line, shortened. */
  readonly open?: string;
}

/** One checkbox line of tasks.md. */
export interface Task {
  /** Unique in the file: the id, `id#occurrence` for duplicates, a hash for unnumbered tasks. */
  readonly key: string;
  /** As written (`1.1`, `2.4b`, `T001`, `CORE-1`), null for an unnumbered checkbox. */
  readonly id: string | null;
  readonly title: string;
  /** 1-based line of the checkbox. */
  readonly line: number;
  readonly state: TaskState;
  readonly optional: boolean;
  /** Key of the parent (a checkbox or a numbered heading), null at the root. */
  readonly parent: string | null;
  /** Keys of what must be done before; unresolved ones are diagnostics, not entries. */
  readonly dependencies: readonly string[];
  /** A checklist checkbox is reported, never work. */
  readonly role: 'task' | 'checklist';
  /** The lines below the checkbox that belong to it, dedented, without trailing blanks. */
  readonly body: string;
  /** Where the format says so: it may be worked on beside its neighbours. */
  readonly parallel?: true;
  /** Where the format says so: the user stories that it serves (`US1`). */
  readonly story?: string;
  /** A test that is red until the tasks behind it are done. */
  readonly isTest?: true;
}

/** A root of the tree: a root checkbox, or a numbered heading whose children have checkboxes. */
export interface Root {
  readonly key: string;
  readonly id: string | null;
  readonly title: string;
  readonly line: number;
  /** The root's own checkbox; null for a heading. */
  readonly task: Task | null;
  /** What the root itself waits for; for a checkbox the same as `task.dependencies`. */
  readonly dependencies: readonly string[];
  /** The text under it, up to its first checkbox; for a checkbox the same as `task.body`. */
  readonly body: string;
  /** What the phase is called, where the format has such. */
  readonly phase?: string;
  /** The user story that the phase is for (`US1`). */
  readonly story?: string;
}

/** tasks.md, parsed. Document order everywhere. */
export interface Spec {
  readonly format: SpecFormat;
  readonly tasks: readonly Task[];
  readonly roots: readonly Root[];
  /** Waves of a valid Task Dependency Graph (task keys), null where the file has none. */
  readonly waves: readonly (readonly string[])[] | null;
  readonly diagnostics: readonly Diagnostic[];
}
