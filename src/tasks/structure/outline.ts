import { type Box, isNearMiss, readBox } from '../lines/checkbox.ts';
import { type Fence, FenceFinder } from '../lines/fences.ts';
import { type Heading, readHeading } from '../lines/heading.ts';
import { CommentFinder } from '../lines/html-comments.ts';
import { type Label, readLabel, unnumbered } from '../lines/label.ts';
import { type Line, splitLines } from '../lines/text-lines.ts';
import type { Diagnostic } from '../types.ts';
import { settleBareNumbers } from './bare-numbers.ts';

/** One checkbox line, before it has a place in the tree. */
export interface Entry {
  /** Index of its line. */
  readonly at: number;
  readonly box: Box;
  label: Label;
  readonly section: Heading | null;
  /** The box above it at smaller indentation, in the same section. */
  readonly above: Entry | null;
  /** Index of the line behind its body. */
  end: number;
}

/** tasks.md in document order: what is a heading, a box, a fence; everything else is body. */
export interface Outline {
  readonly lines: readonly Line[];
  readonly headings: readonly Heading[];
  readonly entries: readonly Entry[];
  readonly fences: readonly (Fence & { readonly section: Heading | null })[];
  /** 1 where a line is inside a fence or comment. */
  readonly hidden: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a task line looks like, for every message that says a line is none. */
export const EXAMPLE = '- [ ] 1.1 Title';

export function readOutline(text: string): Outline {
  const lines = splitLines(text);
  const boxes = lines.map((line) => (line.text.includes('[') ? readBox(line.text) : null));
  const fence = /```|~~~/.test(text) ? new FenceFinder(lines, boxes, isNumbered) : null;
  const comment = text.includes('<!--') ? new CommentFinder(text, lines) : null;
  const headings: Heading[] = [];
  const entries: Entry[] = [];
  const fences: (Fence & { section: Heading | null })[] = [];
  const hidden = new Uint8Array(lines.length);
  const diagnostics: Diagnostic[] = [];
  let section: Heading | null = null;
  let open: Entry[] = [];
  let strayComment = false;

  const endBody = (at: number) => {
    const last = entries.at(-1);
    if (last !== undefined && last.end < 0) last.end = at;
  };
  const say = (at: number, code: string, message: string) => diagnostics.push({ line: at + 1, code, message });
  const hide = (from: number, to: number, where: string) => {
    let count = 0;
    for (let at = from; at <= to; at++) {
      hidden[at] = 1;
      if (at > from && boxes[at] != null) count++;
    }
    if (count > 0) say(from, 'hidden-boxes', `${count} ${count === 1 ? 'box' : 'boxes'} inside ${where}: not read`);
  };

  for (let at = 0; at < lines.length; at++) {
    const found = fence?.at(at) ?? null;
    if (found === 'never-closed') say(at, 'stray-fence', 'this code fence never closes: read as text');
    else if (found === 'swallows-tasks') {
      say(at, 'stray-fence', 'numbered tasks stand before this code fence closes: read as text');
    } else if (found !== null) {
      hide(found.from, found.to, 'a code fence');
      fences.push({ ...found, section });
      at = found.to;
      continue;
    }
    const commented = comment?.at(at) ?? null;
    const shown = commented?.text ?? lines[at]?.text ?? '';
    // Behind a comment there is no list item (CommonMark), so the line itself must be one.
    const box: Box | null = commented === null || boxes[at] == null ? (boxes[at] ?? null) : readBox(shown);
    const heading: Heading | null = box === null && shown.includes('#') ? readHeading(shown, at + 1, section) : null;
    if (box !== null) {
      endBody(at);
      while (open.length > 0 && (open.at(-1) as Entry).box.indent >= box.indent) open.pop();
      const entry: Entry = { at, box, label: labelOf(box), section, above: open.at(-1) ?? null, end: -1 };
      open.push(entry);
      entries.push(entry);
      if (box.state === 'unknown') {
        say(at, 'unknown-state', `"[${box.mark}]" is no known state (" ", "-", "~" or "x"): counted as not done`);
      }
    } else {
      if (heading !== null) {
        endBody(at);
        section = heading;
        headings.push(heading);
        open = [];
      }
      if (isNearMiss(shown)) sayNearMiss(at);
    }
    if (commented?.stray === true && !strayComment) {
      // Those behind it never close either.
      strayComment = true;
      say(at, 'stray-comment', 'this comment never closes: read as text');
    }
    if (commented?.until != null) {
      hide(at, commented.until, 'a comment');
      hidden[at] = 0;
      if (isNearMiss(commented.tail) || readBox(commented.tail) !== null) sayNearMiss(commented.until);
      at = commented.until;
    }
  }
  endBody(lines.length);
  settleBareNumbers(entries);
  return { lines, headings, entries, fences, hidden, diagnostics };

  function sayNearMiss(at: number): void {
    const shown = (lines[at]?.text ?? '').trim();
    const short = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
    say(at, 'not-a-task', `"${short}" holds a box but is no task line: write "${EXAMPLE}" if it is meant as one`);
  }
}

function labelOf(box: Box): Label {
  const label = readLabel(box.text);
  if (box.listNumber === null || (label.id !== null && label.certain)) return label;
  return { ...unnumbered(box.text), id: box.listNumber };
}

function isNumbered(box: Box): boolean {
  const { id, certain } = labelOf(box);
  return id !== null && certain;
}
