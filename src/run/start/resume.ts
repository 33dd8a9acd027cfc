import { answerMessage } from '../../report/commit-message.ts';
import { utcMinuteRoundedUp } from '../../report/text/next-step.ts';
import { pausedUntil } from '../../run-events/spec-status.ts';
import { applyCheckpoint } from '../finish/checkpoint.ts';
import { closeSkippedHalt, type HumanReply, haltedBeforeAnswer, haltedSince, readReply, recordReply } from '../halt.ts';
import type { RunState } from '../run-state.ts';
import type { RunEnd } from '../types.ts';

/** An open halt needs a person's word, a pause its time; either without it ends the run and touches nothing. */
export async function checkHaltAndPause(
  run: RunState,
): Promise<
  { readonly kind: 'end'; readonly end: RunEnd } | { readonly kind: 'go'; readonly reply: HumanReply | null }
> {
  const { halt, paused } = run.state;
  const endRun = (kind: RunEnd['kind'], message: string) => ({ kind: 'end', end: { kind, message } }) as const;
  if (halt !== null) {
    const resume = run.context.resume ?? (await readReply(run, halt));
    if (resume === null) return { kind: 'end', end: haltedSince(halt, halt.question.split('\n', 1)[0] ?? '') };
    if (resume.halt !== null && resume.halt !== halt.id) {
      return endRun(
        'halted',
        `Halted: the answer is for ${resume.halt}, which has already been answered; ${halt.id} is open`,
      );
    }
    return { kind: 'go', reply: { halt, resume } };
  }
  if (paused !== null && mustStayPaused(run)) {
    return endRun('paused', `Paused until ${utcMinuteRoundedUp(paused.resume_after ?? paused.at)}: ${paused.why}`);
  }
  return { kind: 'go', reply: null };
}

/** A run of the schedule leaves a pause alone until its time. */
export function mustStayPaused({ context, state, now }: RunState): boolean {
  return context.scheduled && pausedUntil(state.paused, now) !== null;
}

/**
 * A word that is pushed before an agent starts outlives its machine, and shows at no cost whether checkpoints get
 * through again. Where they do not, nothing was taken: the halt stays as it was.
 */
export async function recordAndPushReply(run: RunState, reply: HumanReply): Promise<RunEnd | null> {
  const stateBefore = run.state;
  await recordReply(run, reply);
  if (run.settings.repository.checkpoint === 'push') {
    const saved = await run.ports.repository.checkpoint(
      answerMessage({
        spec: run.specInfo.name,
        unit: reply.halt.task,
        title: reply.halt.title,
        template: run.settings.repository.commitMessage,
        skip: reply.resume.skip,
        runId: run.context.id,
      }),
    );
    if (saved.kind === 'refused') {
      await run.save(stateBefore);
      return haltedBeforeAnswer(reply, saved);
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
