import { withChoiceText } from '../plan/open-questions/choices.ts';
import type { DispatchUnit } from '../plan/types.ts';
import type { OpenHalt } from '../platform/types.ts';
import { choicesOf } from '../report/pages/issues/halt-issue.ts';
import { answerEntry } from '../report/progress-log.ts';
import type { PushRefusal } from '../repository/types.ts';
import { recordRun } from '../state/transitions/known-run.ts';
import { answerHalt, recordHalt } from '../state/transitions/transitions.ts';
import { isStillCompleted } from '../state/transitions/units.ts';
import type { Answer, Halt, SpecState } from '../state/types.ts';
import { formatUtcMinute } from '../time.ts';
import { tickUnit } from './finish/tick-unit.ts';
import { maskAnswer } from './mask-answer.ts';
import type { RunState } from './run-state.ts';
import type { Resume, RunEnd } from './types.ts';

/*
 * The life of a halt: made, reported, found again, answered, closed.
 */

// Made

/** Marks the state halted: nothing runs until a person says so. */
export function haltRun(
  run: RunState,
  unit: DispatchUnit | null,
  details: Pick<Halt, 'cause' | 'question' | 'tail'> & { readonly tried: readonly string[] },
): RunEnd {
  const at = new Date(run.now).toISOString();
  const newHalt: Halt = {
    // Unit and time name one stop for ever, and tell a person what it is about.
    id: `${unit?.key ?? 'spec'}@${at}`,
    task: unit?.key ?? null,
    title: unit === null ? run.specInfo.name : unit.title,
    line: unit?.line ?? 0,
    at,
    cause: details.cause,
    question: details.question,
    tried: [...details.tried],
    tail: details.tail,
    issue: null,
    url: null,
  };
  run.updateState(recordHalt(run.state, newHalt));
  run.ports.log.emit({ kind: 'halted', path: run.specInfo.tasksPath, halt: newHalt });
  const location = unit === null ? '' : ` at task ${unit.id ?? unit.title}`;
  return { kind: 'halted', message: `Halted${location}: needs your input` };
}

// Reported

/**
 * A halt that has no issue yet gets one, also that of an earlier run, which could not reach GitHub. A run that meets an
 * open halt says it again: the issue is brought up to date, and opened again if it was closed without an answer.
 */
export async function reportHalt(run: RunState): Promise<void> {
  const { halt } = run.state;
  if (halt === null || (halt.issue !== null && run.phase !== 'looking' && run.unverified === null)) return;
  // What is known from its issue alone has nothing to add to it.
  if (halt.question === '') return;
  const haltToReport = halt.issue === null ? await reuseOpenIssue(run, halt) : halt;
  const link = await run.ports.platform.reportHalt(haltToReport, run.progress('halted'));
  if (link !== null) run.updateState({ ...run.state, halt: { ...haltToReport, issue: link.number, url: link.url } });
}

/**
 * The stop whose issue is still open, where it is this one met again by a run that knew nothing of it: one question has
 * one issue, and the id by which an answer there finds it.
 */
async function reuseOpenIssue(run: RunState, halt: Halt): Promise<Halt> {
  const openHalts = await run.ports.platform.openHalts();
  const match = openHalts.find(({ id, unit }) => unit === halt.task && run.state.consumed?.includes(id) !== true);
  // Its number, too: it may be older than the time since which a halt's issue is looked for.
  return match === undefined ? halt : { ...halt, id: match.id, issue: match.issue, url: match.url };
}

// Found again: people were told of it, and the state on the branch knows nothing of it, since its checkpoint could not
// be pushed, or its machine was lost between the issue and the push.

/** Such a halt is made up from what they answered. */
export async function recreateAnsweredHalt(run: RunState): Promise<void> {
  const { resume } = run.context;
  if (run.state.halt !== null || resume?.halt == null || resume.openHalt === undefined) return;
  if (run.state.consumed?.includes(resume.halt)) return;
  const recreated = toHalt(run, { id: resume.halt, ...resume.openHalt });
  if (isUnitDone(run, recreated)) await run.ports.platform.closeHalt(recreated, null);
  else run.updateState(recordHalt(run.state, recreated));
}

/** While one is open nothing runs: the unit would be done again and again, each time up to the same halt. */
export async function haltOnOpenIssue(run: RunState): Promise<RunEnd | null> {
  for (const openHalt of await run.ports.platform.openHalts()) {
    if (run.state.consumed?.includes(openHalt.id)) continue;
    const recreated = toHalt(run, openHalt);
    if (!isUnitDone(run, recreated)) {
      // For reports alone: a run that has not begun writes nothing.
      run.updateState(recordHalt(run.state, recreated));
      if ((await readReply(run, recreated)) !== null) return null;
      return haltedSince(openHalt, `issue #${openHalt.issue} has no answer yet`);
    }
    await run.ports.platform.closeHalt(recreated, null);
  }
  return null;
}

