import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readReadingList } from '../../src/spec-folder/reading-list.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'reading-')));
  write('.kiro/specs/cart/tasks.md', '- [ ] 1. One\n');
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function read(folder = '.kiro/specs/cart') {
  return readReadingList({ folder: join(root, folder) }, root);
}

/** What a steering file with this content becomes. */
function rule(content: string | Buffer) {
  write('.kiro/steering/tech.md', content);
  const { rules, problems } = read();
  return { rules: rules.map(({ patterns }) => patterns), problems };
}

describe('the documents of a spec', () => {
  test('are named in the order of their writing, others with them, tasks.md last', () => {
    for (const name of ['research.md', 'design.md', 'bugfix.md', 'brief.md', 'gap-analysis.md', 'rehearsal.json'])
      write(`.kiro/specs/cart/${name}`, 'text');
    expect(read().documents.map((path) => path.slice('.kiro/specs/cart/'.length))).toEqual([
      'bugfix.md',
      'design.md',
      'brief.md',
      'gap-analysis.md',
      'research.md',
      'tasks.md',
    ]);
  });

  test('are the known ones alone where the working tree itself is the spec', () => {
    for (const name of ['tasks.md', 'design.md', 'README.md', 'SEQUENTIAL_PROGRESS.md']) write(name, 'text');
    expect(readReadingList({ folder: root }, root).documents).toEqual(['design.md', 'tasks.md']);
  });

  test('name files, from the top or from beside them; what is not there is a problem', () => {
    write('docs/api.yaml', 'openapi: 3.1.0');
    write('.kiro/specs/cart/notes/limits.csv', '');
    write(
      '.kiro/specs/cart/design.md',
      '#[[file:docs/api.yaml]] #[[file:notes/limits.csv]] #[[file:gone.md]] #[[file:../../../../etc/passwd]]' +
        ` #[[file:${'long'.repeat(70)}]]`,
    );
    expect(read()).toMatchObject({
      references: ['docs/api.yaml', '.kiro/specs/cart/notes/limits.csv'],
      problems: [
        '.kiro/specs/cart/design.md: #[[file:gone.md]] is not a file of the working tree',
        '.kiro/specs/cart/design.md: #[[file:../../../../etc/passwd]] is not a file of the working tree',
        expect.stringContaining('longlong'),
      ],
    });
  });
});

describe('a steering file', () => {
  test.each<[string, string, readonly (readonly string[])[]]>([
    ['without front matter', '# Tech', [[]]],
    ['that is always included', '---\ninclusion: always\n---\n# Tech', [[]]],
    ['with other keys alone', '---\ntitle: "Tech: all of it"\n---\n', [[]]],
    ['for files that match', '---\ninclusion: fileMatch\nfileMatchPattern: "src/**/*.ts"\n---\n', [['src/**/*.ts']]],
    [
      'whose pattern has no quotes',
      '---\r\ninclusion: fileMatch\r\nfileMatchPattern: **/*.sql\r\n---\r\n',
      [['**/*.sql']],
    ],
    [
      'with several patterns',
      '---\ninclusion: fileMatch\nfileMatchPattern: [\'*.ts\', "*.tsx"]\n---\n',
      [['*.ts', '*.tsx']],
    ],
    [
      'with a list of them',
      '---\ninclusion: fileMatch\nfileMatchPattern:\n  - a/*\n  - "b/*"\n---\n',
      [['a/*', 'b/*']],
    ],
    ['for another occasion', '---\ninclusion: manual\n---\n', []],
    ['that its description has included', '---\ninclusion: auto\nname: api\ndescription: for APIs\n---\n', []],
  ])('%s', (_, content, rules) => {
    expect(rule(content)).toEqual({ rules, problems: [] });
  });

  test.each<[string, string | Buffer, readonly (readonly string[])[], string]>([
    ['whose front matter is never closed', '---\ninclusion: manual\n', [[]], 'it is never closed'],
    ['whose front matter is no YAML', '---\ninclusion manual\n---\n', [[]], '"inclusion manual" is not YAML'],
    ['with an open quote', '---\nfileMatchPattern: "a\n---\n', [[]], 'is not YAML'],
    ['of an unknown kind', '---\ninclusion: sometimes\n---\n', [[]], '"sometimes" is not a known inclusion'],
    ['without its pattern', '---\ninclusion: fileMatch\n---\n', [[]], 'fileMatchPattern is missing'],
    ['that is binary', Buffer.from([0x23, 0x00, 0xff]), [], 'is not UTF-8 text'],
    ['of 2 MB', 'x'.repeat(2_000_000), [], 'is larger than 512 KB'],
  ])('%s is reported', (_, content, rules, problem) => {
    expect(rule(content)).toEqual({ rules, problems: [expect.stringContaining(problem)] });
    expect(rule(content).problems[0]).toMatch(/^\.kiro\/steering\/tech\.md: /);
  });

  test('that leads out of the working tree is reported, a folder of that name is none', () => {
    mkdirSync(join(root, '.kiro/steering/folder.md'), { recursive: true });
    symlinkSync('/etc/hostname', join(root, '.kiro/steering/host.md'));
    expect(read()).toMatchObject({
      rules: [],
      problems: [
        '.kiro/steering/host.md: this steering file is a link that leads outside the working tree: agents are not told of it',
      ],
    });
  });

  test('for another occasion names no files', () => {
    write('docs/api.yaml', '');
    write('.kiro/steering/api.md', '---\ninclusion: manual\n---\n#[[file:docs/api.yaml]]');
    expect(read()).toMatchObject({ references: [], rules: [], problems: [] });
  });

  test('lies beside the specs and at the top, also where they are not the same', () => {
    write('.kiro/steering/product.md', '');
    write('shop/.kiro/steering/shop.md', 'See #[[file:shop/README.md]].');
    write('shop/README.md', '');
    write('shop/.kiro/specs/a/b/tasks.md', '- [ ] 1. One\n');
    expect(read('shop/.kiro/specs/a/b')).toMatchObject({
      rules: [{ path: '.kiro/steering/product.md' }, { path: 'shop/.kiro/steering/shop.md' }],
      references: ['shop/README.md'],
    });
  });
});

test.each([
  ['{"ready_for_implementation": false}', ['ready_for_implementation is false']],
  ['{"ready_for_implementation": true}', []],
  ['{"feature_name": "cart"}', []],
  ['[]', []],
  ['{', ['not valid JSON']],
])('spec.json %s', (content, expected) => {
  write('.kiro/specs/cart/spec.json', content);
  expect(read().problems).toEqual(expected.map((text) => expect.stringContaining(text)));
});
