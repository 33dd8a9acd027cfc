import { answers } from './sections/answers.ts';
import { clarifications } from './sections/clarifications.ts';
import { discipline } from './sections/discipline.ts';
import { endingInstructions } from './sections/ending.ts';
import { failure } from './sections/failure.ts';
import { notesOfEarlierTasks } from './sections/next-task-notes.ts';
import { continuation, heading } from './sections/opening.ts';
import { taskDetails } from './sections/remaining-work.ts';
import { rules } from './sections/rules.ts';
import { userInstructions } from './sections/user-instructions.ts';
import { whereThingsAre } from './sections/where-things-are.ts';
import type { PromptInput } from './types.ts';

/** What an agent is told at the start of an attempt. */
export function buildPrompt(input: PromptInput): string {
  const sections = input.resumed
    ? [
        continuation(input),
        failure(input),
        answers(input),
        clarifications(input),
        userInstructions(input),
        endingInstructions(input),
      ]
    : [
        heading(input),
        failure(input),
        answers(input),
        taskDetails(input),
        clarifications(input),
        whereThingsAre(input),
        notesOfEarlierTasks(input),
        discipline(input),
        userInstructions(input),
        rules(input),
        endingInstructions(input),
      ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}
