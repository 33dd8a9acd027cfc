import { quote } from '../../text.ts';
import type { PromptInput } from '../types.ts';

/** What humans answered to the unit's questions; '' where none was asked. */
export function answers({ answers }: PromptInput): string {
  if (answers.length === 0) return '';
  const quoted = answers.map(
    ({ author, text }) => `${author === null ? 'A person' : author} answered:\n${quote(text)}`,
  );
  const which =
    answers.length === 1
      ? 'Follow this answer.'
      : 'Follow these answers, oldest first; where they differ, the last one applies.';
  return `## The answer to your question\n\nYou stopped to ask a question. ${which}\n\n${quoted.join('\n\n')}`;
}
