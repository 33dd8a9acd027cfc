import { UserError } from '../errors.ts';
import type { Heading } from './lines/heading.ts';
import { dedent } from './lines/text-lines.ts';
import { findDependencies } from './structure/dependencies.ts';
import { giveKeys, lineOf } from './structure/keys.ts';
import { type Entry, EXAMPLE, type Outline, readOutline } from './structure/outline.ts';
import { findParents, isHeading, type Parents } from './structure/parents.ts';
import { findRoles } from './structure/roles.ts';
import { readWaves } from './structure/waves.ts';
import type { Diagnostic, Root, Spec, Task } from './types.ts';

/**
 * Reads the text of a tasks.md: pure, deterministic, in time linear to its length. Whatever it cannot read is a
 * diagnostic. Throws a UserError where the text holds no task at all, and for nothing else.
 */
export function parseSpec(text: string): Spec {
  const outline = readOutline(text);
  const { entries } = outline;
  if (entries.length === 0) throw noTasks(outline);
  const parents = findParents(outline);
  const headings = [...new Set(entries.map((entry) => parents.of(entry)).filter(isHeading))];
  const nodes: readonly (Entry | Heading)[] =
    headings.length === 0 ? entries : [...entries, ...headings].sort((a, b) => lineOf(a) - lineOf(b));
  const keys = giveKeys(nodes);
  const roles = findRoles(entries, parents);
  const bodyOf = (node: Entry | Heading) =>
    isHeading(node) ? underHeading(outline, node) : { from: node.at + 1, to: node.end };
  const dependencies = findDependencies(outline, nodes, bodyOf, roles.ownerOf);
  const textOf = (node: Entry | Heading) => {
    const { from, to } = bodyOf(node);
    return dedent(outline.lines, from, to);
  };
  const dependenciesOf = (node: Entry | Heading) => dependencies.of(node).map(keys.of);
  const optional = optionalBy(parents);

  const tasks = new Map<Entry, Task>();
  for (const entry of entries) {
    const parent = parents.of(entry);
    tasks.set(entry, {
      key: keys.of(entry),
      id: entry.label.id,
      title: entry.label.title,
      line: entry.at + 1,
      state: entry.box.state,
      optional: optional(entry),
      parent: parent === null ? null : keys.of(parent),
      dependencies: dependenciesOf(entry),
      role: roles.of(entry),
      body: textOf(entry),
    });
  }
  const roots: Root[] = [];
  for (const node of nodes) {
    const task = isHeading(node) ? null : (tasks.get(node) ?? null);
    if (task !== null && (task.parent !== null || task.role === 'checklist')) continue;
    roots.push({
      key: keys.of(node),
      id: node.label.id,
      title: node.label.title,
      line: lineOf(node),
      task,
      dependencies: task?.dependencies ?? dependenciesOf(node),
      body: task?.body ?? textOf(node),
    });
  }
  const ids = new Set(nodes.flatMap((node) => (keys.of(node) === node.label.id ? [node.label.id] : [])));
  const { waves, diagnostics: waveDiagnostics } = readWaves(outline, (id) => ids.has(id));
  const diagnostics: Diagnostic[] = [
    ...outline.diagnostics,
    ...parents.diagnostics,
    ...keys.diagnostics,
    ...roles.diagnostics,
    ...dependencies.diagnostics,
    ...waveDiagnostics,
    ...struckOut(entries),
    ...optionalFarFrom(entries, parents, optional),
  ];
  return { tasks: [...tasks.values()], roots, waves, diagnostics: diagnostics.sort((a, b) => a.line - b.line) };
}

/** A heading's text goes on through smaller headings, up to the first box below, which is one of its own. */
function underHeading({ entries }: Outline, heading: Heading): { from: number; to: number } {
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as Entry).at < heading.line) low = middle + 1;
    else high = middle;
  }
  return { from: heading.line, to: (entries[low] as Entry).at };
}

/** What hangs under something optional is optional with it. */
function optionalBy(parents: Parents): (entry: Entry) => boolean {
  const known = new Map<Entry, boolean>();
  const optional = (entry: Entry): boolean => {
    const before = known.get(entry);
    if (before !== undefined) return before;
    const parent = parents.of(entry);
    const above = isHeading(parent) ? parent.label.optional : parent !== null && optional(parent);
    const value = entry.box.star || entry.label.optional || entry.label.struck || above;
    known.set(entry, value);
    return value;
  };
  return optional;
}

/** Below an optional task, but in another section, one may have been meant to stand for itself. */
function optionalFarFrom(
  entries: readonly Entry[],
  parents: Parents,
  optional: (entry: Entry) => boolean,
): Diagnostic[] {
  return entries.flatMap((entry) => {
    const parent = parents.of(entry);
    const own = entry.box.star || entry.label.optional || entry.label.struck;
    if (own || entry.box.state === 'done' || parent === null || isHeading(parent)) return [];
    if (parent.section === entry.section || !optional(parent)) return [];
    const message = `optional with ${parent.label.id ?? parent.label.title}, which it is a part of by its id: number it otherwise if it must be done`;
    return [{ line: entry.at + 1, code: 'optional-parent', message }];
  });
}

function struckOut(entries: readonly Entry[]): Diagnostic[] {
  return entries
    .filter(({ label, box }) => label.struck && box.state !== 'done')
    .map(({ at }) => ({ line: at + 1, code: 'struck-out', message: 'struck out, but not ticked: taken as optional' }));
}

function noTasks(outline: Outline): UserError {
  const near = outline.diagnostics.find(({ code }) => code === 'not-a-task') ?? outline.diagnostics[0];
  const hint = near === undefined ? '' : `; nearest to one: ${near.message}`;
  return new UserError(`no tasks found${hint}`, {
    fix: `write each task as a line like "${EXAMPLE}" ("[x]" where it is done)`,
    ...(near === undefined ? {} : { where: `tasks.md:${near.line}` }),
  });
}
