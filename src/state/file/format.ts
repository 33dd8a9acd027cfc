import type { StateFile } from '../types.ts';

/** How a part of the file is laid out: on one line, or key by key; `*`: every key that is not named. */
type Layout = 'line' | KeyByKey;
type KeyByKey = { readonly [key: string]: Layout };

/** A unit, an assignment, a sum: what one checkpoint changes as a whole is one line of its diff. */
const specLayout: KeyByKey = {
  assignments: { '*': 'line' },
  units: { '*': 'line' },
  totals: 'line',
  run: 'line',
  under_way: 'line',
  waiting: 'line',
};
const fileLayout: KeyByKey = { specs: { '*': specLayout }, throttle: { '*': 'line' } };

/**
 * The state file's text: keys sorted, two-space indent, final newline, so that a commit shows only what changed. Lists
 * that grow with every unit, and records of one unit, stand on one line each.
 */
export function formatState(file: StateFile): string {
  return `${formatPart(file, fileLayout, '')}\n`;
}

function formatPart(value: unknown, layout: Layout | undefined, indent: string): string {
  if (layout === 'line' || !isObject(value)) return formatLine(value);
  const format = () => formatObject(value, layout, indent);
  return layout === specLayout ? formatOnce(value, format) : format();
}

function formatObject(value: object, layout: KeyByKey | undefined, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (!value.some(isObject)) return formatLine(value);
    return `[\n${value.map((item) => inner + formatLine(item)).join(',\n')}\n${indent}]`;
  }
  const parts = value as Readonly<Record<string, unknown>>;
  const lines = sortedKeys(parts)
    .filter((key) => parts[key] !== undefined)
    .map((key) => `${inner}${JSON.stringify(key)}: ${formatPart(parts[key], layoutOf(layout, key), inner)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function layoutOf(layout: KeyByKey | undefined, key: string): Layout | undefined {
  return layout !== undefined && Object.hasOwn(layout, key) ? layout[key] : layout?.['*'];
}

/** Line breaks of a text are escaped in JSON: those that are there are between its parts. */
function formatLine(value: unknown): string {
  if (!isObject(value)) return JSON.stringify(value);
  return formatOnce(value, () => JSON.stringify(sortKeys(value), null, 1).replace(/\n */g, ' '));
}

/** Lines, and whole specs where they stand. */
const texts = new WeakMap<object, string>();

/** States are never changed in place, hence a part that was formatted once need not be again. */
function formatOnce(value: object, format: () => string): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = format();
  texts.set(value, text);
  return text;
}

function sortKeys(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  const parts = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(sortedKeys(parts).map((key) => [key, sortKeys(parts[key])]));
}

/** As an object has them itself: first those that could be an array's, in their order. */
function sortedKeys(parts: object): readonly string[] {
  const keys = Object.keys(parts);
  const from = keys.findIndex((key) => !isArrayIndex(key));
  return from < 0 ? keys : [...keys.slice(0, from), ...keys.slice(from).sort()];
}

function isArrayIndex(key: string): boolean {
  const number = Number(key) >>> 0;
  return number < 0xffffffff && String(number) === key;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
