/** `1 file`, `3 files`; `several` where the plural is not made with an s. */
export function plural(amount: number, singular: string, several = `${singular}s`): string {
  return `${amount} ${amount === 1 ? singular : several}`;
}

/** `once`, `3 times`. */
export function formatTimes(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** `a, b`; of more than `max` the first ones: `a, b and 3 more`. */
export function listFirst(items: readonly string[], max: number): string {
  return [items.slice(0, max).join(', '), ...andMore(items.length, max)].join(' ');
}

/** What stands behind the first `max` of `total`: `and 3 more`, or nothing where these are all. */
export function andMore(total: number, max: number): string[] {
  return total > max ? [`and ${total - max} more`] : [];
}

/** `$0.42` from USD; below a cent `$0.0042`. */
export function formatUsd(usd: number): string {
  return `$${usd.toFixed(usd !== 0 && usd < 0.01 ? 4 : 2)}`;
}

/** `1,250,000` from a whole number; by hand, since Intl takes 20 ms to load its tables. */
export function formatThousands(value: number): string {
  const digits = String(value);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(',');
}

/** A quotation in Markdown. */
export function quote(text: string): string {
  return text.trim().replace(/^/gm, '> ');
}

/** A fence for a block of code in Markdown that nothing in the text closes. */
export function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}

/** The first `max` characters (UTF-16 units), or a few fewer: a cut never parts what is seen as one character. */
export function firstCharacters(text: string, max: number): string {
  return text.slice(0, characterStart(text, max));
}

/** The last `max` characters (UTF-16 units), or a few fewer: a cut never parts what is seen as one character. */
export function lastCharacters(text: string, max: number): string {
  return text.slice(characterEnd(text, text.length - max));
}

/** A text of at most `max` characters (UTF-16 units): the rest of a longer one is `…`. */
export function truncate(text: string, max: number): string {
  return text.length > max ? `${firstCharacters(text, max - 1)}…` : text;
}

/** The first `max` characters (UTF-16 units), and behind those of a longer text a note, which is not counted. */
export function truncateWithNote(text: string, max: number, note: string | ((omitted: number) => string)): string {
  if (text.length <= max) return text;
  const kept = firstCharacters(text, max);
  return kept + (typeof note === 'string' ? note : note(text.length - kept.length));
}

/** Characters of more units than this (flags and families have up to some 30) are parted, but no surrogate pair is. */
const LONGEST_CHARACTER = 64;
let graphemes: Intl.Segmenter | undefined;

/** The start of the character that the unit at `at` belongs to; `at` itself where it starts one. */
function characterStart(text: string, at: number): number {
  const character = characterAround(text, at);
  if (character === null) return Math.max(0, Math.min(at, text.length));
  return character.start > 0 && at - character.start < LONGEST_CHARACTER ? character.start : at - midPair(text, at);
}

/** The end of the character that `at` lies within; `at` itself where it starts one. */
function characterEnd(text: string, at: number): number {
  const character = characterAround(text, at);
  if (character === null) return Math.max(0, Math.min(at, text.length));
  return character.end < text.length && character.end - at < LONGEST_CHARACTER ? character.end : at + midPair(text, at);
}

/** The character that `at` lies within; null where it lies between two. */
function characterAround(text: string, at: number): { readonly start: number; readonly end: number } | null {
  if (at <= 0 || at >= text.length) return null;
  // Below U+0300 nothing joins what stands before it, and nothing there begins a pair.
  if (text.charCodeAt(at) < 0x300 && text.charCodeAt(at - 1) < 0x300) return null;
  const from = Math.max(0, at - LONGEST_CHARACTER);
  // Made where a text needs it: Unicode's tables take longer to load than most commands to run.
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const found = graphemes.segment(text.slice(from, at + LONGEST_CHARACTER)).containing(at - from);
  if (found === undefined || from + found.index === at) return null;
  return { start: from + found.index, end: from + found.index + found.segment.length };
}

/** 1 where `at` lies between the halves of a surrogate pair, else 0. */
function midPair(text: string, at: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1)) ? 1 : 0;
}
