import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { gatherEvidence } from '../../../src/checks/evidence/gather-evidence.ts';
import { readPatch } from '../../../src/checks/evidence/source/read-patch.ts';
import type { EarlierWork, EvidenceInput } from '../../../src/checks/evidence/types.ts';
import { sumOf } from '../../../src/checks/test-counts.ts';

/** A small project in three languages, as a unit finds it. */
export const PROJECT: Readonly<Record<string, string>> = {
  'package.json':
    '{\n  "scripts": {\n    "build": "tsc",\n    "all": "npm run build && npm run unit",\n    "unit": "jest",\n    "test": "jest"\n  }\n}\n',
  'jest.config.js': 'export default { testMatch: ["**/*.test.ts"] };\n',
  'scripts/check.sh': '#!/bin/sh\nset -e\nnpm test\n',
  '.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n',
  Makefile: 'test:\n\tnpm test\n',
  'scripts/inner.sh': '#!/bin/sh\nnpm test\n',
  'test/smoke.test.ts': "test('starts', () => { expect(true).toBe(true) });\n",
  'src/sum.ts': 'export function sum(a: number, b: number): number {\n  return a + b;\n}\n',
  'src/tax.ts':
    'const RATES = { de: 0.19, fr: 0.2, it: 0.22 };\n\nexport function taxOf(country: string): number {\n  const rate = RATES[country];\n  if (rate === undefined) throw new Error("unknown country");\n  return rate;\n}\n',
  'test/sum.test.ts':
    "import { sum } from '../src/sum';\n\ndescribe('sum', () => {\n  test('adds two numbers', () => {\n    expect(sum(1, 2)).toBe(3);\n  });\n\n  test('adds negative numbers', () => {\n    expect(sum(-1, -2)).toBe(-3);\n    expect(sum(-1, 2)).toBe(1);\n  });\n});\n",
  'tests/test_shop.py':
    'import pytest\nfrom shop import price\n\n\ndef test_price():\n    assert price("tea") == 3\n\n\nclass TestShop:\n    def test_unknown(self):\n        with pytest.raises(KeyError):\n            price("gold")\n',
  'tests/test_more.py':
    'import unittest\n\n\nclass TestMore(unittest.TestCase):\n    def test_more(self):\n        self.assertEqual(1 + 1, 2)\n',
  'test/__snapshots__/sum.test.ts.snap': 'exports[`sum 1`] = `3`;\n',
  'tsconfig.json': '{\n  "include": ["src", "test"]\n}\n',
  'pyproject.toml': '[project]\nname = "shop"\n\n[tool.pytest.ini_options]\naddopts = "-q"\n',
  'shop.py': 'PRICES = {"tea": 3}\n\n\ndef price(name):\n    return PRICES[name]\n',
  'shop/shop_test.go':
    'package shop\n\nimport "testing"\n\nfunc TestPrice(t *testing.T) {\n\tif Price("tea") != 3 {\n\t\tt.Error("wrong")\n\t}\n}\n',
  'shop/shop.go': 'package shop\n\nfunc Price(name string) int {\n\treturn 3\n}\n',
};

/** What `src/tax.ts` is, as an earlier unit's work. */
export const EARLIER: EarlierWork = {
  unit: '1 Know the taxes',
  files: [
    ...readPatch(
      `diff --git a/src/tax.ts b/src/tax.ts\nnew file mode 100644\n--- /dev/null\n+++ b/src/tax.ts\n@@ -0,0 +1,9 @@\n${(PROJECT['src/tax.ts'] ?? '').replace(/^/gm, '+')}`,
    ),
  ],
};

/** What a verify command came to that printed summaries of so many tests. */
export const printed = (passed: readonly number[]) => {
  const summaries = passed.map((amount) => ({ passed: amount, failed: 0 }));
  return { ok: true, tests: sumOf(summaries), summaries };
};

let folder: string;
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });

export function write(files: Readonly<Record<string, string | null>>): void {
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path);
    if (content === null) rmSync(place);
    else {
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, content);
    }
  }
}

/** The evidence against a unit that left these files; null: removed. */
export function evidenceOf(files: Readonly<Record<string, string | null>>, facts: Partial<EvidenceInput> = {}) {
  write(files);
  git('add', '-A');
  const patch = git('diff', '--cached', '-M', '--text', '--unified=10000000');
  git('reset', '-q', '--hard');
  // What was ignored, too.
  git('clean', '-qfdx');
  const input = { text: 'Add a discount', before: null, after: null, verify: 'npm test', earlier: [], ...facts };
  return gatherEvidence({ files: readPatch(patch), ...input });
}

export const inFile = (path: string, from: string, to: string) => {
  const before = PROJECT[path] ?? '';
  if (!before.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return { [path]: before.replace(from, to) };
};

/** Has the project lie in a repository of its own while the tests of a file run. */
export function setUpProject(): void {
  beforeAll(makeProject);
  afterAll(() => rmSync(folder, { recursive: true }));
}

function makeProject(): void {
  folder = mkdtempSync(join(tmpdir(), 'lies-'));
  git('init', '-q');
  git('config', 'user.email', 'a@example.com');
  git('config', 'user.name', 'a');
  write(PROJECT);
  git('add', '-A');
  git('commit', '-q', '-m', 'start');
}

/** What an agent, or a person, leaves, and what is said of it. */
export type Lie = readonly [
  lie: string,
  files: Readonly<Record<string, string | null>>,
  found: readonly string[],
  facts?: Partial<EvidenceInput>,
];

/** With all arguments, since jest takes a missing last one for its own callback. */
export const rows = (lies: readonly Lie[]) =>
  lies.map(([lie, files, found, facts = {}]) => [lie, files, found, facts] as const);

export const kindsOf = (evidence: ReturnType<typeof gatherEvidence>) =>
  evidence.map(({ kind, blocking }) => `${blocking ? '!' : ''}${kind}`);
