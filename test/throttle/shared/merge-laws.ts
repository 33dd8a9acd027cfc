import fc from 'fast-check';
import { formatShared } from '../../../src/throttle/shared/format-shared.ts';
import { emptyShared, mergeShared } from '../../../src/throttle/shared/merge-shared.ts';
import type { SharedMemory } from '../../../src/throttle/shared/types.ts';
import { memories } from './memories.ts';

type Law = (a: SharedMemory, b: SharedMemory, c: SharedMemory) => boolean;

const isSame = (a: SharedMemory, b: SharedMemory) => formatShared(a) === formatShared(b);

/** What holds of any two memories that are merged, in whatever order and however often. */
export const mergeLaws: Readonly<Record<string, Law>> = {
  'in either order': (a, b) => isSame(mergeShared(a, b), mergeShared(b, a)),
  'in any grouping': (a, b, c) => isSame(mergeShared(mergeShared(a, b), c), mergeShared(a, mergeShared(b, c))),
  'any number of times': (a, b) =>
    isSame(mergeShared(mergeShared(a, b), b), mergeShared(a, b)) && isSame(mergeShared(a, a), a),
  'with nothing it stays': (a) => isSame(mergeShared(a, emptyShared()), a),
  'no call of either is lost': (a, b) =>
    [a, b].every(({ calls }) => Object.keys(calls).every((key) => mergeShared(a, b).calls[key] === calls[key])),
  'no sum of either gets smaller': (a, b) => {
    const { days } = mergeShared(a, b);
    return [a, b].every((one) =>
      Object.entries(one.days).every(([day, runs]) =>
        Object.entries(runs).every(([run, sums]) => {
          const both = days[day]?.[run] ?? { costUsd: -1, tokens: -1, calls: -1 };
          return both.costUsd >= sums.costUsd && both.tokens >= sums.tokens && both.calls >= sums.calls;
        }),
      ),
    );
  },
  'of a limit that changed more often counts': (a, b) =>
    [a, b].every((one) =>
      Object.entries(one.limits).every(
        ([backend, { changes }]) => (mergeShared(a, b).limits[backend]?.changes ?? -1) >= changes,
      ),
    ),
  'of a window what was seen last counts': (a, b) =>
    [a, b].every((one) =>
      Object.entries(one.windows).every(([backend, windows]) =>
        Object.entries(windows).every(
          ([name, { seenAt }]) => (mergeShared(a, b).windows[backend]?.[name]?.seenAt ?? -1) >= seenAt,
        ),
      ),
    ),
  'of rules the newest count': (a, b) =>
    [a, b].every((one) =>
      Object.entries(one.rules).every(([run, { at }]) => (mergeShared(a, b).rules[run]?.at ?? -1) >= at),
    ),
};

/** Names of the laws that do not hold. */
export function brokenMergeLaws(): readonly string[] {
  return Object.entries(mergeLaws).flatMap(([name, law]) => {
    const { failed } = fc.check(fc.property(memories, memories, memories, law), { numRuns: 300 });
    return failed ? [name] : [];
  });
}
