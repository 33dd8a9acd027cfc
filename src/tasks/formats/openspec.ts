import { findTaskHeadings, type Heading, saysChecklist } from '../lines/heading.ts';
import { findParents, isHeading, type Parents } from '../structure/parents.ts';
import type { Outline, OutlineEntry } from '../structure/types.ts';
import type { Diagnostic } from '../types.ts';
import { emptyGroups, headingsAround, parentsByHeading } from './heading-groups.ts';
import { kiro } from './kiro.ts';
import type { FormatRules } from './types.ts';

/**
 * OpenSpec: the groups `## N. Title` are the units, and every checkbox is work, since `openspec archive` counts every one
 * of them.
 */
export const openspec: FormatRules = {
  ...kiro,
  name: 'openspec',
  readStructure: (outline) => {
    const numbered = findTaskHeadings(outline.headings);
    const isGroup = (heading: Heading) => numbered.has(heading) && !saysChecklist(heading.text);
    const diagnostics = [...uncountedLines(outline), ...emptyGroups(outline, isGroup)];
    return {
      parents: findGroups(outline, numbered),
      roles: { of: () => 'task', ownerOf: (node) => node, diagnostics },
    };
  },
  findOptional: () => ({ of: () => false, diagnostics: [] }),
  inDocumentOrder: true,
};

/** What its own CLI takes for a checkbox, in fences and comments too; only `x` is done. */
const COUNTED = /^\s{0,200}(?:[-*+]|\d{1,9}[.)])\s{0,20}\[(?:\s{0,20}([^\]\s]?)\s{0,20}\](?![([])|\s{1,20}\])/;

/** The code of a diagnostic about an open checkbox that is not read here, but that keeps `openspec archive` from working. */
export const ARCHIVE_COUNTS = 'archive-counts';

function uncountedLines({ lines, entries }: Outline): Diagnostic[] {
  const read = new Set(entries.map(({ lineIndex }) => lineIndex));
  return lines.flatMap(({ text }, at) => {
    const mark = read.has(at) || !text.includes('[') ? undefined : COUNTED.exec(text);
    if (mark == null || /^x$/i.test(mark[1] ?? '')) return [];
    const message = 'this line is not read as a task, but `openspec archive` counts it as an open one';
    return [{ line: at + 1, code: ARCHIVE_COUNTS, message }];
  });
}

function findGroups(outline: Outline, numbered: ReadonlySet<Heading>): Parents {
  const byHeading = parentsByHeading(outline, (entry) => groupHeading(outline, entry, numbered));
  const boxGroups = findBoxGroups(outline, numbered);
  return { ...byHeading, of: (entry) => (boxGroups.has(entry) ? boxGroups.of(entry) : byHeading.of(entry)) };
}

/** The outermost numbered heading, whose number may be left out in the title of the page; else the one that its number names; else the innermost. */
function groupHeading(outline: Outline, entry: OutlineEntry, numbered: ReadonlySet<Heading>): Heading | null {
  const { label, section } = entry;
  const around = [...headingsAround(section)];
  const groups = around.filter((heading) => numbered.has(heading));
  const first = label.id?.split('.')[0];
  return (
    groups.findLast(({ level }) => level > 1) ??
    groups.at(-1) ??
    (first === undefined ? null : outline.plainParent(first, entry)) ??
    around.find((heading) => first !== undefined && heading.label.id === first) ??
    section
  );
}

/** Lists without numbered headings whose groups are checkboxes themselves: `- [ ] 1. Group` with `1.1`, `1.2` below. */
function findBoxGroups(outline: Outline, numbered: ReadonlySet<Heading>) {
  const parents = findParents(outline);
  const rootOf = (entry: OutlineEntry): OutlineEntry => {
    const parent = parents.of(entry);
    return parent === null || isHeading(parent) ? entry : rootOf(parent);
  };
  const isGroup = ({ label, section }: OutlineEntry) =>
    label.id !== null &&
    /^\d+$/.test(label.id) &&
    ![...headingsAround(section)].some((heading) => numbered.has(heading));
  const roots = new Map(outline.entries.map((entry) => [entry, rootOf(entry)]));
  const grouped = new Set<Heading | null>();
  for (const [entry, root] of roots) if (entry !== root && isGroup(root)) grouped.add(root.section);
  const isIn = (entry: OutlineEntry) => {
    const root = roots.get(entry) ?? entry;
    return grouped.has(root.section) && isGroup(root);
  };
  return {
    has: isIn,
    of: (entry: OutlineEntry) => (roots.get(entry) === entry ? null : parents.of(entry)),
  };
}
