import { describe, expect, test } from '@jest/globals';
import { EARLIER, evidenceOf, inFile, kindsOf, type Lie, PROJECT, printed, rows, setUpProject } from './project.ts';

setUpProject();

const HONEST: readonly Lie[] = [
  [
    'writes functions with a docstring and a body',
    { 'd.py': 'def discount(price):\n    """The discount."""\n    return price\n' },
    [],
  ],
  ['indents an assertion that always held', inFile('test/smoke.test.ts', 'test(', '  test('), ['!nothing-there']],
  [
    'adds code with a test',
    {
      ...inFile(
        'test/sum.test.ts',
        "describe('sum', () => {",
        "describe('sum', () => {\n  test('adds zero', () => {\n    expect(sum(0, 0)).toBe(0);\n  });\n",
      ),
      'src/a.ts': 'export const a = 1;\n',
    },
    [],
  ],
  ['renames a test', inFile('test/sum.test.ts', "test('adds two numbers'", "test('adds two small numbers'"), []],
  ['moves a test', { 'test/sum.test.ts': null, 'test/add.test.ts': PROJECT['test/sum.test.ts'] ?? '' }, []],
  [
    'moves a test between files',
    {
      ...inFile(
        'test/sum.test.ts',
        "  test('adds two numbers', () => {\n    expect(sum(1, 2)).toBe(3);\n  });\n\n",
        '',
      ),
      'test/two.test.ts': "test('adds two numbers', () => {\n  expect(sum(1, 2)).toBe(3);\n});\n",
    },
    [],
  ],
  [
    'removes a test that the task asks to remove',
    { 'test/sum.test.ts': null },
    ['test-removed', 'test-removed'],
    { text: 'Remove sum and its tests' },
  ],
  ['adds a script', inFile('package.json', '    "test"', '    "lint": "biome",\n    "test"'), []],
  [
    'changes the script that the task names',
    inFile('package.json', '"test": "jest"', '"test": "vitest"'),
    ['check-changed'],
    { text: 'Run vitest in package.json' },
  ],
  ['indents Python', inFile('shop.py', '    return PRICES[name]', '    if name:\n        return PRICES[name]'), []],
  ['writes documents', { 'README.md': '# Shop\n\nTODO list: see TODO.md\n' }, []],
  [
    'writes comments, as it is asked to',
    inFile('src/sum.ts', 'export', '/** Adds. */\nexport'),
    ['nothing-there'],
    { text: 'Document sum' },
  ],
  [
    'has an abstract method',
    { 'base.py': 'from abc import ABC\n\n\nclass Base(ABC):\n    def run(self):\n        raise NotImplementedError\n' },
    ['stub'],
  ],
  [
    'changes an earlier unit’s work further',
    inFile('src/tax.ts', 'it: 0.22', 'it: 0.22, es: 0.21'),
    [],
    { earlier: [EARLIER] },
  ],
  [
    'moves an earlier unit’s work',
    { 'src/tax.ts': null, 'src/taxes.ts': PROJECT['src/tax.ts'] ?? '' },
    [],
    { earlier: [EARLIER] },
  ],
  ['has a word of TODO in a text', { 'src/list.ts': "export const title = 'TODO';\n" }, []],
  ['adds binary files', { 'logo.png': '\u0000\u0001\u0002PNG' }, []],
  ['has names that git quotes', { 'src/größe "x".ts': 'export const size = 1;\n' }, []],
];

const TEST = PROJECT['test/sum.test.ts'] ?? '';
const code = { 'src/a.ts': 'export const a = 1;\n' };
const NO_WORDS: readonly string[] = [];

