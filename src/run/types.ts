/** The story of one run over one spec: from its first open unit to its last, or to where a person must come first. */

import type { Backend } from '../agents/types.ts';
import type { Pool } from '../agents/vendor-facts.ts';
import type { PriceTable } from '../pricing/types.ts';
import type { OpenResult } from '../repository/types.ts';
import type { OutcomeKind } from '../run-events/types.ts';
import type { Guidance, ReadingList } from '../spec-folder/types.ts';
import type { Answer, FindUnitCommits, SavedRecords } from '../state/types.ts';
import type { FormatChoice } from '../tasks/types.ts';

/** Which spec, as a run and its texts name it. Paths are relative to the working tree. */
export interface SpecInfo {
  readonly name: string;
  readonly tasksPath: string;
  readonly format: FormatChoice;
  /** What agents are told to read. */
  readonly reading: ReadingList;
  readonly guidance: Guidance;
  /** The user's own words for every prompt; null: none. */
  readonly instructions: string | null;
}

/** A person's word that goes with the start of a run. */
export interface Resume {
  /** Id of the halt it answers; null: whichever is open. */
  readonly halt: string | null;
  readonly answer: Answer;
  /** Count the unit as done by a person. */
  readonly skip: boolean;
  /** Where the halt was told, for a state that never learned of it, since its checkpoint could not be pushed. */
  readonly openHalt?: {
    readonly unit: string | null;
    /** ISO 8601. */
    readonly at: string;
    readonly issue: number;
    readonly url: string;
  };
}

/** A person's word to have a unit done again before the run goes on. */
export interface Redo {
  /** Names this one word for ever: it is obeyed once. */
  readonly id: string;
  /** Id or key of the unit, or of a task in it. */
  readonly task: string;
  readonly by: string;
}

/** The backends, got ready. */
export interface ReadyBackends {
  /** Those that can run here; null: not known, all may. */
  readonly available: ReadonlySet<string> | null;
  /** What a person should know of them, a text each. */
  readonly problems: readonly string[];
  /** What their calls draw on, by backend; null: not known. Those that need no login are left out. Default: none does. */
  readonly pools?: ReadonlyMap<string, Pool | null>;
}

/** What is particular to this run. */
export interface RunContext {
  readonly id: string;
  /** Absolute path of the working tree. */
  readonly workdir: string;
  /** What opening the repository came to. */
  readonly opened: OpenResult;
  /** Aborted on SIGINT, SIGTERM or a workflow's cancel. */
  readonly stop: AbortSignal;
  readonly resume: Resume | null;
  /** Hides secrets in what people say, before it is recorded; default: nothing is hidden. */
  readonly maskAnswer?: (text: string) => string;
  /** Default: nothing is done again. */
  readonly redo?: Redo | null;
  /** A clock started it, not a person: it leaves a pause alone until `resume_after`. */
  readonly scheduled: boolean;
  /** A person's button started it, or the run before. */
  readonly dispatched: boolean;
  /** Most runs in a row that start one another. */
  readonly chainLimit: number;
  /** What single backends need beside the settings, by option name (see `AgentRequest.options`). */
  readonly agentOptions: Readonly<Record<string, string>>;
  /**
   * Looks for the backends' programs. What is missing of them is installed, which a run that has nothing to do must not
   * wait for. Rejects with a UserError where one that was asked for cannot run.
   */
  readonly ensureBackends: () => Promise<ReadyBackends>;
  /** All that there are, whether they can run here or not. */
  readonly backends: readonly Backend[];
  /** Backends whose usage counts a resumed session as a whole. */
  readonly cumulativeUsageBackends?: ReadonlySet<string>;
  /** Do agents start in a sandbox in which sudo is of no use? Known once the backends are ready. Default: they do not. */
  readonly isSandboxed?: () => boolean;
  readonly prices: PriceTable;
  /** The records that the tree does not hold; default: it holds them. */
  readonly savedRecords?: () => SavedRecords | null;
  /** Default: none is known. */
  readonly unitCommits?: FindUnitCommits;
  /** What a person who watches asks of the run; default: nobody watches. */
  readonly wishes?: Wishes;
  /** The morning that follows a moment, epoch ms; default: no forecast is made. */
  readonly morningAfter?: (now: number) => number;
}

/** What a person asks of a run while it goes on. */
export interface Wishes {
  /** While it waits: aborted when they do not want it to; `mayStop`: also when they have it stop. `close` ends the watching. */
  watchWait(mayStop: boolean): { readonly ended: AbortSignal; close(): void };
  /** Is it to stop before the next unit? */
  stopsAfterUnit(): boolean;
}

/** How a run over a spec ends. */
export interface RunEnd {
  readonly kind: OutcomeKind;
  readonly message: string;
}
