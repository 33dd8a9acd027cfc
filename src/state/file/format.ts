import type { StateFile } from '../types.ts';

/** How a part of the file is laid out: on one line, or key by key; `*`: every key that is not named. */
type Layout = 'line' | { readonly [key: string]: Layout };

/** A unit, an assignment, a sum: what one checkpoint changes as a whole is one line of its diff. */
const fileLayout: Layout = {
  specs: {
    '*': {
      assignments: { '*': 'line' },
      units: { '*': 'line' },
      totals: 'line',
      run: 'line',
      under_way: 'line',
      waiting: 'line',
    },
  },
  throttle: { '*': 'line' },
};

/**
 * The state file's text: keys sorted, two-space indent, final newline, so that a commit shows only what changed. Lists
 * that grow with every unit, and records of one unit, stand on one line each.
 */
export function formatState(file: StateFile): string {
  return `${formatPart(file, fileLayout, '')}\n`;
}

function formatPart(value: unknown, layout: Layout | undefined, indent: string): string {
  if (layout === 'line' || !isObject(value)) return formatLine(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (!value.some(isObject)) return formatLine(value);
    return `[\n${value.map((item) => inner + formatLine(item)).join(',\n')}\n${indent}]`;
  }
  const lines = Object.entries(sortKeys(value) as object)
    .filter(([, part]) => part !== undefined)
    .map(([key, part]) => `${inner}${JSON.stringify(key)}: ${formatPart(part, layoutOf(layout, key), inner)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function layoutOf(layout: Exclude<Layout, 'line'> | undefined, key: string): Layout | undefined {
  return layout !== undefined && Object.hasOwn(layout, key) ? layout[key] : layout?.['*'];
}

/** Line breaks of a text are escaped in JSON: those that are there are between its parts. */
function formatLine(value: unknown): string {
  if (!isObject(value)) return JSON.stringify(value);
  const known = lines.get(value);
  if (known !== undefined) return known;
  const line = JSON.stringify(sortKeys(value), null, 1).replace(/\n */g, ' ');
  lines.set(value, line);
  return line;
}

/** States are never changed in place, hence a part that was formatted once need not be again. */
const lines = new WeakMap<object, string>();
const sortedCache = new WeakMap<object, unknown>();

function sortKeys(value: unknown): unknown {
  if (!isObject(value)) return value;
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

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
