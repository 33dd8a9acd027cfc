import { HOUR } from '../../time.ts';
import { happened } from '../clock-jumps.ts';
import { chance } from '../random.ts';
import type { ThrottleHistory, ThrottleSettings } from '../types.ts';
import type { Hold } from './hold.ts';

/** The most that jitter adds to the delay. */
const JITTER = 0.2;

/** The gap between attempts: the delay, times the pace's factor, and up to 20 % on top. */
export function delayHold(
  settings: ThrottleSettings,
  history: ThrottleHistory,
  factor: number,
  now: number,
): Hold | null {
  const ended = history.lastCallEndedAt;
  if (ended === null || settings.delayMs <= 0 || !happened(ended, now)) return null;
  const gap = settings.delayMs * factor * (1 + JITTER * chance(settings.seed, 'delay', ended));
  const paced = factor > 1 ? `, ${factor} times as long because a window is nearly used up` : '';
  return { until: Math.ceil(ended + gap), reason: 'delay', why: `the delay between attempts${paced}` };
}

/** At most so many calls start in any 60 minutes. */
export function callsHold(settings: ThrottleSettings, history: ThrottleHistory, now: number): Hold | null {
  const most = settings.maxCallsPerHour;
  if (most === null) return null;
  const recent = history.calls.filter((at) => at > now - HOUR && happened(at, now)).sort((a, b) => a - b);
  const leaves = recent[recent.length - Math.max(1, most)];
  if (leaves === undefined) return null;
  return {
    until: leaves + HOUR,
    reason: 'calls-per-hour',
    why: `at most ${most} ${most === 1 ? 'call' : 'calls'} an hour may start, and the last hour had ${recent.length}`,
  };
}
