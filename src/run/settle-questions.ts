import { withoutLetter } from '../plan/open-questions/choices.ts';
import { parseAnswers } from '../plan/open-questions/parse-answers.ts';
import type { AskedQuestion } from '../plan/open-questions/read-questions.ts';
import type { DispatchUnit, Plan } from '../plan/types.ts';
import { questionsMessage } from '../report/commit-message.ts';
import { answersEntry, questionsEntry } from '../report/progress-log.ts';
import {
  questionLines,
  type TakenAnswers,
  takenAnswerLines,
  unansweredSentence,
} from '../report/text/questions-text.ts';
import {
  answerQuestion,
  concerns,
  heldAt,
  patchQuestions,
  recordQuestions,
} from '../state/transitions/open-questions.ts';
import { WHOLE_SPEC } from '../state/transitions/transitions.ts';
import type { Answer, OpenQuestion, OpenQuestions } from '../state/types.ts';
import { askOpenQuestions } from './attempt/questions/ask-open-questions.ts';
import { applyCheckpoint } from './finish/checkpoint.ts';
import { maskAnswer } from './mask-answer.ts';
import { doneUnitKeys } from './read-plan.ts';
import type { RunState } from './run-state.ts';
import type { RunEnd } from './types.ts';

/*
 * The life of the questions that are asked before the first unit: asked, reported, answered, closed. The run does not
 * wait for answers: a unit is told what people said, or what is assumed.
 */

/** Before a unit: asks where nobody was asked yet, reports, and takes up answers; null: the run goes on. */
export async function settleQuestions(run: RunState, plan: Plan, next: DispatchUnit): Promise<RunEnd | null> {
  if (run.settings.loop.questions === 'ask' && run.state.questions == null) {
    const end = await askQuestions(run, plan, next);
    if (end !== null) return end;
    // Who gives no list that can be read is not asked again each night.
    if (run.state.questions == null) await run.save(recordQuestions(run.state, addQuestions(run, [])));
  }
  if (run.attempts === 0) await reportQuestions(run);
  await takeNewAnswers(run);
  if (run.attempts === 0) remindOfQuestions(run, plan);
  return null;
}

// Asked

/** Asks in one batch, and keeps what was asked before people are told: a lost machine asks no second time. */
export async function askQuestions(run: RunState, plan: Plan, next: DispatchUnit): Promise<RunEnd | null> {
  const done = doneUnitKeys(run.state, plan);
  const open = plan.units.filter(({ key }) => plan.order.includes(key) && !done.has(key));
  const answered = run.state.questions?.list.filter(({ answer }) => answer !== null) ?? [];
  const asked = await askOpenQuestions(run, { open, answered }, next);
  if (asked.kind === 'end') return asked.end;
  if (asked.kind === 'none') return null;
  const questions = addQuestions(run, asked.questions);
  const { list } = questions;
  await run.save(recordQuestions(run.state, questions));
  run.ports.log.emit({ kind: 'questions', lines: list.length === 0 ? ['nothing to ask'] : questionLines(questions) });
  if (list.length === 0) return null;
  await run.ports.files.appendProgress(questionsEntry(run.specInfo.name, questions));
  if (run.settings.repository.checkpoint !== 'push') return null;
  const { name: spec } = run.specInfo;
  const { commitMessage: template } = run.settings.repository;
  const message = questionsMessage({ spec, runId: run.context.id, template });
  // What a lost run had left is in the working tree, and is nobody's finished work.
  return applyCheckpoint(run, null, await run.ports.repository.checkpoint(message, { recordsOnly: true }));
}

/** Asked again, what people answered stays, under its number, and so does the issue: it is brought up to date. */
function addQuestions(run: RunState, more: readonly AskedQuestion[]): OpenQuestions {
  const before = run.state.questions;
  const at = before?.at ?? new Date(run.now).toISOString();
  const first = 1 + Math.max(0, ...(before?.list.map(({ number }) => number) ?? []));
  const answered = before?.list.filter(({ answer }) => answer !== null) ?? [];
  const list = [...answered, ...more.map((question, index) => toOpenQuestion(question, first + index))];
  return { id: before?.id ?? `questions@${at}`, at, list, issue: null, url: null, read: before?.read ?? 0 };
}

function toOpenQuestion({ text, units, choices, assumption }: AskedQuestion, number: number): OpenQuestion {
  const concerned = units?.map(({ key, title }) => ({ key, title })) ?? [{ key: WHOLE_SPEC, title: '' }];
  return { number, text, units: concerned, choices: [...choices], assumption, answer: null };
}

