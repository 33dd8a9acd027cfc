import { momentsOf, wallClock } from '../../verdict/limits/zoned-time.ts';
import type { Hours } from '../types.ts';

/** The end (epoch ms) of the last of these hours that lie between two moments, `before` at most; null: none do. */
export function lastHoursEnd(hours: Hours, after: number, before: number): number | null {
  const today = wallClock(before, hours.zone);
  const moments = (daysAgo: number, minutes: number) => {
    const wall = {
      ...today,
      day: today.day - daysAgo,
      hour: Math.floor(minutes / 60),
      minute: minutes % 60,
      second: 0,
    };
    return momentsOf(wall, hours.zone);
  };
  // Those of the day before may end today, whatever today has.
  for (let daysAgo = 0; ; daysAgo++) {
    // Where a clock is set back over them they last the longer.
    const to = moments(daysAgo, hours.to).at(-1) ?? before;
    if (to <= after) return null;
    const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day - daysAgo)).getUTCDay();
    if (hours.days.includes(weekday) && (moments(daysAgo, hours.from)[0] ?? before) < before)
      return Math.min(to, before);
  }
}

/** `08:00 to 19:00 (Europe/Berlin)`. */
export function formatHours({ from, to, zone }: Hours): string {
  return `${formatTime(from)} to ${formatTime(to)} (${zone})`;
}

function formatTime(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}
