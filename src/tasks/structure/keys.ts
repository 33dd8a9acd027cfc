import { createHash } from 'node:crypto';
import { addToGroup } from '../../collections.ts';
import type { Heading } from '../lines/heading.ts';
import type { Diagnostic } from '../types.ts';
import { isHeading } from './parents.ts';
import type { OutlineEntry } from './types.ts';

export interface Keys {
  of(node: OutlineEntry | Heading): string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The key is the id where it is unique, else `id#occurrence`. A task without a number has a hash of its headings, its
 * title and its occurrence, so that it keeps its key through edits elsewhere; so has a heading.
 * `nodes`: checkboxes, and the headings that stand for one, in document order.
 */
export function assignKeys(nodes: readonly (OutlineEntry | Heading)[]): Keys {
  const keys = new Map<OutlineEntry | Heading, string>();
  const diagnostics: Diagnostic[] = [];
  const byId = new Map<string, (OutlineEntry | Heading)[]>();
  const occurrences = new Map<string, number>();
  for (const node of nodes) {
    const { id } = node.label;
    if (id !== null) {
      addToGroup(byId, keyOfId(id), node);
    } else {
      const path = (isHeading(node) ? headingPath(node) : entryPath(node)).join('\n');
      const occurrence = (occurrences.get(path) ?? 0) + 1;
      occurrences.set(path, occurrence);
      keys.set(node, hashKey(`${path}\n${occurrence}`));
    }
  }
  for (const [id, sameId] of byId) {
    sameId.forEach((node, index) => {
      keys.set(node, sameId.length === 1 ? id : `${id}#${index + 1}`);
      if (index === 0) return;
      diagnostics.push({
        line: lineOf(node),
        code: 'duplicate-id',
        message: `${id} is also at line ${lineOf(sameId[0] as OutlineEntry | Heading)}: this one is called ${id}#${index + 1}`,
      });
    });
  }
  return { of: (node) => keys.get(node) ?? '', diagnostics };
}

export function lineOf(node: OutlineEntry | Heading): number {
  return isHeading(node) ? node.line : node.lineIndex + 1;
}

/** `Phase 3` → `phase-3`: a key is a word that can be typed, and the name of a window. */
function keyOfId(id: string): string {
  return id.includes(' ') ? id.toLowerCase().replaceAll(' ', '-') : id;
}

function entryPath({ section, enclosing: above, label }: OutlineEntry): string[] {
  return [...headingPath(section), above === null ? '' : (above.label.id ?? above.label.title), label.title];
}

function headingPath(section: Heading | null): string[] {
  const path: string[] = [];
  for (let heading = section; heading !== null; heading = heading.parent) path.unshift(heading.text);
  return path;
}

/** Starts with a small `h`, as no id does. */
function hashKey(path: string): string {
  return `h${createHash('sha256').update(path).digest('hex').slice(0, 10)}`;
}
