import { answerMessage } from '../../report/commit-message.ts';
import { answerEntry } from '../../report/progress-log.ts';
import { utcMinuteRoundedUp } from '../../report/text/next-step.ts';
import { recordRun } from '../../state/transitions/known-run.ts';
import { answerHalt } from '../../state/transitions/transitions.ts';
import type { Halt } from '../../state/types.ts';
import { formatUtcMinute, MAX_PAUSE } from '../../time.ts';
import { applyCheckpoint } from '../finish/checkpoint.ts';
import { tickUnit } from '../finish/complete-unit.ts';
import type { RunState } from '../run-state.ts';
import type { Resume, RunEnd } from '../types.ts';
import { recreateHalt } from './open-halts.ts';

/** What a human says to the open halt. */
export interface HumanReply {
  readonly halt: Halt;
  readonly resume: Resume;
}

/** An open halt needs a human's word, a pause its time; either without it ends the run and touches nothing. */
export async function checkHaltAndPause(
  run: RunState,
): Promise<
  { readonly kind: 'end'; readonly end: RunEnd } | { readonly kind: 'go'; readonly reply: HumanReply | null }
> {
  await recreateHalt(run);
  const { halt, paused } = run.state;
  const endRun = (kind: RunEnd['kind'], message: string) => ({ kind: 'end', end: { kind, message } }) as const;
  if (halt !== null) {
    const resume = run.context.resume ?? (await findClosingSkip(run, halt));
    if (resume === null) return { kind: 'end', end: stillHaltedEnd(halt) };
    if (resume.halt !== null && resume.halt !== halt.id) {
      return endRun('halted', `that answer is to ${resume.halt}, which was answered before; ${halt.id} is open`);
    }
    return { kind: 'go', reply: { halt, resume } };
  }
  if (paused !== null && mustStayPaused(run)) {
    return endRun('paused', `paused until ${utcMinuteRoundedUp(paused.resume_after ?? paused.at)}: ${paused.why}`);
  }
  if (run.context.resume !== null) run.warn('no halt waits for an answer; the run goes on without it');
  return { kind: 'go', reply: null };
}

/** A run of the schedule leaves a pause alone until its time, unless a clock noted it that was far ahead. */
export function mustStayPaused({ context, state, now }: RunState): boolean {
  const resumeAfter = state.paused?.resume_after ?? null;
  if (!context.scheduled || resumeAfter === null) return false;
  return Date.parse(resumeAfter) > now && Date.parse(resumeAfter) < now + MAX_PAUSE;
}

/** Closing a halt's issue as "not planned" counts its unit as done by a human. */
async function findClosingSkip(run: RunState, halt: Halt): Promise<Resume | null> {
  const closing = await run.ports.platform.getHaltClosing(halt);
  return closing.kind === 'skip' ? createSkipResume(halt.id, closing) : null;
}

/** What closing a halt's issue as "not planned" says; `by` null: nobody who is known by name. */
export function createSkipResume(
  halt: string,
  { by, url, at }: { readonly by: string | null; readonly url: string | null; readonly at: string },
): Resume {
  return { halt, skip: true, answer: { text: 'The issue was closed as not planned.', author: by, url, at } };
}

/** Puts a human's word into the state: the unit may be tried again with it, or counts as done. */
export async function applyReply(run: RunState, { halt, resume }: HumanReply): Promise<void> {
  const unit = run.plan?.units.find(({ key }) => key === halt.task) ?? null;
  const keys = unit === null ? [] : [unit.key, ...unit.tasksToTick, ...unit.leaves];
  const by = resume.answer.author ?? 'a person';
  const stateWithRun = recordRun(run.state, run.context.id, run.now);
  const state = answerHalt(stateWithRun, { answer: resume.answer, skip: resume.skip, by, now: run.now, keys });
  if (resume.skip && unit !== null) await tickUnit(run, unit);
  await run.save(resume.skip ? state : { ...state, settling: [...(state.settling ?? []), halt] });
  await run.ports.files.appendProgress(answerEntry(halt, resume));
}

/**
 * A word that is pushed before an agent starts outlives its machine, and shows at no cost whether checkpoints get
 * through again. Where they do not, nothing was taken: the halt stays as it was.
 */
export async function applyAndPushReply(run: RunState, reply: HumanReply): Promise<RunEnd | null> {
  const stateBefore = run.state;
  await applyReply(run, reply);
  if (run.settings.repository.checkpoint === 'push') {
    const saved = await run.ports.repository.checkpoint(
      answerMessage({
        spec: run.specInfo.name,
        title: reply.halt.title,
        skip: reply.resume.skip,
        runId: run.context.id,
      }),
    );
    if (saved.kind === 'refused') {
      await run.save(stateBefore);
      const { at } = reply.halt;
      return {
        kind: 'halted',
        message: `halted since ${formatUtcMinute(Date.parse(at))}: the answer could not be pushed: ${saved.reason}. ${saved.remedy}`,
      };
    }
    const end = applyCheckpoint(run, null, saved);
    if (end !== null) {
      run.begin();
      return end;
    }
  }
  await closeSkippedHalt(run, reply);
  return null;
}

export async function closeSkippedHalt(run: RunState, { halt, resume }: HumanReply): Promise<void> {
  if (resume.skip) await run.ports.platform.closeHalt(halt, null);
}

function stillHaltedEnd({ at, question }: Halt): RunEnd {
  return { kind: 'halted', message: `halted since ${formatUtcMinute(Date.parse(at))}: ${question.split('\n', 1)[0]}` };
}
