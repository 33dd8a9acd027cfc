import { lastCharacters } from '../../text.ts';
/** Keeps the last lines of a text, at most `limit` characters of them. */
export function createTail(limit: number): { add(line: string): void; text(): string } {
  let lines: string[] = [];
  let length = 0;
  return {
    add(line) {
      const lineEnd = lastCharacters(line, limit);
      lines.push(lineEnd);
      length += lineEnd.length + 1;
      // Now and then, not each time: to shift a long list costs its length.
      if (length < 2 * limit) return;
      lines = [lastCharacters(lines.join('\n'), limit)];
      length = limit;
    },
    text: () => lastCharacters(lines.join('\n'), limit),
  };
}
