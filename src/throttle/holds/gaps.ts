import { plural } from '../../text.ts';
import { HOUR } from '../../time.ts';
import { isPast } from '../clock-jumps.ts';
import { seededRandom } from '../random.ts';
import type { ThrottleHistory, ThrottleSettings } from '../types.ts';
import type { Wait } from './hold.ts';

/** The most that jitter adds to the delay. */
const MAX_JITTER = 0.2;

/** The gap between attempts: the delay, times the pace's factor, and up to 20 % on top. */
export function delayWait(
  settings: ThrottleSettings,
  history: ThrottleHistory,
  factor: number,
  now: number,
): Wait | null {
  const ended = history.lastCallEndedAt;
  if (ended === null || settings.delayMs <= 0 || !isPast(ended, now)) return null;
  const gap = settings.delayMs * factor * (1 + MAX_JITTER * seededRandom(settings.seed, 'delay', ended));
  const paceNote = factor > 1 ? `, ${factor} times as long because a usage window is nearly used up` : '';
  return { until: Math.ceil(ended + gap), reason: 'delay', why: `the delay between attempts${paceNote}` };
}

/** At most so many calls start in any 60 minutes. */
export function callRateWait(settings: ThrottleSettings, history: ThrottleHistory, now: number): Wait | null {
  const limit = settings.maxCallsPerHour;
  if (limit === null) return null;
  const recent = history.calls.filter((at) => at > now - HOUR && isPast(at, now)).sort((a, b) => a - b);
  const nextToExpire = recent[recent.length - Math.max(1, limit)];
  if (nextToExpire === undefined) return null;
  return {
    until: nextToExpire + HOUR,
    reason: 'calls-per-hour',
    why: `the limit is ${plural(limit, 'call')} an hour, and the last hour had ${recent.length}`,
  };
}
