import { z } from 'zod';
import { truncate } from '../../text.ts';
import { readJsonAnswer } from '../assignment/json-in-text.ts';
import type { DispatchUnit } from '../types.ts';

/** What an agent wants to know before work begins. */
export interface AskedQuestion {
  readonly text: string;
  /** Those it concerns; null: all of the spec. */
  readonly units: readonly DispatchUnit[] | null;
  readonly choices: readonly string[];
  readonly assumption: string;
}

export type QuestionsAnswer =
  | { readonly kind: 'ok'; readonly questions: readonly AskedQuestion[] }
  /** `why` goes into the prompt that asks again. */
  | { readonly kind: 'bad'; readonly why: string };

/** A person reads them all at once, on a phone. */
export const MAX_QUESTIONS_ASKED = 12;
export const MAX_CHOICES = 6;
const MAX_TEXT = 1200;
const MAX_CHOICE = 300;

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .transform((value) => truncate(value, max));

const answerSchema = z.object({
  questions: z.array(
    z.object({
      tasks: z.array(z.union([z.string(), z.number()]).transform((task) => String(task).trim())).default([]),
      question: text(MAX_TEXT),
      // One line each: they stand behind a checkbox.
      choices: z.array(text(MAX_CHOICE).transform((choice) => choice.replace(/\s+/g, ' '))).default([]),
      assumption: text(MAX_TEXT),
    }),
  ),
});

/** Reads what an agent asks about the units that are open: the last JSON object of its message that is such an answer. */
export function readQuestions(finalMessage: string, open: readonly DispatchUnit[]): QuestionsAnswer {
  const answer = readJsonAnswer(finalMessage, ['questions'], answerSchema);
  if (answer.kind === 'bad') return answer;
  const questions = answer.data.questions.slice(0, MAX_QUESTIONS_ASKED).map((asked) => ({
    text: asked.question,
    units: unitsNamed(asked.tasks, open),
    choices: asked.choices.slice(0, MAX_CHOICES),
    assumption: asked.assumption,
  }));
  return { kind: 'ok', questions };
}

/** What names no open task is about the whole spec: nobody is to miss it. */
function unitsNamed(names: readonly string[], open: readonly DispatchUnit[]): readonly DispatchUnit[] | null {
  const units = open.filter((unit) =>
    [unit, ...unit.tasks].some(({ key, id }) => names.includes(key) || (id !== null && names.includes(id))),
  );
  return units.length === 0 ? null : units;
}
