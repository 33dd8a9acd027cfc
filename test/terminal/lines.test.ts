import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { createLineSplitter } from '../../src/agents/stream/line-splitter.ts';
import { createTail } from '../../src/terminal/pane/tail.ts';

function split(limit: number, ...chunks: (string | Buffer)[]): string[] {
  const splitter = createLineSplitter(limit);
  const lines = chunks.flatMap((chunk) => splitter.write(Buffer.from(chunk)));
  return [...lines, ...splitter.end()].map(({ text, cut }) => (cut === 0 ? text : `${text}|${cut}`));
}

/** Bytes that are still referred to, wherever they lie. */
function heldMemory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('a stream becomes lines', () => {
  const snowman = Buffer.from('a☃b\n');
  const table: [string, number, (string | Buffer)[], string[]][] = [
    ['several in one chunk', 99, ['a\nb\n'], ['a', 'b']],
    ['one over several chunks', 99, ['a', 'b', 'c\nd'], ['abc', 'd']],
    ['the last one needs no end', 99, ['a\nb'], ['a', 'b']],
    ['an empty one counts', 99, ['a\n\nb\n'], ['a', '', 'b']],
    ['CRLF, also over chunks', 99, ['a\r\nb\r', '\n'], ['a', 'b']],
    ['a character over chunks', 99, [snowman.subarray(0, 2), snowman.subarray(2, 3), snowman.subarray(3)], ['a☃b']],
    ['nothing is no line', 99, [''], []],
    ['a long one keeps its start and says how much is gone', 3, ['abcdef\nxyz\n'], ['abc|3', 'xyz']],
    ['a long one over chunks', 3, ['ab', 'cd', 'ef\ng'], ['abc|3', 'g']],
    ['a long one at the end', 3, ['ab', 'cd'], ['abc|1']],
  ];
  test.each(table)('%s', (_, limit, chunks, expected) => expect(split(limit, ...chunks)).toEqual(expected));

  test('a line of 100 MB is never held', () => {
    const splitter = createLineSplitter(1_000);
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const before = heldMemory();
    const lines = Array.from({ length: 1_600 }, () => splitter.write(chunk)).flat();
    expect(lines).toEqual([]);
    expect(heldMemory() - before).toBeLessThan(10 * 1024 * 1024);
    expect(splitter.write(Buffer.from('\n'))).toEqual([{ text: 'x'.repeat(1_000), cut: 1_600 * 64 * 1024 - 1_000 }]);
  });
});

describe('the last lines of a text', () => {
  test('are kept whatever came before', () => {
    const tail = createTail(20);
    for (let index = 0; index < 1_000; index++) tail.add(`line ${index}`);
    expect(tail.text()).toBe('97\nline 998\nline 999');
  });
  test('of one line are its end', () => {
    const tail = createTail(5);
    tail.add('0123456789');
    expect(tail.text()).toBe('56789');
  });
});
