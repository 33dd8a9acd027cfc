import { fenceFor, firstCharacters } from '../../text.ts';
import { inertMarkdown } from '../text/untrusted-text.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ADDRESS = /\b(?:(?:https?|ftp):\/\/|www\.)[^\s<>`|[\]]*[^\s<>`|.,;:!?()[\]'"]/gi;

/**
 * Someone else's text as text: its paragraphs, lists and code stay what they are, and nothing else in it is markup: no
 * headings, links, pictures, tables or HTML, so that it cannot pass for a part of the page, or swallow what follows.
 * Addresses of the web can be read and copied, and are not links.
 */
export function textBlock(text: string, max: number): string {
  const whole = inertMarkdown(text).trim();
  const shown = firstCharacters(whole, max).trimEnd();
  const lines = shown.split('\n');
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, fence] = FENCE.exec(lines[at] ?? '') ?? [];
    if (fence === undefined) {
      out.push(inertTextLine(lines[at] ?? ''));
      continue;
    }
    // Written anew at the margin, where nothing around it can end it early.
    let end = at + 1;
    while (end < lines.length && !closes(lines[end] ?? '', fence)) end += 1;
    const code = lines.slice(at + 1, end).join('\n');
    const ownFence = fenceFor(code);
    out.push('', `${ownFence}text`, code, ownFence, '');
    at = end;
  }
  const block = out.join('\n').replace(/^\n+|(?<!\n)\n+$/g, '');
  return whole.length <= max ? block : `${block}\n\n[… ${whole.length - shown.length} more characters]`;
}

function closes(line: string, fence: string): boolean {
  const [, closing = ''] = /^ {0,3}(`+|~+)[ \t]*$/.exec(line) ?? [];
  return closing.startsWith(fence);
}

/** Headings and rules lose their meaning, code between backticks keeps it, everything else is escaped. */
function inertTextLine(line: string): string {
  // Where every run of backticks on a line has its pair there, none pairs with one of another line.
  return line
    .split(/((?<!`)`+[^`]+`+)/)
    .map((part) => {
      const [, open, code, close] = /^(`+)([^`]+)(`+)$/.exec(part) ?? [];
      return open !== undefined && open === close ? `${open}${code}${close}` : addressesAsCode(part, escapeCharacters);
    })
    .join('')
    .replace(/^(\s*)(#{1,6}(?=\s|$)|[=-]+(?=\s*$))/, '$1\\$2');
}

/** A text escaped, but for the addresses in it: GitHub makes a link of one that is not code. */
export function addressesAsCode(text: string, asText: (part: string) => string): string {
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    parts.push(asText(text.slice(at, match.index)), `\`${match[0]}\``);
    at = match.index + match[0].length;
  }
  return [...parts, asText(text.slice(at))].join('');
}

function escapeCharacters(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[`_[\]~|$]/g, '\\$&');
}
