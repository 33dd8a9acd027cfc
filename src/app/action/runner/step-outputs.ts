import type { OutputName } from '../../../inputs/outputs.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { exitCodes } from '../../../report/error-report.ts';
import { outcomeMessage } from '../../../report/text/next-step.ts';
import type { Outcome } from '../../../run-events/types.ts';

/** The action's outputs for how a spec ended; every one is set, '' where there is nothing to say. */
export function toOutputs(
  outcome: Outcome,
  paths: { readonly state: string; readonly progress: string; readonly logs: string },
): Record<OutputName, string> {
  const { progress, pullRequest } = outcome;
  const { halt, paused } = progress;
  return {
    status: outcome.kind,
    'exit-code': String(exitCodes[outcome.kind]),
    'units-total': String(progress.total),
    'units-done': String(progress.done),
    'units-failed': String(progress.failed),
    'checkboxes-left-open': String(progress.leftOpen?.length ?? 0),
    'next-unit': progress.next ?? '',
    'halted-unit': halt?.task ?? '',
    'issue-number': halt?.issue == null ? '' : String(halt.issue),
    'issue-url': halt?.url ?? '',
    'pull-request-number': pullRequest === null ? '' : String(pullRequest.number),
    'pull-request-url': pullRequest?.url ?? '',
    branch: progress.branch ?? '',
    commit: progress.run.commits.at(-1) ?? '',
    'resume-after': paused?.resume_after ?? '',
    'state-path': paths.state,
    'progress-path': paths.progress,
    'log-path': paths.logs,
    matrix: '',
  };
}

/**
 * What the step says at last, where something is left to do: what happened, and what comes next. A clock that finds a
 * halt or a pause as it was has nothing new to say, and no night is red for that.
 */
export function finalMessage(
  outcome: Outcome,
  scheduled: boolean,
  failOn: Inputs['platform']['failOn'],
): FinalMessage | null {
  const { kind, idle } = outcome;
  if (kind === 'complete')
    return scheduled && outcome.progress.run.iterations === 0 ? uselessScheduleMessage(outcome) : null;
  const fails = kind === 'failed' || (failOn.includes(kind) && !(scheduled && idle === true));
  return { fails, text: outcomeMessage(outcome), isSummarised: true };
}

/** It would start for nothing, tick after tick. */
function uselessScheduleMessage({ progress: { spec, done, total } }: Outcome): FinalMessage | null {
  if (done < total) return null;
  const text = `Every unit of ${spec} was already done. If the schedule starts nothing else, it can be turned off.`;
  return { fails: false, text };
}

export interface FinalMessage {
  /** Whether the step fails by it. */
  readonly fails: boolean;
  readonly text: string;
  /** The summary of the job says it already. Default: it does not. */
  readonly isSummarised?: boolean;
}
