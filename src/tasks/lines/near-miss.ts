import { truncateWithNote } from '../../text.ts';
import type { Diagnostic } from '../types.ts';
import { EXAMPLE } from './checkbox.ts';

const BRACKET_HINT = /[[［【☐☑☒□◻⬜🔲]/u;
// Bounded gaps: `[` and a long run of blanks must not be tried in every split.
const CHECKBOX_ANYWHERE = /(?<![\w\])])\\?\[[ \t]{0,3}[ xX~✓✔-][ \t]{0,3}\\?\]|[［【][ \u3000xXｘ✓✔][］】]/u;
const CHECKBOX_AT_START =
  /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?\\?\[(?:\\?\](?:\s|$)|[ \t]{0,3}[ xX~✓✔-][ \t]{0,3}\\?\])/u;
const BALLOT_BOX_AT_START = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?[☐☑☒□◻⬜🔲]/u;
/** `- [done] 1.2 Title`, `- [todo] Title`; `- [note] 3 things` is a note. */
const WORD_IN_BRACKETS =
  /^[\s>]*[-*+][ \t]{1,9}\[(?:[\p{L} /-]{2,16}\][ \t]{1,9}(?:\d{1,9}\.(?:\d|\s)|T\d{3})|(?:to-?do|wip|done|skip(?:ped)?|pending|blocked|in progress|n\/a)\])/iu;

/** Not `- `[ ]` Title`, which is a list item all the same. */
const CODE = /(?<![-*+.)] {1,9})`[^`]{0,500}`/gu;
/** A task line that is code as a whole may be one. */
const CODE_LINE = /^[\s>]*`[ \t]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]{1,9}\\?\[[^`]*`\s*$/;

/**
 * A line that is no checkbox line, but that a person may have meant as one: `- []`, `-[x]`, `[x] 1.1`,
 * `**Status**: [x]`, `- ☐ 1.1`, `- ［x］ 1.1`, `- [done] 1.1`. One that a sentence speaks of in code is none.
 */
export function isMalformedCheckbox(text: string): boolean {
  if (!BRACKET_HINT.test(text)) return false;
  const line = CODE_LINE.test(text) ? text : text.replace(CODE, '');
  return (
    CHECKBOX_ANYWHERE.test(line) ||
    CHECKBOX_AT_START.test(line) ||
    BALLOT_BOX_AT_START.test(line) ||
    WORD_IN_BRACKETS.test(line)
  );
}

const TICKED = /\[[ \t]{0,3}[xX✓✔][ \t]{0,3}\\?\]|[［【][xXｘ✓✔][］】]|\[done\]|[☑☒]/giu;
/** `at`: the line's index. */
export function notATask(at: number, line: string): Diagnostic {
  const short = truncateWithNote(line.trim(), 60, '…');
  const message = `"${short}" contains a checkbox but is not a task line: write "${EXAMPLE}" if it is meant as one`;
  // One that is ticked leaves nothing to do.
  const isOpen = !isMalformedCheckbox(line) || isMalformedCheckbox(line.replace(TICKED, ''));
  return { line: at + 1, code: 'not-a-task', message, ...(isOpen ? { open: short } : {}) };
}
