import { type ReviewFinding, readReview } from '../../../checks/review-answer.ts';
import { judgeReview, type ReviewResult } from '../../../checks/review-findings.ts';
import type { Finding, VerifyResult } from '../../../checks/types.ts';
import type { OwnerBackend } from '../../../plan/types.ts';
import { type ReviewedWork, reviewPrompt } from '../../../prompt/review-prompt.ts';
import type { WorkTreeDiff } from '../../../repository/types.ts';
import { addReviewToTotals } from '../../../state/transitions/totals.ts';
import { patchUnit } from '../../../state/transitions/units.ts';
import { MINUTE } from '../../../time.ts';
import type { Verdict } from '../../../verdict/types.ts';
import type { RunState } from '../../run-state.ts';
import type { RunEnd } from '../../types.ts';
import { promptInput } from '../attempt-prompt.ts';
import type { PlannedAttempt } from '../plan-attempt.ts';
import type { Reply } from './ask-agent.ts';
import { askForAnswer, askWithoutChanges } from './ask-for-answer.ts';

/** Reading a diff and the code around it takes no longer. */
const timeoutMs = 30 * MINUTE;

/** A unit that all other checks let pass. */
export interface ReviewedAttempt {
  readonly attempt: PlannedAttempt;
  readonly verdict: Verdict;
  readonly verified: VerifyResult | null;
  /** Paths that the attempt changed. */
  readonly files: readonly string[];
}

export type ReviewOutcome =
  | { readonly kind: 'reviewed'; readonly result: ReviewResult }
  /** Nobody was asked, or nobody gave an answer that can be read. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unfinished'; readonly finding: Finding; readonly end: RunEnd | null };

/** Has another agent read what was done, where one is set. */
export async function reviewAttempt(run: RunState, reviewed: ReviewedAttempt): Promise<ReviewOutcome> {
  const { reviewer } = run.settings.agents;
  if (reviewer === null) return { kind: 'none' };
  const { unit, number, executor } = reviewed.attempt;
  const diff = await diffOfUnit(run, reviewed);
  if (executor.type === 'review' && diff.files.length === 0) return { kind: 'none' };
  run.ports.log.emit({ kind: 'reviewing', unit: unit.key, backend: reviewer.backend });
  const answer = await askReviewer(run, reviewed, reviewer, diff);
  if ('kind' in answer) {
    const { verdict } = reviewed;
    if (answer.kind === 'unfinished' && verdict.kind === 'done')
      run.updateState(patchUnit(run.state, unit.key, { unreviewed: verdict.summary }));
    return answer;
  }
  const { calls, caught } = reviewsOf(run, unit.key);
  // Two agents that disagree would spend all attempts: once a unit, and not where no attempt is left to fix it.
  const mayBlock = caught === 0 && number < run.settings.loop.attempts;
  const result = judgeReview(answer.backend, answer.findings, mayBlock);
  const review = { backend: answer.backend, calls, caught: caught + result.caught, advice: [...result.advice] };
  const counted = addReviewToTotals(run.state, { caught: result.caught, advice: result.advice.length });
  run.updateState(patchUnit(counted, unit.key, { review }));
  run.ports.log.emit({
    ...{ kind: 'reviewed', unit: unit.key, backend: answer.backend },
    ...{ caught: result.caught, advice: result.advice },
  });
  return { kind: 'reviewed', result };
}

function reviewsOf({ state }: RunState, unit: string): { readonly calls: number; readonly caught: number } {
  return state.units[unit]?.review ?? { calls: 0, caught: 0 };
}

/** Since the unit began, whichever attempt it was in; in a folder without git what this attempt changed. */
async function diffOfUnit(run: RunState, { attempt, files }: ReviewedAttempt): Promise<WorkTreeDiff> {
  const base = run.state.units[attempt.unit.key]?.base ?? null;
  return (await run.ports.repository.diffSince(base, { asText: false })) ?? { files, patch: '' };
}

interface Answer {
  readonly backend: string;
  readonly findings: readonly ReviewFinding[];
}

/** Asks, once more where the answer cannot be used; a limit that is met is waited for. */
async function askReviewer(
  run: RunState,
  reviewed: ReviewedAttempt,
  agent: OwnerBackend,
  diff: WorkTreeDiff,
): Promise<Answer | Exclude<ReviewOutcome, { kind: 'reviewed' }>> {
  const { unit } = reviewed.attempt;
  const answer = await askForAnswer({
    noun: 'review',
    ask: (round, problem) => askOnce(run, reviewed, { agent, round, work: { ...diff, ...workOf(reviewed), problem } }),
    read: readReview,
    // The wait may take hours, and the machine may be lost in it.
    beforeWait: () => run.ports.repository.saveWork(unit.key, 'not reviewed yet'),
  });
  switch (answer.kind) {
    case 'answered':
      return { backend: answer.backend, findings: answer.answer.findings };
    case 'none':
      run.warn(`task ${unit.key}: ${answer.why}; it passes without a review`);
      return { kind: 'none' };
    default:
      return unfinished(answer);
  }
}

function workOf({ verdict, verified }: ReviewedAttempt): Pick<ReviewedWork, 'verified' | 'report'> {
  return { verified, report: verdict.kind === 'done' ? verdict.summary : '' };
}

/** One call, which is counted. */
async function askOnce(
  run: RunState,
  { attempt }: ReviewedAttempt,
  { agent, round, work }: { readonly agent: OwnerBackend; readonly round: number; readonly work: ReviewedWork },
): Promise<Reply> {
  const { unit } = attempt;
  const { caught, calls } = reviewsOf(run, unit.key);
  const reply = await askWithoutChanges(run, unit, {
    ...{ kind: 'review', window: 'review', title: 'review', actor: 'the reviewer' },
    ...{ agent, round, timeoutMs: Math.min(timeoutMs, run.settings.loop.taskTimeoutMs) },
    prompt: reviewPrompt(promptInput(run, attempt), work),
    options: { review: 'true', attempt: String(calls + 1) },
    isAnswer: (message) => readReview(message).kind === 'ok',
  });
  if (reply.kind !== 'end') {
    const review = { backend: agent.backend, calls: calls + 1, caught, advice: [] };
    run.updateState(patchUnit(run.state, unit.key, { review }));
  }
  return reply;
}

function unfinished(reply: Exclude<Reply, { kind: 'said' | 'again' }>): Extract<ReviewOutcome, { kind: 'unfinished' }> {
  switch (reply.kind) {
    case 'refused': {
      const { reason, remedy } = reply;
      return { kind: 'unfinished', finding: { kind: 'refused', reason: `The reviewer: ${reason}`, remedy }, end: null };
    }
    case 'cancelled':
      return { kind: 'unfinished', finding: { kind: 'cancelled', reason: reply.reason }, end: null };
    case 'end': {
      const reason = 'The work is not reviewed yet.';
      return { kind: 'unfinished', finding: { kind: 'cancelled', reason }, end: reply.end };
    }
  }
}