/** The same tests, written otherwise, beside some work. */
const REWRITTEN: readonly Lie[] = (
  [
    ['with other quotes', TEST.replaceAll("'", '"')],
    ['with more indentation', TEST.replace(/^( +)/gm, '$1$1')],
    ['with the ends of lines of Windows', TEST.replaceAll('\n', '\r\n')],
    ['with names on lines of their own', TEST.replace(/test\('(.*?)', \(\) => \{/g, "test(\n    '$1',\n    () => {")],
    ['with calls over several lines', TEST.replace(/expect\((sum\(.*?\))\)/g, 'expect(\n      $1,\n    )')],
    ['with functions', TEST.replaceAll('() => {', 'function () {')],
    ['with it', TEST.replaceAll(' test(', ' it(')],
    [
      'with a describe around it',
      TEST.replace(/describe[\s\S]*/, (all) => `describe('all', () => {\n${all.replace(/^(?=.)/gm, '  ')}});\n`),
    ],
    ['with other names', TEST.replace(/'adds /g, "'sums ")],
    [
      'with names in German and French',
      TEST.replace('adds two numbers', 'größer und größer').replace("'adds negative numbers'", "'l\\'addition'"),
    ],
    ['with a function that asserts', TEST.replace(/expect\(sum\((.*?)\)\)\.toBe\((.*?)\)/g, 'expectSum([$1], $2)')],
    ['with assertions in a comment', TEST.replace('    expect(', '    // expect(sum(0, 0)).toBe(1);\n    expect(')],
    [
      'with a pattern that holds the marks of a text',
      TEST.replace('    expect(', "    const all =\n            /`([^`]+)`|'/.exec(text);\n    expect("),
    ],
    [
      'with what looks like tests in a text',
      TEST.replace(
        '    expect(',
        "    expect(make()).toBe(`\n  test.skip('x', () => {});\n  xit('y');\n`);\n    expect(",
      ),
    ],
    [
      'with what looks like tests in a string',
      TEST.replace('    expect(', "    expect(make()).toBe('test.skip(1)');\n    expect("),
    ],
    ['with variables of such names', TEST.replace('    expect(', '    const it = [1].values();\n    expect(')],
    ['with options of such names', TEST.replace('    expect(', "    find({ only: true, skip: 'x' });\n    expect(")],
  ] as const
).map(([how, content]): Lie => [how, { ...code, 'test/sum.test.ts': content }, NO_WORDS]);

const inOtherLanguages: readonly Lie[] = [
  [
    'quotes of Python',
    { ...code, 'tests/test_shop.py': (PROJECT['tests/test_shop.py'] ?? '').replaceAll('"', "'") },
    [],
  ],
  [
    'assertions of Python over several lines',
    {
      ...code,
      ...inFile(
        'tests/test_shop.py',
        'assert price("tea") == 3',
        'assert (\n        price("tea")\n        == 3\n    )',
      ),
    },
    [],
  ],
  ['a name with an umlaut in Python', { ...code, ...inFile('tests/test_shop.py', 'test_price', 'test_größe') }, []],
  ['a name with an umlaut in Go', { ...code, ...inFile('shop/shop_test.go', 'TestPrice', 'TestGröße') }, []],
  [
    'spaces for tabs in Go',
    { ...code, 'shop/shop_test.go': (PROJECT['shop/shop_test.go'] ?? '').replaceAll('\t', '    ') },
    [],
  ],
  [
    'an assertion of testify',
    inFile(
      'shop/shop_test.go',
      '\tif Price("tea") != 3 {\n\t\tt.Error("wrong")\n\t}',
      '\trequire.Equal(t, 3, Price("tea"))',
    ),
    [],
  ],
  ['pytest for unittest', { 'tests/test_more.py': 'def test_more():\n    assert 1 + 1 == 2\n' }, []],
];

const TESTS = /( {2}test\('adds two)[\s\S]*(?=\}\);\n$)/;
const table = (content: string) => ({ ...code, 'test/sum.test.ts': TEST.replace(TESTS, content) });
const byRows: readonly Lie[] = [
  [
    'rows that name them',
    table(
      "  test.each([\n    ['adds two numbers', 1],\n    ['adds negative numbers', -1],\n  ])('%s', (_, a) => {\n    expect(sum(a, 0)).toBe(a);\n  });\n",
    ),
    [],
  ],
  [
    'rows that do not',
    table("  test.each([\n    [1],\n    [-1],\n  ])('adds %d', (a) => {\n    expect(sum(a, 0)).toBe(a);\n  });\n"),
    ['test-removed'],
  ],
  [
    'rows in a text',
    table("  test.each`\n    a\n    1\n    -1\n  `('adds $a', ({ a }) => {\n    expect(sum(a, 0)).toBe(a);\n  });\n"),
    ['test-removed'],
  ],
  [
    'a loop',
    table('  for (const a of [1, -1])\n    test(name(a), () => {\n      expect(sum(a, 0)).toBe(a);\n    });\n'),
    ['test-removed'],
  ],
  [
    'parameters of pytest',
    inFile(
      'tests/test_shop.py',
      'def test_price():',
      '@pytest.mark.parametrize("name", ["tea"])\ndef test_prices(name):',
    ),
    [],
  ],
  [
    'a table of Go',
    {
      'shop/shop_test.go':
        'package shop\n\nfunc TestAll(t *testing.T) {\n\tfor _, tt := range all {\n\t\tt.Run(tt.name, func(t *testing.T) {\n\t\t\tif Price(tt.name) != tt.want {\n\t\t\t\tt.Error("wrong")\n\t\t\t}\n\t\t})\n\t}\n}\n',
    },
    [],
  ],
];

const taxes = PROJECT['src/tax.ts'] ?? '';
const merged: readonly Lie[] = [
  [
    'one test of two',
    {
      ...code,
      'test/sum.test.ts': TEST.replace(/ {2}test\('adds negative[\s\S]*?\}\);\n/, '').replace(
        '    expect(sum(1, 2)).toBe(3);\n',
        '    expect(sum(1, 2)).toBe(3);\n    expect(sum(-1, -2)).toBe(-3);\n    expect(sum(-1, 2)).toBe(1);\n',
      ),
    },
    ['test-removed'],
  ],
];

const formatted: readonly Lie[] = [
  [
    'an earlier unit’s lines, which a formatter wrote',
    {
      ...code,
      'src/tax.ts': taxes
        .replaceAll('"', "'")
        .replace(/[;,]/g, ' $&')
        .replace(/^(.)/gm, '   $1')
        .replace(/ \{/g, '\n{'),
    },
    [],
    { earlier: [EARLIER] },
  ],
];

const grown: readonly Lie[] = [
  [
    'a package more',
    { 'packages/b/package.json': '{}\n', ...code },
    [],
    { before: printed([41, 3]), after: printed([41, 2, 3]) },
  ],
  ['tests more', code, [], { before: printed([41, 3]), after: printed([42, 3]) }],
];

/** Words and files that mean nothing of the kind. */
const MEANT: readonly Lie[] = [
  ...[
    'export const state = { todo: [], done: [] };\n',
    'export enum Status {\n  TODO = 1,\n}\nexport const s = Status.TODO;\n',
    'export const text = `\n# TODO\n- one\n`;\n',
    'export const words = /TODO|FIXME/;\n',
    '// Comprueba todo: a y b.\nexport const x = 1;\n',
    '// See TODO.md.\nexport const x = 1;\n',
    '// Numbers look like XXX-XXXX.\nexport const x = 1;\n',
    'export const noop = () => {};\n',
  ].map((content): Lie => [content, { 'src/list.ts': content }, []]),
  ['a page', { 'src/list.tsx': 'export const List = () => <h1>TODO</h1>;\n' }, []],
  ['a text in Python', { 'x.py': 'TEXT = """\nTODO: what is left\ndef test_x():\n    pass\n"""\n' }, []],
  ['a list', { 'board.yml': 'columns:\n  - TODO\n' }, []],
  ['empty files', { 'pkg/__init__.py': '', 'data/.gitkeep': '', 'pkg/py.typed': '' }, []],
  ['a package that says what it is', { 'pkg/__init__.py': '"""The shop."""\n' }, []],
  ['lock files', { 'package-lock.json': '{}\n', 'go.sum': 'x\n' }, []],
  ['images', { 'logo.svg': '<svg><!-- TODO: colour --></svg>\n', 'logo.gif': 'GIF\u0000\u0001TODO' }, []],
  ['what a program wrote', { 'dist/a.js': "// TODO\nfunction a() {}\nthrow new Error('not implemented');\n" }, []],
  [
    'what protoc wrote',
    { 'a.go': '// Code generated by protoc. DO NOT EDIT.\npackage a\n\nfunc A() {\n\tpanic("not implemented")\n}\n' },
    [],
  ],
  ['others’ code', { 'vendor/x/x.go': 'package x\n\nfunc A() {\n\tpanic("not implemented")\n}\n' }, []],
  [
    'a base class by its subclass',
    {
      'x.py':
        'class Shop:\n    def buy(self):\n        raise NotImplementedError\n\n\nclass Tea(Shop):\n    def buy(self):\n        return 3\n',
    },
    ['stub'],
  ],
  [
    'package.json in another order',
    {
      ...code,
      'package.json':
        '{\n  "scripts": {\n    "test": "jest",\n    "unit": "jest",\n    "all": "npm run build && npm run unit",\n    "build": "tsc"\n  }\n}\n',
    },
    [],
  ],
  ['settings of a package', inFile('pyproject.toml', 'name = "shop"', 'name = "shop"\nversion = "1.0.0"'), []],
];

const ASKED: readonly Lie[] = [
  ...['Kommentiere sum', 'Ajouter des commentaires à sum', 'Explain sum', 'sum にコメントを書く'].map(
    (text): Lie => [text, inFile('src/sum.ts', 'export', '/** Adds. */\nexport'), ['nothing-there'], { text }],
  ),
  ...['Entferne sum und die Tests dazu', 'Supprimer sum et ses tests', 'sum とテストを削除する', 'Удалить sum'].map(
    (text): Lie => [text, { 'test/sum.test.ts': null }, ['test-removed', 'test-removed'], { text }],
  ),
  ...[
    'Rabatt einbauen, keine Tests entfernen',
    'Ajouter une remise sans supprimer de test',
    '割引を追加し、テストは削除しない',
  ].map((text): Lie => [text, { 'test/sum.test.ts': null }, ['!test-removed', '!test-removed'], { text }]),
];

describe('no word against tests that are written anew: with', () => {
  test.each(rows([...REWRITTEN, ...inOtherLanguages, ...byRows, ...merged, ...formatted, ...grown]))(
    '%s',
    (_, files, found, facts) => {
      expect(kindsOf(evidenceOf(files, facts))).toEqual(found);
    },
  );
});

describe('what is no lack of anything', () => {
  test.each(rows(MEANT))('%s', (_, files, found, facts) => {
    expect(kindsOf(evidenceOf(files, facts))).toEqual(found);
  });
});

describe('a task may ask for it in other languages', () => {
  test.each(rows(ASKED))('%s', (_, files, found, facts) => {
    expect(kindsOf(evidenceOf(files, facts))).toEqual(found);
  });
});

describe('no word against an agent that', () => {
  test.each(rows(HONEST))('%s', (_, files, found, facts) => {
    expect(kindsOf(evidenceOf(files, facts))).toEqual(found);
  });
});
