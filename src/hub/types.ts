import type { Progress } from '../report/types.ts';
import type { Halt } from '../state/types.ts';

/** Where a person is told. */
export interface HubPlace {
  readonly number: number;
  readonly url: string;
}

/**
 * GitHub, as the loop needs it. Out of reach is never an error here: what could not be said is said in the log,
 * kept, and made up for at the next call.
 */
export interface Hub {
  /** Opens or updates the one issue (or pull request comment) of this halt. */
  halt(halt: Halt, progress: Progress): Promise<HubPlace | null>;
  /** Closes the issue of a halt whose unit is done. */
  settled(halt: Halt, commit: string | null): Promise<void>;
  /** Opens or updates the pull request, and the step summary. */
  progress(progress: Progress): Promise<HubPlace | null>;
  /** Starts the next run through workflow_dispatch; false: not allowed or not reached. */
  continueLater(progress: Progress): Promise<boolean>;
}
