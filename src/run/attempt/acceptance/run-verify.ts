import type { VerifyResult } from '../../../checks/types.ts';
import type { DispatchUnit } from '../../../plan/types.ts';
import type { RunState } from '../../run-state.ts';

export async function runVerify(run: RunState, unit: DispatchUnit, verify: string): Promise<VerifyResult> {
  const { log } = run.ports;
  log.emit({ kind: 'verifying', unit: unit.key, command: verify });
  const { taskTimeoutMs, idleTimeoutMs } = run.settings.loop;
  const result = await run.ports.checks.verify(verify, { timeoutMs: taskTimeoutMs, idleTimeoutMs }, run.context.stop);
  const { ok, tests, output } = result;
  const isFirst = run.verifyBaseline === null && run.settings.loop.evidence !== 'off';
  log.emit({
    kind: 'verified',
    unit: unit.key,
    ok,
    tests: tests && { passed: tests.passed, failed: tests.failed },
    output,
    ...(isFirst && ok && tests === null ? { uncounted: true } : {}),
  });
  return result;
}
