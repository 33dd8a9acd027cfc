/** Where a spec is, which documents it has, and how they are read and written. */

/** The spec's files, as a run needs them. */
export interface SpecFiles {
  /** Text of tasks.md, BOM and line ends as they are; throws a UserError for what is no text. */
  readTasks(): Promise<string>;
  writeTasks(text: string): Promise<void>;
  /** Appends to the progress log `SEQUENTIAL_PROGRESS.md`. */
  appendProgress(text: string): Promise<void>;
  /**
   * Remembers the state file and the progress log; the function it resolves to puts back whichever of them was changed
   * since, and names them.
   */
  snapshotRecords(): Promise<() => Promise<readonly string[]>>;
}
