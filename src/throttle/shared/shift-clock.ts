import { mapValues } from '../../collections.ts';
import { clampToNow } from '../clock-jumps.ts';
import type { OpenLimit, SeenWindow, ThrottleDecision, ThrottleHistory, TransientStreak } from '../types.ts';
import type { SharedMemory } from './types.ts';

/** The memory without times ahead of `now`: what a wrong clock noted counts as noted now, and is over in time. */
export function clampShared(memory: SharedMemory, now: number): SharedMemory {
  const seen = <T extends { readonly at: number }>(one: T): T => ({ ...one, at: clampToNow(one.at, now) });
  return {
    ...memory,
    calls: mapValues(memory.calls, (at) => clampToNow(at, now)),
    limits: mapValues(memory.limits, seen),
    rules: mapValues(memory.rules, seen),
  };
}

/** The same history by a clock that is `byMs` further. */
export function shiftHistory(history: ThrottleHistory, byMs: number): ThrottleHistory {
  if (byMs === 0) return history;
  const { lastCallEndedAt } = history;
  return {
    ...history,
    calls: history.calls.map((at) => at + byMs),
    lastCallEndedAt: lastCallEndedAt === null ? null : lastCallEndedAt + byMs,
    limits: mapValues(history.limits, (open) => shiftLimit(open, byMs)),
    transients: mapValues(history.transients, (streak) => shiftSince(streak, byMs)),
    windows: mapValues(history.windows, (windows) => windows.map((window) => shiftWindow(window, byMs))),
  };
}

/** The same decision by a clock that is `byMs` further. */
export function shiftDecision(decision: ThrottleDecision, byMs: number): ThrottleDecision {
  switch (decision.kind) {
    case 'go':
      return decision;
    case 'wait':
      return { ...decision, until: decision.until + byMs };
    case 'pause':
      return { ...decision, resumeAfter: decision.resumeAfter === null ? null : decision.resumeAfter + byMs };
  }
}

function shiftLimit(open: OpenLimit, byMs: number): OpenLimit {
  const { limit } = open;
  const resetsAt = limit.resetsAt === null ? null : limit.resetsAt + byMs;
  return { ...shiftSince(open, byMs), limit: { ...limit, resetsAt } };
}

function shiftSince<T extends OpenLimit | TransientStreak>(entry: T, byMs: number): T {
  const { at, since } = entry;
  return { ...entry, at: at + byMs, ...(since === undefined ? {} : { since: since + byMs }) };
}

function shiftWindow(window: SeenWindow, byMs: number): SeenWindow {
  const resetsAt = window.resetsAt === null ? null : window.resetsAt + byMs;
  return { ...window, resetsAt, seenAt: window.seenAt + byMs };
}
