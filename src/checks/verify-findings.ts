import { tellingLines } from './telling-lines.ts';
import { formatCounts, type TestCounts } from './test-counts.ts';
import type { ExpectedTests, Finding, VerifyResult } from './types.ts';

/** A verify command that ended, and what is known around it. */
export interface EndedVerify {
  readonly command: string;
  readonly result: VerifyResult;
  /** The run was asked to stop meanwhile. */
  readonly stopped: boolean;
  /** The machine could not run it after the unit's last attempt either. */
  readonly couldNotRunBefore: boolean;
  /** It set all back that the attempt had changed. */
  readonly revertedChange: boolean;
  /** What it came to before the unit, which is not to blame for that; null: not known, or no matter. */
  readonly before: ExpectedTests['before'];
  /** null: it must succeed, as for most units. */
  readonly expected: ExpectedTests | null;
}

/** The user's own check has the last word on done; its failure is the next attempt's reason. */
export function verifyFindings(ended: EndedVerify): readonly Finding[] {
  const { command, stopped, couldNotRunBefore, revertedChange } = ended;
  const { ok, output, cannotRun, cannotStart, sandboxed } = ended.result;
  const unfinished = (words: string, remedy = '') => {
    const first = sandboxed === undefined ? words : `${words}\n${sandboxed}`;
    return {
      reason: `${first}\n${tellingLines(output)}${remedy}`,
      details: `${first}\n${output}${remedy}`,
    };
  };
  if (ok) {
    const reason = `The verify command reverted everything that the agent had changed: ${command}`;
    return revertedChange ? [{ kind: 'incomplete', reason }] : [];
  }
  if (stopped) return [{ kind: 'cancelled', reason: 'stopped while the verify command ran' }];
  if (cannotStart !== undefined) {
    return [{ kind: 'cancelled', reason: `The verify command was not started: ${cannotStart}.` }];
  }
  if (cannotRun === null) {
    const failed = `The agent reported done, but the verify command failed: ${command}`;
    if (ended.expected === null && isRedAsBefore(ended)) return [];
    const problem = ended.expected === null ? failed : unexpectedFailure(ended.result, ended.expected, failed);
    return problem === null ? [] : [{ kind: 'incomplete', ...unfinished(problem) }];
  }
  const reason = `The machine could not run the verify command, ${cannotRun.reason}: ${command}`;
  return couldNotRunBefore && cannotRun.isMissing
    ? [{ kind: 'refused', reason, remedy: `${cannotRun.remedy}\n\nThen answer.` }]
    : [{ kind: 'failed', ...unfinished(reason, `\n\n${cannotRun.remedy}`) }];
}

/**
 * It fails as it did before the unit: with the same exit code, no test that did not fail before (by name, where test
 * runners print names), no more of them, and none less passes.
 */
export function isRedAsBefore({ before, result }: Pick<EndedVerify, 'before' | 'result'>): boolean {
  const { ok, ended, tests, cannotRun, exit, failing = [] } = result;
  const counted = before?.ok === false ? before.tests : null;
  if (ok || ended !== null || cannotRun !== null || tests === null || counted === null) return false;
  const known = new Set(before?.failing);
  if (exit !== before?.exit || failing.some((name) => !known.has(name))) return false;
  return counted.failed > 0 && tests.failed <= counted.failed && tests.passed >= counted.passed;
}

/**
 * What is wrong with a failure that a unit's text asks for; null: nothing. What was green before must still be, and
 * nothing but a test of its own may be red, as far as a test runner's counts say so.
 */
function unexpectedFailure(
  { ended, tests }: VerifyResult,
  { kind, before }: ExpectedTests,
  failed: string,
): string | null {
  if (ended !== null) return failed;
  if (kind === 'unfixed' && before?.ok !== false) return failed;
  const counted = before?.tests ?? null;
  if (counted === null) return null;
  const lost = tests === null ? counted.passed > 0 : tests.passed < counted.passed;
  const added = kind === 'unfixed' && tests !== null && tests.failed > counted.failed;
  if (!lost && !added) return null;
  return `${failed}\nTests that passed before must still pass: ${formatCounts(counted)} before this task, ${describeCounts(tests)} now.`;
}

function describeCounts(tests: TestCounts | null): string {
  return tests === null ? 'no test' : formatCounts(tests);
}
