import { changedCheck } from './changed-check.ts';
import { nothingThere } from './nothing-there.ts';
import { takenBack } from './taken-back.ts';
import { testResults } from './test-results.ts';
import type { Evidence, EvidenceInput } from './types.ts';
import { unreadable } from './unreadable.ts';
import { weakenedTests } from './weakened-tests.ts';

/** More of it is no help to anybody. */
const MAX_EVIDENCE = 12;
const MAX_LENGTH = 300;

/** What a task forbids it does not ask for. */
const NEGATED = /\b(?:do not|don['’]t|never|must not|should not|without)\b[^.;\n]*/gi;

const CHECKS = [weakenedTests, testResults, changedCheck, nothingThere, takenBack, unreadable];

/** What a person should look at, the gravest first. Deterministic: by the change and by test runners' own counts. */
export function gatherEvidence(input: EvidenceInput): readonly Evidence[] {
  const asked = { ...input, text: input.text.replace(NEGATED, '') };
  const all = CHECKS.flatMap((check) => check(asked));
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
