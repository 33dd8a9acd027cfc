import { UserError } from '../errors.ts';
import { MARKS } from './lines/checkbox.ts';
import { parseSpec } from './parse.ts';
import { type Entry, readOutline } from './structure/outline.ts';
import type { Task, TaskState } from './types.ts';

/** A state that can be written into a box. */
export type WritableState = Exclude<TaskState, 'unknown'>;

/**
 * Changes the state of one task: one character of the text, nothing else (line ends and BOM stay). The task is looked
 * for at its line first, then by its key, since text may have been edited meanwhile. Throws a UserError if it is gone.
 */
export function setTaskState(text: string, task: Task, state: WritableState): string {
  return setAll(text, [task], state);
}

/** Ticks several tasks at once. Tasks that are ticked already stay as they are. */
export function tick(text: string, tasks: readonly Task[]): string {
  return setAll(text, tasks, 'done');
}

function setAll(text: string, tasks: readonly Task[], state: WritableState): string {
  const { entries, lines } = readOutline(text);
  const byLine = new Map(entries.map((entry) => [entry.at + 1, entry]));
  let lineByKey: ReadonlyMap<string, number> | null = null;
  const places = new Map<number, number>();
  for (const task of tasks) {
    let entry = byLine.get(task.line);
    if (entry === undefined || !isSame(entry, task)) {
      lineByKey ??= new Map(entries.length === 0 ? [] : parseSpec(text).tasks.map(({ key, line }) => [key, line]));
      entry = byLine.get(lineByKey.get(task.key) ?? 0);
    }
    if (entry === undefined) throw gone(task);
    if (entry.box.state === state) continue;
    places.set((lines[entry.at]?.start ?? 0) + entry.box.markAt, entry.box.mark.length);
  }
  let written = '';
  let from = 0;
  for (const [at, length] of [...places].sort(([a], [b]) => a - b)) {
    written += text.slice(from, at) + MARKS[state];
    from = at + length;
  }
  return written + text.slice(from);
}

function isSame({ label }: Entry, { id, title }: Task): boolean {
  return label.id === id && label.title === title;
}

function gone(task: Task): UserError {
  return new UserError(`task ${task.id ?? `"${task.title}"`} is no longer in tasks.md`, {
    where: `tasks.md:${task.line}`,
    fix: 'put its line back, or run again so that the file is read anew',
  });
}
