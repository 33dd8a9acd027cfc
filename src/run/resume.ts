import { answerMessage } from '../report/commit-message.ts';
import { humanEntry } from '../report/progress-log.ts';
import { byMinute } from '../report/text/next-step.ts';
import { answerHalt, nameRun } from '../state/transitions/transitions.ts';
import type { Halt } from '../state/types.ts';
import { LONGEST_PAUSE, utcMinute } from '../time.ts';
import { checkpointed, tickUnit } from './complete-unit.ts';
import { remember } from './open-halts.ts';
import type { End, Resume, Walk } from './run-state.ts';

/** What a human says to the open halt. */
export interface Word {
  readonly halt: Halt;
  readonly resume: Resume;
}

/** An open halt needs a human's word, a pause its time; either without it ends the run and touches nothing. */
export async function hear(
  walk: Walk,
): Promise<{ readonly kind: 'end'; readonly end: End } | { readonly kind: 'go'; readonly word: Word | null }> {
  await remember(walk);
  const { halt, paused } = walk.state;
  const over = (kind: End['kind'], message: string) => ({ kind: 'end', end: { kind, message } }) as const;
  if (halt !== null) {
    const resume = walk.run.resume ?? (await closedAsSkip(walk, halt));
    if (resume === null) return { kind: 'end', end: stillHalted(halt) };
    if (resume.halt !== null && resume.halt !== halt.id) {
      return over('halted', `that answer is to ${resume.halt}, which was answered before; ${halt.id} is open`);
    }
    return { kind: 'go', word: { halt, resume } };
  }
  if (paused !== null && isEarly(walk)) {
    return over('paused', `paused until ${byMinute(paused.resume_after ?? paused.at)}: ${paused.why}`);
  }
  if (walk.run.resume !== null) walk.warn('no halt waits for an answer; the run goes on without it');
  return { kind: 'go', word: null };
}

/** A run of the schedule leaves a pause alone until its time, unless a clock noted it that was far ahead. */
export function isEarly({ run, state, now }: Walk): boolean {
  const after = state.paused?.resume_after ?? null;
  if (!run.scheduled || after === null) return false;
  return Date.parse(after) > now && Date.parse(after) < now + LONGEST_PAUSE;
}

/** Closing a halt's issue as "not planned" counts its unit as done by a human. */
async function closedAsSkip(walk: Walk, halt: Halt): Promise<Resume | null> {
  const closing = await walk.ports.hub.closedAs(halt);
  return closing.kind === 'skip' ? skipByClosing(halt.id, closing) : null;
}

/** What closing a halt's issue as "not planned" says; `by` null: nobody who is known by name. */
export function skipByClosing(
  halt: string,
  { by, url, at }: { readonly by: string | null; readonly url: string | null; readonly at: string },
): Resume {
  return { halt, skip: true, answer: { text: 'The issue was closed as not planned.', author: by, url, at } };
}

/** Puts a human's word into the state: the unit may be tried again with it, or counts as done. */
export async function take(walk: Walk, { halt, resume }: Word): Promise<void> {
  const unit = walk.plan?.units.find(({ key }) => key === halt.task) ?? null;
  const keys = unit === null ? [] : [unit.key, ...unit.ticks, ...unit.leaves];
  const by = resume.answer.author ?? 'a person';
  const named = nameRun(walk.state, walk.run.id, walk.now);
  const state = answerHalt(named, { answer: resume.answer, skip: resume.skip, by, now: walk.now, keys });
  if (resume.skip && unit !== null) await tickUnit(walk, unit);
  await walk.save(resume.skip ? state : { ...state, settling: [...(state.settling ?? []), halt] });
  await walk.ports.files.appendProgress(humanEntry(halt, resume));
}

/**
 * A word that is pushed before an agent starts outlives its machine, and shows at no cost whether checkpoints get
 * through again. Where they do not, nothing was heard: the halt stays as it was.
 */
export async function takeForGood(walk: Walk, word: Word): Promise<End | null> {
  const before = walk.state;
  await take(walk, word);
  if (walk.settings.repository.checkpoint === 'push') {
    const saved = await walk.ports.repository.checkpoint(
      answerMessage({
        spec: walk.place.name,
        title: word.halt.title,
        skip: word.resume.skip,
        runId: walk.run.id,
      }),
    );
    if (saved.kind === 'refused') {
      await walk.save(before);
      const { at } = word.halt;
      return {
        kind: 'halted',
        message: `halted since ${utcMinute(Date.parse(at))}: the answer could not be pushed: ${saved.reason}. ${saved.remedy}`,
      };
    }
    const end = checkpointed(walk, null, saved);
    walk.begun = end !== null;
    if (end !== null) return end;
  }
  await settleSkipped(walk, word);
  return null;
}

export async function settleSkipped(walk: Walk, { halt, resume }: Word): Promise<void> {
  if (resume.skip) await walk.ports.hub.settled(halt, null);
}

function stillHalted({ at, question }: Halt): End {
  return { kind: 'halted', message: `halted since ${utcMinute(Date.parse(at))}: ${question.split('\n', 1)[0]}` };
}
