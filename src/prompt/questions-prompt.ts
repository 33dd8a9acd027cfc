import { MAX_QUESTIONS_ASKED } from '../plan/open-questions/read-questions.ts';
import { taskName } from '../plan/task-name.ts';
import type { DispatchUnit } from '../plan/types.ts';
import { quote, truncateWithNote } from '../text.ts';
import { describeRemainingWork } from './sections/remaining-work.ts';
import { userInstructions } from './sections/user-instructions.ts';
import { whatToRead } from './sections/where-things-are.ts';
import type { PromptInput } from './types.ts';

/** Characters of one task's details, and of all of them together: tasks.md itself is among the documents. */
const MAX_TASK = 1500;
const MAX_TASKS = 40_000;

/** The units that are not done, and what people have answered about them. */
interface AskedAbout {
  readonly open: readonly DispatchUnit[];
  readonly answered: readonly { readonly text: string; readonly answer: { readonly text: string } | null }[];
}

/**
 * Asks an agent what would stop or mislead the work on a spec. `problem`: what was
 * wrong with its last answer, null for the first time. The last line is the form of the answer.
 */
export function questionsPrompt(
  input: Pick<PromptInput, 'spec' | 'documents' | 'references' | 'projectRules' | 'instructions'>,
  { open, answered }: AskedAbout,
  problem: string | null,
): string {
  const known = answered.map(({ text, answer }) => `${quote(text)}\n\nThe answer:\n${quote(answer?.text ?? '')}`);
  return [
    `# Questions before the work on "${input.spec}"`,
    'Agents will work on the tasks of this specification one after another, at a time when nobody can answer them. Find out now what they would have to ask. Do not work on the tasks: change no file, and make no commit.',
    problem === null ? '' : `Your last answer could not be used: ${problem}`,
    whatToRead(input),
    `## Open tasks\n\n${truncateWithNote(open.map(describeTask).join('\n\n'), MAX_TASKS, '\n\n[… the rest is in tasks.md]')}`,
    known.length === 0 ? '' : `## Answered before\n\nDo not ask this again.\n\n${known.join('\n\n')}`,
    userInstructions(input),
    WHAT_TO_ASK,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function describeTask(unit: DispatchUnit): string {
  const work = truncateWithNote(describeRemainingWork(unit), MAX_TASK, '\n[…]');
  return `### Task ${taskName(unit)}${work === '' ? '' : `\n\n${work}`}`;
}

const WHAT_TO_ASK = `## What to ask

Read the documents, the tasks and the code that they are about. Look for:
- requirements, design and tasks that contradict one another, or the code;
- what can be understood in more than one way, where the difference would show;
- secrets, accounts, tools and services that a task needs and that are not there;
- steps that only a person can do.

Ask only what a wrong guess would make costly, and what neither documents nor code answer; at most ${MAX_QUESTIONS_ASKED} questions, the most important first. Often there is nothing to ask. For each question give the numbers of the tasks that it concerns, two to four short choices where there are such, and what will be assumed if nobody answers: the choice that is easiest to change later.

Answer with one JSON object and nothing else; if there is nothing to ask: {"questions": []}. Otherwise:
{"questions": [{"tasks": ["2", "3.1"], "question": "what is not clear, and where", "choices": ["one way", "another way"], "assumption": "what will be assumed"}]}`;
