import { createHash } from 'node:crypto';
import type { Heading } from '../lines/heading.ts';
import type { Diagnostic } from '../types.ts';
import type { Entry } from './outline.ts';
import { isHeading } from './parents.ts';

export interface Keys {
  of(node: Entry | Heading): string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The key is the id where it is unique, else `id#occurrence`. A task without a number has a hash of its headings, its
 * title and its occurrence, so that it keeps its key through edits elsewhere.
 * `nodes`: boxes, and the headings that stand for one, in document order.
 */
export function giveKeys(nodes: readonly (Entry | Heading)[]): Keys {
  const keys = new Map<Entry | Heading, string>();
  const diagnostics: Diagnostic[] = [];
  const byId = new Map<string, (Entry | Heading)[]>();
  const seen = new Map<string, number>();
  for (const node of nodes) {
    const { id } = node.label;
    if (id !== null) {
      const same = byId.get(id);
      if (same === undefined) byId.set(id, [node]);
      else same.push(node);
    } else if (!isHeading(node)) {
      const place = placeOf(node);
      const occurrence = (seen.get(place) ?? 0) + 1;
      seen.set(place, occurrence);
      keys.set(node, hashed(`${place}\n${occurrence}`));
    }
  }
  for (const [id, same] of byId) {
    same.forEach((node, index) => {
      keys.set(node, same.length === 1 ? id : `${id}#${index + 1}`);
      if (index === 0) return;
      diagnostics.push({
        line: lineOf(node),
        code: 'duplicate-id',
        message: `${id} is also at line ${lineOf(same[0] as Entry | Heading)}: this one is known as ${id}#${index + 1}`,
      });
    });
  }
  return { of: (node) => keys.get(node) ?? '', diagnostics };
}

export function lineOf(node: Entry | Heading): number {
  return isHeading(node) ? node.line : node.at + 1;
}

function placeOf({ section, above, label }: Entry): string {
  const path = [above === null ? '' : (above.label.id ?? above.label.title), label.title];
  for (let heading = section; heading !== null; heading = heading.parent) path.unshift(heading.text);
  return path.join('\n');
}

/** Starts with a small `h`, as no id does. */
function hashed(place: string): string {
  return `h${createHash('sha256').update(place).digest('hex').slice(0, 10)}`;
}
