import { defused, oneLine } from '../text/untrusted-text.ts';

/** GitHub's limit for the body of an issue, a pull request or a comment, in characters. */
export const BODY_LIMIT = 65_536;

/** Someone else's words inside a line of Markdown: nothing in them is markup. At most `max` characters are shown. */
export function inline(text: string, max = 120): string {
  const line = oneLine(text);
  const short = line.length <= max ? line : `${line.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
  return short.replace(/[\\`*_[\]<>|~$]/g, '\\$&').replaceAll('&', '&amp;');
}

/** A title of an issue or pull request: one line, no markup, at most 200 characters (GitHub takes 256). */
export function plainTitle(text: string): string {
  const line = oneLine(text);
  return line.length <= 200 ? line : `${line.slice(0, 199).replace(/[\ud800-\udbff]$/, '')}…`;
}

const WIDTH = 110;

/**
 * Someone else's text as a block of its own, word for word: in a fence that it cannot close, with long lines wrapped,
 * since GitHub does not. Of a text longer than `max` characters the end is cut, or with `keep: 'end'` the beginning.
 */
export function quoted(text: string, max: number, keep: 'start' | 'end' = 'start'): string {
  const clean = defused(text).trim();
  const short = clean.length <= max ? clean : keep === 'start' ? cutEnd(clean, max) : cutStart(clean, max);
  const lines = short.split('\n').flatMap(wrapped);
  const longest = Math.max(2, ...[...short.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${lines.join('\n')}\n${fence}`;
}

function cutEnd(text: string, max: number): string {
  return `${text
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}\n[… ${text.length - max} more characters]`;
}

function cutStart(text: string, max: number): string {
  return `[${text.length - max} characters before …]\n${text.slice(-max).replace(/^[\udc00-\udfff]/, '')}`;
}

function wrapped(line: string): string[] {
  const out: string[] = [];
  let rest = line;
  while (rest.length > WIDTH) {
    const blank = rest.lastIndexOf(' ', WIDTH);
    const hard = /[\ud800-\udbff]/.test(rest[WIDTH - 1] ?? '') ? WIDTH - 1 : WIDTH;
    const at = blank > WIDTH / 2 ? blank : hard;
    out.push(rest.slice(0, at));
    rest = rest.slice(blank > WIDTH / 2 ? at + 1 : at);
  }
  return [...out, rest];
}

/** A part of a body. What must not be cut in the middle (a diagram, a quote) is left out whole where it has no room. */
export interface Section {
  readonly text: string;
  /** For the note in its place: `the timeline`. */
  readonly name: string;
  readonly cut: 'lines' | 'whole';
}

export const characters = (text: string): number => text.length;
export const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Sections joined by a blank line, within `limit` as `measure` counts it; what is cut is said in its place. */
export function fitted(sections: readonly Section[], limit: number, measure = characters): string {
  const NOTE = 200;
  const whole = sections.map(({ text }) => text).join('\n\n');
  if (measure(whole) <= limit) return whole;
  const out: string[] = [];
  let left = limit - NOTE;
  const gone: string[] = [];
  for (const { text, name, cut } of sections) {
    const size = measure(text) + 2;
    if (size <= left) {
      out.push(text);
      left -= size;
      continue;
    }
    const { kept, dropped } = cut === 'lines' ? firstLines(text, left, measure) : { kept: '', dropped: 0 };
    if (kept !== '') out.push(kept);
    left -= measure(kept) + 2;
    gone.push(kept === '' ? name : `${dropped} lines of ${name}`);
  }
  const note = `_Cut here for its length: ${gone.join(', ')}._`;
  return [...out, measure(note) <= NOTE ? note : '_Cut here for its length._'].join('\n\n');
}

function firstLines(text: string, room: number, measure: (text: string) => number): { kept: string; dropped: number } {
  const lines = text.split('\n');
  let left = room;
  let count = 0;
  for (const line of lines) {
    left -= measure(line) + 1;
    if (left < 0) break;
    count += 1;
  }
  return { kept: lines.slice(0, count).join('\n'), dropped: lines.length - count };
}
