import type { PromptInput } from '../types.ts';
import { askForNotes } from './next-task-notes.ts';

/** The promises, and how the last message says what was done or asks. */
export function endingInstructions(input: PromptInput): string {
  return [
    '## How to end',
    '',
    `When the task${input.unit.tasks.length > 1 ? ' and every listed sub-task are' : ' is'} complete and checked, end your last message with a short report of what you did, followed by this line, as the very last one:`,
    '<promise>TASK_DONE</promise>',
    '',
    ...[askForNotes(input)].filter((sentence) => sentence !== ''),
    'If nothing had to be changed because everything was already there, begin that report with this sentence: No changes were needed.',
    'If you cannot continue without a decision, a secret or an action from a person, ask the question in your last message, with what you tried and the options you see, each on a line that begins with its letter, as in "a) …", followed by this line, as the very last one:',
    '<promise>HALT</promise>',
    '',
    'Write such a line only at the end of your last message, and never both.',
  ].join('\n');
}
