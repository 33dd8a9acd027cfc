import type { ExpectedFailure } from '../../plan/expected-failures.ts';
import type { AssignmentType } from '../../plan/types.ts';
import { fenced } from '../fenced.ts';
import type { PromptInput } from '../types.ts';

const disciplines: Record<AssignmentType, string> = {
  code: 'Work test-first: write a test, watch it fail for the right reason, write the production code that makes it pass, then refactor with the tests green. Run the tests that cover your change before you finish.',
  ui: 'Work test-first where behaviour can be tested: a failing test, then the code. Then check what users see: start the page or program and look at it (a screenshot or the rendered markup) in a narrow and a wide window, with the keyboard alone, and with empty, long and invalid data.',
  review:
    'This is a review. Read the code that the task names, run its tests, and report what is wrong, where (file and line), and how serious it is. Change nothing unless the task says so. If the task asks for a file with the findings, write it.',
};

/** In place of test-first work with its production code. */
const expectedFailures: Record<ExpectedFailure, string> = {
  red: 'This task asks for a test that fails on the code as it is now, because the bug is not fixed yet. Write the test, run it, and check that it fails for the reason that the task describes. Leave it failing: do not fix the code, and do not weaken or skip the test. Everything that passed before must still pass.',
  unfixed:
    'This task comes before the fix of a bug. Write tests that pass on the code as it is now, and run them. Do not fix the code. Tests of the bug that fail already stay as they are; nothing else may fail.',
};

/** How to work, by the unit's type, and the command that has the last word. */
export function discipline({ type, verify, expectedFailure, redBefore }: PromptInput): string {
  const how = expectedFailure === null ? disciplines[type] : expectedFailures[expectedFailure];
  const outcome =
    expectedFailure === null
      ? 'must succeed'
      : 'its result is recorded. It may fail for that reason alone; the fix that follows needs it to succeed';
  const check =
    verify === null
      ? ''
      : `\n\nWhen you report that you are done, this command is run in the repository and ${outcome}:\n${fenced(verify)}`;
  const red =
    redBefore === null || verify === null || expectedFailure !== null
      ? ''
      : `\n\nBefore this task it failed already: ${redBefore}. You are not asked to fix those tests unless the task says so; everything else must pass, and no test that passed may fail.`;
  return `## How to work\n\n${how}${check}${red}`;
}
