import type { AssignmentType } from '../plan/types.ts';
import { fenced } from './fenced.ts';
import type { PromptInput } from './types.ts';

const disciplines: Record<AssignmentType, string> = {
  code: 'Work test-first: write a test that fails for the right reason, see it fail, write the production code that makes it pass, then tidy up with the tests green. Run the tests that concern your change before you finish.',
  ui: 'Work test-first where behaviour can be tested: a failing test, then the code. Then check what a person sees: start the page or program, look at it (a screenshot, or the rendered markup), in a narrow and a wide window, by keyboard, and with empty, long and failing data.',
  review:
    'This is a review. Read the code that the task names, run its tests, and report what is wrong, where (file and line), and how grave it is. Change nothing unless the task says so. Where the task asks for a file with the findings, write it.',
};

/** How to work, by the unit's type, and the command that has the last word. */
export function discipline({ type, verify }: PromptInput): string {
  const check =
    verify === null
      ? ''
      : `\n\nWhen you say that you are done, this command is run in the repository, and must succeed:\n${fenced(verify)}`;
  return `## How to work\n\n${disciplines[type]}${check}`;
}
