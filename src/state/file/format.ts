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

/** A part as it was formatted where it stands: states are never changed in place, hence it need not be again. */
interface Formatted {
  readonly layout: Layout | undefined;
  readonly indent: string;
  readonly text: string;
}

const INDENT = '  ';
const formatted = new WeakMap<object, Formatted>();

function formatPart(value: unknown, layout: Layout | undefined, indent: string): string {
  if (!isObject(value)) return JSON.stringify(value);
  const known = formatted.get(value);
  if (known?.layout === layout && known?.indent === indent) return known.text;
  const text = layout === 'line' ? formatLine(value) : formatObject(value, layout, indent);
  // The file and its list of specs are other ones each time, and as long as all of it.
  if (indent.length > INDENT.length) formatted.set(value, { layout, indent, text });
  return text;
}

function formatObject(value: object, layout: Exclude<Layout, 'line'> | undefined, indent: string): string {
  const inner = indent + INDENT;
  if (Array.isArray(value)) {
    if (!value.some(isObject)) return formatLine(value);
    return `[\n${value.map((item) => inner + formatPart(item, 'line', inner)).join(',\n')}\n${indent}]`;
  }
  const lines = sortedEntries(value)
    .filter(([, part]) => part !== undefined)
    .map(([key, part]) => `${inner}${JSON.stringify(key)}: ${formatPart(part, layoutOf(layout, key), inner)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function layoutOf(layout: Exclude<Layout, 'line'> | undefined, key: string): Layout | undefined {
  return layout !== undefined && Object.hasOwn(layout, key) ? layout[key] : layout?.['*'];
}

/** Line breaks of a text are escaped in JSON: those that are there are between its parts. */
function formatLine(value: object): string {
  return JSON.stringify(sortKeys(value), null, 1).replace(/\n */g, ' ');
}

function sortKeys(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  return Object.fromEntries(sortedEntries(value).map(([key, part]) => [key, sortKeys(part)]));
}

/** As an object has them: whole numbers first, in their order. */
const sortedEntries = (value: object): [string, unknown][] =>
  Object.entries(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
