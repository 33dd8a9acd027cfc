import type { VerifyResult } from '../../checks/types.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import type { WorkTreeSnapshot } from '../../repository/types.ts';
import type { WorkTreeChange } from '../../run-events/types.ts';
import type { Verdict } from '../../verdict/types.ts';
import type { RunState } from '../run-state.ts';
import { guardRecords, type RecordsGuard } from './guard-records.ts';
import { judgeChange } from './judge-change.ts';

/** An attempt whose agent has ended. */
export interface EndedAgent {
  readonly verdict: Verdict;
  readonly change: WorkTreeChange;
  /** Earlier attempts left work of the unit. */
  readonly changedBefore: boolean;
  readonly guard: RecordsGuard;
  /** The work tree at the start of the attempt. */
  readonly snapshot: WorkTreeSnapshot;
}

/**
 * The user's own check has the last word on done; its failure is the next attempt's reason. It runs what the agent
 * wrote, and is an attempt's second half: what it did to records, history and protected files is restored as well.
 */
export async function verifyAttempt(
  run: RunState,
  unit: DispatchUnit,
  { verdict, change, changedBefore, guard, snapshot }: EndedAgent,
): Promise<{ readonly verdict: Verdict; readonly change: WorkTreeChange }> {
  const { verify } = run.settings.loop;
  if (verdict.kind !== 'done' || verify === null) return { verdict, change };
  const result = await runVerify(run, unit, verify);
  await guard.restore('the verify command');
  const changeAfter = await run.ports.repository.changes(snapshot);
  for (const repair of changeAfter.repaired) run.warn(`task ${unit.key}, after the verify command: ${repair}`);
  const wholeChange = { ...changeAfter, repaired: [...change.repaired, ...changeAfter.repaired] };
  const verified = judgeVerify(run, unit, { verdict, verify, result, change, wholeChange });
  run.unverifiable = result.cannotRun === null ? null : unit.key;
  return { verdict: judgeChange(verified, wholeChange, changedBefore), change: wholeChange };
}

function judgeVerify(
  run: RunState,
  unit: DispatchUnit,
  verified: {
    readonly verdict: Verdict;
    readonly verify: string;
    readonly result: VerifyResult;
    readonly change: WorkTreeChange;
    readonly wholeChange: WorkTreeChange;
  },
): Verdict {
  const { verdict, verify, result, change, wholeChange } = verified;
  const { ok, output, cannotRun } = result;
  if (ok) {
    return change.changed && !wholeChange.changed
      ? { kind: 'incomplete', reason: `The verify command took back all that the agent had changed: ${verify}` }
      : verdict;
  }
  if (run.stopped) return { kind: 'cancelled', reason: 'stopped while the verify command ran' };
  if (cannotRun === null)
    return { kind: 'incomplete', reason: `The agent said done, but the verify command failed: ${verify}\n${output}` };
  const reason = `The machine could not run the verify command, ${cannotRun.reason}: ${verify}`;
  if (run.unverifiable === unit.key && cannotRun.isMissing)
    return { kind: 'refused', reason, remedy: `${cannotRun.remedy}\n\nThen answer.` };
  return { kind: 'failed', reason: `${reason}\n${output}\n\n${cannotRun.remedy}` };
}

/**
 * Once a run, before its first attempt: what the verify command comes to on the work as it is. That it cannot run is a
 * warning there and no stop, since the first unit of many specs is to set the project up.
 */
export async function verifyBefore(run: RunState, unit: DispatchUnit): Promise<void> {
  const { verify } = run.settings.loop;
  if (verify === null || run.verifyBaseline !== null) return;
  const guard = await guardRecords(run, unit);
  const result = await runVerify(run, unit, verify);
  await guard.restore('the verify command');
  if (run.stopped) return;
  run.verifyBaseline = result;
  const { cannotRun, ended } = result;
  if (cannotRun !== null) {
    run.warn(
      `before task ${unit.key}: the machine cannot run the verify command, ${cannotRun.reason}: ${verify}\nThe run goes on, since a task may set the project up. ${cannotRun.remedy}`,
    );
  } else if (ended !== null) run.warn(`before task ${unit.key}: the verify command ${ended}: ${verify}`);
}

function runVerify(run: RunState, unit: DispatchUnit, verify: string): Promise<VerifyResult> {
  run.ports.log.emit({ kind: 'verifying', unit: unit.key, command: verify });
  const { taskTimeoutMs, idleTimeoutMs } = run.settings.loop;
  return run.ports.checks.verify(verify, { timeoutMs: taskTimeoutMs, idleTimeoutMs }, run.context.stop);
}
