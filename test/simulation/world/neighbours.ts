import type { Settings } from '../../../src/inputs/types.ts';
import type { SharedThrottle } from '../../../src/throttle/shared/types.ts';
import type { Account } from './account.ts';
import type { Life } from './machine.ts';
import type { Timeline } from './timeline.ts';

/** What a spec's night shares with those of other specs. */
export interface Neighbours {
  readonly timeline: Timeline;
  readonly accounts: ReadonlyMap<string, Account>;
  /** Waits for a runner; what it gives back leaves it to the next one. */
  enter(): Promise<() => void>;
  throttle(
    run: string,
    machine: { readonly life: Life; readonly stop: AbortSignal; readonly settings: Settings },
  ): SharedThrottle;
}
