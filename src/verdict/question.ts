import { lastCharacters } from '../text.ts';
import { readPromise } from './promise.ts';

/** A question is what a message ends with: so much may follow it, such as the answers to choose from. */
const MAX_LENGTH = 2_000;
/** A mark that ends a sentence, also a full-width or an Arabic one; not the one in `a?b` or `/x?y=1`. */
const QUESTION_MARK = /[?？؟](?=[\s*_`"'”’»)\]]|$)/;

/**
 * What the agent asks at the end of a message that gives no promise: from the last paragraph with a question to the end.
 * null: it asks nothing.
 */
export function closingQuestion(message: string): string | null {
  if (readPromise(message).kind !== 'none') return null;
  const isWhole = message.length <= MAX_LENGTH;
  const paragraphs = lastCharacters(message.trimEnd(), MAX_LENGTH).split(/\n[ \t]*\n/);
  // The first may be the end of a longer one.
  const candidates = isWhole ? paragraphs : paragraphs.slice(paragraphs.length > 1 ? 1 : 0);
  const at = candidates.findLastIndex((paragraph) => QUESTION_MARK.test(paragraph));
  return at < 0 ? null : candidates.slice(at).join('\n\n').trim();
}
