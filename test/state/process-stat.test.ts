import { expect, test } from '@jest/globals';
import { parseProcessStat, readProcessStat } from '../../src/state/lock/process-stat.ts';

const AFTER_GROUP = '7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 8812345 1000 200';

test.each([
  [
    'a plain name',
    `42 (node) S 41 40 ${AFTER_GROUP}\n`,
    { zombie: false, parent: 41, group: 40, startedAt: '8812345' },
  ],
  [
    'parentheses and blanks in the name',
    `42 (a) Z 1 (b) S 41 40 ${AFTER_GROUP}`,
    { zombie: false, parent: 41, group: 40, startedAt: '8812345' },
  ],
  [
    'a line end in the name',
    `42 (a\nb) R 41 40 ${AFTER_GROUP}`,
    { zombie: false, parent: 41, group: 40, startedAt: '8812345' },
  ],
  ['a zombie', `42 (sh) Z 41 40 ${AFTER_GROUP}`, { zombie: true, parent: 41, group: 40, startedAt: '8812345' }],
  ['a dead one', `42 (sh) X 41 40 ${AFTER_GROUP}`, { zombie: true, parent: 41, group: 40, startedAt: '8812345' }],
  [
    'a kernel thread',
    `2 (kthreadd) S 0 0 ${AFTER_GROUP}`,
    { zombie: false, parent: 0, group: 0, startedAt: '8812345' },
  ],
  ['nothing', '', null],
  ['a file that was cut', '42 (sh) S 41 40 7', null],
])('the kernel tells of a process: %s', (_, text, expected) => {
  expect(parseProcessStat(text)).toEqual(expected);
});

test('a process that is not there', () => {
  expect(readProcessStat(2 ** 22 + 1)).toBeNull();
});
