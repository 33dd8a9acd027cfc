import type { Checks } from '../checks/types.ts';
import type { Platform, QuestionsPage } from '../platform/types.ts';
import type { Repository } from '../repository/types.ts';
import type { Log } from '../run-events/types.ts';
import type { SpecFiles } from '../spec-folder/types.ts';
import type { StateStore } from '../state/types.ts';
import type { Terminal } from '../terminal/types.ts';
import type { SharedThrottle } from '../throttle/shared/types.ts';

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

/** Everything outside a run, by need. */
export interface Ports {
  readonly terminal: Terminal;
  readonly repository: Repository;
  readonly platform: Platform;
  readonly questions: QuestionsPage;
  readonly store: StateStore;
  readonly files: SpecFiles;
  readonly checks: Checks;
  readonly throttle: SharedThrottle;
  readonly clock: Clock;
  readonly log: Log;
}
