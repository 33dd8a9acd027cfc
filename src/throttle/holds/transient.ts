import { FARTHEST_RESET, MINUTE, SECOND } from '../../time.ts';
import { happened } from '../clock-jumps.ts';
import { chance } from '../random.ts';
import type { TransientStreak } from '../types.ts';
import type { Hold } from './hold.ts';

const FIRST = 30 * SECOND;
/** Longer ones oversleep the end of the trouble by more than they spare a service that is short of breath. */
const LONGEST = 10 * MINUTE;

/** So many failures in a row are no passing trouble any more: another backend is used if there is one. */
export const PERSISTENT = 6;

/**
 * Back-off after transient failures: 30 s · 2ⁿ, at most 10 min, with full jitter, so that a thousand runs that were
 * thrown out together do not come back together; a retry-after is the least. null: it is time to try.
 */
export function transientHold(
  backend: string,
  streak: TransientStreak,
  { seed, now, elsewhere }: { readonly seed: number; readonly now: number; readonly elsewhere: boolean },
): Hold | null {
  const { count, at, since } = streak;
  if (count < 1 || !happened(at, now)) return null;
  const ceiling = Math.min(LONGEST, FIRST * 2 ** (count - 1));
  // While another backend works, this one is left alone for the whole time instead of being tried in between.
  const backoff = elsewhere && count >= PERSISTENT ? ceiling : ceiling * chance(seed, backend, at, count);
  const until = Math.ceil(at + Math.max(backoff, believable(streak.retryAfterMs)));
  if (until <= now) return null;
  const times = count === 1 ? 'once' : `${count} times in a row`;
  const why = `${backend} failed ${times}, for a reason that passes by itself`;
  return { until, reason: 'transient', why, ...(count >= PERSISTENT ? { since: since ?? at } : {}) };
}

function believable(retryAfterMs: number | null): number {
  return retryAfterMs !== null && retryAfterMs > 0 && retryAfterMs <= FARTHEST_RESET ? retryAfterMs : 0;
}
