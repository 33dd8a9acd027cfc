import type { TaskState } from '../types.ts';
import { indentOf } from './text-lines.ts';

/** What a task line looks like, for every message that says a line is none. */
export const EXAMPLE = '- [ ] 1.1 Title';

/** What a checkbox line says before its text is read. */
export interface Checkbox {
  /** Columns. */
  readonly indent: number;
  /** The list's own number, where the bullet is one: `3. [ ] …`, `3.1 [ ] …`. */
  readonly listNumber: string | null;
  readonly state: TaskState;
  /** The state character as written, and where it stands in the line (UTF-16 units). */
  readonly mark: string;
  readonly markOffset: number;
  /** `[ ]*` or `[ ]\*`. */
  readonly starred: boolean;
  readonly text: string;
}

/** Also `- - [ ] 1.1`, a list in a list, and `1.1 [ ]`, which continues one of `1. [ ]`. */
const CHECKBOX =
  /^([ \t\u00a0\u3000]*)((?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,9}){0,2})((?:[-*+]|(\d{1,9})[.)]|(\d{1,9}(?:\.\d{1,9}){1,8})[.)]?)[ \t\u00a0\u3000]+\[)(.)\](.*)$/su;
const OPTIONAL_STAR = /^[ \t]*\\?\*(?=[ \t\u00a0\u3000]|$)/;
const TEXT_START = /^[ \t\u00a0\u3000]|^$/;

const STATES: Readonly<Record<string, TaskState>> = {
  ' ': 'open',
  '-': 'in-progress',
  '~': 'queued',
  x: 'done',
  X: 'done',
};

/** The character that stands for a state in a checkbox. */
export const STATE_MARKS: Readonly<Record<Exclude<TaskState, 'unknown'>, string>> = {
  open: ' ',
  'in-progress': '-',
  queued: '~',
  done: 'x',
};

/** null: the line is no checkbox line. */
export function readCheckbox(line: string): Checkbox | null {
  const match = CHECKBOX.exec(line);
  if (match === null) return null;
  const [, space = '', outer = '', bullet = '', listNumber = null, listId = null, mark = '', after = ''] = match;
  const star = OPTIONAL_STAR.exec(after);
  const text = star === null ? after : after.slice(star[0].length);
  if (!TEXT_START.test(text)) return null;
  return {
    indent: indentOf(space) + outer.length,
    listNumber: listNumber ?? listId,
    state: STATES[mark] ?? 'unknown',
    mark,
    markOffset: space.length + outer.length + bullet.length,
    starred: star !== null,
    text: text.trim(),
  };
}

/** A text with every box of it open. */
export function clearCheckboxes(text: string): string {
  return text.split('\n').map(clearCheckbox).join('\n');
}

/** A line with its box open. */
export function clearCheckbox(line: string): string {
  const checkbox = readCheckbox(line);
  if (checkbox === null) return line;
  const { mark, markOffset } = checkbox;
  return `${line.slice(0, markOffset)}${STATE_MARKS.open}${line.slice(markOffset + mark.length)}`;
}
