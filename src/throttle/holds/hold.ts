import type { ThrottleReason } from '../types.ts';

/** Something that forbids to start before a moment. */
export interface Hold {
  /** Epoch ms. */
  readonly until: number;
  readonly reason: ThrottleReason;
  /** A sentence for a person, without its full stop. */
  readonly why: string;
  /** Epoch ms from which this has been waited for, where waits for one cause add up. */
  readonly since?: number;
  /** Epoch ms until which it may well last, where `until` is but the next try. */
  readonly likely?: number;
}

/** The hold that lasts longest of those that last beyond now. */
export function longest(holds: readonly (Hold | null)[], now: number): Hold | null {
  let found: Hold | null = null;
  for (const hold of holds) {
    if (hold !== null && hold.until > (found?.until ?? now)) found = hold;
  }
  return found;
}
