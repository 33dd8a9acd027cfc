/** One line of a text, without its end. */
export interface Line {
  readonly text: string;
  /** Where it starts, in UTF-16 units of the whole text. */
  readonly start: number;
}

/** Lines end in CRLF, LF or CR; a BOM is no part of the first one. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const lineFeed = new CharacterFinder(text, '\n');
  const carriageReturn = new CharacterFinder(text, '\r');
  for (;;) {
    const end = Math.min(lineFeed.from(start), carriageReturn.from(start));
    lines.push({ text: text.slice(start, end), start });
    if (end === Number.POSITIVE_INFINITY) return lines;
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
}

/** Where a character comes next. Searches go forward only, so the whole text is searched once. */
class CharacterFinder {
  readonly #text: string;
  readonly #character: string;
  #next = -1;

  constructor(text: string, character: string) {
    this.#text = text;
    this.#character = character;
  }

  /** Infinity: nowhere from there on. */
  from(start: number): number {
    if (this.#next < start) {
      const found = this.#text.indexOf(this.#character, start);
      this.#next = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#next;
  }
}

/** Nobody nests deeper by hand; without a bound a hostile file could nest as deep as it is long. */
const MAX_INDENT = 200;

/** Columns of white space that a line starts with; a tab goes to the next multiple of four. */
export function indentOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (character === '\t') columns += 4 - (columns % 4);
    else if (character === '\u3000') columns += 2;
    else if (character === ' ' || character === '\u00a0') columns += 1;
    else break;
    if (columns >= MAX_INDENT) return MAX_INDENT;
  }
  return columns;
}

/** `---` between sections, which is no part of what stands above it. */
const HORIZONTAL_RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})$/;

/** Lines `from` up to `to` without the indentation that all of them share, and without blank lines around. */
export function dedent(lines: readonly Line[], from: number, to: number): string {
  const result: string[] = [];
  for (let at = from; at < to; at++) {
    const line = (lines[at] as Line).text.trimEnd();
    if (line !== '' || result.length > 0) result.push(line);
  }
  for (
    let last = result.at(-1);
    last !== undefined && (last === '' || HORIZONTAL_RULE.test(last));
    last = result.at(-1)
  )
    result.pop();
  let commonIndent = Number.POSITIVE_INFINITY;
  for (const line of result)
    if (line !== '') commonIndent = Math.min(commonIndent, line.length - line.trimStart().length);
  return (commonIndent === 0 ? result : result.map((line) => line.slice(commonIndent))).join('\n');
}
