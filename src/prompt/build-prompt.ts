import { taskName } from '../plan/task-name.ts';
import type { AssignmentType, DispatchUnit } from '../plan/types.ts';
import { describeRemainingWork, quote } from './remaining-work.ts';

/** Everything one attempt's prompt is made of. Its size follows the unit, never the number of units done before. */
export interface PromptInput {
  readonly spec: string;
  readonly unit: DispatchUnit;
  readonly type: AssignmentType;
  /** Optional sub-tasks are part of the work. */
  readonly includeOptional: boolean;
  /** Work-tree-relative paths of those of requirements.md, design.md and tasks.md that exist. */
  readonly documents: readonly string[];
  readonly progress: { readonly done: number; readonly total: number; readonly latest: readonly string[] };
  /** Answers of humans to this unit's questions, oldest first. */
  readonly answers: readonly { readonly author: string | null; readonly text: string }[];
  readonly attempt: number;
  readonly attempts: number;
  /** Why the last attempt failed; null for the first. */
  readonly failure: string | null;
  /** The agent goes on in the session of its last attempt, and knows the unit already. */
  readonly resumed: boolean;
  readonly verify: string | null;
}

export function buildPrompt(input: PromptInput): string {
  const sections = input.resumed
    ? [continuation(input), failure(input), answers(input), endingInstructions(input)]
    : [
        heading(input),
        failure(input),
        answers(input),
        taskDetails(input),
        whereThingsAre(input),
        discipline(input),
        rules(input),
        endingInstructions(input),
      ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function heading({ spec, unit, attempt, attempts }: PromptInput): string {
  const which = attempt > 1 ? ` This is attempt ${attempt} of ${attempts}.` : '';
  return `# Task ${taskName(unit)}\n\nCarry out this one task of the specification "${spec}", whole, in the repository you are in.${which}`;
}

function continuation({ unit, attempt, attempts }: PromptInput): string {
  return `# Go on with task ${taskName(unit)}\n\nYou were working on this task and it is not finished. This is attempt ${attempt} of ${attempts}. The task, its sub-tasks and the rules are as before.`;
}

function failure({ failure }: PromptInput): string {
  return failure === null
    ? ''
    : `## Why the last attempt was not accepted\n\n${fenced(failure)}\n\nMend this first. Do not start over what already works.`;
}

function answers({ answers }: PromptInput): string {
  if (answers.length === 0) return '';
  const quoted = answers.map(({ author, text }) => `${author === null ? 'A human' : author} answered:\n${quote(text)}`);
  const which =
    answers.length === 1
      ? 'Work by this answer.'
      : 'Work by these answers, oldest first; where they differ the last counts.';
  return `## The answer to your question\n\nYou stopped to ask a human. ${which}\n\n${quoted.join('\n\n')}`;
}

function taskDetails({ unit, includeOptional }: PromptInput): string {
  const left = describeRemainingWork(unit, includeOptional);
  return left === '' ? '' : `## What to do\n\n${left}`;
}

function whereThingsAre({ documents, progress }: PromptInput): string {
  const read = documents.map((path) => `- ${path}`).join('\n');
  const latest = progress.latest.length === 0 ? '' : ` The latest: ${progress.latest.join('; ')}.`;
  return `## Where things are\n\nRead what of this concerns the task:\n${read}\n\nProgress: ${progress.done} of ${progress.total} tasks are done.${latest}`;
}

const disciplines: Record<AssignmentType, string> = {
  code: 'Work test-first: write a test that fails for the right reason, see it fail, write the production code that makes it pass, then tidy up with the tests green. Run the tests that concern your change before you finish.',
  ui: 'Work test-first where behaviour can be tested: a failing test, then the code. Then check what a person sees: start the page or program, look at it (a screenshot, or the rendered markup), in a narrow and a wide window, by keyboard, and with empty, long and failing data.',
  review:
    'This is a review. Read the code that the task names, run its tests, and report what is wrong, where (file and line), and how grave it is. Change nothing unless the task says so. Where the task asks for a file with the findings, write it.',
};

function discipline({ type, verify }: PromptInput): string {
  const check =
    verify === null
      ? ''
      : `\n\nWhen you say that you are done, this command is run in the repository, and must succeed:\n${fenced(verify)}`;
  return `## How to work\n\n${disciplines[type]}${check}`;
}

function rules({ type }: PromptInput): string {
  const list = [
    'Do this task alone; the other tasks of the specification have their own turn.',
    'Leave the boxes in tasks.md, SEQUENTIAL_STATE.json and SEQUENTIAL_PROGRESS.md as they are: they are kept for you.',
    'Do not push, switch branches, rewrite history or change git configuration or workflow files. Uncommitted work is committed for you.',
    'Nobody can answer while you work. Decide small things yourself and say what you decided.',
  ];
  if (type === 'review')
    list.push('A review that changes no file is complete: say so in your last message ("no changes were needed").');
  return `## Rules\n\n${list.map((rule) => `- ${rule}`).join('\n')}`;
}

function endingInstructions(input: PromptInput): string {
  return [
    '## How to end',
    '',
    `When the task${input.unit.tasks.length > 1 ? ' and every sub-task listed' : ''} is complete and checked, end your last message with a short report of what you did, then this line, as the very last:`,
    '<promise>TASK_DONE</promise>',
    '',
    'If nothing had to be changed since all of it was there already, say "no changes were needed" in that report.',
    'If you cannot go on without a decision, a secret or an action of a human, ask the question in your last message, with what you tried and the choices you see, then this line, as the very last:',
    '<promise>HALT</promise>',
    '',
    'Write either line only as the end of your last message, and never both.',
  ].join('\n');
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map((match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text.trimEnd()}\n${fence}`;
}
