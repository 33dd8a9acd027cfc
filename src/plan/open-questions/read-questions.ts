import { z } from 'zod';
import { truncate } from '../../text.ts';
import { readJsonAnswer } from '../assignment/json-in-text.ts';
import type { DispatchUnit } from '../types.ts';
import { choiceOf, splitChoices } from './choices.ts';

/** What an agent wants to know before work begins. */
export interface AskedQuestion {
  readonly text: string;
  /** Those it concerns; null: all of the spec. */
  readonly units: readonly DispatchUnit[] | null;
  readonly choices: readonly string[];
  readonly assumption: string;
}

/** How many questions could not be read, how many more than are asked there were, and how many choices more. */
export interface LeftOut {
  readonly unreadable: number;
  readonly questions: number;
  readonly choices: number;
}

export type QuestionsAnswer =
  | { readonly kind: 'ok'; readonly questions: readonly AskedQuestion[]; readonly leftOut: LeftOut }
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

const questionSchema = z.object({
  tasks: z
    .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])
    .transform((tasks) => [tasks].flat().map((task) => taskNamed(String(task))))
    .default([]),
  question: text(MAX_TEXT),
  // One line each: they stand behind a checkbox.
  choices: z
    .array(z.string().transform((choice) => truncate(choice.replace(/\s+/g, ' ').trim(), MAX_CHOICE)))
    .transform(choicesOffered)
    .default([]),
  assumption: text(MAX_TEXT),
});

const answerSchema = z.object({ questions: z.array(z.unknown()) });

/**
 * Reads what an agent asks about the units that are open: the last JSON object of its message that is such an answer. A
 * question that cannot be read is left out, unless it is all that there is.
 */
export function readQuestions(finalMessage: string, open: readonly DispatchUnit[]): QuestionsAnswer {
  const answer = readJsonAnswer(finalMessage, ['questions'], answerSchema);
  if (answer.kind === 'bad') return answer;
  const read = answer.data.questions.map((one) => questionSchema.safeParse(one));
  const asked = read.flatMap(({ data }) => data ?? []);
  const unreadable = read.length - asked.length;
  if (asked.length === 0 && unreadable > 0) {
    const [issue] = read[0]?.error?.issues ?? [];
    return { kind: 'bad', why: `"${['questions', 0, ...(issue?.path ?? [])].join('.')}": ${issue?.message ?? ''}` };
  }
  const chosen = asked.slice(0, MAX_QUESTIONS_ASKED);
  const questions = chosen.map(({ tasks, question, choices, assumption }) => ({
    text: question,
    units: unitsNamed(tasks, open),
    choices: choices.slice(0, MAX_CHOICES),
    assumption: assumed(assumption, choices),
  }));
  const choices = chosen.reduce((sum, one) => sum + Math.max(0, one.choices.length - MAX_CHOICES), 0);
  return { kind: 'ok', questions, leftOut: { unreadable, questions: asked.length - chosen.length, choices } };
}

/** `2` of `Task 2`, `#2` and `2.`. */
function taskNamed(name: string): string {
  return name
    .trim()
    .replace(/^(?:tasks?\b)?\s{0,4}#?/iu, '')
    .replace(/[.:]$/, '');
}

/** Without the letters that an agent gave them itself, which ours would stand before, and each once. */
function choicesOffered(choices: readonly string[]): readonly string[] {
  const named = [...new Set(choices)].filter((choice) => choice !== '');
  const { choices: words } = splitChoices(named.join('\n'));
  return words.length === named.length ? words : named;
}

/** An assumption that names a choice by its letter alone says nothing to who is told only the assumption. */
function assumed(assumption: string, choices: readonly string[]): string {
  const [, letter = ''] = /^\(?([a-z])[).]?$/iu.exec(assumption) ?? [];
  const choice = choiceOf(letter, choices.length);
  return choice === null ? assumption : (choices[choice] ?? assumption);
}

/** What names no open task is about the whole spec: nobody is to miss it. */
function unitsNamed(names: readonly string[], open: readonly DispatchUnit[]): readonly DispatchUnit[] | null {
  const units = open.filter((unit) =>
    [unit, ...unit.tasks].some(({ key, id }) => names.includes(key) || (id !== null && names.includes(id))),
  );
  return units.length === 0 ? null : units;
}
