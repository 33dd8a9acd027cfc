import { rulesOf } from './formats/format-rules.ts';
import { readOutline } from './structure/outline.ts';
import type { Spec, Task } from './types.ts';

/** A tasks.md, with what it was read into. */
export interface TasksText {
  readonly text: string;
  readonly spec: Spec;
}

/**
 * What of the tasks that were there says something else now, by name: title, details, whether it is optional, what it
 * is a part of, what it waits for; their order, headings and the text around them, too. Tasks that were put in are no edit, nor
 * are checkboxes and numbers.
 * @param matched new → old, see `matchTasks`; every old task is in it.
 */
export function findTextEdits(before: TasksText, after: TasksText, matched: ReadonlyMap<Task, Task>): string[] {
  const oldKeys = new Map([...matched].map(([task, old]) => [task.key, old.key]));
  const toOldKey = (key: string) => oldKeys.get(key) ?? key;
  const known = new Set(oldKeys.keys());
  const edited = [...matched].filter(([task, old]) => {
    const dependencies = task.dependencies.filter((key) => known.has(key)).map(toOldKey);
    return !(
      task.title === old.title &&
      task.body === old.body &&
      task.optional === old.optional &&
      task.role === old.role &&
      (task.parent === null ? null : toOldKey(task.parent)) === old.parent &&
      haveSameItems(dependencies, old.dependencies)
    );
  });
  const names = edited.map(([, { id, title }]) => id ?? title);
  const order = after.spec.tasks.flatMap((task) => matched.get(task) ?? []);
  if (order.some((old, at) => old !== before.spec.tasks[at])) names.push('the order of the tasks');
  if (!keepsWaves(before.spec, after.spec, known, toOldKey)) names.push('the dependency graph');
  if (!keepsLines(linesAround(before), linesAround(after))) names.push('the text around the tasks');
  return names;
}

function haveSameItems(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join('\n') === [...b].sort().join('\n');
}

function keepsWaves(before: Spec, after: Spec, known: ReadonlySet<string>, toOldKey: (key: string) => string): boolean {
  const remaining = (after.waves ?? []).map((wave) => wave.filter((key) => known.has(key)).map(toOldKey));
  const format = (waves: readonly (readonly string[])[]) => JSON.stringify(waves.filter(({ length }) => length > 0));
  return format(before.waves ?? []) === format(remaining);
}

/** Lines of no task: headings, the text under them, what stands in front and behind. */
function linesAround({ text, spec }: TasksText): string[] {
  const { lines, entries } = readOutline(text, rulesOf(text, spec.format));
  const ofTasks = new Set<number>();
  for (const { lineIndex, bodyEnd } of entries) for (let at = lineIndex; at < bodyEnd; at++) ofTasks.add(at);
  return lines.flatMap((line, at) => (ofTasks.has(at) || line.text.trim() === '' ? [] : [line.text.trim()]));
}

/** All of `before` is there still, in its order. */
function keepsLines(before: readonly string[], after: readonly string[]): boolean {
  let next = 0;
  for (const line of after) if (line === before[next]) next += 1;
  return next === before.length;
}
