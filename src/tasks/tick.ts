import { UserError } from '../errors.ts';
import { rulesOf } from './formats/format-rules.ts';
import { STATE_MARKS } from './lines/checkbox.ts';
import { parseSpec } from './parse.ts';
import { readOutline } from './structure/outline.ts';
import type { OutlineEntry } from './structure/types.ts';
import type { FormatChoice, Task, TaskState } from './types.ts';

/** A state that can be written into a checkbox. */
export type WritableState = Exclude<TaskState, 'unknown'>;

/**
 * Changes the state of one task: one character of the text, nothing else (line ends and BOM stay). The task is looked
 * for at its line first, then by its key, since text may have been edited meanwhile. Throws a UserError if it is gone.
 */
export function setTaskState(text: string, task: Task, state: WritableState, format: FormatChoice = 'auto'): string {
  return setTaskStates(text, [task], state, format);
}

/** Ticks several tasks at once. Tasks that are ticked already stay as they are. */
export function tick(text: string, tasks: readonly Task[], format: FormatChoice = 'auto'): string {
  return setTaskStates(text, tasks, 'done', format);
}

/** Opens several tasks again at once. */
export function untick(text: string, tasks: readonly Task[], format: FormatChoice = 'auto'): string {
  return setTaskStates(text, tasks, 'open', format);
}

function setTaskStates(text: string, tasks: readonly Task[], state: WritableState, format: FormatChoice): string {
  const { entries, lines } = readOutline(text, rulesOf(text, format));
  const byLine = new Map(entries.map((entry) => [entry.lineIndex + 1, entry]));
  let lineByKey: ReadonlyMap<string, number> | null = null;
  const edits = new Map<number, number>();
  for (const task of tasks) {
    let entry = byLine.get(task.line);
    if (entry === undefined || !isSameTask(entry, task)) {
      lineByKey ??= new Map(
        entries.length === 0 ? [] : parseSpec(text, format).tasks.map(({ key, line }) => [key, line]),
      );
      entry = byLine.get(lineByKey.get(task.key) ?? 0);
    }
    if (entry === undefined) throw taskNotFoundError(task);
    if (entry.checkbox.state === state) continue;
    edits.set((lines[entry.lineIndex]?.start ?? 0) + entry.checkbox.markOffset, entry.checkbox.mark.length);
  }
  let result = '';
  let from = 0;
  for (const [at, length] of [...edits].sort(([a], [b]) => a - b)) {
    result += text.slice(from, at) + STATE_MARKS[state];
    from = at + length;
  }
  return result + text.slice(from);
}

function isSameTask({ label }: OutlineEntry, { id, title }: Task): boolean {
  return label.id === id && label.title === title;
}

function taskNotFoundError(task: Task): UserError {
  return new UserError(`task ${task.id ?? `"${task.title}"`} is no longer in tasks.md`, {
    where: `tasks.md:${task.line}`,
    fix: 'restore its line, or run again to read the file again',
  });
}
