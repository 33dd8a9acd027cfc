export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The longest that a timer takes, ms (24.8 days): one that is set for longer fires at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** Times of the past that lie further ahead than this were written before the clock was set back; they count as over. */
export const CLOCK_TOLERANCE = 5 * MINUTE;

/** No service's window is longer than a week; a reset further ahead is a month's allowance, or a misreading. */
export const MAX_RESET_AHEAD = 8 * DAY;

/** No quota that is believed lasts longer than a month. */
export const MAX_PAUSE = 33 * DAY;

/** Year 9999: what lies behind it is a misprint, and no text has room for it. */
const LAST_MOMENT = Date.UTC(9999, 11, 31);

/** A moment that somebody states (epoch ms); null where it cannot be meant: in 10^320 hours, or 0 for "not known". */
export function statedMoment(at: number | null): number | null {
  return at !== null && at > 0 && at <= LAST_MOMENT ? at : null;
}

/** A wait that somebody states, in ms: none where it is over already, null where it cannot be meant. */
export function statedWait(ms: number | null): number | null {
  return ms === null || !(ms <= LAST_MOMENT) ? null : Math.max(0, ms);
}

/** The way that files and machines are told a moment (epoch ms): ISO 8601 in UTC. */
export function iso(at: number): string {
  return new Date(clampToDate(at)).toISOString();
}

/** UTC day of a moment (epoch ms): `2026-11-23`. */
export function utcDay(at: number): string {
  return iso(at).slice(0, 10);
}

/** Epoch ms of the next UTC midnight after `at`. */
export function nextUtcMidnight(at: number): number {
  return (Math.floor(at / DAY) + 1) * DAY;
}

/** For people: `2026-11-23 09:14 UTC`. */
export function formatUtcMinute(at: number): string {
  return `${iso(at)
    .replace('T', ' ')
    .replace(/:\d\d\.\d+Z$/, '')} UTC`;
}

/** The minute by which a moment (epoch ms) has come, so that nobody looks too early. */
export function formatUtcMinuteUp(at: number): string {
  return formatUtcMinute(Math.ceil(at / MINUTE) * MINUTE);
}

/** The moment, or the nearest to it that a Date can hold: services are known to tell absurd ones. */
export function clampToDate(at: number): number {
  return Math.min(8.64e15, Math.max(-8.64e15, Number.isFinite(at) ? at : 0));
}
