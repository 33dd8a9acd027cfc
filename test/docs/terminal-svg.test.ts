import { expect, test } from '@jest/globals';
import { terminalSvg } from '../../scripts/picture/terminal-svg.ts';

/** Column, style and text of each piece, row by row. */
function drawn(lines: readonly string[], columns: number): string[] {
  const svg = terminalSvg(lines, columns, 'A "run" <of> one');
  return [...svg.matchAll(/<text x="([\d.]+)" y="(\d+)" textLength="[\d.]+" fill="(\S+)"([^>]*)>([^<]*)</g)].map(
    ([, x, y, colour, more = '', text]) =>
      `${(Number(y) - 44) / 20}:${((Number(x) - 20) / 8.4).toFixed()} ${colour}${more.replace(/[^a-z0-9.]+/g, ' ')}|${text}`,
  );
}

test('each piece stands at its column, as it looks on a terminal', () => {
  const line = '\u001b[1m\u25b6 a\u001b[22m: b\u001b[2m \u00b7 c\u001b[22m \u001b[32md < e\u001b[39m';
  expect(drawn([line], 40)).toEqual([
    '0:0 #d8dee9 font weight bold |\u25b6 a',
    '0:3 #d8dee9|: b',
    '0:7 #d8dee9 opacity 0.6 |\u00b7 c',
    '0:11 #7ee787|d &lt; e',
  ]);
});

test('a long line goes on below, indented and in its colour', () => {
  expect(drawn(['\u001b[31mone two three\u001b[39m', '', 'end'], 9)).toEqual([
    '0:0 #ff7b72|one two',
    '1:4 #ff7b72|three',
    '3:0 #d8dee9|end',
  ]);
});

test('a word that is longer than a line stays whole', () => {
  expect(drawn(['abcdefghijkl'], 5)).toEqual(['0:0 #d8dee9|abcdefghijkl']);
});
