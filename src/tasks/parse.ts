import { UserError } from '../errors.ts';
import { rulesOf } from './formats/format-rules.ts';
import { EXAMPLE } from './lines/checkbox.ts';
import type { Heading } from './lines/heading.ts';
import { dedent } from './lines/text-lines.ts';
import { findDependencies } from './structure/dependencies.ts';
import { assignKeys, lineOf } from './structure/keys.ts';
import { readOutline } from './structure/outline.ts';
import { isHeading, type Parents } from './structure/parents.ts';
import type { Outline, OutlineEntry } from './structure/types.ts';
import { readWaves } from './structure/waves.ts';
import type { Diagnostic, FormatChoice, Root, Spec, Task } from './types.ts';

/** A run reads one and the same text several times a unit. */
let last: { readonly text: string; readonly format: FormatChoice; readonly spec: Spec } | null = null;

/**
 * Reads the text of a tasks.md: pure, deterministic, in time linear to its length. Whatever it cannot read is a
 * diagnostic. Throws a UserError where the text holds no task at all, and for nothing else.
 */
export function parseSpec(text: string, format: FormatChoice = 'auto'): Spec {
  if (last?.text !== text || last.format !== format) last = { text, format, spec: readSpec(text, format) };
  return last.spec;
}

function readSpec(text: string, format: FormatChoice): Spec {
  const rules = rulesOf(text, format);
  const outline = readOutline(text, rules);
  const { entries } = outline;
  if (entries.length === 0) throw noTasksError(outline);
  const { parents, roles } = rules.readStructure(outline);
  const nodes = collectNodes(entries, parents);
  const keys = assignKeys(nodes);
  const dependencies = findDependencies(outline, nodes, (node) => bodyRange(outline, node), {
    ownerOf: roles.ownerOf,
    inDocumentOrder: rules.inDocumentOrder,
  });
  const optional = rules.findOptional(nodes, parents);
  const describe = (node: Node): NodeFacts => {
    const { from, to } = bodyRange(outline, node);
    const { id, title } = node.label;
    const text = dedent(outline.lines, from, to);
    const facts = isHeading(node) ? rules.headingFacts(node, text, outline) : { body: text };
    const waitsFor = dependencies.of(node).map(keys.of);
    return { key: keys.of(node), id, title, line: lineOf(node), dependencies: waitsFor, ...facts };
  };
  const tasks = new Map<OutlineEntry, Task>();
  for (const entry of entries) {
    const parent = parents.of(entry);
    const { key, id, title, line, dependencies: waitsFor, body } = describe(entry);
    const facts = { key, id, title, line, state: entry.checkbox.state, optional: optional.of(entry) };
    const parentKey = parent === null ? null : keys.of(parent);
    tasks.set(entry, {
      ...facts,
      parent: parentKey,
      dependencies: waitsFor,
      role: roles.of(entry),
      body,
      ...rules.taskFacts(entry),
    });
  }
  const ids = new Set(nodes.flatMap((node) => (keys.of(node) === node.label.id ? [node.label.id] : [])));
  const { waves, diagnostics: waveDiagnostics } = readWaves(outline, (id) => ids.has(id));
  const diagnostics: Diagnostic[] = [
    ...[outline, parents, keys, roles, dependencies, optional].flatMap((read) => read.diagnostics),
    ...waveDiagnostics,
  ];
  return {
    format: rules.name,
    tasks: [...tasks.values()],
    roots: nodes.flatMap((node) => toRoot(node, tasks, describe) ?? []),
    waves,
    diagnostics: diagnostics.sort((a, b) => a.line - b.line),
  };
}

/** The tasks of a tasks.md; none where it is not there, or no list of tasks. */
export function tasksOf(text: string | null): readonly Task[] {
  try {
    return text === null ? [] : parseSpec(text).tasks;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

type Node = OutlineEntry | Heading;

/** The checkboxes, and the headings that one of them hangs under, in document order. */
function collectNodes(entries: readonly OutlineEntry[], parents: Parents): readonly Node[] {
  const headings = [...new Set(entries.map((entry) => parents.of(entry)).filter(isHeading))];
  return headings.length === 0 ? entries : [...entries, ...headings].sort((a, b) => lineOf(a) - lineOf(b));
}

/** What checkboxes and headings have in common. */
type NodeFacts = Omit<Root, 'task'>;

/** null: it hangs under another, or is a checklist's. */
function toRoot(node: Node, tasks: ReadonlyMap<OutlineEntry, Task>, describe: (node: Node) => NodeFacts): Root | null {
  const task = isHeading(node) ? null : (tasks.get(node) ?? null);
  if (task !== null && (task.parent !== null || task.role === 'checklist')) return null;
  if (task === null) return { ...describe(node), task };
  const { key, id, title, line, dependencies, body } = task;
  return { key, id, title, line, task, dependencies, body };
}

/** Indices of the lines below a checkbox or heading that belong to it. */
function bodyRange(outline: Outline, node: Node): { from: number; to: number } {
  return isHeading(node) ? headingBodyRange(outline, node) : { from: node.lineIndex + 1, to: node.bodyEnd };
}

/** A heading's text goes on through smaller headings, up to the first checkbox below, which is one of its own. */
function headingBodyRange({ entries }: Outline, heading: Heading): { from: number; to: number } {
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as OutlineEntry).lineIndex < heading.line) low = middle + 1;
    else high = middle;
  }
  return { from: heading.line, to: (entries[low] as OutlineEntry).lineIndex };
}

function noTasksError(outline: Outline): UserError {
  const nearest = outline.diagnostics.find(({ code }) => code === 'not-a-task') ?? outline.diagnostics[0];
  const hint = nearest === undefined ? '' : `; closest match: ${nearest.message}`;
  return new UserError(`no tasks found${hint}`, {
    fix: `write each task as a line like "${EXAMPLE}" ("[x]" if it is done)`,
    ...(nearest === undefined ? {} : { where: `tasks.md:${nearest.line}` }),
  });
}
