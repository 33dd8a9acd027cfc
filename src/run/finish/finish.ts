import { runEndMessage } from '../../report/commit-message.ts';
import { runEndEntry } from '../../report/progress-log.ts';
import type { CheckpointResult, RetryOptions } from '../../repository/types.ts';
import type { Outcome, Progress } from '../../run-events/types.ts';
import { WHOLE_SPEC } from '../../state/transitions/transitions.ts';
import { HOUR } from '../../time.ts';
import { closeOpenHalts, reportHalt } from '../halt.ts';
import { reportPlan } from '../read-plan.ts';
import type { RunState } from '../run-state.ts';
import { closeQuestions, takeNewAnswers } from '../settle-questions.ts';
import type { RunEnd } from '../types.ts';
import { applyCheckpoint, keepingMark } from './checkpoint.ts';
import { recordsAside } from './records-aside.ts';

/** A cancelled run has seconds to live: it tries the remote once or twice, then leaves it to the post step. */
const cancelRetryForMs = 2000;

/** Writes how it ended where the next run and people will look: issue, state, progress log, branch, pull request. */
export async function finishRun(run: RunState, end: RunEnd): Promise<Outcome> {
  // Where no unit was started it was not yet said.
  reportPlan(run);
  // Nothing was checked out: what lies here may be older than what people were told.
  if (run.context.opened.kind === 'stopped') return endRun(run, end, null);
  if (end.kind === 'complete' && run.phase !== 'looking') await takeNewAnswers(run);
  await reportHalt(run);
  const finalEnd = run.phase !== 'looking' ? await checkpointRunEnd(run, end) : end;
  // Saving may have taken long enough for GitHub to be in reach again, and its commit is known now.
  if (finalEnd !== end || run.state.halt?.issue === null || run.unverified !== null) await reportHalt(run);
  if (finalEnd.kind === 'complete' && run.state.completed_at !== null) {
    await closeOpenHalts(run);
    await closeQuestions(run);
  }
  await startNextRun(run, finalEnd);
  return endRun(run, finalEnd, await run.ports.platform.reportProgress(progressWithRecords(run, finalEnd)));
}

async function endRun(run: RunState, end: RunEnd, pullRequest: Outcome['pullRequest']): Promise<Outcome> {
  const idle = run.phase === 'looking';
  const known = idle || isKnown(run, end);
  const progress = run.progress(end.kind);
  const outcome: Outcome = { ...end, progress, pullRequest, ...(await sizesOf(run, progress)), idle, known };
  run.ports.log.emit({ kind: 'run-ended', outcome });
  return outcome;
}

/** Of what this run made. */
async function sizesOf(run: RunState, { units, run: { unitsDone } }: Progress): Promise<Pick<Outcome, 'sizes'>> {
  const commits = units.flatMap(({ key, commit }) => (commit !== null && unitsDone.includes(key) ? [commit] : []));
  const sizes = commits.length === 0 ? new Map() : await run.ports.repository.commitSizes(commits);
  return sizes.size === 0 ? {} : { sizes: Object.fromEntries(sizes) };
}

/** All was done and delivered before, or the pause is the one that the run before came to. */
function isKnown({ iterations, before, state }: RunState, { kind }: RunEnd): boolean {
  if (iterations > 0) return false;
  if (kind === 'complete') return before.completed_at !== null && before.halt === null && before.paused === null;
  const [then = NaN, now = NaN] = [before.paused, state.paused].map((paused) => Date.parse(paused?.resume_after ?? ''));
  return kind === 'paused' && state.paused?.reason === before.paused?.reason && Math.abs(now - then) < HOUR;
}

/** Starts the next run, where this one is to; reports tell people who goes on where it cannot. */
async function startNextRun(run: RunState, { kind }: RunEnd): Promise<void> {
  const { paused } = run.state;
  if (kind !== 'paused' || paused?.continues !== true) return;
  const failure = await run.ports.platform.dispatchNextRun();
  if (failure === null) return;
  run.warn(`the next run could not be started from here: ${failure}`);
  const { continues: _, ...pausedHere } = paused;
  run.updateState({ ...run.state, paused: pausedHere });
}

/** A reviewer finds in the pull request what the branch does not hold. */
function progressWithRecords(run: RunState, { kind }: RunEnd): Progress {
  const progress = run.progress(kind);
  const records = kind === 'complete' && progress.done >= progress.total ? run.context.savedRecords?.() : null;
  return records == null ? progress : { ...progress, records };
}

/** Records that were to leave the branch with the last unit, and could not, leave with the end of a later run. */
function isDelivered(run: RunState): boolean {
  const mayLeave = recordsAside(run).recordsAside === true && run.context.savedRecords?.() === null;
  return Object.keys(run.state.units).length === 0 || (run.records === 'delivered' && !mayLeave);
}

function checkpointOptions(run: RunState, { kind }: RunEnd): RetryOptions {
  const patience = run.stopped ? { retryForMs: cancelRetryForMs } : {};
  return kind === 'complete' ? { ...patience, ...recordsAside(run) } : patience;
}

/**
 * The end of a run is a commit of its own, unless the last unit's commit says it all. A run that found all done still
 * sees to it that this is pushed: the run before may have been cut off in front of a remote that was out of reach.
 */
async function checkpointRunEnd(run: RunState, end: RunEnd): Promise<RunEnd> {
  const nothingToSave = end.kind === 'complete' && run.records !== 'unsaved';
  if (nothingToSave && isDelivered(run)) return end;
  if (!nothingToSave) await run.save({ ...run.state, run: null, keeping: keepingMark(run, WHOLE_SPEC) });
  if (end.kind !== 'complete') await run.ports.files.appendProgress(runEndEntry(run.progress(end.kind), end.message));
  // The remote was waited for long enough; the post step and the next run try again.
  if (run.phase === 'cut-off') return end;
  const message = runEndMessage({
    spec: run.specInfo.name,
    end: end.kind,
    runId: run.context.id,
    message: end.message,
    unfinished: run.unfinishedUnit,
    template: run.settings.repository.commitMessage,
  });
  const options = checkpointOptions(run, end);
  let saved = await run.ports.repository.checkpoint(message, options);
  noteUnverifiedWork(run, saved, message);
  if (saved.kind === 'withheld') {
    run.warn(`unfinished work stays in the working tree: ${saved.reason}`);
    saved = await run.ports.repository.checkpoint(message, { ...options, recordsAside: false, recordsOnly: true });
  }
  run.recordPush(saved);
  if (saved.kind === 'saved' || saved.kind === 'merged') return end;
  if (end.kind === 'halted') {
    run.warn(`the halt could not be pushed: ${'reason' in saved ? saved.reason : saved.kind}`);
    return end;
  }
  return applyCheckpoint(run, null, saved) ?? end;
}

/** What a unit's attempts left went into a commit that nobody checked. */
function noteUnverifiedWork(run: RunState, saved: CheckpointResult, message: string): void {
  if (run.unfinishedUnit === null || saved.kind !== 'saved' || saved.commit === null) return;
  run.unverified = { commit: saved.commit, subject: message.split('\n', 1)[0] ?? '' };
}
