import { iso } from '../../time.ts';
import type { Answer, OpenQuestion, OpenQuestions, SpecState } from '../types.ts';
import { WHOLE_SPEC } from './transitions.ts';

/** A batch of questions was asked; an empty one is remembered, too, so that nobody is asked again. */
export function recordQuestions(state: SpecState, questions: OpenQuestions): SpecState {
  return { ...state, questions };
}

/** Changes what is known of the batch; nothing was asked: nothing changes. */
export function patchQuestions(state: SpecState, patch: Partial<OpenQuestions>): SpecState {
  return state.questions == null ? state : { ...state, questions: { ...state.questions, ...patch } };
}

const MOST_HELD = 20;

/** A person answers a question of the batch, and is heard `now` (epoch ms): the last word counts. */
export function answerQuestion(state: SpecState, number: number, answer: Answer, now: number): SpecState {
  const list = state.questions?.list.map((question) => {
    if (question.number !== number) return question;
    const before = { text: holding(question), until: iso(now) };
    return { ...question, answer, held: [...(question.held ?? []), before].slice(-MOST_HELD) };
  });
  return list === undefined ? state : patchQuestions(state, { list });
}

function holding({ answer, assumption }: OpenQuestion): string {
  return answer?.text ?? assumption;
}

/** What held when a unit was done, at `at` (ISO 8601). */
export function heldAt(question: OpenQuestion, at: string): string {
  return question.held?.find(({ until }) => at <= until)?.text ?? holding(question);
}

/** Those that concern a unit. */
export function questionsFor(state: SpecState, unit: string): readonly OpenQuestion[] {
  return (state.questions?.list ?? []).filter((question) => concerns(question, unit));
}

/** Does a question concern this unit? */
export function concerns({ units }: OpenQuestion, unit: string): boolean {
  return units.some(({ key }) => key === unit || key === WHOLE_SPEC);
}

/** Of two states that parted: the newer batch; of one that both have, the later answers. */
export function mergeQuestions(
  newer: OpenQuestions | null | undefined,
  older: OpenQuestions | null | undefined,
): OpenQuestions | null | undefined {
  if (newer == null || older == null || newer.id !== older.id) return newer ?? older;
  const list = newer.list.map((question) => {
    const other = older.list.find(({ number }) => number === question.number);
    const isLater = other?.answer != null && (question.answer === null || other.answer.at > question.answer.at);
    return isLater ? { ...question, answer: other.answer, ...(other.held && { held: other.held }) } : question;
  });
  const { issue, url } = newer.issue === null ? older : newer;
  return { ...newer, list, issue, url, read: Math.max(newer.read, older.read) };
}
