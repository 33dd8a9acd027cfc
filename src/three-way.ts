import { isDeepStrictEqual } from 'node:util';

/** Two versions of one thing, and what both came from; undefined: it is not there. */
export interface Versions<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** What only one side changed is that side's; where both changed it differently `both` decides. */
export function mergeValue<T>(versions: Versions<T>, both: (versions: Versions<T>) => T): T {
  const { base, ours, theirs } = versions;
  if (isDeepStrictEqual(ours, theirs) || isDeepStrictEqual(base, theirs)) return ours;
  return isDeepStrictEqual(base, ours) ? theirs : both(versions);
}

type Entries<T> = Readonly<Record<string, T>> | undefined;

/** Merges entry by entry. What one side removed and the other changed stays. */
export function mergeEntries<T>(
  { base, ours, theirs }: Versions<Entries<T>>,
  both: (versions: { readonly base: T | undefined; readonly ours: T; readonly theirs: T }, key: string) => T,
): Record<string, T> {
  const result: Record<string, T> = {};
  for (const key of new Set([...Object.keys(ours ?? {}), ...Object.keys(theirs ?? {})])) {
    const versions = { base: ownValue(base, key), ours: ownValue(ours, key), theirs: ownValue(theirs, key) };
    const merged = mergeValue<T | undefined>(versions, (changed) => {
      if (changed.ours === undefined || changed.theirs === undefined) return changed.ours ?? changed.theirs;
      return both({ base: changed.base, ours: changed.ours, theirs: changed.theirs }, key);
    });
    if (merged !== undefined) Object.defineProperty(result, key, { value: merged, ...ordinary });
  }
  return result;
}

/** An entry may have any name, also that of an object's own workings. */
const ordinary = { enumerable: true, configurable: true, writable: true };

function ownValue<T>(entries: Entries<T>, key: string): T | undefined {
  return entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined;
}

/** Items of both in our order, then those that only they added; without what either removed. */
export function mergeLists<T>(
  { base, ours, theirs }: Versions<readonly T[] | undefined>,
  keyOf: (item: T) => string = (item) => JSON.stringify(item),
): T[] {
  const keys = (items: readonly T[] | undefined) => new Set((items ?? []).map(keyOf));
  const [inBase, inOurs, inTheirs] = [keys(base), keys(ours), keys(theirs)];
  const kept = (ours ?? []).filter((item) => !inBase.has(keyOf(item)) || inTheirs.has(keyOf(item)));
  const added = (theirs ?? []).filter((item) => !inBase.has(keyOf(item)) && !inOurs.has(keyOf(item)));
  return [...kept, ...added];
}

/** A sum to which both sides added. */
export function mergeSums({ base, ours, theirs }: Versions<number | undefined>): number {
  return Math.max(0, Math.round(((ours ?? 0) + (theirs ?? 0) - (base ?? 0)) * 1e6) / 1e6);
}
