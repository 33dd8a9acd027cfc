import type { RunEvent } from '../run-events/types.ts';

/** Time, so that a simulated night needs none. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** ms by a clock that nobody sets, from whenever it began; it may stand still while the machine sleeps. */
  elapsed(): number;
  /**
   * Resolves at the wall-clock time `until` (epoch ms), also after a suspended machine wakes late; at once when `stop`
   * aborts. Earlier where the clock is set back by minutes: by the new time the deadline means another wait.
   */
  sleep(until: number, stop: AbortSignal): Promise<void>;
}

/** Where the loop says what happens. Never throws. */
export interface Log {
  emit(event: RunEvent): void;
}

/** The spec's files, as the loop needs them. */
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

export type { Platform } from '../platform/types.ts';
export type { Repository } from '../repository/types.ts';
export type { StateStore } from '../state/types.ts';
export type { Terminal } from '../terminal/types.ts';
