import { describe, expect, test } from '@jest/globals';
import { bytes } from '../../src/repository/git/index/status.ts';
import { protectedPaths } from '../../src/repository/protection/protected-paths.ts';

const { kindOf: kindOfBytes, covers } = protectedPaths(['.github/workflows', '.github/sequential.yml', 'CODEOWNERS']);
const kindOf = (path: string) => kindOfBytes(bytes(path));

describe('a protected path under another name that a file system takes for the same', () => {
  test.each([
    ['itself', '.github/workflows/ci.yml'],
    ['in capitals', '.GitHub/WORKFLOWS/ci.yml'],
    ['with a letter that is only folded as Unicode', '.github/wor\u212aflows/ci.yml'],
    ['in letters of full width', '.ｇｉｔｈｕｂ/workflows/ci.yml'],
    ['with what HFS+ does not see', '.git\u200chub/work\u200dflows/ci.yml'],
    ['with dots and blanks behind it, as NTFS drops them', '.github. ./workflows ./ci.yml'],
    ['as a stream of NTFS', '.github::$INDEX_ALLOCATION/workflows/ci.yml'],
    ['by its short name', 'GITHUB~1/WORKFL~1/ci.yml'],
    ['by the short name of one of many', 'GI~5/WO~12/ci.yml'],
    ['with the other slash', '.github\\workflows\\ci.yml'],
    ['a file', '.github/Sequential.yml'],
  ])('%s: %s', (_, path) => {
    expect(kindOf(path)).toBe('inside');
  });

  test.each([
    ['src/ci.yml'],
    ['.github/ISSUE_TEMPLATE/bug.yml'],
    ['github/workflows/ci.yml'],
    ['.github/workflows-of-mine/ci.yml'],
    // A folder of this name is another thing.
    ['codeowners/parser.ts'],
  ])('%s is none', (path) => {
    expect(kindOf(path)).toBe('outside');
  });
});

test.each([
  ['.github', '120000', true],
  ['.github', '160000', true],
  ['.GITHUB', '120000', true],
  ['.github', '100644', false],
  ['src', '120000', false],
])('in place of what leads to one, %s with mode %s: %s', (path, mode, covered) => {
  expect(covers(bytes(path), mode)).toBe(covered);
});

test('what is released is not protected, and what is beside it is', () => {
  const some = protectedPaths(['.github/workflows', '!.github/workflows/docs.yml']);
  expect(some.kindOf(bytes('.github/workflows/DOCS.yml'))).toBe('outside');
  expect(some.kindOf(bytes('.github/workflows/ci.yml'))).toBe('inside');
  expect([some.folders, protectedPaths(['.github/workflows']).folders]).toEqual([[], ['.github/workflows']]);
});
