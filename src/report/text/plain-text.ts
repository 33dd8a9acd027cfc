import { firstCharacters } from '../../text.ts';
import { CONTROL_CHARACTERS, ESCAPE_SEQUENCES } from '../../unseen.ts';

/**
 * What a workflow's log takes for a command: `::name::` at a line's start, `##[name]` anywhere
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
const WORKFLOW_COMMANDS = /^([^\S\n\r\u2028\u2029]*):(?=:)|##(?=\[)/gm;

/**
 * Someone else's text made safe to print: escape sequences and control characters are gone, a lone carriage return is a
 * line's end, tabs are two blanks, and nothing in it is a command to a workflow's runner.
 */
export function plainText(text: string): string {
  return text
    .replace(ESCAPE_SEQUENCES, '')
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL_CHARACTERS, '')
    .replace(/\t/g, '  ')
    .replace(WORKFLOW_COMMANDS, (found, blanks: string | undefined) => (found === '##' ? '# #' : `${blanks ?? ''}: `));
}

const WIDE =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
const ZERO_WIDTH = /\p{M}|\p{Cf}/u;

/** Cells of a terminal that `text` takes; near enough for cutting a line, and never too few for common scripts. */
export function displayWidth(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += ZERO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return sum;
}

/** What is left of a title where the facts beside it leave no room, in cells. */
const MIN_TITLE_WIDTH = 10;

/** A title that gives way to the facts that stand behind it in a line of `width` cells, but never vanishes. */
export function fitTitle(title: string, facts: string, width: number): string {
  return truncateToWidth(title, Math.max(MIN_TITLE_WIDTH, width - displayWidth(facts)));
}

/** Lines of at most `width` cells, broken at blanks where that is possible, at most `most` of them; later ones are indented. */
export function wrapToWidth(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (lines.length < most - 1 && displayWidth(rest) > width) {
    const part = truncateToWidth(rest, width).slice(0, -1);
    const blank = part.lastIndexOf(' ');
    // The blanks of an indentation are no place to break.
    const end = rest[part.length] === ' ' || part.slice(0, blank).trim() === '' ? part.length : blank;
    if (end === 0) break;
    lines.push(rest.slice(0, end));
    rest = `  ${rest.slice(end).trimStart()}`;
  }
  return [...lines, truncateToWidth(rest, width)];
}

/** The first line's worth of `text`, with an ellipsis where something was cut. */
export function truncateToWidth(text: string, width: number): string {
  // A text of megabytes is not walked to its end to be cut to one line.
  const start = firstCharacters(text, width * 8);
  if (start === text && displayWidth(text) <= width) return text;
  let out = '';
  let used = 0;
  for (const character of start) {
    used += displayWidth(character);
    if (used > width - 1) break;
    out += character;
  }
  return `${out}…`;
}
