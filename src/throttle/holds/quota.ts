import { DAY, formatUtcMinuteUp, HOUR, MAX_RESET_AHEAD, MINUTE } from '../../time.ts';
import { isPast } from '../clock-jumps.ts';
import type { OpenLimit } from '../types.ts';
import type { Wait } from './hold.ts';

/** Services round their reset times and their clocks differ. */
export const RESET_MARGIN = MINUTE;

/** After a reset that did not lift the limit. */
const RETRY_INTERVALS = [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, HOUR];
/** Where no reset time is known. */
const PROBE_INTERVALS = [15 * MINUTE, 30 * MINUTE, HOUR];
/** Where one is known that is too far ahead to be waited for unseen. */
const FAR_PROBE_INTERVALS = [HOUR, 6 * HOUR, DAY];
const MONTH = 32 * DAY;
/** How often a run looks whether the one that tries has told. */
const LOOK_AGAIN = MINUTE;
/** No window of hours resets this far ahead. */
const FAR_HEARSAY = 6 * HOUR;
/** What closes without a word hardly opens for the first probe: a runner that may not be held longer is given back at once. */
const MIN_UNKNOWN_WAIT = 45 * MINUTE;

/** Until when a quota that was met forbids its backend; null: it is time to try. */
export function quotaWait(backend: string, open: OpenLimit, now: number): Wait | null {
  const { limit, at, since = at } = open;
  const { until, why, likelyUntil } = findNextTry(open, since);
  if (!isPast(at, now)) return null;
  const window = limit.window === null ? '' : ` (${limit.window})`;
  if (until <= now && (open.probedUntil ?? now) > now) {
    const why = `${backend} had used up its quota${window}; another run is trying whether it is open again`;
    const likelyUntil = open.probedUntil ?? now;
    return { until: Math.min(likelyUntil, now + LOOK_AGAIN), reason: 'quota', why, since, likelyUntil };
  }
  if (until <= now) return null;
  const heard = open.heardFrom === undefined ? '' : ', as another run found';
  return {
    until,
    reason: 'quota',
    why: `${backend} has used up its quota${window}${heard}; ${why}`,
    since,
    likelyUntil,
  };
}

interface NextTry {
  readonly until: number;
  readonly why: string;
  readonly likelyUntil: number;
}

function findNextTry(open: OpenLimit, since: number): NextTry {
  const { limit, hits, at } = open;
  const probe = (until: number, why: string): NextTry => ({
    until,
    why,
    likelyUntil: Math.max(until, since + MIN_UNKNOWN_WAIT),
  });
  const reset = limit.resetsAt;
  if (reset === null) return probe(at + intervalFor(PROBE_INTERVALS, hits), 'no reset time is known');

  const when = formatUtcMinuteUp(reset);
  const liftsAt = reset + RESET_MARGIN;
  if (isFarHearsay(open, reset)) {
    const heard = `another run was told of a reset at ${when}, which one more tries before all believe it`;
    return probe(at + intervalFor(PROBE_INTERVALS, 1), heard);
  }
  const calendar = limit.source === 'calendar';
  if (reset <= at || (!calendar && reset - at <= MAX_RESET_AHEAD)) {
    if (hits <= 1 && liftsAt > at) return { until: liftsAt, why: `resets at ${when}`, likelyUntil: liftsAt };
    const until = Math.max(liftsAt, at + intervalFor(RETRY_INTERVALS, hits - 1));
    const resetPhrase = reset > at ? 'resets' : 'was due to reset';
    const refusalPhrase = hits <= 1 ? 'but still refuses' : `and has refused ${hits} times`;
    return { until, why: `${resetPhrase} at ${when}, ${refusalPhrase}`, likelyUntil: until };
  }
  if (reset - at > MONTH)
    return probe(
      at + intervalFor(PROBE_INTERVALS, hits),
      `reports a reset at ${when}, which is too far ahead to be plausible`,
    );
  const known = calendar ? 'should reset' : 'reports a reset';
  const until = Math.min(liftsAt, at + intervalFor(FAR_PROBE_INTERVALS, hits));
  return probe(until, `${known} at ${when}${until < liftsAt ? ', and is tried again before that' : ''}`);
}

/** One run alone, whose agent may lie, does not stop all others for days. */
function isFarHearsay({ heardFrom, at }: OpenLimit, reset: number): boolean {
  return heardFrom === 'one run' && reset - at > FAR_HEARSAY;
}

/** The step for the `nth` time (from 1); the last one stands for all later ones. */
function intervalFor(intervals: readonly number[], nth: number): number {
  return intervals[Math.min(intervals.length, Math.max(1, nth)) - 1] ?? HOUR;
}
