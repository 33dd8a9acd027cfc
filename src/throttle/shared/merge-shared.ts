import { sortKeys } from '../../collections.ts';
import { DAY, HOUR, utcDay } from '../../time.ts';
import type { DaySums, SharedLimit, SharedMemory } from './types.ts';

export function emptyShared(): SharedMemory {
  return { calls: {}, days: {}, limits: {}, windows: {}, rules: {} };
}

/** What either of two knows; in whatever order, and however often, memories are merged, the result is the same. */
export function mergeShared(a: SharedMemory, b: SharedMemory): SharedMemory {
  return {
    calls: union(a.calls, b.calls, Math.max),
    days: union(a.days, b.days, (one, other) => union(one, other, mergeSums)),
    limits: union(a.limits, b.limits, newerLimit),
    windows: union(a.windows, b.windows, (one, other) => union(one, other, (x, y) => later(x, y, 'seenAt'))),
    rules: union(a.rules, b.rules, (x, y) => later(x, y, 'at')),
  };
}

/**
 * Without what counts no longer at `now` (epoch ms). `isSure` false: that clock may be hours off, so that calls which it
 * takes for old may be of this hour.
 */
export function pruneShared(memory: SharedMemory, now: number, isSure = true): SharedMemory {
  const days = new Set([now - DAY, now, now + DAY].map(utcDay));
  return {
    calls: pick(memory.calls, (at) => at > now - (isSure ? HOUR : DAY)),
    days: pick(memory.days, (_, day) => days.has(day)),
    // A limit that was lifted is remembered for as long as a run may not have heard of it.
    limits: pick(memory.limits, ({ open, at }) => open !== null || at > now - DAY),
    windows: Object.fromEntries(
      Object.entries(memory.windows).map(([backend, windows]) => [
        backend,
        pick(windows, ({ resetsAt, seenAt }) => (resetsAt ?? seenAt + DAY) > now),
      ]),
    ),
    rules: pick(memory.rules, ({ at }) => at > now - HOUR),
  };
}

type Entries<T> = Readonly<Record<string, T>>;

function union<T>(a: Entries<T>, b: Entries<T>, both: (a: T, b: T) => T): Entries<T> {
  const merged = new Map(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const mine = merged.get(key);
    merged.set(key, mine === undefined ? value : both(mine, value));
  }
  return Object.fromEntries(merged);
}

function pick<T>(entries: Entries<T>, isKept: (value: T, key: string) => boolean): Entries<T> {
  return Object.fromEntries(Object.entries(entries).filter(([key, value]) => isKept(value, key)));
}

/** A run's own sums only grow. */
function mergeSums(a: DaySums, b: DaySums): DaySums {
  return {
    costUsd: Math.max(a.costUsd, b.costUsd),
    tokens: Math.max(a.tokens, b.tokens),
    calls: Math.max(a.calls, b.calls),
  };
}

function newerLimit(a: SharedLimit, b: SharedLimit): SharedLimit {
  if (a.changes !== b.changes) return a.changes > b.changes ? a : b;
  return later(a, b, 'at');
}

/** Of two of the same moment the same one whoever asks. */
function later<Key extends string, T extends Readonly<Record<Key, number>>>(a: T, b: T, key: Key): T {
  if (a[key] !== b[key]) return a[key] > b[key] ? a : b;
  return canonical(a) >= canonical(b) ? a : b;
}

/** Independent of the order in which an object got its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(sortKeys(value));
}
