import { groupBy } from '../../collections.ts';
import { letterOf } from '../../plan/open-questions/choices.ts';
import { WHOLE_SPEC } from '../../state/transitions/transitions.ts';
import type { OpenQuestion, OpenQuestions } from '../../state/types.ts';
import { plural } from '../../text.ts';

/** `tasks 2 and 3`, or `every task`; '' where those that it was about are gone. */
export function concernedTasks({ units }: Pick<OpenQuestion, 'units'>): string {
  if (units.some(({ key }) => key === WHOLE_SPEC)) return 'every task';
  const keys = units.map(({ key }) => key);
  if (keys.length === 0) return '';
  return `${keys.length === 1 ? 'task' : 'tasks'} ${keys.join(', ')}`;
}

/** Questions for a terminal and for plain text, each with its choices, and what holds. */
export function questionLines({ list }: Pick<OpenQuestions, 'list'>): string[] {
  return list.flatMap((question) => {
    const { number, text, choices, assumption, answer } = question;
    const tasks = concernedTasks(question);
    const [first = '', ...rest] = text.split('\n');
    return [
      `${number}. ${first}${tasks === '' ? '' : ` (${tasks})`}`,
      ...rest.map((line) => `   ${line}`),
      ...choices.map(
        (choice, index) => `   [${isChosen(question, index) ? 'x' : ' '}] ${number}${letterOf(index)} ${choice}`,
      ),
      answer === null
        ? `   if nobody answers: ${inOneLine(assumption)}`
        : `   ${answer.author ?? 'a person'} answered: ${inOneLine(answer.text)}`,
    ];
  });
}

/** Is it the choice that was answered with? */
export function isChosen({ answer }: Pick<OpenQuestion, 'answer'>, choice: number): boolean {
  return answer?.text.startsWith(`${letterOf(choice)}) `) === true;
}

/** How to answer, by way of an example that fits the questions: `1b 2a 3: your words`. */
export function exampleAnswer({ list }: Pick<OpenQuestions, 'list'>): string {
  const open = list.filter(({ answer }) => answer === null);
  const parts = (open.length > 0 ? open : list).slice(0, 3).map(({ number, choices }, index, all) => {
    const isLast = index === all.length - 1;
    return choices.length > 0 && !(isLast && all.length > 1)
      ? `${number}${choices.length > 1 ? 'b' : 'a'}`
      : `${number}: your words`;
  });
  // Words run to the end of their line.
  return parts.filter((part, index) => !part.includes(':') || index === parts.length - 1).join(' ');
}

/** How many nobody answered, and where to; null: all are answered. */
export function unansweredSentence({ list, url }: Pick<OpenQuestions, 'list' | 'url'>): string | null {
  const left = list.filter(({ answer }) => answer === null).length;
  const where = url ?? 'the command `questions` shows them';
  return left === 0
    ? null
    : `${plural(left, 'question has', 'questions have')} no answer, and what is assumed holds: ${where}`;
}

/** What became of one person's answers. */
export interface TakenAnswers {
  readonly taken: readonly {
    readonly number: number;
    readonly text: string;
    /** The answer before it; null: there was none. */
    readonly before: { readonly author: string | null; readonly text: string } | null;
    /** Every unit that it is about was taken out of the spec. */
    readonly isGone: boolean;
    /** Units that were done before it came, and otherwise: by what held then. */
    readonly tooLateFor: readonly { readonly unit: string; readonly doneWith: string }[];
  }[];
  /** What is meant for no question that there is. */
  readonly unknown: readonly string[];
  /** Numbers of the questions that there are. */
  readonly numbers: readonly number[];
}

/** The same in lines of plain text. */
export function takenAnswerLines({ taken, unknown, numbers }: TakenAnswers): string[] {
  const known = numbers.length === 1 ? 'there is one question' : `the questions are ${numbers.join(', ')}`;
  return [
    ...taken.map(takenLine),
    ...unknown.map(
      (text) => `not understood: "${inOneLine(text)}"; ${known}, and a choice is a number with its letter`,
    ),
  ];
}

function takenLine({ number, text, before, isGone, tooLateFor }: TakenAnswers['taken'][number]): string {
  const replaced =
    before === null ? '' : ` (in place of ${before.author ?? 'a person'}'s answer: ${inOneLine(before.text)})`;
  const late = [...groupBy(tooLateFor, ({ doneWith }) => doneWith)].map(([doneWith, done]) => {
    const units = done.map(({ unit }) => unit);
    const names = `task${units.length === 1 ? '' : 's'} ${units.join(', ')}`;
    const [first] = units;
    return `; too late for ${names}, done with: ${inOneLine(doneWith)}. /redo ${first} in the issue, or reset --unit ${first}, has it done again`;
  });
  const gone = isGone ? '; it is about tasks that are gone, and nobody is told' : '';
  return `${number}: ${inOneLine(text)}${replaced}${gone}${late.join('')}`;
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
