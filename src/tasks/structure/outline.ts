import { plural } from '../../text.ts';
import { type Checkbox, readCheckbox } from '../lines/checkbox.ts';
import { type Fence, FenceFinder } from '../lines/fences.ts';
import { type Heading, readHeading } from '../lines/heading.ts';
import { CommentFinder, type UncommentedLine } from '../lines/html-comments.ts';
import { type Label, unnumberedLabel } from '../lines/label.ts';
import { isMalformedCheckbox, notATask } from '../lines/near-miss.ts';
import { type Line, splitLines } from '../lines/text-lines.ts';
import type { Diagnostic } from '../types.ts';
import { resolveBareNumbers } from './bare-numbers.ts';
import { findPlainParents, type NumberedLine, readNumberedLine } from './plain-parents.ts';
import type { LineRules, Outline, OutlineEntry } from './types.ts';

export function readOutline(text: string, rules: LineRules): Outline {
  return new OutlineReader(text, rules).read();
}

/** Reads line by line; what a fence or a comment covers is hidden, and told of where it holds checkboxes. */
class OutlineReader {
  readonly #rules: LineRules;
  readonly #lines: readonly Line[];
  readonly #checkboxes: readonly (Checkbox | null)[];
  readonly #fenceFinder: FenceFinder | null;
  readonly #commentFinder: CommentFinder | null;
  readonly #headings: Heading[] = [];
  readonly #numberedLines: NumberedLine[] = [];
  readonly #entries: OutlineEntry[] = [];
  readonly #fences: (Fence & { section: Heading | null })[] = [];
  readonly #hidden: Uint8Array;
  readonly #diagnostics: Diagnostic[] = [];
  #section: Heading | null = null;
  #openEntries: OutlineEntry[] = [];
  #hasUnclosedComment = false;

