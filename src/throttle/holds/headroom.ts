import { CLOCK_TOLERANCE, DAY, formatUtcMinuteUp, HOUR, MAX_PAUSE, MINUTE } from '../../time.ts';
import type { Headroom, HeadroomShares, SeenWindow } from '../types.ts';
import { latestWait, type Wait } from './hold.ts';
import { formatHours, lastHoursEnd } from './hours.ts';
import { leastUsed } from './pace.ts';
import { RESET_MARGIN } from './quota.ts';

/** Shares are sums of floating point. */
const ROUNDING = 1e-9;

/**
 * A window of which no more than the headroom is left counts as closed until its reset. With hours it is kept where
 * some of them lie before the reset: a window that is over by then is nothing to the person, and may be used whole.
 */
export function headroomWait(
  headroom: Headroom | null,
  backend: string,
  windows: readonly SeenWindow[] | undefined,
  now: number,
): Wait | null {
  if (headroom === null) return null;
  const waits = windows?.map((window) => windowWait(headroom, backend, window, now));
  return latestWait(waits ?? [], now);
}

/** What is kept of the window of this name, 0 to 1. */
export function keptShare({ fiveHour, weekly, others = 0 }: HeadroomShares, name: string): number {
  const length = windowLength(name) ?? 0;
  if (isLength(length, 5 * HOUR)) return fiveHour ?? others;
  if (isLength(length, 7 * DAY)) return weekly ?? others;
  return others;
}

/** Windows named in `shares` whose use no service tells of, as people call them; nothing can be kept of them. */
export function unreportedWindows({ fiveHour, weekly }: HeadroomShares, windows: readonly SeenWindow[]): string[] {
  const named = [
    { name: '5h', share: fiveHour, length: 5 * HOUR },
    { name: 'weekly', share: weekly, length: 7 * DAY },
  ];
  const lengths = windows.filter(({ used }) => used !== null).map(({ name }) => windowLength(name) ?? 0);
  return named.flatMap(({ name, share, length }) =>
    share === undefined || lengths.some((reported) => isLength(reported, length)) ? [] : [name],
  );
}

/** Services are known to say 299 minutes. */
function isLength(reported: number, length: number): boolean {
  return Math.abs(reported - length) <= length / 60;
}

function windowWait({ shares, hours }: Headroom, backend: string, window: SeenWindow, now: number): Wait | null {
  const kept = keptShare(shares, window.name);
  const used = leastUsed(window);
  const reset = resetOf(window, now);
  if (kept === 0 || used < 1 - kept - ROUNDING || reset + RESET_MARGIN <= now) return null;
  const hoursEnd = hours === null ? reset : lastHoursEnd(hours, now, reset);
  if (hoursEnd === null) return null;
  const isFreedEarlier = hoursEnd < reset;
  const when = isFreedEarlier
    ? `may be used again from ${formatUtcMinuteUp(hoursEnd)}`
    : `resets at ${formatUtcMinuteUp(reset)}`;
  const during = hours === null ? '' : ` from ${formatHours(hours)}`;
  const why = `${backend}'s window ${window.name} is ${formatShare(used)} used, and headroom keeps ${formatShare(kept)} of it for you${during}; it ${when}`;
  return { until: isFreedEarlier ? hoursEnd : reset + RESET_MARGIN, reason: 'headroom', why };
}

/** When it is a new one for certain: where no reset is told that can be meant, after its own length. */
function resetOf({ name, resetsAt, seenAt }: SeenWindow, now: number): number {
  const seen = Math.min(seenAt, now);
  const length = windowLength(name);
  if (resetsAt !== null && resetsAt <= seen + (length ?? MAX_PAUSE) + CLOCK_TOLERANCE) return resetsAt;
  return seen + (length ?? HOUR);
}

const LENGTHS: Readonly<Record<string, number>> = {
  hourly: HOUR,
  five_hour: 5 * HOUR,
  daily: DAY,
  weekly: 7 * DAY,
};

/** ms; null: its name does not say. Claude has several of a week, one a model. */
function windowLength(name: string): number | null {
  if (name.startsWith('seven_day')) return 7 * DAY;
  const [, minutes] = /^(\d{1,6})_minutes$/.exec(name) ?? [];
  return minutes === undefined ? (LENGTHS[name] ?? null) : Number(minutes) * MINUTE;
}

/** `85 %`. */
export function formatShare(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
