/** How an agent closes its final message. */
export type Promised =
  | { readonly kind: 'done'; readonly rest: string }
  | { readonly kind: 'halt'; readonly rest: string }
  /** No promise that counts. `why` is what the next attempt is told. */
  | { readonly kind: 'none'; readonly why: string };

/** The words by which an agent says that there was nothing to change; the prompt asks for them. */
export const noChangePhrase = 'No change was needed';

const TAG = /<promise>\s*(TASK_DONE|COMPLETE|HALT)\s*<\/promise>/gi;
/** What may follow the last tag: blanks, the end of a code fence, of bold or quoted text, of a sentence. */
const CLOSING = /^[\s`*_~.!"'”’)\]>]*$/;
/** A sentence that says under which condition a tag would be given, or that it is not: the tag is spoken of, not given. */
const SPEAKING = '(?:say|give|output|print|emit|reply|end|finish|claim|promise|write|send|use)(?:ing)?';
const SPOKEN_OF = new RegExp(
  `\\b(?:not|never|cannot|\\w+n['’]t|unable to|refuse to|instead of|before|without)\\s+(?:\\w+\\s+){0,3}${SPEAKING}\\b[^.!?;\\n]*$` +
    `|\\b(?:when|once|if|until|unless)\\b[^.!?;\\n]*\\b${SPEAKING}\\b[^.!?;\\n]*$`,
  'i',
);

/**
 * Reads the promise that ends `message`: `<promise>TASK_DONE</promise>` or `<promise>COMPLETE</promise>` for done,
 * `<promise>HALT</promise>` for a stop. A tag that is quoted in the middle, or named in a sentence that only speaks of
 * it, means nothing. `rest` is the message without the closing tags.
 */
export function readPromise(message: string): Promised {
  const tags = [...message.matchAll(TAG)];
  if (message.trim() === '') return { kind: 'none', why: 'it ended without a final message' };
  if (tags.length === 0) return { kind: 'none', why: 'its final message ends without the completion promise' };

  // From the end backwards: tags that close the message, with nothing but closing marks between them.
  const closing: RegExpExecArray[] = [];
  let end = message.length;
  for (const tag of tags.toReversed()) {
    if (!CLOSING.test(message.slice(tag.index + tag[0].length, end))) break;
    closing.push(tag);
    end = tag.index;
  }
  if (closing.length === 0) return { kind: 'none', why: 'it quoted a promise tag, but not as the last thing it said' };
  const line = message.slice(message.lastIndexOf('\n', end - 1) + 1, end);
  if (SPOKEN_OF.test(line))
    return { kind: 'none', why: 'its last sentence speaks of the promise tag instead of giving it' };
  const kinds = new Set(closing.map((tag) => (tag[1]?.toUpperCase() === 'HALT' ? 'halt' : 'done')));
  if (kinds.size > 1) return { kind: 'none', why: 'it ended with two promises that contradict each other' };

  const rest = message.slice(0, end).replace(/[\s`*_~"'“‘([<]*$/, '');
  return { kind: kinds.has('halt') ? 'halt' : 'done', rest };
}

const NO_CHANGE = [
  // "No further changes are needed" is how work ends that was done, or is said to be.
  /\bno (?!further|more|other|additional)(?:\w+ ){0,3}(?:changes?|edits?|modifications?|work|code) (?:(?:is|are|was|were|has been|have been) )?(?:needed|required|necessary)\b/i,
  /\bnothing (?:needs |needed |had |has )?to (?:be )?(?:change|fix|implement|add|do\b|done\b)/i,
  /\balready (?:been )?(?:(?:fully|correctly|completely) )?(?:done|completed?|implemented|in place|satisfied|present|met|exists?|finished|fulfilled|covered)\b/i,
];

/** Does the agent say that the task was met without a change (`No change was needed`, `already implemented`)? */
export function saysNoChangeNeeded(message: string): boolean {
  return NO_CHANGE.some((pattern) => pattern.test(message));
}
