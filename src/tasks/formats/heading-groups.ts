import { truncateWithNote } from '../../text.ts';
import type { Heading } from '../lines/heading.ts';
import { unnumberedLabel } from '../lines/label.ts';
import type { Parent, Parents } from '../structure/parents.ts';
import type { Outline, OutlineEntry } from '../structure/types.ts';
import type { Diagnostic } from '../types.ts';

/**
 * Headings are the units: a checkbox hangs under the one that it is nested in, else under its section's heading. They
 * follow one another in document order: what stands behind a unit is not of a heading around that unit, but of its own.
 * @param groupOf the heading whose unit a checkbox is a part of; null: it stands under none.
 */
export function parentsByHeading(outline: Outline, groupOf: (entry: OutlineEntry) => Heading | null): Parents {
  const whole = wholeFile(outline);
  const parents = new Map<OutlineEntry, Parent>();
  let last = whole;
  for (const entry of outline.entries) {
    if (entry.enclosing !== null) {
      parents.set(entry, entry.enclosing);
      continue;
    }
    const group = groupOf(entry) ?? whole;
    const isInOrder = last === whole || group.line >= last.line;
    last = isInOrder ? group : (outermostFrom(last.line, entry) ?? group);
    parents.set(entry, last);
  }
  return { of: (entry) => parents.get(entry) ?? null, diagnostics: [] };
}

function outermostFrom(line: number, { section }: OutlineEntry): Heading | undefined {
  return [...headingsAround(section)].findLast((heading) => heading.line >= line);
}

/** Stands for the heading of checkboxes that have none: they are one unit. */
function wholeFile({ entries }: Outline): Heading {
  return {
    line: entries[0]?.lineIndex ?? 0,
    level: 0,
    text: 'Tasks',
    label: unnumberedLabel('Tasks'),
    parent: null,
  };
}

/** Asks once for each heading: it may be long, and many checkboxes may stand below it. */
export function onceByHeading<T>(of: (heading: Heading) => T): (heading: Heading) => T {
  const cache = new WeakMap<Heading, { readonly value: T }>();
  return (heading) => {
    const cached = cache.get(heading) ?? { value: of(heading) };
    cache.set(heading, cached);
    return cached.value;
  };
}

/** The headings around, innermost first. */
export function* headingsAround(section: Heading | null): Generator<Heading> {
  for (let heading = section; heading !== null; heading = heading.parent) yield heading;
}

/** A group of no checkbox, beside groups that have some: its tasks may have been forgotten. */
export function emptyGroups({ headings, entries }: Outline, isGroup: (heading: Heading) => boolean): Diagnostic[] {
  const holding = new Set(entries.flatMap(({ section }) => [...headingsAround(section)]));
  const levels = new Map<Heading | null, Set<number>>();
  for (const { parent, level } of [...holding].filter(isGroup))
    levels.set(parent, (levels.get(parent) ?? new Set()).add(level));
  const empty = headings.filter(
    (heading) => isGroup(heading) && !holding.has(heading) && levels.get(heading.parent)?.has(heading.level) === true,
  );
  return empty.map(({ line, text }) => {
    const message = `there is no checkbox below "${truncateWithNote(text, 60, '…')}": nothing is run for it`;
    return { line, code: 'empty-group', message };
  });
}
