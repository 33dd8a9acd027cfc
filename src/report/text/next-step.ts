import { unreachable } from '../../errors.ts';
import type { Outcome } from '../../run-events/types.ts';
import type { Paused } from '../../state/types.ts';
import { formatUtcMinuteUp } from '../../time.ts';

/** Who goes on with a spec that stopped without a question, for people on GitHub; `paused` null: it was not paused. */
export function nextStep(paused: Paused | null): string {
  if (paused?.reason === 'raced') return 'That run continues the spec.';
  // GitHub starts it, or says no, after this may have been written for good.
  if (paused?.continues === true) return 'The next run starts by itself; if none does, start the workflow again.';
  const nextScheduledRun =
    paused?.resume_after == null ? 'The next scheduled run' : 'The first scheduled run after that';
  return `${nextScheduledRun} continues; without a schedule, start the workflow again.`;
}

/** How it ended and what comes next, for whoever reads a workflow's log or the page of its run. */
export function outcomeMessage(outcome: Outcome): string {
  const { message } = outcome;
  const step = nextStepOnGitHub(outcome);
  return step === null ? message : `${message}${/[.?!]$/.test(message) ? '' : '.'} ${step}`;
}

/** What comes next, or is to be done, for whoever reads a workflow's log; null: nothing. */
export function nextStepOnGitHub({ kind, progress: { halt, paused, total, done } }: Outcome): string | null {
  switch (kind) {
    case 'halted':
      return halt?.url == null
        ? 'To answer, start the workflow by hand with resume: true and an answer.'
        : `Answer in ${halt.url}`;
    case 'paused':
      return nextStep(paused);
    case 'max-iterations':
    case 'failed':
      return nextStep(null);
    case 'complete':
      return done < total ? 'Start it without only and from for the remaining units.' : null;
    default:
      return unreachable(kind);
  }
}

/** The minute in UTC by which an ISO 8601 time has come: `2026-11-23 04:01 UTC`. */
export function utcMinuteRoundedUp(time: string): string {
  return formatUtcMinuteUp(Date.parse(time));
}
