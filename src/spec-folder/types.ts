/** Where a spec is, which documents it has, and how they are read and written. */

import type { ProjectRule } from '../prompt/types.ts';

/** What an agent is told to read: paths below the working tree, with forward slashes. */
export interface ReadingList {
  /** The spec's own documents, tasks.md last. */
  readonly documents: readonly string[];
  /** Files that these and the rules name as `#[[file:…]]`. */
  readonly references: readonly string[];
  /** Kiro's steering files. */
  readonly rules: readonly ProjectRule[];
  /** What a person should know of them, a line each. */
  readonly problems: readonly string[];
}

/** What a format wants agents and people to know of a spec, beside the documents in its folder. */
export interface Guidance {
  /** Paths below the working tree, with forward slashes. */
  readonly documents: readonly string[];
  readonly rules: readonly ProjectRule[];
  /** Told to each agent, a sentence or two each. */
  readonly notes: readonly string[];
  /** What a person should know before the first unit, a line each. */
  readonly problems: readonly string[];
  /** Set for each agent. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the end of a complete spec says more; null: nothing. */
  readonly whenComplete: string | null;
}

/** The spec's files, as a run needs them. */
export interface SpecFiles {
  /** Text of tasks.md, BOM and line ends as they are; throws a UserError for what is no text. */
  readTasks(): Promise<string>;
  writeTasks(text: string): Promise<void>;
  /** Appends to the progress log `SEQUENTIAL_PROGRESS.md`. */
  appendProgress(text: string): Promise<void>;
  /**
   * Remembers state file, progress log, the spec's folder and documents, and other specs; `isEditable` says which
   * documents (paths below the working tree, with forward slashes) an agent was told to edit. The function it resolves
   * to restores whatever was changed, moved, removed or replaced since, tasks.md where it is no readable file any more,
   * and says a line each: `changed design.md; it was restored`.
   */
  snapshotRecords(isEditable: (path: string) => boolean): Promise<() => Promise<readonly string[]>>;
}