// Reported

/** In the log, before the first attempt of a run: where to answer what is still to be done, and what holds meanwhile. */
function remindOfQuestions(run: RunState, plan: Plan): void {
  const { questions } = run.state;
  const done = doneUnitKeys(run.state, plan);
  const open = plan.units.filter(({ key }) => !done.has(key));
  const list = questions?.list.filter((question) => open.some(({ key }) => concerns(question, key))) ?? [];
  const sentence = questions == null ? null : unansweredSentence({ list, url: questions.url });
  if (sentence !== null) run.ports.log.emit({ kind: 'questions', lines: [sentence] });
}

/** One issue, also of questions of an earlier run, which could not reach the platform. */
async function reportQuestions(run: RunState): Promise<void> {
  const { questions } = run.state;
  if (questions == null || questions.list.length === 0 || questions.issue !== null) return;
  const link = await run.ports.questions.report(questions, run.progress());
  if (link !== null) await run.save(patchQuestions(run.state, { issue: link.number, url: link.url }));
}

// Answered

/** Takes up what people said in the issue since it was last read. */
export async function takeNewAnswers(run: RunState): Promise<void> {
  const { questions } = run.state;
  if (questions == null || questions.issue === null) return;
  for (const said of await run.ports.questions.newAnswers(questions)) {
    const lines = await takeAnswer(run, questions, said.answer);
    await run.save(patchQuestions(run.state, { read: said.comment }));
    await run.ports.questions.confirm(questions, said, lines);
  }
}

/** An answer from elsewhere, as of the command line; false: it answers none of them. */
export async function takeGivenAnswer(run: RunState, answer: Answer): Promise<boolean> {
  const { questions } = run.state;
  if (questions == null || questions.list.length === 0) return false;
  const { answers, unknown } = parseAnswers(answer.text, questions.list);
  // `9z` is meant for a question; words without a number are not.
  if (answers.length === 0 && !unknown.some((text) => /^\d/.test(text))) return false;
  await takeAnswer(run, questions, answer);
  await run.save();
  return true;
}

/** The last word counts; one that comes after its unit is said, with what held for that. */
async function takeAnswer(run: RunState, { list }: OpenQuestions, given: Answer): Promise<readonly string[]> {
  const answer = maskAnswer(run, given);
  const { answers, unknown } = parseAnswers(answer.text, list);
  const last = new Map(answers.map(({ number, text }) => [number, text]));
  const taken = [...last].map(([number, text]) => {
    const question = run.state.questions?.list.find((candidate) => candidate.number === number);
    const tooLateFor = question === undefined ? [] : unitsDoneOtherwise(run, question, text);
    run.updateState(answerQuestion(run.state, number, { ...answer, text }, run.now));
    const isGone = question !== undefined && run.plan?.units.some(({ key }) => concerns(question, key)) === false;
    return { number, text, before: question?.answer ?? null, isGone, tooLateFor };
  });
  const outcome: TakenAnswers = { taken, unknown, numbers: list.map(({ number }) => number) };
  const lines = takenAnswerLines(outcome);
  if (lines.length === 0) return lines;
  const by = answer.author ?? 'a person';
  run.ports.log.emit({ kind: 'questions', lines: lines.map((line) => `answer of ${by}: ${line}`) });
  await run.ports.files.appendProgress(answersEntry(run.specInfo.name, by, lines));
  return lines;
}

/** Units that the question concerns, and that were done since it was asked, with something else than this answer. */
function unitsDoneOtherwise(
  run: RunState,
  question: OpenQuestion,
  text: string,
): TakenAnswers['taken'][number]['tooLateFor'] {
  const { plan, state } = run;
  const since = state.questions?.at ?? '';
  const done = plan === null ? new Set<string>() : doneUnitKeys(state, plan);
  return (plan?.units ?? []).flatMap(({ key }) => {
    const doneAt = state.units[key]?.completed_at ?? '';
    if (!concerns(question, key) || !done.has(key) || doneAt <= since) return [];
    const doneWith = heldAt(question, doneAt);
    return withoutLetter(doneWith) === withoutLetter(text) ? [] : [{ unit: key, doneWith }];
  });
}

// Closed

/** Where every unit is done nothing is left to be answered. */
export async function closeQuestions(run: RunState): Promise<void> {
  const { questions } = run.state;
  if (questions != null && questions.issue !== null) await run.ports.questions.close(questions);
}
