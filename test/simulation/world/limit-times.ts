const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When a limit is met, and when it lifts (epoch ms). */
interface Times {
  readonly now: number;
  readonly resetsAt: number;
}

/** `11:39am`, and a date before it where it is more than a day away. */
export function short({ now, resetsAt }: Times): string {
  const time = clock(resetsAt).replace(':00', '').replace(' ', '').toLowerCase();
  return resetsAt - now < DAY - HOUR ? time : `${dayOf(resetsAt)}, ${time}`;
}

/** `11:39 AM`, `Sep 18th, 2026 12:04 AM` on another day. */
export function long({ now, resetsAt }: Times): string {
  const date = new Date(resetsAt);
  if (date.getUTCDate() === new Date(now).getUTCDate() && resetsAt - now < DAY) return clock(resetsAt);
  const day = date.getUTCDate();
  const suffix =
    day % 10 === 1 && day !== 11
      ? 'st'
      : day % 10 === 2 && day !== 12
        ? 'nd'
        : day % 10 === 3 && day !== 13
          ? 'rd'
          : 'th';
  return `${MONTHS[date.getUTCMonth()]} ${day}${suffix}, ${date.getUTCFullYear()} ${clock(resetsAt)}`;
}

/** `2 days 3 hours`, `3 hours 12 minutes`: two units, the rest cut off. */
export function span({ now, resetsAt }: Times): { readonly words: string; readonly ms: number } {
  const minutes = Math.max(1, Math.floor((resetsAt - now) / MINUTE));
  const parts = [
    [Math.floor(minutes / 1440), 'day', DAY],
    [Math.floor((minutes % 1440) / 60), 'hour', HOUR],
    [minutes % 60, 'minute', MINUTE],
  ] as const;
  const shown = parts.filter(([amount]) => amount > 0).slice(0, 2);
  return {
    words: shown.map(([amount, unit]) => `${amount} ${unit}${amount === 1 ? '' : 's'}`).join(' '),
    ms: shown.reduce((sum, [amount, , ms]) => sum + amount * ms, 0),
  };
}

/** `2h3m14s`. */
export function compact({ now, resetsAt }: Times): string {
  const seconds = Math.max(1, Math.ceil((resetsAt - now) / 1000));
  return `${Math.floor(seconds / 3600)}h${Math.floor((seconds % 3600) / 60)}m${seconds % 60}s`;
}

export function hours({ now, resetsAt }: Times): number {
  return Math.ceil((resetsAt - now) / HOUR);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LONG_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export function dayOf(at: number): string {
  const date = new Date(at);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}`;
}

export function dated(at: number): string {
  const date = new Date(at);
  return `${LONG_MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
}

/** `2:05 AM` in UTC. */
export function clock(at: number): string {
  const date = new Date(at);
  const hour = date.getUTCHours();
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(date.getUTCMinutes()).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
}

export function hourOf(at: number): string {
  return clock(at).replace(':00', '').replace(' ', '').toLowerCase();
}

export function title(window: string): string {
  return { five_hour: '5-hour', weekly: 'Weekly', daily: 'Daily' }[window] ?? window;
}
