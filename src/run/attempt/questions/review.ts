import { type ReviewFinding, readReview } from '../../../checks/review-answer.ts';
import { judgeReview, type ReviewResult } from '../../../checks/review-findings.ts';
import type { Finding, VerifyResult } from '../../../checks/types.ts';
import type { DispatchUnit, OwnerBackend } from '../../../plan/types.ts';
import { type ReviewedWork, reviewPrompt } from '../../../prompt/review-prompt.ts';
import type { WorkTreeDiff } from '../../../repository/types.ts';
import { addReviewToTotals } from '../../../state/transitions/totals.ts';
import { patchUnit } from '../../../state/transitions/units.ts';
import { listFirst } from '../../../text.ts';
import { MINUTE } from '../../../time.ts';
import type { Verdict } from '../../../verdict/types.ts';
import type { RunState } from '../../run-state.ts';
import type { RunEnd } from '../../types.ts';
import { promptInput } from '../attempt-prompt.ts';
import type { PlannedAttempt } from '../plan-attempt.ts';
import { askAgent, MAX_QUESTIONS, type Reply } from './ask-agent.ts';

/** Reading a diff and the code around it takes no longer. */
const timeoutMs = 30 * MINUTE;

/** Some services refuse without a word, for a time; who never says one is not asked all night. */
const MAX_SILENCES = 5;

/** Of files, branches and tags, in a warning. */
const MAX_NAMES = 12;

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
  return (await run.ports.repository.diffSince(base)) ?? { files, patch: '' };
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
  let problem: string | null = null;
  let failure = '';
  const isMute = countSilences();
  for (let round = 1; round <= MAX_QUESTIONS; ) {
    const reply = await askOnce(run, reviewed, { agent, round, work: { ...diff, ...workOf(reviewed), problem } });
    if (reply.kind === 'again') {
      if (isMute(reply)) return passUnreviewed(run, unit, `${reply.backend} said nothing, ${MAX_SILENCES} times`);
      // The wait may take hours, and the machine may be lost in it.
      await run.ports.repository.saveWork(unit.key, 'not reviewed yet');
      continue;
    }
    if (reply.kind !== 'said') return unfinished(reply);
    const answer = readReview(reply.message);
    if (answer.kind === 'ok') return { backend: reply.backend, findings: answer.findings };
    problem = reply.failed === null ? answer.why : null;
    failure =
      reply.failed === null
        ? `the review could not be read (${answer.why.replace(/\.$/, '')})`
        : `${reply.backend} made no review. ${reply.failed}`;
    round += 1;
  }
  return passUnreviewed(run, unit, failure);
}

function passUnreviewed(run: RunState, unit: DispatchUnit, failure: string): { readonly kind: 'none' } {
  run.warn(`task ${unit.key}: ${failure}; it passes without a review`);
  return { kind: 'none' };
}

/** Tells of replies in a row whether there were enough without a word. */
function countSilences(): (reply: { readonly silent: boolean }) => boolean {
  let silences = 0;
  return ({ silent }) => {
    silences = silent ? silences + 1 : 0;
    return silences >= MAX_SILENCES;
  };
}

function workOf({ verdict, verified }: ReviewedAttempt): Pick<ReviewedWork, 'verified' | 'report'> {
  return { verified, report: verdict.kind === 'done' ? verdict.summary : '' };
}

/** One call; what the reviewer changed, although it is to change nothing, is restored. */
async function askOnce(
  run: RunState,
  { attempt }: ReviewedAttempt,
  { agent, round, work }: { readonly agent: OwnerBackend; readonly round: number; readonly work: ReviewedWork },
): Promise<Reply> {
  const { repository } = run.ports;
  const { unit } = attempt;
  const snapshot = await repository.takeSnapshot();
  const copy = await repository.copyWorkTree();
  const refs = await repository.listRefs();
  const { caught, calls } = reviewsOf(run, unit.key);
  const reply = await askAgent(run, unit, {
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
  const change = await repository.changes(snapshot);
  for (const repair of change.repaired) run.warn(`task ${unit.key}, after the review: ${repair}`);
  if (change.changed) {
    const restored = copy === null ? [] : await repository.restoreWorkTree(copy, snapshot);
    const what = listFirst(restored.length > 0 ? restored : change.files, MAX_NAMES);
    const outcome = copy === null ? 'nothing here can restore it' : 'it was restored';
    if (what !== '') run.warn(`task ${unit.key}: the reviewer changed ${what}; ${outcome}`);
  }
  const moved = await repository.restoreRefs(refs);
  if (moved.length > 0)
    run.warn(`task ${unit.key}: restored to what it was before the review: ${listFirst(moved, MAX_NAMES)}`);
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
