import { fenceFor, firstCharacters, lastCharacters, truncate } from '../../text.ts';
import { inertLine, inertMarkdown } from '../text/untrusted-text.ts';
import { addressesAsCode } from './text-block.ts';

/** GitHub's limit for the body of an issue, a pull request or a comment, in characters. */
export const BODY_LIMIT = 65_536;

/** Someone else's words inside a line of Markdown: nothing in them is markup, and addresses are no links. At most `max` characters are shown. */
export function escapeInline(text: string, max = 120): string {
  return addressesAsCode(truncate(inertLine(text), max), (part) =>
    part.replace(/[\\`*_[\]<>|~$]/g, '\\$&').replaceAll('&', '&amp;'),
  );
}

/** A title of an issue or pull request: one line, no markup, at most 200 characters (GitHub takes 256). */
export function plainTitle(text: string): string {
  return truncate(inertLine(text), 200);
}

const WRAP_WIDTH = 110;

/**
 * Someone else's text as a block of its own, word for word: in a fence that it cannot close, with long lines wrapped,
 * since GitHub does not. Of a text longer than `max` characters the end is cut, or with `keep: 'end'` the beginning.
 */
export function codeBlock(text: string, max: number, keep: 'start' | 'end' = 'start'): string {
  const clean = inertMarkdown(text).trim();
  const truncated =
    clean.length <= max ? clean : keep === 'start' ? truncateEnd(clean, max) : truncateStart(clean, max);
  const lines = truncated.split('\n').flatMap(wrapLine);
  const fence = fenceFor(truncated);
  return `${fence}text\n${lines.join('\n')}\n${fence}`;
}

/** A file of ours, as it is but for what a page would act on, in a fence that it cannot close. */
export function fileBlock(text: string, language: string): string {
  const clean = inertMarkdown(text).trim();
  const fence = fenceFor(clean);
  return `${fence}${language}\n${clean}\n${fence}`;
}

function truncateEnd(text: string, max: number): string {
  const kept = firstCharacters(text, max);
  return `${kept.trimEnd()}\n[… ${text.length - kept.length} more characters]`;
}

function truncateStart(text: string, max: number): string {
  const kept = lastCharacters(text, max);
  return `[${text.length - kept.length} characters before …]\n${kept}`;
}

function wrapLine(line: string): string[] {
  const out: string[] = [];
  let rest = line;
  while (rest.length > WRAP_WIDTH) {
    const breakAt = breakPoint(rest);
    out.push(rest.slice(0, breakAt));
    rest = rest.slice(rest[breakAt] === ' ' ? breakAt + 1 : breakAt);
  }
  return rest === '' && out.length > 0 ? out : [...out, rest];
}

/** A path is not parted, since people copy it. */
function breakPoint(line: string): number {
  const lastSpace = line.lastIndexOf(' ', WRAP_WIDTH);
  if (lastSpace > WRAP_WIDTH / 2) return lastSpace;
  if (!line.slice(lastSpace + 1, WRAP_WIDTH).includes('/')) return firstCharacters(line, WRAP_WIDTH).length;
  if (line.slice(0, lastSpace + 1).trim() !== '') return lastSpace;
  const end = line.indexOf(' ', WRAP_WIDTH);
  return end < 0 ? line.length : end;
}

/** A part of a body. What must not be cut in the middle (a diagram, a quote) is left out whole where it has no room. */
export interface Section {
  readonly text: string;
  /** For the note in its place: `the timeline`. */
  readonly name: string;
  readonly cut: 'lines' | 'whole';
}

const characterCount = (text: string): number => text.length;
export const byteCount = (text: string): number => new TextEncoder().encode(text).length;

/** Sections joined by a blank line, within `limit` as `measure` counts it; what is cut is said in its place. */
export function fitSections(sections: readonly Section[], limit: number, measure = characterCount): string {
  const NOTE_LENGTH = 200;
  const joined = sections.map(({ text }) => text).join('\n\n');
  if (measure(joined) <= limit) return joined;
  const out: string[] = [];
  let remaining = limit - NOTE_LENGTH;
  const omitted: string[] = [];
  for (const { text, name, cut } of sections) {
    const size = measure(text) + 2;
    if (size <= remaining) {
      out.push(text);
      remaining -= size;
      continue;
    }
    const { kept, dropped } = cut === 'lines' ? takeLines(text, remaining, measure) : { kept: '', dropped: 0 };
    if (kept !== '') out.push(kept);
    remaining -= measure(kept) + 2;
    omitted.push(kept === '' ? name : `${dropped} lines of ${name}`);
  }
  const note = `_Left out for length: ${omitted.join(', ')}._`;
  return [...out, measure(note) <= NOTE_LENGTH ? note : '_Shortened for length._'].join('\n\n');
}

function takeLines(text: string, limit: number, measure: (text: string) => number): { kept: string; dropped: number } {
  const lines = text.split('\n');
  let remaining = limit;
  let count = 0;
  for (const line of lines) {
    remaining -= measure(line) + 1;
    if (remaining < 0) break;
    count += 1;
  }
  return { kept: lines.slice(0, count).join('\n'), dropped: lines.length - count };
}
