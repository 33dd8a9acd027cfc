import type { Night } from '../world/record.ts';

/** What must be true of every night, whatever happened in it. `broken` names each place where it was not. */
export interface Invariant {
  readonly name: string;
  readonly broken: (night: Night) => readonly string[];
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
