import { type DeclaredTest, declaredTests } from './source/declared-tests.ts';
import { isFoundTest } from './source/languages/index.ts';
import type { Claim, Evidence, FileChange } from './types.ts';

/** Tests that are not found any more. */
export function removedTests({ files, asked }: Claim): readonly Evidence[] {
  const hidden = files.filter(isHidden);
  const others = files.filter((file) => !isHidden(file));
  const found = (where: string, what: string, blocking = !asked.removal): Evidence => ({
    ...{ kind: 'test-removed', where, what, blocking },
  });
  return [
    ...hidden.map(({ path, from }) =>
      found(path, `a file of tests was renamed so that it is not found: it was ${from}`),
    ),
    ...goneTests(others, found),
    ...shadowedTests(others).map(({ path, line, name }) =>
      found(`${path}:${line}`, `a second test "${name}" stands in the place of the first`),
    ),
  ];
}

/** Of one that was renamed and not changed, nothing but its name is shown. */
function isHidden(file: FileChange): boolean {
  const { path, from, before } = file;
  if (from === null || !isFoundTest(from) || isFoundTest(path)) return false;
  return before.length > 0 ? declaredTests([file], 'before').tests.length > 0 : NAMED_TEST.test(from);
}

const NAMED_TEST = /(?:[._-](?:test|spec|cy|e2e)\.\w{1,5}|(?:^|\/)test_[^/]{1,200})$|(?:^|\/)__tests__\/|^tests?\//;

/**
 * By name, over all files: what is declared elsewhere was moved, as many new ones as old ones are renamed ones if as many
 * assert, and where tests by rows came, those may be the rows.
 */
function goneTests(
  files: readonly FileChange[],
  found: (where: string, what: string, blocking?: boolean) => Evidence,
): readonly Evidence[] {
  const [before, after] = [declaredTests(files, 'before'), declaredTests(files, 'after')];
  const lost = withoutNames(before.tests, after.tests);
  const rows = lost.length === 0 ? null : stringsIn(files);
  const gone = lost.filter(({ name }) => rows?.has(name) !== true);
  const come = withoutNames(after.tests, before.tests);
  if (gone.length <= come.length && asserting(gone) <= asserting(come)) return [];
  const [first] = gone;
  if (first !== undefined && after.tables > before.tables) {
    const what = `${gone.length === 1 ? 'a test was' : `${gone.length} tests were`} removed; tests by rows were added`;
    return [found(first.path, what, false)];
  }
  const kinds = new Map(files.map(({ path, kind }) => [path, kind]));
  const lines = { before: countLines(before.tests), after: countLines(after.tests) };
  return gone.map((test) => {
    const where = kinds.get(test.path) === 'removed' ? test.path : `${test.path}:${test.line}`;
    const what = `the test "${test.name}" was removed`;
    return isMerged(test, lines)
      ? found(where, `${what}; what it asserts stands elsewhere`, false)
      : found(where, what);
  });
}

/** What it asserts stands in tests as often as before, all of it. */
function isMerged({ body, language }: DeclaredTest, lines: Readonly<Record<'before' | 'after', Counts>>): boolean {
  const asserted = body.filter(({ bare }) => bare.search(language.assertion) >= 0).map(({ code }) => code.trim());
  return asserted.length > 0 && asserted.every((line) => (lines.after.get(line) ?? 0) >= (lines.before.get(line) ?? 0));
}

type Counts = ReadonlyMap<string, number>;

function countLines(tests: readonly DeclaredTest[]): Counts {
  const counts = new Map<string, number>();
  for (const { code } of tests.flatMap(({ body }) => body)) counts.set(code.trim(), (counts.get(code.trim()) ?? 0) + 1);
  return counts;
}

/** Those of `tests` that have no namesake among the others, one for one. */
function withoutNames(tests: readonly DeclaredTest[], others: readonly DeclaredTest[]): readonly DeclaredTest[] {
  const left = new Map<string, number>();
  for (const { name } of others) left.set(name, (left.get(name) ?? 0) + 1);
  return tests.filter(({ name }) => {
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count <= 0;
  });
}

const asserting = (tests: readonly DeclaredTest[]) =>
  tests.filter(({ body, language }) => body.some(({ bare }) => bare.search(language.assertion) >= 0)).length;

/** What stands in strings where tests are found: names of rows, maybe. */
function stringsIn(files: readonly FileChange[]): ReadonlySet<string> {
  const lines = files.flatMap(({ path, after }) => (isFoundTest(path) ? after : []));
  return new Set(lines.flatMap(({ code }) => [...code.matchAll(STRING)].map(([string]) => string.slice(1, -1))));
}

const STRING = /"(?:[^"\\]|\\.){0,300}"|'(?:[^'\\]|\\.){0,300}'|`(?:[^`\\]|\\.){0,300}`/g;

/** Of two functions of one name in one class, Python knows the second. */
function shadowedTests(files: readonly FileChange[]): readonly DeclaredTest[] {
  const second = (side: 'before' | 'after') => {
    const seen = new Set<string>();
    return declaredTests(files, side).tests.filter(({ path, group, name, language }) => {
      const key = `${path}\n${group}\n${name}`;
      const isSecond = language.indents && seen.has(key);
      seen.add(key);
      return isSecond;
    });
  };
  return withoutNames(second('after'), second('before'));
}
