import type { VerifyResult } from '../../checks/types.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import type { RunState } from '../run-state.ts';
import { guardRecords } from './guard-records.ts';

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

export function runVerify(run: RunState, unit: DispatchUnit, verify: string): Promise<VerifyResult> {
  run.ports.log.emit({ kind: 'verifying', unit: unit.key, command: verify });
  const { taskTimeoutMs, idleTimeoutMs } = run.settings.loop;
  return run.ports.checks.verify(verify, { timeoutMs: taskTimeoutMs, idleTimeoutMs }, run.context.stop);
}
