/** What stands between `---` and `---` at the start of a text, as far as it is needed: keys at the left edge. */
export type FrontMatter =
  | { readonly kind: 'none' }
  /** `problem`: a clause for people. */
  | { readonly kind: 'invalid'; readonly problem: string }
  /** Each key's values, without quotes: one, or those of a list. */
  | { readonly kind: 'read'; readonly values: ReadonlyMap<string, readonly string[]> };

const KEY = /^([\w-]{1,60})[ \t]{0,9}:(?:[ \t](.*))?$/s;
const ITEM = /^[ \t]{0,20}-[ \t](.*)$/s;
/** Of a nested value, a comment, or nothing. */
const OTHER = /^(?:\s|#|$)/;
const MAX_LINES = 200;

/**
 * Reads it line by line: YAML's scalars, quoted or not, `[a, b]`, and lists of one item a line. A pattern that is not
 * quoted, as YAML would have it, is read as it was meant.
 */
export function readFrontMatter(text: string): FrontMatter {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, MAX_LINES);
  if (lines[0]?.trimEnd() !== '---') return { kind: 'none' };
  const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---');
  if (end < 0) return { kind: 'invalid', problem: 'it is never closed' };
  const values = new Map<string, readonly string[]>();
  let key = '';
  for (const line of lines.slice(1, end).map((whole) => whole.trimEnd())) {
    const read = readLine(line);
    if (read === null) return { kind: 'invalid', problem: `"${line.slice(0, 60)}" is not YAML` };
    const before = read.key === null ? (values.get(key) ?? []) : [];
    key = read.key ?? key;
    values.set(key, [...before, ...read.values.map(unquote).filter((value) => value !== '')]);
  }
  return { kind: 'read', values };
}

/** A key with its values, or what a line adds to the last one; null: the line is not YAML. */
function readLine(line: string): { readonly key: string | null; readonly values: readonly string[] } | null {
  const [, key = null, value = ''] = KEY.exec(line) ?? [];
  const item = ITEM.exec(line)?.[1]?.trim();
  if (key === null && item === undefined) return OTHER.test(line) ? { key, values: [] } : null;
  const values = key === null ? [item ?? ''] : splitList(value);
  return values.some(hasOpenQuote) ? null : { key, values };
}

function splitList(value: string): readonly string[] {
  const list = /^\[(.*)\]$/.exec(value.trim())?.[1];
  return list === undefined ? [value.trim()] : list.split(',').map((part) => part.trim());
}

function hasOpenQuote(value: string): boolean {
  const quote = /^["'[]/.exec(value)?.[0];
  return quote !== undefined && (value.length < 2 || !value.trimEnd().endsWith(quote === '[' ? ']' : quote));
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1$/s.exec(value)?.[2];
  const comment = value.indexOf(' #');
  return quoted ?? (comment < 0 ? value : value.slice(0, comment)).trim();
}
