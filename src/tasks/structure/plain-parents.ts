import { EXAMPLE } from '../lines/checkbox.ts';
import type { Heading } from '../lines/heading.ts';
import { readLabel } from '../lines/label.ts';
import { indentOf } from '../lines/text-lines.ts';
import type { Diagnostic } from '../types.ts';
import type { OutlineEntry } from './types.ts';

/** A numbered line without a checkbox, in the section it stands in. */
export interface NumberedLine {
  readonly heading: Heading;
  readonly indent: number;
  /** The line as written, shortened. */
  readonly text: string;
}

/** Below every Markdown heading. */
const LEVEL = 7;
const NUMBERED =
  /^[ \t]{0,12}(?:[-*+][ \t]{1,3})?((?:\*\*|__)?(?:\d{1,9}(?:\.\d{1,9}){0,8}[.)]|\d{1,9}(?:\.\d{1,9}){1,8}[ \t]).{0,500})$/su;

/** null: the line is not numbered. `section`: the heading that it stands under. */
export function readNumberedLine(text: string, line: number, section: Heading | null): NumberedLine | null {
  const rest = NUMBERED.exec(text)?.[1];
  if (rest === undefined) return null;
  const label = readLabel(rest);
  if (label.id === null || !label.certain) return null;
  return { heading: { line, level: LEVEL, text: rest, label, parent: section }, indent: indentOf(text), text: rest };
}

export interface PlainParents {
  /** The line that stands for the parent of the checkboxes `id.1`, `id.2` …; null: none does. */
  find(id: string, before: OutlineEntry): Heading | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parents written without a checkbox: `1. Set up` over `- [ ] 1.1 …`. Such a line is one where the next checkbox carries
 * its number and stands no further left, and no checkbox has that number itself. Steps in a task's text are none; a line
 * that counts on where parents stand, and has nothing below it, is reported.
 */
export function findPlainParents(lines: readonly NumberedLine[], entries: readonly OutlineEntry[]): PlainParents {
  const ids = new Set(entries.map(({ label }) => label.id));
  const parents = new Map<string, Heading>();
  const diagnostics: Diagnostic[] = [];
  let last: Last | null = null;
  let next = 0;
  for (const line of lines) {
    const { heading, indent } = line;
    for (; (entries[next]?.lineIndex ?? Number.POSITIVE_INFINITY) < heading.line - 1; next++) {
      const { label, checkbox, section } = entries[next] as OutlineEntry;
      last = follow(last, { id: label.id ?? '', indent: checkbox.indent, section });
    }
    const id = heading.label.id ?? '';
    if (ids.has(id)) continue;
    const isParent = isParentOf(line, entries[next]);
    if (!isParent && !countsOn(last, line)) continue;
    last = follow(last, { id, indent, section: heading.parent });
    if (!isParent) diagnostics.push(lonely(line));
    else if (!parents.has(id)) parents.set(id, heading);
    endBody(entries[next - 1], heading.line - 1);
  }
  const find = (id: string, before: OutlineEntry) => {
    const parent = parents.get(id);
    return parent !== undefined && parent.line <= before.lineIndex ? parent : null;
  };
  return { find, diagnostics };
}

function isParentOf({ heading, indent }: NumberedLine, child: OutlineEntry | undefined): boolean {
  const hasItsNumber = child?.label.id?.startsWith(`${heading.label.id}.`) === true;
  return hasItsNumber && child.checkbox.indent >= indent && child.section === heading.parent;
}

/** Where a task of the top level stands: `- [ ] 2. …`, or `2. …` over `2.1`. */
interface Last {
  readonly id: string;
  readonly indent: number;
  readonly section: Heading | null;
}

function follow(last: Last | null, next: Last): Last | null {
  return /^\d+$/.test(next.id) ? next : last;
}

function countsOn(last: Last | null, { heading, indent }: NumberedLine): boolean {
  if (last === null || Number(last.id) + 1 !== Number(heading.label.id)) return false;
  return indent <= last.indent && heading.parent === last.section;
}

/** What stands behind such a line is no part of the task before it. */
function endBody(previous: OutlineEntry | undefined, lineIndex: number): void {
  if (previous !== undefined && previous.bodyEnd > lineIndex) previous.bodyEnd = lineIndex;
}

function lonely({ heading, text }: NumberedLine): Diagnostic {
  const message = `"${text.slice(0, 60)}" has a number but no checkbox, and no task below it: not read as a task; write "${EXAMPLE}" if it is meant as one`;
  return { line: heading.line, code: 'no-checkbox', message };
}
