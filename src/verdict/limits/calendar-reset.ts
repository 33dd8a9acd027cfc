import { momentsOf, wallClock } from './zoned-time.ts';

/**
 * When a quota comes back that is bound to the calendar, as its vendor documents it: Google's requests of a day at
 * midnight in California (ai.google.dev/gemini-api/docs/rate-limits), Copilot's premium requests on the first of the
 * month in UTC (docs.github.com, "GitHub Copilot premium requests"). Epoch ms, after `now`.
 */
export function calendarReset(quota: 'google-day' | 'copilot-month', now: number): number {
  const zone = quota === 'google-day' ? 'America/Los_Angeles' : 'UTC';
  const midnight = { ...wallClock(now, zone), hour: 0, minute: 0, second: 0 };
  const next =
    quota === 'google-day'
      ? { ...midnight, day: midnight.day + 1 }
      : { ...midnight, month: midnight.month + 1, day: 1 };
  return momentsOf(next, zone)[0] ?? now;
}
