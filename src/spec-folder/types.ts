/** Where a spec is, which documents it has, and how they are read and written. */

/** The spec's files, as a run needs them. */
export interface SpecFiles {
  /** Text of tasks.md, BOM and line ends as they are; throws a UserError for what is no text. */
  readTasks(): Promise<string>;
  writeTasks(text: string): Promise<void>;
  /** Appends to the progress log `SEQUENTIAL_PROGRESS.md`. */
  appendProgress(text: string): Promise<void>;
  /**
   * Remembers the state file, the progress log and tasks.md; the function it resolves to puts back whichever of state
   * and log was changed since, and names them.
   */
  snapshotRecords(): Promise<() => Promise<readonly string[]>>;
  /** Runs the user's verify command in the work tree; `output` is its tail, at most 8,000 characters. */
  verify(
    command: string,
    timeoutMs: number,
    stop: AbortSignal,
  ): Promise<{ readonly ok: boolean; readonly output: string }>;
}
