import { findEnclosingById, findTaskHeadings, type Heading, isPhaseWork } from '../lines/heading.ts';
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
 * First match wins: (0) the checkbox one level up by a clear indentation, where the numbers below it are one off, (1) the
 * nearest earlier checkbox that carries the longest dotted prefix of the id, (2) the heading around that carries it, or
 * else a numbered line without a checkbox, (3) the checkbox above at smaller indentation, (4) none. A checkbox without
 * an id hangs under the checkbox it is nested in, else under the numbered heading around it, a phase's only where others
 * do.
 */
export function findParents(outline: Outline): Parents {
  const numbered = findTaskHeadings(outline.headings);
  const parents = new Map<OutlineEntry, Parent>();
  const latestById = new Map<string, OutlineEntry>();
  const diagnostics: Diagnostic[] = [];
  for (const entry of outline.entries) {
    const { id } = entry.label;
    const parent =
      id === null
        ? (entry.enclosing ?? enclosingHeading(entry, (heading) => numbered.has(heading)))
        : (misnumberedParent(id, entry, latestById) ?? findParentById(id, entry, latestById, outline));
    parents.set(entry, parent);
    if (id === null) continue;
    latestById.set(id, entry);
    diagnostics.push(...parentMismatch(entry, parent, latestById));
  }
  const used = new Set(parents.values());
  for (const [entry, parent] of parents) {
    if (parent !== null || entry.label.id !== null || !isPhaseWork(entry.section)) continue;
    parents.set(
      entry,
      enclosingHeading(entry, (heading) => used.has(heading)),
    );
  }
  const checkboxOfHeading = checkboxesOfHeadings(outline.entries, parents);
  for (const [entry, parent] of parents)
    if (isHeading(parent)) parents.set(entry, checkboxOfHeading.get(parent) ?? parent);
  return { diagnostics, of: (entry) => parents.get(entry) ?? null };
}

/** Less may be sloppy typing. */
const CLEAR_INDENT = 2;

/**
 * `- [ ] 3. Fee` over an indented `2.1`, with `- [ ] 2.` further up: a task was put in, and the numbers below were not
 * adapted. The checkbox that contains it by indentation carries as many numbers as the prefix, and stands behind it.
 */
function misnumberedParent(
  id: string,
  { enclosing, checkbox }: OutlineEntry,
  latestById: ReadonlyMap<string, OutlineEntry>,
): OutlineEntry | null {
  const prefix = id.slice(0, Math.max(0, id.lastIndexOf('.')));
  const byPrefix = latestById.get(prefix);
  const enclosingId = enclosing?.label.id ?? null;
  if (enclosing === null || enclosingId === null || byPrefix === undefined || enclosingId === prefix) return null;
  const isOneLevelUp = enclosingId.split('.').length === prefix.split('.').length && /^\d/.test(enclosingId);
  const isClear = checkbox.indent - enclosing.checkbox.indent >= CLEAR_INDENT;
  return isOneLevelUp && isClear && enclosing.lineIndex > byPrefix.lineIndex ? enclosing : null;
}

function parentMismatch(
  entry: OutlineEntry,
  parent: Parent,
  latestById: ReadonlyMap<string, OutlineEntry>,
): Diagnostic[] {
  const { label, enclosing, lineIndex } = entry;
  if (enclosing === null || enclosing.label.id === null) return [];
  const found = { line: lineIndex + 1, code: 'parent-mismatch' };
  const enclosingId = enclosing.label.id;
  if (parent !== enclosing) {
    const parentId = parent === null ? 'none' : parent.label.id;
    const message = `${label.id} is indented under ${enclosingId}, but by its id its parent is ${parentId}: the id counts`;
    return [{ ...found, message }];
  }
  if (misnumberedParent(label.id ?? '', entry, latestById) === null) return [];
  const message = `${label.id} is indented under ${enclosingId}, and its number looks one off: the indentation counts`;
  return [{ ...found, message }];
}

function findParentById(
  id: string,
  entry: OutlineEntry,
  latestById: ReadonlyMap<string, OutlineEntry>,
  { plainParent }: Outline,
): Parent {
  for (const prefix of prefixes(id)) {
    const parent = latestById.get(prefix);
    if (parent !== undefined) return parent;
  }
  for (const prefix of prefixes(id)) {
    const heading = plainParent(prefix, entry) ?? findEnclosingById(prefix, entry.section);
    if (heading !== null) return heading;
  }
  return entry.enclosing;
}

/** `1.2.3` → `1.2`, `1`. */
function* prefixes(id: string): Generator<string> {
  for (let dot = id.lastIndexOf('.'); dot > 0; dot = id.lastIndexOf('.', dot - 1)) yield id.slice(0, dot);
}

function enclosingHeading({ section }: OutlineEntry, accepts: (heading: Heading) => boolean): Heading | null {
  let heading = section;
  while (heading !== null && !accepts(heading)) heading = heading.parent;
  return heading;
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
