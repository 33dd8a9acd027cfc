import type { Night } from '../world/record.ts';
import { checkpointInvariants } from './checkpoints.ts';
import { dispatchInvariants } from './dispatch.ts';
import { headroomInvariants } from './headroom.ts';
import { peopleInvariants } from './people.ts';
import { reviewInvariants } from './reviews.ts';
import { throttleInvariants } from './throttle.ts';

export const invariants = [
  ...dispatchInvariants,
  ...checkpointInvariants,
  ...throttleInvariants,
  ...headroomInvariants,
  ...peopleInvariants,
  ...reviewInvariants,
];

/** What was wrong with a night, one line each, by the name of the promise that was broken. */
export function brokenPromises(night: Night): string[] {
  return invariants.flatMap(({ name, broken }) => broken(night).map((what) => `${name}: ${what}`));
}
