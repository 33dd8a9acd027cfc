import type { VerifyResult } from '../../checks/types.ts';
import type { DispatchUnit } from '../../plan/types.ts';
import type { RunState } from '../run-state.ts';

export function runVerify(run: RunState, unit: DispatchUnit, verify: string): Promise<VerifyResult> {
  run.ports.log.emit({ kind: 'verifying', unit: unit.key, command: verify });
  const { taskTimeoutMs, idleTimeoutMs } = run.settings.loop;
  return run.ports.checks.verify(verify, { timeoutMs: taskTimeoutMs, idleTimeoutMs }, run.context.stop);
}
