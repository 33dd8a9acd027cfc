import { clampToDate, formatUtcMinute, iso, MINUTE } from '../../time.ts';

/*
 * For people at a terminal: their own clock, whose zone is the machine's (`TZ`), beside UTC, which everything else is in.
 */

/** `02:13:00 (2026-11-24 01:13:00 UTC)`; with its day where that is another than in UTC. */
export function localAndUtcTime(ms: number): string {
  const [day, time] = dayAndTime(ms);
  const [localDay, localTime] = dayAndTime(localTimeOf(ms));
  return `${localDay === day ? '' : `${localDay} `}${localTime} (${day} ${time} UTC)`;
}

/** `2026-11-24 07:00 UTC (08:00 here)`; where clocks are on UTC that alone. */
export function utcAndLocalMinute(ms: number): string {
  const local = localTimeOf(ms);
  const here = local === ms ? '' : ` (${dayAndTime(local)[1].slice(0, 5)} here)`;
  return `${formatUtcMinute(ms)}${here}`;
}

/** The moment at which clocks on UTC show what the machine's shows at this one (epoch ms). */
function localTimeOf(ms: number): number {
  return ms - new Date(clampToDate(ms)).getTimezoneOffset() * MINUTE;
}

function dayAndTime(ms: number): readonly [day: string, time: string] {
  const [day = '', time = ''] = iso(ms).split('T');
  return [day, time.slice(0, 8)];
}
