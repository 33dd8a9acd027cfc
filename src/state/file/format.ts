import type { StateFile } from '../types.ts';

/**
 * The state file's text: keys sorted, two-space indent, final newline, so that a commit shows only what changed.
 * States are never changed in place, hence a part that was sorted once need not be sorted again.
 */
export function formatState(file: StateFile): string {
  return `${JSON.stringify(sorted(file), null, 2)}\n`;
}

const known = new WeakMap<object, unknown>();

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const done = known.get(value);
  if (done !== undefined) return done;
  const result = Array.isArray(value)
    ? value.map(sorted)
    : Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, part]) => [key, sorted(part)]),
      );
  known.set(value, result);
  return result;
}
