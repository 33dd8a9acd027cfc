import type { ServiceLimits } from '../../agents/vendor-facts.ts';
import { momentsOf, wallClock } from './zoned-time.ts';

/** When a quota that is bound to the calendar comes back: epoch ms, after `now`. */
export function calendarReset(
  { period, zone }: Pick<NonNullable<ServiceLimits['calendarReset']>, 'period' | 'zone'>,
  now: number,
): number {
  const midnight = { ...wallClock(now, zone), hour: 0, minute: 0, second: 0 };
  const next =
    period === 'day' ? { ...midnight, day: midnight.day + 1 } : { ...midnight, month: midnight.month + 1, day: 1 };
  return momentsOf(next, zone)[0] ?? now;
}
