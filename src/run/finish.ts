import { endMessage } from '../report/commit-message.ts';
import { endEntry } from '../report/progress-log.ts';
import type { Outcome } from '../run-events/types.ts';
import { checkpointed } from './complete-unit.ts';
import { sameStop, settleAll } from './open-halts.ts';
import type { End, Walk } from './run-state.ts';

/** A cancelled run has seconds to live: it tries the remote once or twice, then leaves it to the post step. */
const cancelPatienceMs = 2000;

/** Writes how it ended where the next run and people will look: issue, state, progress log, branch, pull request. */
export async function finish(walk: Walk, end: End): Promise<Outcome> {
  await tellHalt(walk);
  const ended = walk.begun ? await keep(walk, end) : end;
  // Saving may have taken long enough for GitHub to be in reach again.
  if (ended !== end || walk.state.halt?.issue === null) await tellHalt(walk);
  if (ended.kind === 'complete' && walk.state.completed_at !== null) await settleAll(walk);
  await goOn(walk, ended);
  const pullRequest = await walk.ports.hub.progress(walk.progress(ended.kind));
  const outcome: Outcome = { ...ended, progress: walk.progress(ended.kind), pullRequest, idle: !walk.begun };
  walk.ports.log.emit({ kind: 'run-ended', outcome });
  return outcome;
}

/**
 * A halt that has no issue yet gets one, also that of an earlier run, which could not reach GitHub. A run that meets an
 * open halt says it again: the issue is brought up to date, and opened again if it was closed without an answer.
 */
async function tellHalt(walk: Walk): Promise<void> {
  const { halt } = walk.state;
  if (halt === null || (halt.issue !== null && walk.begun)) return;
  // What is known from its issue alone has nothing to add to it.
  if (halt.question === '') return;
  const stop = halt.issue === null ? await sameStop(walk, halt) : halt;
  const place = await walk.ports.hub.halt(stop, walk.progress('halted'));
  if (place !== null) walk.change({ ...walk.state, halt: { ...stop, issue: place.number, url: place.url } });
}

/** Starts the next run, where this one is to; reports tell people who goes on where it cannot. */
async function goOn(walk: Walk, { kind }: End): Promise<void> {
  const { paused } = walk.state;
  if (kind !== 'paused' || paused?.continues !== true) return;
  const why = await walk.ports.hub.continueLater();
  if (why === null) return;
  walk.warn(`the next run could not be started from here: ${why}`);
  const { continues: _, ...waiting } = paused;
  walk.change({ ...walk.state, paused: waiting });
}

/**
 * The end of a run is a commit of its own, unless the last unit's commit says it all. A run that found all done still
 * sees to it that this is pushed: the run before may have been cut off in front of a remote that was out of reach.
 */
async function keep(walk: Walk, end: End): Promise<End> {
  const quiet = end.kind === 'complete' && !walk.unkept;
  if (quiet && (walk.gotThrough || Object.keys(walk.state.units).length === 0)) return end;
  if (!quiet) await walk.save({ ...walk.state, run: null });
  if (end.kind !== 'complete') await walk.ports.files.appendProgress(endEntry(walk.progress(end.kind), end.message));
  // The remote was waited for long enough; the post step and the next run try again.
  if (walk.remoteLost) return end;
  const saved = await walk.ports.repository.checkpoint(
    endMessage({ spec: walk.place.name, end: end.kind, runId: walk.run.id, message: end.message }),
    walk.stopped ? { patienceMs: cancelPatienceMs } : {},
  );
  if (saved.kind === 'saved' || saved.kind === 'merged') return end;
  if (end.kind === 'halted') {
    walk.warn(`the halt could not be pushed: ${'reason' in saved ? saved.reason : saved.kind}`);
    return end;
  }
  return checkpointed(walk, null, saved) ?? end;
}
