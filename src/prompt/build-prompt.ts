import { answers } from './answers.ts';
import { discipline } from './discipline.ts';
import { endingInstructions } from './ending.ts';
import { failure } from './failure.ts';
import { notesOfEarlierTasks } from './next-task-notes.ts';
import { continuation, heading } from './opening.ts';
import { taskDetails } from './remaining-work.ts';
import { rules } from './rules.ts';
import type { PromptInput } from './types.ts';
import { userInstructions } from './user-instructions.ts';
import { whereThingsAre } from './where-things-are.ts';

/** What an agent is told at the start of an attempt. */
export function buildPrompt(input: PromptInput): string {
  const sections = input.resumed
    ? [continuation(input), failure(input), answers(input), userInstructions(input), endingInstructions(input)]
    : [
        heading(input),
        failure(input),
        answers(input),
        taskDetails(input),
        whereThingsAre(input),
        notesOfEarlierTasks(input),
        discipline(input),
        userInstructions(input),
        rules(input),
        endingInstructions(input),
      ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}
