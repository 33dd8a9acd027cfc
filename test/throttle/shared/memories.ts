import fc from 'fast-check';
import type { SharedMemory } from '../../../src/throttle/shared/types.ts';

const run = fc.constantFrom('a1', 'b2', 'c3');
const at = fc.integer({ min: 0, max: 9 }).map((n) => 1_800_000_000_000 + n * 60_000);
const perRun = <T>(value: fc.Arbitrary<T>) => fc.dictionary(run, value, { maxKeys: 3 });

const open = fc.record({
  limit: fc.record({
    backend: fc.constant('codex'),
    window: fc.constantFrom(null, '5h'),
    resetsAt: fc.option(at),
    source: fc.constantFrom('structured' as const, 'relative' as const),
    message: fc.constant(''),
  }),
  hits: fc.integer({ min: 1, max: 3 }),
  at,
});

/** Memories that a few runs may have left, such that many of them tell of the same things differently. */
export const memories: fc.Arbitrary<SharedMemory> = fc.record({
  calls: fc.array(fc.tuple(at, run)).map((calls) => Object.fromEntries(calls.map(([at, by]) => [`${at}/${by}`, at]))),
  days: fc.dictionary(
    fc.constantFrom('2027-01-15', '2027-01-16'),
    perRun(fc.record({ costUsd: fc.nat(5), tokens: fc.nat(5), calls: fc.nat(5) })),
  ),
  limits: fc.dictionary(
    fc.constantFrom('codex', 'claude'),
    fc.record({
      changes: fc.nat(3),
      at,
      open: fc.option(open),
      metBy: fc.array(run, { maxLength: 2 }),
      probe: fc.option(fc.record({ run, at })),
    }),
  ),
  windows: fc.dictionary(
    fc.constantFrom('codex', 'claude'),
    fc.dictionary(
      fc.constantFrom('5h', 'weekly'),
      fc.record({
        name: fc.constant('5h'),
        used: fc.constantFrom(null, 0.5, 0.9),
        resetsAt: fc.option(at),
        status: fc.constantFrom('allowed' as const, 'rejected' as const),
        seenAt: at,
      }),
    ),
  ),
  rules: perRun(fc.record({ at, maxCallsPerHour: fc.constantFrom(null, 5), dailyBudgetUsd: fc.constantFrom(null, 1) })),
});
