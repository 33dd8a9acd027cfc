/** How an agent closes its final message. */
export type CompletionPromise =
  | { readonly kind: 'done'; readonly rest: string }
  | { readonly kind: 'halt'; readonly rest: string }
  /** No promise that counts. `why` is what the next attempt is told. */
  | { readonly kind: 'none'; readonly why: string };

const PROMISE_TAG = /<promise>\s*(TASK_DONE|COMPLETE|HALT)\s*<\/promise>/gi;
/** What may follow the last tag: blanks, the end of a code fence, of bold or quoted text, of a sentence. */
const AFTER_TAG = /^[\s`*_~.!"'”’)\]>]*$/;
/** What begins before the tag a code fence, bold or quoted text, and ends behind it. */
const PAIRS: Readonly<Record<string, string>> = {
  ...{ '`': '`', '*': '*', _: '_', '~': '~', '"': '"', "'": "'" },
  ...{ '“': '”', '‘': '’', '(': ')', '[': ']', '<': '>' },
};
/** No sentence that matters is longer. */
const MAX_SENTENCE_LENGTH = 500;
const SPEECH_VERBS = '(?:say|give|output|print|emit|reply|end|finish|claim|promise|write|send|use)(?:ing)?';
/** `I will not output …`: the tag is spoken of, not given. */
const NEGATED = new RegExp(
  `\\b(?:not|never|cannot|\\w+n['’]t|unable to|refuse to|instead of|before|without)\\s+(?:\\w+\\s+){0,3}${SPEECH_VERBS}\\b`,
  'i',
);
/** `Once the tests pass I will say …`. Not asked of a halt: its question may well be a condition. */
const CONDITION = /\b(?:when|once|if|until|unless)\b/i;
const SPEECH = new RegExp(`\\b${SPEECH_VERBS}\\b`, 'i');

/**
 * Reads the promise that ends `message`: `<promise>TASK_DONE</promise>` or `<promise>COMPLETE</promise>` for done,
 * `<promise>HALT</promise>` for a stop. A tag that is quoted in the middle, or named in a sentence that only speaks of
 * it, means nothing. `rest` is the message without the closing tags.
 */
export function readPromise(message: string): CompletionPromise {
  const tags = [...message.matchAll(PROMISE_TAG)];
  if (message.trim() === '') return { kind: 'none', why: 'it ended without a final message' };
  if (tags.length === 0) return { kind: 'none', why: 'its final message ends without the completion promise' };

  // From the end backwards: tags that close the message, with nothing but closing marks between them.
  const closing: RegExpExecArray[] = [];
  let end = message.length;
  for (const tag of tags.toReversed()) {
    if (!AFTER_TAG.test(message.slice(tag.index + tag[0].length, end))) break;
    closing.push(tag);
    end = tag.index;
  }
  if (closing.length === 0) return { kind: 'none', why: 'its final message quotes a promise tag, but not at its end' };
  const line = message.slice(Math.max(message.lastIndexOf('\n', end - 1) + 1, end - MAX_SENTENCE_LENGTH), end);
  // What was said before the last stop is over.
  const clause = line.slice(Math.max(...['.', '!', '?', ';'].map((mark) => line.lastIndexOf(mark))) + 1);
  const kinds = new Set(closing.map((tag) => (tag[1]?.toUpperCase() === 'HALT' ? 'halt' : 'done')));
  if (kinds.size > 1) return { kind: 'none', why: 'it ended with two promises that contradict each other' };
  const kind = kinds.has('halt') ? 'halt' : 'done';
  if (NEGATED.test(clause) || (kind === 'done' && isConditional(clause))) {
    return { kind: 'none', why: 'its last sentence mentions the promise tag instead of giving it' };
  }

  const last = tags.at(-1);
  const behind = last === undefined ? '' : message.slice(last.index + last[0].length);
  return { kind, rest: withoutOpening(message.slice(0, end), behind).trimEnd() };
}

/** Without what opens around the tag; a mark that closes what was said before stays with it. */
function withoutOpening(before: string, behind: string): string {
  const text = before.trimEnd();
  let start = text.length;
  while (start > 0 && behind.includes(PAIRS[text.charAt(start - 1)] ?? '\0')) start -= 1;
  return start === 0 || /\s/.test(text.charAt(start - 1)) ? text.slice(0, start) : text;
}

function isConditional(clause: string): boolean {
  const condition = CONDITION.exec(clause);
  return condition !== null && SPEECH.test(clause.slice(condition.index + condition[0].length));
}

/**
 * The sentence that the prompt asks for, as a sentence of its own: what agents say in passing ("a branch of that name
 * already exists", "no further changes are needed") is no word on the task.
 */
const NO_CHANGE =
  /(?:^|[.!?:;]\s|\n)[\s>*_`"'“‘(-]{0,20}no (?:code |file |source )?changes? (?:was|were|is|are) (?:needed|required|necessary)(?=[*_`"'”’)]{0,6}\s{0,20}(?:[.!,;:\n–—-]|$|since\b|because\b|as\b))/i;

/** Does the agent say that the task was met without a change: `No changes were needed.`? */
export function saysNoChangeNeeded(message: string): boolean {
  return NO_CHANGE.test(message);
}
