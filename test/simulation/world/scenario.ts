import type { Settings } from '../../../src/inputs/types.ts';
import type { StateFile } from '../../../src/state/types.ts';
import type { AccountFacts } from './account.ts';

/** What an agent makes of one attempt at a unit, when no limit, no overload and no end of the machine comes between. */
export type Fate =
  /** Does the work and says so. */
  | 'well'
  /** Does the work, and its text is full of promise tags and of limit messages that mean nothing. */
  | 'talkative'
  /** Finds that nothing is left to do, and says so. */
  | 'no-change'
  /** Does the work and commits it by itself. */
  | 'own-commit'
  /** Does the work, and its process stays until it is ended. */
  | 'lingers'
  /** Does the work, and ticks the boxes of others. */
  | 'foreign-tick'
  /** Does the work, and takes other tasks out of tasks.md. */
  | 'removes-task'
  /** Does the work, and writes into the state file and the progress log. */
  | 'scribbles'
  /** Dies before it is finished. */
  | 'crash'
  /** Its turn fails for a reason of its own. */
  | 'error'
  /** Ends well, without the promise. */
  | 'unpromised'
  /** Ends well and quotes the tag that stops for a human, without meaning it. */
  | 'quoted-halt'
  /** Promises without having done anything. */
  | 'lie'
  /** Promises, but what it wrote does not pass the verify command. */
  | 'broken'
  /** Ticks its own box, and promises nothing. */
  | 'own-tick'
  /** Says that its account is used up for days, which is not so. */
  | 'false-limit'
  /** Asks a human. */
  | 'question'
  /** Falls silent. */
  | 'silent'
  /** Never comes to an end. */
  | 'endless'
  /** A person closes its window. */
  | 'closed';

/** How the agent that is asked for an assignment answers. */
export type AssignmentFate = 'well' | 'prose' | 'stranger' | 'other-unit' | 'crash';

/** What a reviewer makes of a unit that was called done. */
export type ReviewFate =
  | 'accepts'
  /** Lets it pass, with something for people to read. */
  | 'advises'
  /** Holds something to be blocking. */
  | 'objects'
  /** Says in prose what it thinks. */
  | 'prose'
  /** Answers in JSON of its own making. */
  | 'garbled'
  /** Writes into the work, the state and tasks.md, and accepts. */
  | 'scribbles'
  | 'crash'
  | 'silent';

/** One unit of the spec, and what working on it is like. */
export interface UnitFacts {
  /** `3`. */
  readonly key: string;
  readonly title: string;
  /** Titles of its sub-tasks, `3.1`, `3.2`, … */
  readonly parts: readonly string[];
  readonly dependsOn: readonly string[];
  readonly optional: boolean;
  /** Of the whole work, without interruption. */
  readonly ms: number;
  readonly tokens: number;
  /** What becomes of its attempts, in order; all later ones go well. */
  readonly fates: readonly Fate[];
  readonly assignments: readonly AssignmentFate[];
  /** What its reviews come to, in order, where there is a reviewer; all later ones accept. Left out: all do. */
  readonly reviews?: readonly ReviewFate[];
}

/** What a human does about one issue, counted from its opening. */
export interface HumanFacts {
  /** ms; null: never. */
  readonly answersAfterMs: number | null;
  readonly word: 'resume' | 'skip';
  /** Says the same again, so many ms later. */
  readonly againAfterMs: number | null;
}

/** What somebody else pushes to the work branch. */
export interface ForeignPush {
  readonly at: number;
  readonly what: 'file' | 'title' | 'wording' | 'conflict' | 'other-run';
}

/** When a machine is lost: at its nth call of a port (before or after its effect), or a while after its start. */
export type Death =
  | { readonly kind: 'call'; readonly nth: number; readonly effect: boolean }
  | { readonly kind: 'time'; readonly afterMs: number };

/** Everything that makes a night; the same scenario is the same night. Times in epoch ms. */
export interface Scenario {
  readonly seed: string;
  readonly start: number;
  /** What is not settled by then never will be. */
  readonly horizon: number;
  readonly settings: Settings;
  /** `hosted`: the disk is gone with the job. `own`: it stays. */
  readonly machine: 'hosted' | 'own';
  readonly jobLimitMs: number;
  /** A clock starts a run this often. */
  readonly everyMs: number;
  /** Hours of the day (UTC) in which it does; left out: all. */
  readonly hours?: readonly number[];
  /** After so many runs it never comes to an end; left out: a number that no night needs. */
  readonly mostRuns?: number;
  readonly units: readonly UnitFacts[];
  /** Granularity `task` makes units of the parts. */
  readonly accounts: readonly AccountFacts[];
  /** Backends whose program is there. */
  readonly available: readonly string[];
  /** By issue, in order; later ones are answered as the last. */
  readonly humans: readonly HumanFacts[];
  readonly pushes: readonly ForeignPush[];
  /** Times at which the base branch moves; `conflict`: in a file that the units write. */
  readonly baseMoves: readonly { readonly at: number; readonly conflict: boolean }[];
  /** Times at which the remote cannot be reached. */
  readonly remoteDown: readonly { readonly from: number; readonly to: number }[];
  /** From then on it refuses pushes, until a human mends it. */
  readonly protectedFrom: number | null;
  /** Times at which issues and pull requests cannot be reached. */
  readonly hubDown: readonly { readonly from: number; readonly to: number }[];
  /** By run, in order; null: lives. */
  readonly deaths: readonly (Death | null)[];
  /** By run, in order: a person cancels it so many ms after its start. */
  readonly cancels: readonly (number | null)[];
  /** The machine's clock is set by so many ms. */
  readonly clockJumps: readonly { readonly at: number; readonly byMs: number }[];
  /** Share of the sessions that cannot be gone on with. */
  readonly lostSessions: number;
  /** The state file that earlier specs left; left out: there were none. */
  readonly earlier?: StateFile;
  /** The morning after a moment: forecasts are made; left out: none. */
  readonly morningAfter?: (now: number) => number;
}
