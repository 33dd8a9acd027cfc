import { truncateWithNote } from '../../text.ts';
import type { Heading } from '../lines/heading.ts';
import type { Diagnostic } from '../types.ts';
import { lineOf } from './keys.ts';
import { isHeading, type Parents } from './parents.ts';
import type { OutlineEntry } from './types.ts';

type Node = OutlineEntry | Heading;

/** Which tasks are optional: by a star, by a tag in their title, struck out, or below one that is. */
export interface OptionalTasks {
  of(entry: OutlineEntry): boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** `nodes`: checkboxes, and the headings that stand for one, in document order. */
export function findOptionalTasks(nodes: readonly Node[], parents: Parents): OptionalTasks {
  const cache = new Map<OutlineEntry, boolean>();
  const isOptional = (entry: OutlineEntry): boolean => {
    const cached = cache.get(entry);
    if (cached !== undefined) return cached;
    const parent = parents.of(entry);
    const parentIsOptional = isHeading(parent) ? isOptionalItself(parent) : parent !== null && isOptional(parent);
    const value = isOptionalItself(entry) || parentIsOptional;
    cache.set(entry, value);
    return value;
  };
  const open = nodes.filter((node) => isHeading(node) || node.checkbox.state !== 'done');
  const diagnostics = open.flatMap((node) => [
    ...tagDiagnostics(node),
    ...(isHeading(node) ? [] : inheritedDiagnostics(node, parents, isOptional)),
  ]);
  return { of: isOptional, diagnostics };
}

function isOptionalItself(node: Node): boolean {
  return isStarred(node) || node.label.optionalTag === 'tag' || (!isHeading(node) && node.label.struckOut);
}

function isStarred(node: Node): boolean {
  return node.label.starred || (!isHeading(node) && node.checkbox.starred);
}

/** A star is Kiro's own sign; words are read with care, and what they were read as is reported. */
function tagDiagnostics(node: Node): Diagnostic[] {
  const line = lineOf(node);
  const { label } = node;
  const name = truncateWithNote(label.id ?? label.title, 60, '…');
  if (!isHeading(node) && label.struckOut)
    return [{ line, code: 'struck-out', message: 'struck out, but not ticked: treated as optional' }];
  if (isStarred(node) || label.optionalTag === null) return [];
  if (label.optionalTag === 'tag')
    return [
      { line, code: 'optional-tag', message: `${name} is optional by its title; remove the word if it must be done` },
    ];
  const message = `"optional" inside the title of ${name} does not make it optional: write "[ ]*" if it is`;
  return [{ line, code: 'optional-mention', message }];
}

/** Below an optional task, but in another section, one may have been meant to stand for itself. */
function inheritedDiagnostics(
  entry: OutlineEntry,
  parents: Parents,
  isOptional: (entry: OutlineEntry) => boolean,
): Diagnostic[] {
  const parent = parents.of(entry);
  if (isOptionalItself(entry) || parent === null || isHeading(parent)) return [];
  if (parent.section === entry.section || !isOptional(parent)) return [];
  const message = `optional together with ${parent.label.id ?? parent.label.title}, which contains it by its id: give it another number if it must be done`;
  return [{ line: entry.lineIndex + 1, code: 'optional-parent', message }];
}
