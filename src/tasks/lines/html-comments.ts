import type { Line } from './text-lines.ts';

/** What is left of a line when its HTML comments are taken out, and where the last one goes on to. */
export interface UncommentedLine {
  readonly text: string;
  /** Index of the line in which a comment that starts here ends; null: none goes on. */
  readonly endLine: number | null;
  /** The rest of that line, behind the comment. */
  readonly tail: string;
  /** One that starts here never closes, and is text. */
  readonly unclosed: boolean;
}

/**
 * HTML comments that close are skipped. One that starts a line may hold blank lines, one in the middle of a text may
 * not (CommonMark's rule); one in a code span is no comment.
 */
export class CommentFinder {
  readonly #text: string;
  readonly #lines: readonly Line[];
  // Searches go forward only, so an answer stands until it is passed: the whole file is searched once.
  #close = -1;
  #blank = -1;

  constructor(text: string, lines: readonly Line[]) {
    this.#text = text;
    this.#lines = lines;
  }

  /** null: the line holds no comment, as most. */
  commentAt(index: number): UncommentedLine | null {
    const { text, start } = this.#lines[index] as Line;
    if (!text.includes('<!--')) return null;
    let visible = '';
    let from = 0;
    let unclosed = false;
    for (const open of commentStarts(text)) {
      if (open < from) continue;
      const close = this.#closeAfter(start + open + 4);
      if (close === Number.POSITIVE_INFINITY) {
        unclosed = true;
        break;
      }
      const end = close + 3 - start;
      if (end <= text.length) {
        visible += text.slice(from, open);
        from = end;
        continue;
      }
      const endLine = this.#lineOf(close, index);
      const before = visible + text.slice(from, open);
      const startsLine = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s*)?$/.test(before);
      if (!startsLine && this.#blankAfter(index) < endLine) break;
      const last = this.#lines[endLine] as Line;
      return { text: before, endLine, tail: last.text.slice(close + 3 - last.start), unclosed };
    }
    return { text: visible + text.slice(from), endLine: null, tail: '', unclosed };
  }

  #closeAfter(commentAt: number): number {
    if (this.#close < commentAt) {
      const found = this.#text.indexOf('-->', commentAt);
      this.#close = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#close;
  }

  #blankAfter(index: number): number {
    if (this.#blank <= index) {
      this.#blank = index + 1;
      while (this.#blank < this.#lines.length && this.#lines[this.#blank]?.text.trim() !== '') this.#blank++;
    }
    return this.#blank;
  }

  #lineOf(commentAt: number, from: number): number {
    let low = from;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lines[middle] as Line).start <= commentAt) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Where `<!--` stands outside code spans. */
function* commentStarts(text: string): Generator<number> {
  const lastBacktick = text.lastIndexOf('`');
  let inCode = false;
  for (const { index, 0: token } of text.matchAll(/`+|<!--/g)) {
    if (token !== '<!--') inCode = !inCode;
    else if (!inCode || lastBacktick < index) yield index;
  }
}