function toHalt(run: RunState, { id, unit: key, at, issue, url }: OpenHalt): Halt {
  const unit = run.plan?.units.find((candidate) => candidate.key === key);
  return {
    id,
    task: unit?.key ?? null,
    title: unit?.title ?? run.specInfo.name,
    line: unit?.line ?? 0,
    at,
    cause: 'question',
    question: '',
    tried: [],
    tail: '',
    issue,
    url,
  };
}

/** A later run had the unit done before anybody answered. */
function isUnitDone(run: RunState, { task, title }: Halt): boolean {
  return task !== null && isStillCompleted(run.state, task, title);
}

/** The end of a run that finds a halt open; `why` it stays so. */
export function haltedSince({ at }: { readonly at: string }, why: string): RunEnd {
  return { kind: 'halted', message: `Halted since ${formatUtcMinute(Date.parse(at))}: ${why}` };
}

// Answered

/** Nothing was taken of an answer that cannot be pushed: the halt stays as it was. */
export function haltedBeforeAnswer({ halt }: HumanReply, { reason, remedy }: PushRefusal): RunEnd {
  return haltedSince(halt, `the answer could not be pushed: ${reason}. ${remedy}`);
}

/** What a person says to the open halt. */
export interface HumanReply {
  readonly halt: Halt;
  readonly resume: Resume;
}

/** What people said to the halt that no run carried out; null: nothing. */
export async function readReply(run: RunState, halt: Halt): Promise<Resume | null> {
  const reply = await run.ports.platform.findReply(halt);
  return reply.kind === 'answer' || reply.kind === 'skip'
    ? createResume(halt.id, reply.kind === 'skip', reply.answer)
    : null;
}

/** What somebody says who only wants the run to go on. */
export const CONTINUE = 'Continue.';

/** A person's word to a halt; one without words has what it means. */
export function createResume(halt: string, skip: boolean, answer: Answer): Resume {
  return {
    halt,
    skip,
    answer: answer.text === '' ? { ...answer, text: skip ? 'Counted as done.' : CONTINUE } : answer,
  };
}

/** Puts a person's word into the state: the unit may be tried again with it, or counts as done. */
export async function recordReply(run: RunState, { halt, resume }: HumanReply): Promise<void> {
  const unit = run.plan?.units.find(({ key }) => key === halt.task) ?? null;
  const keys = unit === null ? [] : [unit.key, ...unit.tasksToTick, ...unit.leaves];
  const by = resume.answer.author ?? 'a person';
  const stateWithRun = recordRun(run.state, run.context.id, run.now);
  const given = maskAnswer(run, resume.answer);
  const answer = { ...given, text: withChoiceText(given.text, choicesOf(halt)) };
  const state = answerHalt(stateWithRun, { answer, skip: resume.skip, by, now: run.now, keys });
  if (resume.skip && unit !== null) await tickUnit(run, unit);
  await run.save(resume.skip ? state : { ...state, settling: [...(state.settling ?? []), halt] });
  await run.ports.files.appendProgress(answerEntry(halt, { ...resume, answer }));
}

// Closed: a skipped one at once, another when its unit is done, whatever is open when the whole spec is.

export async function closeSkippedHalt(run: RunState, { halt, resume }: HumanReply): Promise<void> {
  if (resume.skip) await run.ports.platform.closeHalt(halt, null);
}

/** Takes the answered halts out of the state that are over: the unit's, and those of the whole spec; all with the last unit. */
export function takeSettledHalts(
  state: SpecState,
  unitKey: string,
  isLast: boolean,
): { readonly state: SpecState; readonly settled: readonly Halt[] } {
  // A stop of the whole spec is over as soon as anything is done again.
  const isSettled = ({ task }: { readonly task: string | null }) => task === unitKey || task === null || isLast;
  const settled = state.settling?.filter(isSettled) ?? [];
  return { state: { ...state, settling: state.settling?.filter((halt) => !isSettled(halt)) }, settled };
}

export async function closeHalts(run: RunState, halts: readonly Halt[], commit: string | null): Promise<void> {
  for (const halt of halts) await run.ports.platform.closeHalt(halt, commit);
}

/** When all is done nobody is asked any more, whatever a run whose state was lost still wanted to know. */
export async function closeOpenHalts(run: RunState): Promise<void> {
  const openHalts = await run.ports.platform.openHalts();
  await closeHalts(
    run,
    openHalts.map((openHalt) => toHalt(run, openHalt)),
    null,
  );
}
