import { plural, truncateWithNote } from '../../text.ts';
import { type Checkbox, isMalformedCheckbox, readCheckbox } from '../lines/checkbox.ts';
import { type Fence, FenceFinder } from '../lines/fences.ts';
import { type Heading, readHeading } from '../lines/heading.ts';
import { CommentFinder } from '../lines/html-comments.ts';
import { type Label, readLabel, unnumberedLabel } from '../lines/label.ts';
import { splitLines } from '../lines/text-lines.ts';
import type { Diagnostic } from '../types.ts';
import { resolveBareNumbers } from './bare-numbers.ts';
import type { Outline, OutlineEntry } from './types.ts';

/** What a task line looks like, for every message that says a line is none. */
export const EXAMPLE = '- [ ] 1.1 Title';

export function readOutline(text: string): Outline {
  const lines = splitLines(text);
  const checkboxes = lines.map((line) => (line.text.includes('[') ? readCheckbox(line.text) : null));
  const fenceFinder = /```|~~~/.test(text) ? new FenceFinder(lines, checkboxes, isNumbered) : null;
  const commentFinder = text.includes('<!--') ? new CommentFinder(text, lines) : null;
  const headings: Heading[] = [];
  const entries: OutlineEntry[] = [];
  const fences: (Fence & { section: Heading | null })[] = [];
  const hidden = new Uint8Array(lines.length);
  const diagnostics: Diagnostic[] = [];
  let section: Heading | null = null;
  let openEntries: OutlineEntry[] = [];
  let hasUnclosedComment = false;

  const endBody = (at: number) => {
    const last = entries.at(-1);
    if (last !== undefined && last.bodyEnd < 0) last.bodyEnd = at;
  };
  const report = (at: number, code: string, message: string) => diagnostics.push({ line: at + 1, code, message });
  const hideLines = (from: number, to: number, where: string) => {
    let count = 0;
    for (let at = from; at <= to; at++) {
      hidden[at] = 1;
      if (at > from && checkboxes[at] != null) count++;
    }
    if (count > 0) report(from, 'hidden-boxes', `${plural(count, 'box', 'boxes')} inside ${where}: not read`);
  };

  for (let at = 0; at < lines.length; at++) {
    const foundFence = fenceFinder?.fenceAt(at) ?? null;
    if (foundFence === 'never-closed') report(at, 'stray-fence', 'this code fence never closes: read as text');
    else if (foundFence === 'swallows-tasks') {
      report(at, 'stray-fence', 'numbered tasks stand before this code fence closes: read as text');
    } else if (foundFence !== null) {
      hideLines(foundFence.from, foundFence.to, 'a code fence');
      fences.push({ ...foundFence, section });
      at = foundFence.to;
      continue;
    }
    const uncommented = commentFinder?.commentAt(at) ?? null;
    const visible = uncommented?.text ?? lines[at]?.text ?? '';
    // Behind a comment there is no list item (CommonMark), so the line itself must be one.
    const checkbox: Checkbox | null =
      uncommented === null || checkboxes[at] == null ? (checkboxes[at] ?? null) : readCheckbox(visible);
    const heading: Heading | null =
      checkbox === null && visible.includes('#') ? readHeading(visible, at + 1, section) : null;
    if (checkbox !== null) {
      endBody(at);
      while (openEntries.length > 0 && (openEntries.at(-1) as OutlineEntry).checkbox.indent >= checkbox.indent)
        openEntries.pop();
      const entry: OutlineEntry = {
        lineIndex: at,
        checkbox,
        label: labelOf(checkbox),
        section,
        enclosing: openEntries.at(-1) ?? null,
        bodyEnd: -1,
      };
      openEntries.push(entry);
      entries.push(entry);
      if (checkbox.state === 'unknown') {
        report(
          at,
          'unknown-state',
          `"[${checkbox.mark}]" is no known state (" ", "-", "~" or "x"): counted as not done`,
        );
      }
    } else {
      if (heading !== null) {
        endBody(at);
        section = heading;
        headings.push(heading);
        openEntries = [];
      }
      if (isMalformedCheckbox(visible)) reportMalformedCheckbox(at);
    }
    if (uncommented?.unclosed === true && !hasUnclosedComment) {
      // Those behind it never close either.
      hasUnclosedComment = true;
      report(at, 'stray-comment', 'this comment never closes: read as text');
    }
    if (uncommented?.endLine != null) {
      hideLines(at, uncommented.endLine, 'a comment');
      hidden[at] = 0;
      if (isMalformedCheckbox(uncommented.tail) || readCheckbox(uncommented.tail) !== null)
        reportMalformedCheckbox(uncommented.endLine);
      at = uncommented.endLine;
    }
  }
  endBody(lines.length);
  resolveBareNumbers(entries);
  return { lines, headings, entries, fences, hidden, diagnostics };

  function reportMalformedCheckbox(at: number): void {
    const short = truncateWithNote((lines[at]?.text ?? '').trim(), 60, '…');
    report(at, 'not-a-task', `"${short}" holds a box but is no task line: write "${EXAMPLE}" if it is meant as one`);
  }
}

function labelOf(checkbox: Checkbox): Label {
  const label = readLabel(checkbox.text);
  if (checkbox.listNumber === null || (label.id !== null && label.certain)) return label;
  return { ...unnumberedLabel(checkbox.text), id: checkbox.listNumber };
}

function isNumbered(checkbox: Checkbox): boolean {
  const { id, certain } = labelOf(checkbox);
  return id !== null && certain;
}
