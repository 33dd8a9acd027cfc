import type { ThrottleReason } from '../types.ts';

/** Something that forbids to start before a moment. */
export interface Wait {
  /** Epoch ms. */
  readonly until: number;
  readonly reason: ThrottleReason;
  /** A sentence for a person, without its full stop. */
  readonly why: string;
  /** Epoch ms from which this has been waited for, where waits for one cause add up. */
  readonly since?: number;
  /** Epoch ms until which it may well last, where `until` is but the next try. */
  readonly likelyUntil?: number;
}

/** The hold that lasts longest of those that last beyond now. */
export function latestWait(waits: readonly (Wait | null)[], now: number): Wait | null {
  let latest: Wait | null = null;
  for (const wait of waits) {
    if (wait !== null && wait.until > (latest?.until ?? now)) latest = wait;
  }
  return latest;
}
