import { changedCheck } from './changed-check.ts';
import { emptiedTests } from './emptied-tests.ts';
import { nothingThere } from './nothing-there.ts';
import { removedTests } from './removed-tests.ts';
import { skippedTests } from './skipped-tests.ts';
import { stubs } from './stubs.ts';
import { takenBack } from './taken-back.ts';
import { whatIsAsked } from './task-words.ts';
import { testResults } from './test-results.ts';
import type { Evidence, EvidenceInput } from './types.ts';
import { unreadable } from './unreadable.ts';

/** More of it is no help to anybody. */
const MAX_EVIDENCE = 12;
const MAX_LENGTH = 300;

const CHECKS = [
  removedTests,
  skippedTests,
  emptiedTests,
  testResults,
  changedCheck,
  nothingThere,
  stubs,
  takenBack,
  unreadable,
];

/** What a person should look at, the gravest first. Deterministic: by the change and by test runners' own counts. */
export function gatherEvidence({ text, ...input }: EvidenceInput): readonly Evidence[] {
  const claim = { ...input, asked: whatIsAsked(text) };
  const all = CHECKS.flatMap((check) => check(claim));
  const sorted = all.sort((a, b) => Number(b.blocking) - Number(a.blocking));
  const [next] = sorted.slice(MAX_EVIDENCE);
  const left = sorted.length - MAX_EVIDENCE;
  const more = next === undefined ? [] : [{ ...next, where: null, what: `and ${left} more` }];
  return [...sorted.slice(0, MAX_EVIDENCE), ...more];
}

/** `src/a.test.ts:12: the test "adds" was removed`. */
export function describeEvidence({ where, what }: Evidence): string {
  return `${where === null ? '' : `${where}: `}${what}`.slice(0, MAX_LENGTH);
}
