import { unnumberedLabel } from '../lines/label.ts';
import type { OutlineEntry } from './types.ts';

/**
 * `3 Write tests` may be task 3, `3 tests pass` is not: a number without a dot is an id only where the checkbox before
 * or after it on the same level counts on, or where its own children carry it. All others lose it here.
 */
export function resolveBareNumbers(entries: readonly OutlineEntry[]): void {
  const confirmed = new Set<OutlineEntry>();
  const lastByParent = new Map<OutlineEntry | null, OutlineEntry>();
  entries.forEach((entry, index) => {
    const { id, certain } = entry.label;
    if (id === null) return;
    if (!certain && entries[index + 1]?.label.id?.startsWith(`${id}.`)) confirmed.add(entry);
    if (!/^\d+$/.test(id)) return;
    const previous = lastByParent.get(entry.enclosing);
    if (previous !== undefined && Number(previous.label.id) + 1 === Number(id)) confirmed.add(previous).add(entry);
    lastByParent.set(entry.enclosing, entry);
  });
  for (const entry of entries) {
    if (!entry.label.certain && !confirmed.has(entry)) entry.label = unnumberedLabel(entry.checkbox.text);
  }
}
