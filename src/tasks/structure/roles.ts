import { groupBy } from '../../collections.ts';
import { plural } from '../../text.ts';
import { type Heading, isPhaseWork } from '../lines/heading.ts';
import type { Diagnostic, Task } from '../types.ts';
import { isHeading, type Parent, type Parents } from './parents.ts';
import type { OutlineEntry } from './types.ts';

export interface Roles {
  of(entry: OutlineEntry): Task['role'];
  /** The task or heading that a checklist item belongs to, null at the root; whatever is no such item is its own. */
  ownerOf(node: OutlineEntry | Heading): OutlineEntry | Heading | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Which checkboxes are work. A checkbox without a number nested in another is a checklist item of it. In a file that
 * has numbered tasks, one at the root (success criteria, definition of done) is a checklist of the whole, and under the
 * heading of a phase a task; in a file without any number each is a task. Whatever has a task below it is a task.
 */
export function findRoles(entries: readonly OutlineEntry[], parents: Parents): Roles {
  const numbered = entries.some((entry) => entry.label.id !== null || isHeading(parents.of(entry)));
  const tasks = new Set<OutlineEntry>();
  for (const entry of entries) {
    const isRoot = entry.enclosing === null;
    if (entry.label.id !== null || (isRoot && (!numbered || parents.of(entry) !== null || isPhaseWork(entry.section))))
      tasks.add(entry);
  }
  for (const task of [...tasks]) {
    for (
      let above = parents.of(task);
      above !== null && !isHeading(above) && !tasks.has(above);
      above = parents.of(above)
    ) {
      tasks.add(above);
    }
  }
  const ownerOf = (node: Parent): Parent =>
    node === null || isHeading(node) || tasks.has(node) ? node : ownerOf(parents.of(node));
  return {
    ownerOf,
    of: (entry) => (tasks.has(entry) ? 'task' : 'checklist'),
    diagnostics: checklistDiagnostics(entries.filter((entry) => entry.enclosing === null && !tasks.has(entry))),
  };
}

/** One diagnostic for each section that holds some. */
export function checklistDiagnostics(entries: readonly OutlineEntry[]): Diagnostic[] {
  return [...groupBy(entries, ({ section }) => section).values()].map((items) => ({
    line: (items[0]?.lineIndex ?? 0) + 1,
    code: 'checklist',
    message: `${plural(items.length, 'checkbox', 'checkboxes')} without a number here: a checklist, not tasks; number them to have them done`,
  }));
}
