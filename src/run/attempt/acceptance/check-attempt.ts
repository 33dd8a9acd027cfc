import { checkChange } from '../../../checks/change.ts';
import { describeEvidence } from '../../../checks/evidence/gather-evidence.ts';
import type { ReviewResult } from '../../../checks/review-findings.ts';
import { formatCounts } from '../../../checks/test-counts.ts';
import type { CheckedUnit, ExpectedTests, Finding, VerifyResult } from '../../../checks/types.ts';
import { isRedAsBefore, verifyFindings } from '../../../checks/verify-findings.ts';
import type { DispatchUnit } from '../../../plan/types.ts';
import type { WorkTreeSnapshot } from '../../../repository/types.ts';
import type { WorkTreeChange } from '../../../run-events/types.ts';
import type { Verdict } from '../../../verdict/types.ts';
import type { RunState } from '../../run-state.ts';
import type { RunEnd } from '../../types.ts';
import type { PlannedAttempt } from '../plan-attempt.ts';
import { prepareNext } from '../prepare-next.ts';
import { reviewAttempt } from '../questions/review.ts';
import { evidenceFindings, findEvidence } from './evidence.ts';
import { expectedTests, inheritedRed } from './expected-tests.ts';
import type { RecordsGuard } from './guard-records.ts';
import { runVerify } from './run-verify.ts';

/** An attempt whose agent has ended. */
export interface EndedAgent extends CheckedUnit, Pick<PlannedAttempt, 'executor'> {
  readonly verdict: Verdict;
  readonly guard: RecordsGuard;
  /** The working tree at the start of the attempt. */
  readonly snapshot: WorkTreeSnapshot;
}

interface CheckResult {
  readonly findings: readonly Finding[];
  readonly change: WorkTreeChange;
  readonly verified: VerifyResult | null;
}

/** In this order; what one of them finds ends the row. */
const CHECKS: readonly ((run: RunState, ended: EndedAgent) => Promise<CheckResult>)[] = [
  async (_, ended) => ({ findings: checkChange(ended), change: ended.change, verified: null }),
  checkWithVerify,
];

/** What the checks make of an attempt. */
export interface CheckedAttempt {
  readonly verdict: Verdict;
  readonly change: WorkTreeChange;
  /** What the verify command came to; null: it did not run. */
  readonly verified: VerifyResult | null;
  /** What the change says against it, a line each. */
  readonly evidence: readonly string[];
}

/** What the reviewer makes of one that passed the checks. */
export interface ReviewedAttempt extends CheckedAttempt {
  /** What the reviewer found; null: there was no review. */
  readonly review: ReviewResult | null;
  /** Why the run ends before the unit could be reviewed; null: it does not. */
  readonly end: RunEnd | null;
}

/** What the agent calls done has to pass the checks; the first finding is what becomes of the attempt. */
export async function checkAttempt(run: RunState, ended: EndedAgent): Promise<CheckedAttempt> {
  const { verdict } = ended;
  let { change } = ended;
  let verified: VerifyResult | null = null;
  if (verdict.kind !== 'done') return { verdict, change, verified, evidence: [] };
  for (const check of CHECKS) {
    const result = await check(run, { ...ended, change });
    change = result.change;
    verified = result.verified ?? verified;
    const [finding] = result.findings;
    if (finding !== undefined) return { verdict: finding, change, verified, evidence: [] };
  }
  const { loop, agents } = run.settings;
  // No more work of others before the unit counts as done.
  if (loop.evidence !== 'require' && agents.reviewer === null) prepareNext(run, ended.unit);
  const found = await findEvidence(run, ended, verified);
  const evidence = found.map(describeEvidence);
  const [against] = evidenceFindings(run, found);
  return { verdict: against ?? verdict, change, verified, evidence };
}

/** What the checks let pass is read by the reviewer, where there is one. */
export async function reviewChecked(
  run: RunState,
  attempt: PlannedAttempt,
  checked: CheckedAttempt,
): Promise<ReviewedAttempt> {
  const unreviewed = { ...checked, review: null, end: null };
  if (checked.verdict.kind !== 'done') return unreviewed;
  const { verdict, verified, change } = checked;
  const outcome = await reviewAttempt(run, { attempt, verdict, verified, files: change.files });
  switch (outcome.kind) {
    case 'none':
      return unreviewed;
    case 'unfinished':
      return { ...unreviewed, verdict: outcome.finding, end: outcome.end };
    case 'reviewed':
      return { ...unreviewed, verdict: outcome.result.blocking ?? verdict, review: outcome.result };
  }
}

/**
 * The verify command runs what the agent wrote, and is an attempt's second half: what it did to records, history and
 * protected files is restored, and the change is looked at again.
 */
async function checkWithVerify(run: RunState, ended: EndedAgent): Promise<CheckResult> {
  const { unit, change, guard, snapshot } = ended;
  const command = run.settings.loop.verify;
  if (command === null) return { findings: [], change, verified: null };
  const result = await runVerify(run, unit, command);
  await guard.restore('the verify command');
  const changeAfter = await run.ports.repository.changes(snapshot);
  for (const repair of changeAfter.repaired) run.warn(`task ${unit.key}, after the verify command: ${repair}`);
  const wholeChange = { ...changeAfter, repaired: [...change.repaired, ...changeAfter.repaired] };
  const expected = expectedTests(run, unit);
  const before = inheritedRed(run);
  const asBefore = expected === null && isRedAsBefore({ before, result });
  const findings = verifyFindings({
    command,
    before,
    expected,
    result,
    stopped: run.stopped,
    couldNotRunBefore: run.unverifiable === unit.key,
    revertedChange: change.changed && !wholeChange.changed,
  });
  run.unverifiable = result.cannotRun === null ? null : unit.key;
  if (findings.length === 0 && expected !== null) reportExpectedFailure(run, unit, result, expected);
  else if (asBefore)
    run.warn(`task ${unit.key}: the verify command fails as it did before the task${countsOf(result)}`);
  const all = [...findings, ...checkChange({ ...ended, change: wholeChange })];
  return { findings: all, change: wholeChange, verified: asBefore ? { ...result, asBefore } : result };
}

function countsOf({ tests }: Pick<VerifyResult, 'tests'>): string {
  return tests === null ? '' : ` (${formatCounts(tests)})`;
}

/** What is red in the history has to be known, and so has a test that should be red and is not. */
function reportExpectedFailure(
  run: RunState,
  unit: DispatchUnit,
  { ok, tests }: VerifyResult,
  { kind }: ExpectedTests,
): void {
  const counts = countsOf({ tests });
  if (!ok)
    run.warn(
      `task ${unit.key}: the verify command failed${counts}, as the task expects of unfixed code; the fix needs it to succeed`,
    );
  else if (kind === 'red')
    run.warn(
      `task ${unit.key}: the verify command succeeded${counts}, but the task asks for a test that fails on unfixed code; check that verify runs it`,
    );
}
