import { quote } from '../../text.ts';
import type { PromptInput } from '../types.ts';

/** What was asked about the task before work began, with a person's answer or what is assumed; '' where nothing was. */
export function clarifications({ clarifications }: PromptInput): string {
  if (clarifications.length === 0) return '';
  const parts = clarifications.map(({ text, answer, assumption }) => {
    const settled =
      answer === null
        ? `Nobody has answered yet. Assume this, say so in your report, and do not stop for it:\n${quote(assumption)}`
        : `${answer.author ?? 'A person'} answered:\n${quote(answer.text)}`;
    return `${quote(text)}\n\n${settled}`;
  });
  return `## Questions that were asked before the work began\n\nAnswers of people are to be followed.\n\n${parts.join('\n\n')}`;
}
