/** What outlives a run: the state file, its transitions, and the lock that keeps two runs apart. */

import type { z } from 'zod';
import type { ThrottleHistory } from '../throttle/types.ts';
import type {
  answerSchema,
  forecastSchema,
  haltSchema,
  noteSchema,
  openQuestionSchema,
  openQuestionsSchema,
  pausedSchema,
  specStateSchema,
  stateFileSchema,
  totalsSchema,
  unitSchema,
  waitingSchema,
  waitSchema,
} from './schema.ts';

export type StateFile = z.infer<typeof stateFileSchema>;
export type SpecState = z.infer<typeof specStateSchema>;
export type RunningAttempt = NonNullable<SpecState['under_way']>;
export type UnitState = z.infer<typeof unitSchema>;
export type Halt = z.infer<typeof haltSchema>;
export type Note = z.infer<typeof noteSchema>;
export type OpenQuestion = z.infer<typeof openQuestionSchema>;
export type OpenQuestions = z.infer<typeof openQuestionsSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type Paused = z.infer<typeof pausedSchema>;
export type Waiting = z.infer<typeof waitingSchema>;
export type Wait = z.infer<typeof waitSchema>;
export type NotedForecast = z.infer<typeof forecastSchema>;
export type Totals = z.infer<typeof totalsSchema>;

/** What a run remembers: one spec's state, and the throttle's memory. */
export interface SavedState {
  readonly spec: SpecState;
  readonly throttle: ThrottleHistory;
}

/** The same as it was found, with the other specs of the file, whose units tell what units take. */
export interface LoadedState extends SavedState {
  /** Left out: there are none. */
  readonly others?: readonly SpecState[];
}

/** The records of a spec on a ref of their own, since its tree holds none. null: no such file. */
export interface SavedRecords {
  readonly ref: string;
  readonly commit: string;
  readonly state: string | null;
  readonly progress: string | null;
  /** The state that the tree had when they were put there. */
  readonly left: string | null;
}

/** The newest commit of each unit of a spec, by the task's number. `formerNames`: what the spec was called before. */
export type FindUnitCommits = (formerNames: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** The state on disk. A corrupt file is an error that says how to get the last good one back; it is never overwritten. */
export interface StateStore {
  /** null: no state of this spec yet. */
  load(): Promise<LoadedState | null>;
  /** Atomic and flushed; other specs and unknown keys stay as they were read, whatever was written there since. */
  save(memory: SavedState): Promise<void>;
  /**
   * Takes up what a git merge brought of other specs, and gives the throttle's memory with what they had to add; nothing
   * else may come from the disk while a run goes on.
   */
  readMerged(throttle: ThrottleHistory): Promise<ThrottleHistory>;
}
