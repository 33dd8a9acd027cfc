import type { PromptInput } from './types.ts';

/** The promises, and how the last message says what was done or asks. */
export function endingInstructions(input: PromptInput): string {
  return [
    '## How to end',
    '',
    `When the task${input.unit.tasks.length > 1 ? ' and every sub-task listed' : ''} is complete and checked, end your last message with a short report of what you did, then this line, as the very last:`,
    '<promise>TASK_DONE</promise>',
    '',
    'If nothing had to be changed since all of it was there already, begin that report with this sentence: No changes were needed.',
    'If you cannot go on without a decision, a secret or an action of a human, ask the question in your last message, with what you tried and the choices you see, then this line, as the very last:',
    '<promise>HALT</promise>',
    '',
    'Write either line only as the end of your last message, and never both.',
  ].join('\n');
}
