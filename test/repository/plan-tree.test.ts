import { describe, expect, test } from '@jest/globals';
import { type ChangedEntry, type NewContent, planTree } from '../../src/repository/signing/plan-tree.ts';

const GONE = '000000';
const text = (size = 10): NewContent => ({ size, isText: true });
const binary = (size = 10): NewContent => ({ size, isText: false });

type Change = readonly [path: string, mode: string, object: string, content?: NewContent];

function plan(...changes: readonly Change[]) {
  const contents = changes.flatMap(([, , object, content]) =>
    content === undefined ? [] : [[object, content] as const],
  );
  const entries: ChangedEntry[] = changes.map(([path, mode, object]) => ({ path, mode, object }));
  return planTree(entries, new Map(contents));
}

/** `mode path <- content`, one an entry; a line a request. */
function requests(...changes: readonly Change[]): string[] {
  const made = plan(...changes);
  if (typeof made === 'string') return [made];
  return [
    ...made.blobs.map((object) => `blob ${object}`),
    ...made.requests.map((entries) =>
      entries
        .map((entry) => {
          const content = 'text' in entry ? `text ${entry.text}` : (entry.sha ?? 'nothing');
          return `${entry.mode} ${entry.type === 'blob' ? '' : `${entry.type} `}${entry.path} <- ${content}`;
        })
        .join(', '),
    ),
  ];
}

describe('a change becomes requests', () => {
  const cases: readonly [string, readonly Change[], readonly string[]][] = [
    [
      'texts in one',
      [
        ['a', '100644', 'A', text()],
        ['b', '100644', 'B', text()],
      ],
      ['100644 a <- text A, 100644 b <- text B'],
    ],
    [
      'an executable and a link',
      [
        ['a', '100755', 'A', text()],
        ['l', '120000', 'L', text()],
      ],
      ['100755 a <- text A, 120000 l <- text L'],
    ],
    ['a binary file, uploaded first', [['a', '100644', 'A', binary()]], ['blob A', '100644 a <- A']],
    [
      'the same content twice, once',
      [
        ['a', '100644', 'A', binary()],
        ['b', '100644', 'A', binary()],
      ],
      ['blob A', '100644 a <- A, 100644 b <- A'],
    ],
    ['a long text as a blob', [['a', '100644', 'A', text(1024 * 1024 + 1)]], ['blob A', '100644 a <- A']],
    [
      'a file that moved, of what is there',
      [
        ['a', GONE, ''],
        ['b', '100644', 'A'],
      ],
      ['100644 a <- nothing, 100644 b <- A'],
    ],
    ['another mode', [['a', '100755', 'A']], ['100755 a <- A']],
    ['a submodule', [['s', '160000', 'S']], ['160000 commit s <- S']],
    [
      'a file in place of a folder',
      [
        ['a/x', GONE, ''],
        ['a', '100644', 'A', text()],
      ],
      ['100644 a/x <- nothing', '100644 a <- text A'],
    ],
    [
      'a folder in place of a file',
      [
        ['a', GONE, ''],
        ['a/b/c', '100644', 'A', text()],
      ],
      ['100644 a <- nothing', '100644 a/b/c <- text A'],
    ],
    ['a name beyond ASCII', [['\xc3\xbc', '100644', 'A', text()]], ['100644 ü <- text A']],
    [
      'much text, 4 MiB at a time',
      [1, 2, 3, 4, 5].map((at): Change => [`${at}`, '100644', `${at}`, text(1024 * 1024)]),
      ['100644 1 <- text 1, 100644 2 <- text 2, 100644 3 <- text 3, 100644 4 <- text 4', '100644 5 <- text 5'],
    ],
  ];
  test.each(cases)('%s', (_, changes, expected) => {
    expect(requests(...changes)).toEqual(expected);
  });

  test('ten thousand texts are ten', () => {
    const made = plan(...Array.from({ length: 10_000 }, (_, at): Change => [`f${at}`, '100644', `o${at}`, text()]));
    expect(made).toMatchObject({ blobs: [], requests: { length: 10 } });
  });

  test.each<[string, Change, string]>([
    ['a name that is not UTF-8', ['caf\xe9', '100644', 'A', text()], 'the file name caf\ufffd is not valid UTF-8'],
    ['a file over 40 MB', ['big', '100644', 'A', binary(40 * 1024 * 1024 + 1)], 'big is larger than 40 MB'],
  ])('%s cannot be made', (_, change, why) => {
    expect(plan(change)).toBe(why);
  });

  test('more binary files than an hour’s requests cannot be made', () => {
    const files = (count: number) =>
      Array.from({ length: count }, (_, at): Change => [`f${at}`, '100644', `o${at}`, binary()]);
    expect(plan(...files(299))).toMatchObject({ blobs: { length: 299 } });
    expect(plan(...files(300))).toMatch(/^it takes 301 requests \(one for each binary file\), and at most 300 /);
  });
});
