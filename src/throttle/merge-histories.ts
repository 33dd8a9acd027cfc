import { mergeEntries, mergeLists, mergeSums, mergeValue, type Versions } from '../three-way.ts';
import { emptyHistory, MAX_DURATIONS } from './history.ts';
import type { SeenWindow, ThrottleHistory } from './types.ts';

/** One memory of two that parted at `base` (null: they never were one): what either knows, the newer of what both tell. */
export function mergeHistories(
  base: ThrottleHistory | null,
  ours: ThrottleHistory,
  theirs: ThrottleHistory,
): ThrottleHistory {
  const of = <Key extends keyof ThrottleHistory>(key: Key): Versions<ThrottleHistory[Key]> => ({
    base: (base ?? emptyHistory())[key],
    ours: ours[key],
    theirs: theirs[key],
  });
  const shares = mergeEntries(of('windowShares'), (share) => addMeasured(share));
  return {
    ...theirs,
    ...ours,
    calls: [...new Set([...ours.calls, ...theirs.calls])].sort((a, b) => a - b),
    lastCallEndedAt: latest(ours.lastCallEndedAt, theirs.lastCallEndedAt),
    limits: mergeEntries(of('limits'), newerBy('at')),
    transients: mergeEntries(of('transients'), newerBy('at')),
    windows: mergeEntries(of('windows'), mergeWindows),
    unitDurationsMs: mergeValue(of('unitDurationsMs'), addMeasured),
    ...(Object.keys(shares).length === 0 ? {} : { windowShares: shares }),
    days: mergeEntries(of('days'), mergeDays),
  };
}

type Changed<T> = { readonly base: T | undefined; readonly ours: T; readonly theirs: T };

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function newerBy<Key extends string>(key: Key) {
  return <T extends Readonly<Record<Key, number>>>({ ours, theirs }: Changed<T>): T =>
    theirs[key] > ours[key] ? theirs : ours;
}

function mergeWindows({ base, ours, theirs }: Changed<readonly SeenWindow[]>): readonly SeenWindow[] {
  const byName = (windows: readonly SeenWindow[] = []) =>
    Object.fromEntries(windows.map((window) => [window.name, window]));
  const versions = { base: byName(base), ours: byName(ours), theirs: byName(theirs) };
  return Object.values(mergeEntries(versions, newerBy('seenAt')));
}

type Day = ThrottleHistory['days'][string];

function mergeDays({ base, ours, theirs }: Changed<Day>): Day {
  const sum = (key: keyof Day) => mergeSums({ base: base?.[key], ours: ours[key], theirs: theirs[key] });
  return { ...theirs, ...ours, costUsd: sum('costUsd'), tokens: sum('tokens'), calls: sum('calls') };
}

/** Measurements of equal value are several: those that they took are told by how often a value stands there. */
function addMeasured({ base, ours, theirs }: Versions<readonly number[] | undefined>): readonly number[] {
  const numbered = (values: readonly number[] | undefined) => {
    const seen = new Map<number, number>();
    return (values ?? []).map((value) => {
      const occurrence = (seen.get(value) ?? 0) + 1;
      seen.set(value, occurrence);
      return { value, occurrence };
    });
  };
  // What fell out of the window on one side was not removed.
  const known = new Set((base ?? []).length === 0 ? [] : numbered(base).map((item) => JSON.stringify(item)));
  const added = mergeLists({ base: undefined, ours: numbered(ours), theirs: numbered(theirs) }).slice(
    (ours ?? []).length,
  );
  const measured = added.filter((item) => !known.has(JSON.stringify(item))).map(({ value }) => value);
  return [...(ours ?? []), ...measured].slice(-MAX_DURATIONS);
}
