import type { AssignmentType } from '../plan/types.ts';
import { fenced } from './fenced.ts';
import type { PromptInput } from './types.ts';

const disciplines: Record<AssignmentType, string> = {
  code: 'Work test-first: write a test, watch it fail for the right reason, write the production code that makes it pass, then refactor with the tests green. Run the tests that cover your change before you finish.',
  ui: 'Work test-first where behaviour can be tested: a failing test, then the code. Then check what users see: start the page or program and look at it (a screenshot or the rendered markup) in a narrow and a wide window, with the keyboard alone, and with empty, long and invalid data.',
  review:
    'This is a review. Read the code that the task names, run its tests, and report what is wrong, where (file and line), and how serious it is. Change nothing unless the task says so. If the task asks for a file with the findings, write it.',
};

/** How to work, by the unit's type, and the command that has the last word. */
export function discipline({ type, verify }: PromptInput): string {
  const check =
    verify === null
      ? ''
      : `\n\nWhen you report that you are done, this command is run in the repository and must succeed:\n${fenced(verify)}`;
  return `## How to work\n\n${disciplines[type]}${check}`;
}
