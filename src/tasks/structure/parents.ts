import { findEnclosingById, findTaskHeadings, type Heading } from '../lines/heading.ts';
import type { Diagnostic } from '../types.ts';
import type { Outline, OutlineEntry } from './types.ts';

/** What a checkbox hangs under: another checkbox, a numbered heading without a checkbox of its own, or nothing. */
export type Parent = OutlineEntry | Heading | null;

export interface Parents {
  of(entry: OutlineEntry): Parent;
  readonly diagnostics: readonly Diagnostic[];
}

export function isHeading(parent: Parent): parent is Heading {
  return parent !== null && 'level' in parent;
}

/**
 * First match wins: (1) the nearest earlier checkbox that carries the longest dotted prefix of the id, (2) the heading
 * around that carries it, (3) the checkbox above at smaller indentation, (4) none. A checkbox without an id hangs under
 * the checkbox it is nested in, else under the numbered heading around it.
 */
export function findParents(outline: Outline): Parents {
  const numbered = findTaskHeadings(outline.headings);
  const parents = new Map<OutlineEntry, Parent>();
  const latestById = new Map<string, OutlineEntry>();
  const diagnostics: Diagnostic[] = [];
  for (const entry of outline.entries) {
    const { id } = entry.label;
    const parent =
      id === null ? (entry.enclosing ?? enclosingTaskHeading(entry, numbered)) : findParentById(id, entry, latestById);
    parents.set(entry, parent);
    if (id === null) continue;
    latestById.set(id, entry);
    diagnostics.push(...parentMismatch(entry, parent));
  }
  const checkboxOfHeading = checkboxesOfHeadings(outline.entries, parents);
  for (const [entry, parent] of parents)
    if (isHeading(parent)) parents.set(entry, checkboxOfHeading.get(parent) ?? parent);
  return { diagnostics, of: (entry) => parents.get(entry) ?? null };
}

function parentMismatch({ label, enclosing, lineIndex }: OutlineEntry, parent: Parent): Diagnostic[] {
  if (enclosing === null || enclosing.label.id === null || parent === enclosing) return [];
  const parentId = parent === null ? 'none' : parent.label.id;
  const message = `${label.id} is indented under ${enclosing.label.id}, but by its id its parent is ${parentId}: the id counts`;
  return [{ line: lineIndex + 1, code: 'parent-mismatch', message }];
}

function findParentById(id: string, entry: OutlineEntry, latestById: ReadonlyMap<string, OutlineEntry>): Parent {
  for (const prefix of prefixes(id)) {
    const parent = latestById.get(prefix);
    if (parent !== undefined) return parent;
  }
  for (const prefix of prefixes(id)) {
    const heading = findEnclosingById(prefix, entry.section);
    if (heading !== null) return heading;
  }
  return entry.enclosing;
}

/** `1.2.3` → `1.2`, `1`. */
function* prefixes(id: string): Generator<string> {
  for (let dot = id.lastIndexOf('.'); dot > 0; dot = id.lastIndexOf('.', dot - 1)) yield id.slice(0, dot);
}

function enclosingTaskHeading(entry: OutlineEntry, numbered: ReadonlySet<Heading>): Heading | null {
  for (let heading = entry.section; heading !== null; heading = heading.parent) {
    if (numbered.has(heading)) return heading;
  }
  return null;
}

/** `## 3. Title` with a checkbox `3.` at its root below is one task, not two. */
function checkboxesOfHeadings(
  entries: readonly OutlineEntry[],
  parents: ReadonlyMap<OutlineEntry, Parent>,
): Map<Heading, OutlineEntry> {
  const used = new Set<Parent>(parents.values());
  const checkboxOfHeading = new Map<Heading, OutlineEntry>();
  for (const entry of entries) {
    if (entry.label.id === null || parents.get(entry) !== null) continue;
    const heading = findEnclosingById(entry.label.id, entry.section);
    if (heading !== null && used.has(heading) && !checkboxOfHeading.has(heading)) checkboxOfHeading.set(heading, entry);
  }
  return checkboxOfHeading;
}
