import { MAX_RESET_AHEAD, MINUTE, SECOND } from '../../time.ts';
import { isPast } from '../clock-jumps.ts';
import { seededRandom } from '../random.ts';
import type { TransientStreak } from '../types.ts';
import type { Wait } from './hold.ts';

const FIRST_BACKOFF = 30 * SECOND;
/** Longer ones oversleep the end of the trouble by more than they spare a service that is short of breath. */
const MAX_BACKOFF = 10 * MINUTE;

/** So many failures in a row are no passing trouble any more: another backend is used if there is one. */
export const PERSISTENT_FAILURES = 6;

/**
 * Back-off after transient failures: 30 s · 2ⁿ, at most 10 min, with full jitter, so that a thousand runs that were
 * thrown out together do not come back together; a retry-after is the least. null: it is time to try.
 */
export function transientWait(
  backend: string,
  streak: TransientStreak,
  { seed, now, elsewhere }: { readonly seed: number; readonly now: number; readonly elsewhere: boolean },
): Wait | null {
  const { count, at, since } = streak;
  if (count < 1 || !isPast(at, now)) return null;
  const maxBackoff = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (count - 1));
  // While another backend works, this one is left alone for the whole time instead of being tried in between.
  const backoff =
    elsewhere && count >= PERSISTENT_FAILURES ? maxBackoff : maxBackoff * seededRandom(seed, backend, at, count);
  const until = Math.ceil(at + Math.max(backoff, plausibleRetryAfter(streak.retryAfterMs)));
  if (until <= now) return null;
  const times = count === 1 ? 'once' : `${count} times in a row`;
  const why = `${backend} failed ${times} with a temporary error`;
  return { until, reason: 'transient', why, ...(count >= PERSISTENT_FAILURES ? { since: since ?? at } : {}) };
}

function plausibleRetryAfter(retryAfterMs: number | null): number {
  return retryAfterMs !== null && retryAfterMs > 0 && retryAfterMs <= MAX_RESET_AHEAD ? retryAfterMs : 0;
}
