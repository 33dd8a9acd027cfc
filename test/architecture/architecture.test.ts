import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as rules from './rules.ts';
import { importsOf, type ListedFolder, listedFolders, type SourceFile, sourceFiles } from './source-tree.ts';

describe('the source tree is what ARCHITECTURE.md says', () => {
  test.each(Object.entries(rules))('%s', (_, rule) => {
    expect(rule(sourceFiles(), listedFolders())).toEqual([]);
  });
});

test('each file that ARCHITECTURE.md walks through is there, and the page is short', () => {
  const page = readFileSync(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8');
  const paths = new Set(sourceFiles().map(({ path }) => path));
  const named = [...page.matchAll(/`([a-z-]+(?:\/[a-z-]+)*\.ts)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !paths.has(path))).toEqual([]);
  expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});

test('what a signal needs to be heard is loaded first, and is little', () => {
  const files = runImports();
  const first = files.get('cli.ts')?.[0]?.target;
  expect(first).toBe('app/cli/startup/startup.ts');
  const { paths, packages } = loadedBy('app/cli/startup/startup.ts', files);
  expect(packages.filter((name) => !name.startsWith('node:'))).toEqual([]);
  expect(paths.length).toBeLessThan(20);
});

test('what is loaded when it is reached is reached before the first agent, which may write where the bundles lie', () => {
  const reached = sourceFiles().filter((file) => importsOf(file).some(({ dynamic }) => dynamic));
  expect(reached.map(({ path }) => path)).toEqual([
    // GitHub's client: the step has none without it, and routes its event by it.
    'app/action/job.ts',
    // In a process that starts no agent.
    'app/action/post-step.ts',
    'app/cli/command-line.ts',
    // An app's connection is opened before the first spec.
    'app/cli/commands/run-command.ts',
    'app/cli/program.ts',
    // YAML: `run-spec.ts` loads it when backends are got ready.
    'app/reading/read-config.ts',
    // What installs agents, when they are got ready.
    'app/spec-run/run-spec.ts',
    'cli.ts',
    // In its own bundle.
    'pane.ts',
    'steps.ts',
  ]);
});

test.each([
  ['cli.ts', []],
  ['app/cli/command-line.ts', ['commander']],
  ['app/cli/commands/status-command.ts', ['ms', 'picocolors', 'shlex', 'tinyglobby', 'zod']],
  ['app/cli/commands/run-command.ts', ['diff', 'ms', 'picocolors', 'shlex', 'tinyglobby', 'zod']],
])('%s loads no more packages than it is started for', (path, packages) => {
  const loaded = loadedBy(
    path,
    runImports(({ dynamic }) => !dynamic),
  ).packages;
  expect(loaded.filter((name) => !name.startsWith('node:')).sort()).toEqual(packages);
});

test('a pane carries nothing that installs an agent', () => {
  const { paths } = loadedBy('pane.ts', runImports());
  expect(paths).toContain('agents/backends/acp/presets.ts');
  expect(paths.filter((path) => /^(?:agents\/(?:install|locks)|state\/lock\/lock)\b/.test(path))).toEqual([]);
});

type RunImports = ReadonlyMap<string, ReturnType<typeof importsOf>>;

/** Of every file what it imports to run. */
function runImports(isMeant: (one: ReturnType<typeof importsOf>[number]) => boolean = () => true): RunImports {
  const files = sourceFiles().map((file) => [
    file.path,
    importsOf(file).filter((one) => !one.typeOnly && isMeant(one)),
  ]);
  return new Map(files as [string, ReturnType<typeof importsOf>][]);
}

/** All that is loaded with a file, itself included. */
function loadedBy(path: string, files: RunImports): { paths: readonly string[]; packages: readonly string[] } {
  const paths = new Set([path]);
  const packages = new Set<string>();
  for (const one of paths)
    for (const { target, specifier } of files.get(one) ?? [])
      target === null ? packages.add(specifier) : paths.add(target);
  return { paths: [...paths], packages: [...packages] };
}

describe('an offence is named with its line', () => {
  const folders: readonly ListedFolder[] = [
    { name: 'upper', order: 0, pure: false },
    { name: 'lower', order: 1, pure: true },
  ];
  const cases: readonly [string, rules.Rule, Record<string, string>, readonly string[]][] = [
    [
      'an import that runs upwards, of a type too',
      rules.importsRunDownwards,
      { 'upper/a.ts': '', 'lower/b.ts': "// one\nimport type { A } from '../upper/a.ts';\n" },
      ['src/lower/b.ts:2: imports src/upper/a.ts, which stands above it'],
    ],
    [
      'an entry that is imported',
      rules.importsRunDownwards,
      { 'cli.ts': '', 'upper/a.ts': "await import('../cli.ts');\n" },
      ['src/upper/a.ts:1: imports src/cli.ts, which stands above it'],
    ],
    [
      'the ground imports a folder',
      rules.importsRunDownwards,
      { 'time.ts': "export { b } from './lower/b.ts';\n", 'lower/b.ts': '' },
      ['src/time.ts:1: imports src/lower/b.ts, which stands above it'],
    ],
    [
      'a folder that is not listed, and a listed one that is gone',
      rules.everyFolderIsListed,
      { 'upper/a.ts': '', 'other/c.ts': '' },
      ['src/other: is not in ARCHITECTURE.md', 'ARCHITECTURE.md: src/lower does not exist'],
    ],
    [
      'effects in a pure folder',
      rules.pureFoldersHaveNoEffects,
      {
        'upper/a.ts': "import 'node:fs';\n",
        'lower/b.ts':
          "import { readFileSync } from 'node:fs';\n// Date.now() in words is none\nconst at = Date.now();\n\nconst roll = () => Math.random();\nimport { a } from '../upper/a.ts';\n",
      },
      [
        'src/lower/b.ts:1: a pure folder imports node:fs',
        'src/lower/b.ts:6: a pure folder imports ../upper/a.ts',
        'src/lower/b.ts:3: a pure folder uses Date.now',
        'src/lower/b.ts:5: a pure folder uses Math.random',
      ],
    ],
    [
      'a package that may do anything in a pure folder, but not its types',
      rules.pureFoldersHaveNoEffects,
      {
        'upper/a.ts': '',
        'lower/b.ts':
          "import {\n  one,\n  two,\n} from '@actions/core';\nimport type {\n  A,\n} from '../upper/a.ts';\nconst { env } = process;\n",
      },
      ['src/lower/b.ts:1: a pure folder imports @actions/core', 'src/lower/b.ts:8: a pure folder uses process'],
    ],
    [
      'files that import one another, for a type too',
      rules.importsMakeNoCircle,
      {
        'upper/a.ts': "import { b } from '../lower/b.ts';\n",
        'lower/b.ts': "export { c } from './c.ts';\n",
        'lower/c.ts': "import type { A } from '../upper/a.ts';\n",
      },
      ['src/upper/a.ts: imports itself by way of lower/b.ts, lower/c.ts, upper/a.ts'],
    ],
    [
      'two files and two folders of one name',
      rules.namesAreUnique,
      { 'upper/text/a.ts': '', 'lower/text/a.ts': '', 'upper/types.ts': '', 'lower/types.ts': '' },
      ['a.ts: stands at upper/text/a.ts and lower/text/a.ts', 'text: stands at upper/text and lower/text'],
    ],
    [
      'a long file',
      rules.filesAreShort,
      { 'upper/a.ts': '\n'.repeat(251) },
      ['src/upper/a.ts: has 251 lines, at most 250 are meant'],
    ],
    [
      'a long entry',
      rules.filesAreShort,
      { 'cli.ts': '\n'.repeat(41) },
      ['src/cli.ts: has 41 lines, at most 40 are meant'],
    ],
    [
      'a folder that does not say what it is for',
      rules.foldersSayWhatTheyAreFor,
      { 'upper/index.ts': '/** Everything that stands above the rest. */\n', 'lower/types.ts': 'export type A = 1;\n' },
      ['src/lower: no index.ts or types.ts whose first line says what the folder is for'],
    ],
  ];
  test.each(cases)('%s', (_, rule, tree, offences) => {
    const files: SourceFile[] = Object.entries(tree).map(([path, text]) => ({ path, text }));
    expect(rule(files, folders)).toEqual(offences);
  });
});

test('the list is read from the document, pure folders marked', () => {
  const document =
    '# A\n\n## Folders and import order\n\nWords.\n\n```\nupper/       what it is for\n  sub/ no folder of the list\nlower-one/   computes   PURE\n```\n';
  expect(listedFolders(document)).toEqual([
    { name: 'upper', order: 0, pure: false },
    { name: 'lower-one', order: 1, pure: true },
  ]);
});
