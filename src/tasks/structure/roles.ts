import type { Heading } from '../lines/heading.ts';
import type { Diagnostic, Task } from '../types.ts';
import type { Entry } from './outline.ts';
import { isHeading, type Parent, type Parents } from './parents.ts';

export interface Roles {
  of(entry: Entry): Task['role'];
  /** The task or heading that a checklist item belongs to, null at the root; whatever is no such item is its own. */
  ownerOf(node: Entry | Heading): Entry | Heading | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Which boxes are work. A box without a number nested in another is a checklist item of it. In a file that has numbered
 * tasks, one at the root (success criteria, definition of done) is a checklist of the whole; in a file without any
 * number each is a task. Whatever has a task below it is a task.
 */
export function findRoles(entries: readonly Entry[], parents: Parents): Roles {
  const numbered = entries.some((entry) => entry.label.id !== null || isHeading(parents.of(entry)));
  const tasks = new Set<Entry>();
  for (const entry of entries) {
    if (entry.label.id !== null || (entry.above === null && (parents.of(entry) !== null || !numbered)))
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
    diagnostics: checklists(entries.filter((entry) => entry.above === null && !tasks.has(entry))),
  };
}

/** One diagnostic for each section that holds some. */
function checklists(entries: readonly Entry[]): Diagnostic[] {
  const bySection = new Map<Entry['section'], Entry[]>();
  for (const entry of entries) {
    const same = bySection.get(entry.section);
    if (same === undefined) bySection.set(entry.section, [entry]);
    else same.push(entry);
  }
  return [...bySection.values()].map((same) => ({
    line: (same[0]?.at ?? 0) + 1,
    code: 'checklist',
    message: `${same.length} ${same.length === 1 ? 'box' : 'boxes'} without a number here: a checklist, not work; number them to have them done`,
  }));
}