  constructor(text: string, rules: LineRules) {
    this.#rules = rules;
    this.#lines = splitLines(text);
    this.#checkboxes = this.#lines.map((line) => (line.text.includes('[') ? this.#readCheckbox(line.text) : null));
    const isNumbered = (checkbox: Checkbox) => isCertain(this.#labelOf(checkbox));
    this.#fenceFinder = /```|~~~/.test(text) ? new FenceFinder(this.#lines, this.#checkboxes, isNumbered) : null;
    this.#commentFinder = text.includes('<!--') ? new CommentFinder(text, this.#lines) : null;
    this.#hidden = new Uint8Array(this.#lines.length);
  }

  read(): Outline {
    for (let at = 0; at < this.#lines.length; at++) at = this.#skipFence(at) ?? this.#readLine(at);
    this.#endBody(this.#lines.length);
    resolveBareNumbers(this.#entries);
    const plainParents = findPlainParents(this.#numberedLines, this.#entries);
    return {
      lines: this.#lines,
      headings: this.#headings,
      plainParent: plainParents.find,
      entries: this.#entries,
      fences: this.#fences,
      hidden: this.#hidden,
      diagnostics: [...this.#diagnostics, ...plainParents.diagnostics],
    };
  }

  /** The last line of the code fence that begins at `at`; null: none does. */
  #skipFence(at: number): number | null {
    const fence = this.#fenceFinder?.fenceAt(at) ?? null;
    if (fence === null) return null;
    if (typeof fence === 'string') {
      this.#report(at, 'stray-fence', STRAY_FENCES[fence]);
      return null;
    }
    this.#hideLines(fence.from, fence.to, 'a code fence');
    this.#fences.push({ ...fence, section: this.#section });
    return fence.to;
  }

  /** The last line that was read: a comment may go on over several. */
  #readLine(at: number): number {
    const uncommented = this.#commentFinder?.commentAt(at) ?? null;
    const visible = uncommented?.text ?? this.#lines[at]?.text ?? '';
    const known = this.#checkboxes[at] ?? null;
    // Behind a comment there is no list item (CommonMark), so the line itself must be one.
    const checkbox = uncommented === null || known === null ? known : this.#readCheckbox(visible);
    if (checkbox !== null) this.#addEntry(at, checkbox);
    else this.#readText(at, visible);
    return uncommented === null ? at : this.#skipComment(at, uncommented);
  }

  #addEntry(at: number, checkbox: Checkbox): void {
    this.#endBody(at);
    const open = this.#openEntries;
    while (open.length > 0 && (open.at(-1) as OutlineEntry).checkbox.indent >= checkbox.indent) open.pop();
    const entry: OutlineEntry = {
      lineIndex: at,
      checkbox,
      label: this.#labelOf(checkbox),
      section: this.#section,
      enclosing: open.at(-1) ?? null,
      bodyEnd: -1,
    };
    open.push(entry);
    this.#entries.push(entry);
    if (checkbox.state === 'unknown') {
      const message = `"[${checkbox.mark}]" is not a known state (" ", "-", "~" or "x"): counted as not done`;
      this.#report(at, 'unknown-state', message);
    }
  }

  #readText(at: number, visible: string): void {
    const heading = visible.includes('#')
      ? readHeading(visible, at + 1, this.#section, this.#rules.readHeadingLabel)
      : null;
    if (heading !== null) {
      this.#endBody(at);
      this.#section = heading;
      this.#headings.push(heading);
      this.#openEntries = [];
    } else if (this.#rules.endsBody(visible)) this.#endBody(at);
    if (isMalformedCheckbox(visible)) this.#reportMalformed(at);
    else if (this.#rules.hasPlainParents) this.#addNumberedLine(at, visible);
  }

  #addNumberedLine(at: number, visible: string): void {
    const numberedLine = readNumberedLine(visible, at + 1, this.#section);
    if (numberedLine !== null) this.#numberedLines.push(numberedLine);
  }

  #skipComment(at: number, { unclosed, endLine, tail }: UncommentedLine): number {
    if (unclosed && !this.#hasUnclosedComment) {
      // Those behind it never close either.
      this.#hasUnclosedComment = true;
      this.#report(at, 'stray-comment', 'this comment is never closed: read as text');
    }
    if (endLine === null) return at;
    this.#hideLines(at, endLine, 'a comment');
    this.#hidden[at] = 0;
    if (isMalformedCheckbox(tail) || readCheckbox(tail) !== null) this.#reportMalformed(endLine);
    return endLine;
  }

  #endBody(at: number): void {
    const last = this.#entries.at(-1);
    if (last !== undefined && last.bodyEnd < 0) last.bodyEnd = at;
  }

  #hideLines(from: number, to: number, where: string): void {
    this.#hidden.fill(1, from, to + 1);
    const count = this.#checkboxes.slice(from + 1, to + 1).filter((checkbox) => checkbox != null).length;
    if (count > 0)
      this.#report(from, 'hidden-boxes', `${plural(count, 'checkbox', 'checkboxes')} inside ${where}: not read`);
  }

  /** null also for a line of a legend. */
  #readCheckbox(text: string): Checkbox | null {
    const checkbox = readCheckbox(text);
    const isLegend = checkbox?.state === 'unknown' && this.#rules.isLegend(checkbox.mark, this.#labelOf(checkbox));
    return isLegend ? null : checkbox;
  }

  #labelOf(checkbox: Checkbox): Label {
    const label = this.#rules.readLabel(checkbox.text);
    if (checkbox.listNumber === null || isCertain(label)) return label;
    return { ...unnumberedLabel(checkbox.text), id: checkbox.listNumber };
  }

  #report(at: number, code: string, message: string): void {
    this.#diagnostics.push({ line: at + 1, code, message });
  }

  #reportMalformed(at: number): void {
    this.#diagnostics.push(notATask(at, this.#lines[at]?.text ?? ''));
  }
}

const STRAY_FENCES = {
  'never-closed': 'this code fence is never closed: read as text',
  'swallows-tasks': 'numbered tasks come before the end of this code fence: read as text',
};

function isCertain({ id, certain }: Label): boolean {
  return id !== null && certain;
}
