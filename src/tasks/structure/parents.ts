import { carrying, type Heading, taskHeadings } from '../lines/heading.ts';
import type { Diagnostic } from '../types.ts';
import type { Entry, Outline } from './outline.ts';

/** What a box hangs under: another box, a numbered heading without a box of its own, or nothing. */
export type Parent = Entry | Heading | null;

export interface Parents {
  of(entry: Entry): Parent;
  readonly diagnostics: readonly Diagnostic[];
}

export function isHeading(parent: Parent): parent is Heading {
  return parent !== null && 'level' in parent;
}

/**
 * First match wins: (1) the nearest earlier box that carries the longest dotted prefix of the id, (2) the heading
 * around that carries it, (3) the box above at smaller indentation, (4) none. A box without an id hangs under the box
 * it is nested in, else under the numbered heading around it.
 */
export function findParents(outline: Outline): Parents {
  const numbered = taskHeadings(outline.headings);
  const parents = new Map<Entry, Parent>();
  const latest = new Map<string, Entry>();
  const diagnostics: Diagnostic[] = [];
  for (const entry of outline.entries) {
    const { id } = entry.label;
    const parent = id === null ? (entry.above ?? taskHeadingAround(entry, numbered)) : byId(id, entry, latest);
    parents.set(entry, parent);
    if (id === null) continue;
    latest.set(id, entry);
    if (entry.above !== null && entry.above.label.id !== null && parent !== entry.above) {
      const says = parent === null ? 'none' : parent.label.id;
      diagnostics.push({
        line: entry.at + 1,
        code: 'parent-mismatch',
        message: `${id} is indented under ${entry.above.label.id}, but by its id its parent is ${says}: the id counts`,
      });
    }
  }
  const own = ownBoxes(outline.entries, parents);
  for (const [entry, parent] of parents) if (isHeading(parent)) parents.set(entry, own.get(parent) ?? parent);
  return { diagnostics, of: (entry) => parents.get(entry) ?? null };
}

function byId(id: string, entry: Entry, latest: ReadonlyMap<string, Entry>): Parent {
  for (const prefix of prefixes(id)) {
    const box = latest.get(prefix);
    if (box !== undefined) return box;
  }
  for (const prefix of prefixes(id)) {
    const heading = carrying(prefix, entry.section);
    if (heading !== null) return heading;
  }
  return entry.above;
}

/** `1.2.3` → `1.2`, `1`. */
function* prefixes(id: string): Generator<string> {
  for (let dot = id.lastIndexOf('.'); dot > 0; dot = id.lastIndexOf('.', dot - 1)) yield id.slice(0, dot);
}

function taskHeadingAround(entry: Entry, numbered: ReadonlySet<Heading>): Heading | null {
  for (let heading = entry.section; heading !== null; heading = heading.parent) {
    if (numbered.has(heading)) return heading;
  }
  return null;
}

/** `## 3. Title` with a box `3.` at its root below is one task, not two. */
function ownBoxes(entries: readonly Entry[], parents: ReadonlyMap<Entry, Parent>): Map<Heading, Entry> {
  const used = new Set<Parent>(parents.values());
  const own = new Map<Heading, Entry>();
  for (const entry of entries) {
    if (entry.label.id === null || parents.get(entry) !== null) continue;
    const heading = carrying(entry.label.id, entry.section);
    if (heading !== null && used.has(heading) && !own.has(heading)) own.set(heading, entry);
  }
  return own;
}
