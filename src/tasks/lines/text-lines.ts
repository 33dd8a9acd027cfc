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
  let feed = text.indexOf('\n', start);
  let carriage = text.indexOf('\r', start);
  while (feed >= 0 || carriage >= 0) {
    const end = feed < 0 || (carriage >= 0 && carriage < feed) ? carriage : feed;
    lines.push({ text: text.slice(start, end), start });
    start = end === carriage && feed === end + 1 ? end + 2 : end + 1;
    if (feed >= 0 && feed < start) feed = text.indexOf('\n', start);
    if (carriage >= 0 && carriage < start) carriage = text.indexOf('\r', start);
  }
  lines.push({ text: text.slice(start), start });
  return lines;
}

/** Nobody nests deeper by hand; without a bound a hostile file could nest as deep as it is long. */
const DEEPEST = 200;

/** Columns of white space that a line starts with; a tab goes to the next multiple of four. */
export function indentOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (character === '\t') columns += 4 - (columns % 4);
    else if (character === '\u3000') columns += 2;
    else if (character === ' ' || character === '\u00a0') columns += 1;
    else break;
    if (columns >= DEEPEST) return DEEPEST;
  }
  return columns;
}

/** `---` between sections, which is no part of what stands above it. */
const RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})$/;

/** Lines `from` up to `to` without the indentation that all of them share, and without blank lines around. */
export function dedent(lines: readonly Line[], from: number, to: number): string {
  const kept: string[] = [];
  for (let at = from; at < to; at++) {
    const line = (lines[at] as Line).text.trimEnd();
    if (line !== '' || kept.length > 0) kept.push(line);
  }
  for (let last = kept.at(-1); last !== undefined && (last === '' || RULE.test(last)); last = kept.at(-1)) kept.pop();
  let shared = Number.POSITIVE_INFINITY;
  for (const line of kept) if (line !== '') shared = Math.min(shared, line.length - line.trimStart().length);
  return (shared === 0 ? kept : kept.map((line) => line.slice(shared))).join('\n');
}
