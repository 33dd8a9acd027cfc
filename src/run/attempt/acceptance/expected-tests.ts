import { basename } from 'node:path';
import type { ExpectedTests, VerifyBaseline } from '../../../checks/types.ts';
import { findExpectedFailures } from '../../../plan/expected-failures.ts';
import type { DispatchUnit, Plan } from '../../../plan/types.ts';
import type { ReadingList } from '../../../spec-folder/types.ts';
import type { SpecState } from '../../../state/types.ts';
import { doneUnitKeys } from '../../read-plan.ts';
import type { RunState } from '../../run-state.ts';

/*
 * Whether a unit's tests may fail is read once, when the run begins: an agent must not earn that by editing the text of a
 * task. Where a run was cut off, its agent may have edited it: what that run had read counts as well.
 */

/** Reads which units' tests may fail: those of bugfix specs alone, which have a bugfix.md. */
export function readExpectedFailures(
  { under_way: interrupted }: Pick<SpecState, 'under_way'>,
  plan: Plan,
  { documents }: Pick<ReadingList, 'documents'>,
): RunState['expectedFailures'] {
  if (!documents.some((path) => basename(path) === 'bugfix.md')) return new Map();
  const titles = new Map(plan.units.map(({ key, title }) => [key, title]));
  const known = interrupted == null ? null : new Set(interrupted.red ?? []);
  const found = [...findExpectedFailures(plan)].filter(([key]) => known === null || known.has(key));
  return new Map(found.map(([key, kind]) => [key, { title: titles.get(key) ?? '', kind }]));
}

/**
 * What the tests of a unit are to come to; null: verify must succeed. So it must with the last unit that is open, after
 * which nothing would ask for green any more.
 */
export function expectedTests(
  run: Pick<RunState, 'expectedFailures' | 'plan' | 'state' | 'verifyBaseline'>,
  unit: DispatchUnit,
): ExpectedTests | null {
  const expected = run.expectedFailures.get(unit.key);
  if (expected === undefined || expected.title !== unit.title || run.plan === null) return null;
  const done = doneUnitKeys(run.state, run.plan);
  const isLast = run.plan.order.every((key) => key === unit.key || done.has(key));
  return isLast ? null : { kind: expected.kind, before: run.verifyBaseline };
}

/** What verify came to before a unit that is not to blame for it, since it was red before the first; null: green, or not known. */
export function inheritedRed({
  settings,
  state,
  verifyBaseline,
}: Pick<RunState, 'settings' | 'state' | 'verifyBaseline'>): ExpectedTests['before'] {
  return settings.loop.evidence !== 'off' && state.verified?.inherited === true ? verifyBaseline : null;
}

/** A red result as the state keeps it, for the next run to compare with. */
export function redRecord({ tests, exit, failing = [] }: VerifyBaseline): NonNullable<SpecState['verified']> {
  return {
    ...{ ok: false, tests: tests === null ? null : { ...tests } },
    ...(exit === undefined ? {} : { exit }),
    ...(failing.length === 0 ? {} : { failing: [...failing] }),
  };
}
