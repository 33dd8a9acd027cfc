import { checkChange } from '../../checks/change.ts';
import type { CheckedUnit, Finding } from '../../checks/types.ts';
import { verifyFindings } from '../../checks/verify-findings.ts';
import type { WorkTreeSnapshot } from '../../repository/types.ts';
import type { WorkTreeChange } from '../../run-events/types.ts';
import type { Verdict } from '../../verdict/types.ts';
import type { RunState } from '../run-state.ts';
import type { RecordsGuard } from './guard-records.ts';
import { runVerify } from './run-verify.ts';

/** An attempt whose agent has ended. */
export interface EndedAgent extends CheckedUnit {
  readonly verdict: Verdict;
  readonly guard: RecordsGuard;
  /** The working tree at the start of the attempt. */
  readonly snapshot: WorkTreeSnapshot;
}

interface CheckResult {
  readonly findings: readonly Finding[];
  readonly change: WorkTreeChange;
}

/** In this order; what one of them finds ends the row. */
const CHECKS: readonly ((run: RunState, ended: EndedAgent) => Promise<CheckResult>)[] = [
  async (_, ended) => ({ findings: checkChange(ended), change: ended.change }),
  checkWithVerify,
];

/** What the agent calls done has to pass the checks; the first finding is what becomes of the attempt. */
export async function checkAttempt(
  run: RunState,
  ended: EndedAgent,
): Promise<{ readonly verdict: Verdict; readonly change: WorkTreeChange }> {
  const { verdict } = ended;
  let { change } = ended;
  if (verdict.kind !== 'done') return { verdict, change };
  for (const check of CHECKS) {
    const result = await check(run, { ...ended, change });
    change = result.change;
    const [finding] = result.findings;
    if (finding !== undefined) return { verdict: finding, change };
  }
  return { verdict, change };
}

/**
 * The verify command runs what the agent wrote, and is an attempt's second half: what it did to records, history and
 * protected files is restored, and the change is looked at again.
 */
async function checkWithVerify(run: RunState, ended: EndedAgent): Promise<CheckResult> {
  const { unit, change, guard, snapshot } = ended;
  const command = run.settings.loop.verify;
  if (command === null) return { findings: [], change };
  const result = await runVerify(run, unit, command);
  await guard.restore('the verify command');
  const changeAfter = await run.ports.repository.changes(snapshot);
  for (const repair of changeAfter.repaired) run.warn(`task ${unit.key}, after the verify command: ${repair}`);
  const wholeChange = { ...changeAfter, repaired: [...change.repaired, ...changeAfter.repaired] };
  const findings = verifyFindings({
    command,
    result,
    stopped: run.stopped,
    couldNotRunBefore: run.unverifiable === unit.key,
    revertedChange: change.changed && !wholeChange.changed,
  });
  run.unverifiable = result.cannotRun === null ? null : unit.key;
  return { findings: [...findings, ...checkChange({ ...ended, change: wholeChange })], change: wholeChange };
}
