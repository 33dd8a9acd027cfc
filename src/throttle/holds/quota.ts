import { DAY, FARTHEST_RESET, HOUR, MINUTE, utcMinute } from '../../time.ts';
import { happened } from '../clock-jumps.ts';
import type { OpenLimit } from '../types.ts';
import type { Hold } from './hold.ts';

/** Services round their reset times and their clocks differ. */
export const RESET_MARGIN = MINUTE;

/** After a reset that did not lift the limit. */
const STILL_LIMITED = [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, HOUR];
/** Where no reset time is known. */
const PROBES = [15 * MINUTE, 30 * MINUTE, HOUR];
/** Where one is known that is too far ahead to be waited for unseen. */
const FAR_PROBES = [HOUR, 6 * HOUR, DAY];
const MONTH = 32 * DAY;
/** What closes without a word hardly opens for the first probe: a runner that may not be held longer is given back at once. */
const UNKNOWN_WAIT = 45 * MINUTE;

/** Until when a quota that was met forbids its backend; null: it is time to try. */
export function quotaHold(backend: string, open: OpenLimit, now: number): Hold | null {
  const { limit, at, since = at } = open;
  const { until, why, likely } = nextTry(open, since);
  if (!happened(at, now) || until <= now) return null;
  const window = limit.window === null ? '' : ` (${limit.window})`;
  return { until, reason: 'quota', why: `${backend} has used up its quota${window}; ${why}`, since, likely };
}

interface Try {
  readonly until: number;
  readonly why: string;
  readonly likely: number;
}

function nextTry({ limit, hits, at }: OpenLimit, since: number): Try {
  const probe = (until: number, why: string): Try => ({ until, why, likely: Math.max(until, since + UNKNOWN_WAIT) });
  const reset = limit.resetsAt;
  if (reset === null) return probe(at + rung(PROBES, hits), 'it does not say until when');

  const when = utcMinute(reset);
  const lifted = reset + RESET_MARGIN;
  const calendar = limit.source === 'calendar';
  if (reset <= at || (!calendar && reset - at <= FARTHEST_RESET)) {
    if (hits <= 1 && lifted > at) return { until: lifted, why: `it resets at ${when}`, likely: lifted };
    const until = Math.max(lifted, at + rung(STILL_LIMITED, hits - 1));
    const told = reset > at ? 'it resets' : 'it was to reset';
    const refused = hits <= 1 ? 'but still refuses' : `and has refused ${hits} times`;
    return { until, why: `${told} at ${when}, ${refused}`, likely: until };
  }
  if (reset - at > MONTH)
    return probe(at + rung(PROBES, hits), `it says until ${when}, which is too far ahead to be believed`);
  const known = calendar ? 'such a quota resets' : 'it says that it resets';
  const until = Math.min(lifted, at + rung(FAR_PROBES, hits));
  return probe(until, `${known} at ${when}${until < lifted ? ', and is tried before' : ''}`);
}

/** The step for the `nth` time (from 1); the last one stands for all later ones. */
function rung(ladder: readonly number[], nth: number): number {
  return ladder[Math.min(ladder.length, Math.max(1, nth)) - 1] ?? HOUR;
}
