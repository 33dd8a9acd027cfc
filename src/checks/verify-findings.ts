import { tellingLines } from './telling-lines.ts';
import type { Finding, VerifyResult } from './types.ts';

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
}

/** The user's own check has the last word on done; its failure is the next attempt's reason. */
export function verifyFindings(ended: EndedVerify): readonly Finding[] {
  const { command, stopped, couldNotRunBefore, revertedChange } = ended;
  const { ok, output, cannotRun } = ended.result;
  const unfinished = (first: string, remedy = '') => ({
    reason: `${first}\n${tellingLines(output)}${remedy}`,
    details: `${first}\n${output}${remedy}`,
  });
  if (ok) {
    const reason = `The verify command reverted everything that the agent had changed: ${command}`;
    return revertedChange ? [{ kind: 'incomplete', reason }] : [];
  }
  if (stopped) return [{ kind: 'cancelled', reason: 'stopped while the verify command ran' }];
  if (cannotRun === null)
    return [
      { kind: 'incomplete', ...unfinished(`The agent reported done, but the verify command failed: ${command}`) },
    ];
  const reason = `The machine could not run the verify command, ${cannotRun.reason}: ${command}`;
  return couldNotRunBefore && cannotRun.isMissing
    ? [{ kind: 'refused', reason, remedy: `${cannotRun.remedy}\n\nThen answer.` }]
    : [{ kind: 'failed', ...unfinished(reason, `\n\n${cannotRun.remedy}`) }];
}
