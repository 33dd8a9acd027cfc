import type { Mask } from '../../secrets/types.ts';

/** Bytes of the log that hold a part of a secret. */
export interface SecretBytes {
  readonly offset: number;
  readonly length: number;
}

/** Names of values that are followed at a time; of an agent's stream few end as a secret begins. */
const MAX_NAMES = 64;
/** A line longer than this (characters) is no piece of a message. */
const MAX_LINE_LENGTH = 1024 * 1024;

/** A value of a line, or its end, as it stands in the log. */
interface Piece {
  readonly offset: number;
  readonly text: string;
}

/**
 * Finds secrets that an agent printed in pieces, as it does who streams its words: a value of a line begins one, and the
 * value of that name in the next line that has one ends it. Whoever joins them reads it. `written` is what was appended
 * to the log, and at which byte; what it returns is to be written over, byte for byte, so that lines stay lines of JSON
 * and nothing moves. Time is linear in the text.
 */
export function createSplitSecretFinder(mask: Mask): { written(text: string, offset: number): SecretBytes[] } {
  const followed = new Map<string, readonly Piece[]>();
  let line = '';
  let lineOffset = 0;

  function readLine(): SecretBytes[] {
    if (!line.startsWith('{') || line.length > MAX_LINE_LENGTH) return [];
    const found: SecretBytes[] = [];
    let at = 0;
    let offset = lineOffset;
    for (const { name, start, end } of namedValues(line)) {
      offset += Buffer.byteLength(line.slice(at, start));
      at = start;
      found.push(...readValue(name, { offset, text: line.slice(start, end) }));
    }
    return found;
  }
  function readValue(name: string, value: Piece): SecretBytes[] {
    const earlier = followed.get(name) ?? [];
    const before = earlier.map(({ text }) => text).join('');
    const crossing = before === '' ? null : mask.across(before, value.text);
    const undecided = mask.undecided(before + value.text);
    followed.delete(name);
    if (undecided > 0 && followed.size < MAX_NAMES) followed.set(name, lastCharacters([...earlier, value], undecided));
    if (crossing === null) return [];
    const begun = lastCharacters(earlier, crossing.before).map(bytesOf);
    return [...begun, bytesOf({ ...value, text: value.text.slice(0, crossing.after) })];
  }
  return {
    written(text, offset) {
      const found: SecretBytes[] = [];
      let from = 0;
      let bytes = offset;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        const rest = text.slice(from, end);
        line += rest;
        found.push(...readLine());
        bytes += Buffer.byteLength(rest) + 1;
        from = end + 1;
        line = '';
        lineOffset = bytes;
      }
      if (line === '') lineOffset = bytes;
      line += text.slice(from);
      return found;
    },
  };
}

function bytesOf({ offset, text }: Piece): SecretBytes {
  return { offset, length: Buffer.byteLength(text) };
}

/** The last so many characters of what the pieces are together. */
function lastCharacters(pieces: readonly Piece[], count: number): Piece[] {
  const kept: Piece[] = [];
  let missing = count;
  for (const { offset, text } of pieces.toReversed()) {
    if (missing <= 0) break;
    const cut = Math.max(0, text.length - missing);
    kept.unshift({ offset: offset + Buffer.byteLength(text.slice(0, cut)), text: text.slice(cut) });
    missing -= text.length;
  }
  return kept;
}

/** Values that are strings, as they are written, with their names; of one name in a line each has a number. */
function* namedValues(
  line: string,
): Generator<{ readonly name: string; readonly start: number; readonly end: number }> {
  const counts = new Map<string, number>();
  let name: string | null = null;
  for (let open = line.indexOf('"'); open >= 0; ) {
    const close = endOfString(line, open + 1);
    if (close < 0) return;
    if (line[close + 1] === ':') name = line.slice(open + 1, close);
    else if (name !== null && line[open - 1] === ':') {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      yield { name: `${name} ${count}`, start: open + 1, end: close };
    }
    open = line.indexOf('"', close + 1);
  }
}

/** Where the quote that ends it stands; -1: nowhere. */
function endOfString(line: string, from: number): number {
  for (let quote = line.indexOf('"', from); quote >= 0; quote = line.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (quote - backslashes > from && line[quote - backslashes - 1] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote;
  }
  return -1;
}
