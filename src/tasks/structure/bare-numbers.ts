import { unnumbered } from '../lines/label.ts';
import type { Entry } from './outline.ts';

/**
 * `3 Write tests` may be task 3, `3 tests pass` is not: a number without a dot is an id only where the box before or
 * after it on the same level counts on, or where its own children carry it. All others lose it here.
 */
export function settleBareNumbers(entries: readonly Entry[]): void {
  const confirmed = new Set<Entry>();
  const last = new Map<Entry | null, Entry>();
  entries.forEach((entry, index) => {
    const { id, certain } = entry.label;
    if (id === null) return;
    if (!certain && entries[index + 1]?.label.id?.startsWith(`${id}.`)) confirmed.add(entry);
    if (!/^\d+$/.test(id)) return;
    const before = last.get(entry.above);
    if (before !== undefined && Number(before.label.id) + 1 === Number(id)) confirmed.add(before).add(entry);
    last.set(entry.above, entry);
  });
  for (const entry of entries) {
    if (!entry.label.certain && !confirmed.has(entry)) entry.label = unnumbered(entry.box.text);
  }
}
