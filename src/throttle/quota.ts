import { happened } from './clock.ts';
import type { Hold } from './hold.ts';
import { DAY, FARTHEST_RESET, HOUR, MINUTE, utcMinute } from './times.ts';
import type { OpenLimit } from './types.ts';

/** Services round their reset times and their clocks differ. */
export const RESET_MARGIN = MINUTE;

/** After a reset that did not lift the limit. */
const STILL_LIMITED = [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, HOUR];
/** Where no reset time is known. */
const PROBES = [15 * MINUTE, 30 * MINUTE, HOUR];
/** Where one is told that no window is long enough for: an allowance of a month, or a misreading. */
const FAR_PROBES = [HOUR, 6 * HOUR, DAY];
const MONTH = 32 * DAY;
/** What closes without a word hardly opens for the first probe: a runner that may not be held longer is given back at once. */
const UNKNOWN_WAIT = 45 * MINUTE;

/** Until when a quota that was met forbids its backend; null: it is time to try. */
export function quotaHold(backend: string, { limit, hits, at, since }: OpenLimit, now: number): Hold | null {
  if (!happened(at, now)) return null;
  const window = limit.window === null ? '' : ` (${limit.window})`;
  const used = `${backend} has used up its quota${window}`;
  const from = since ?? at;
  const hold = (until: number, why: string, likely = until): Hold | null =>
    until > now ? { until, reason: 'quota', why: `${used}; ${why}`, since: from, likely } : null;

  const reset = limit.resetsAt;
  if (reset !== null && reset - at <= FARTHEST_RESET) {
    if (hits <= 1 && reset + RESET_MARGIN > at) return hold(reset + RESET_MARGIN, `it resets at ${utcMinute(reset)}`);
    const again = Math.max(reset + RESET_MARGIN, at + rung(STILL_LIMITED, hits - 1));
    const told = reset > at ? 'it resets' : 'it should have been reset';
    const refused = hits <= 1 ? 'refused' : `refused ${hits} times`;
    return hold(again, `${told} at ${utcMinute(reset)}, but ${refused}; next try`);
  }
  const believable = reset !== null && reset - at <= MONTH;
  const next = at + rung(believable ? FAR_PROBES : PROBES, hits);
  const likely = Math.max(next, from + UNKNOWN_WAIT);
  if (reset === null) return hold(next, 'it does not say until when; next try', likely);
  if (believable) return hold(next, `it says that it resets at ${utcMinute(reset)}; next try`, likely);
  return hold(next, `it says until ${utcMinute(reset)}, which is too far ahead to be believed; next try`, likely);
}

/** The step for the `nth` time (from 1); the last one stands for all later ones. */
function rung(ladder: readonly number[], nth: number): number {
  return ladder[Math.min(ladder.length, Math.max(1, nth)) - 1] ?? HOUR;
}
