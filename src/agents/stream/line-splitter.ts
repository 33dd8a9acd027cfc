import { StringDecoder } from 'node:string_decoder';
import { firstCharacters } from '../../text.ts';

/**
 * Characters kept of one line of an agent's. A question for leave holds a whole file, old and new, and one that is not
 * answered is waited for; a report of 100 MB must not become a tree of objects.
 */
export const LINE_LIMIT = 16 * 1024 * 1024;
/** Characters shown of a line that is longer. */
const SHOWN_LENGTH = 1_000;

/** A line of a stream; `cut` counts the characters of it that were thrown away. */
export interface Line {
  readonly text: string;
  readonly cut: number;
}

/** What is said of a line that was cut, which no reader can make anything of. */
export function describeCutLine({ text, cut }: Line): string {
  return `[a line of ${text.length + cut} characters is too long to be read] ${firstCharacters(text, SHOWN_LENGTH)}…`;
}

/**
 * Splits a byte stream into lines in constant memory: of a line longer than `limit` characters only the start is kept.
 * UTF-8 split over chunks is put together; CRLF ends a line too.
 */
export function createLineSplitter(limit: number): { write(chunk: Uint8Array): Line[]; end(): Line[] } {
  const decoder = new StringDecoder('utf8');
  let pieces: string[] = [];
  let keptCharacters = 0;
  let cut = 0;

  function append(text: string): void {
    const remaining = limit - keptCharacters;
    const piece = firstCharacters(text, remaining);
    cut += text.length - piece.length;
    // Where a character was cut off whole, nothing that comes after it takes its place.
    keptCharacters = cut > 0 ? limit : keptCharacters + piece.length;
    if (piece !== '') pieces.push(piece);
  }
  function takeLine(): Line {
    const joined = pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
    const line = { text: cut === 0 && joined.endsWith('\r') ? joined.slice(0, -1) : joined, cut };
    pieces = [];
    keptCharacters = 0;
    cut = 0;
    return line;
  }
  function split(text: string): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      append(text.slice(from, end));
      lines.push(takeLine());
      from = end + 1;
    }
    append(text.slice(from));
    return lines;
  }

  return {
    write: (chunk) => split(decoder.write(chunk as Buffer)),
    end() {
      const lines = split(decoder.end());
      if (keptCharacters > 0) lines.push(takeLine());
      return lines;
    },
  };
}
