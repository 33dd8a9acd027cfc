import type { StateFile } from '../types.ts';

/**
 * The state file's text: keys sorted, two-space indent, final newline, so that a commit shows only what changed.
 * States are never changed in place, hence a part that was sorted once need not be sorted again.
 */
export function formatState(file: StateFile): string {
  return `${JSON.stringify(sortKeys(file), null, 2)}\n`;
}

const sortedCache = new WeakMap<object, unknown>();

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const cached = sortedCache.get(value);
  if (cached !== undefined) return cached;
  const result = Array.isArray(value)
    ? value.map(sortKeys)
    : Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, part]) => [key, sortKeys(part)]),
      );
  sortedCache.set(value, result);
  return result;
}
