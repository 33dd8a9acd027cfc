import { plural } from '../../text.ts';
import { type DeclaredTest, declaredTests } from './source/declared-tests.ts';
import { isTestFile, languageOf } from './source/languages/index.ts';
import type { Language } from './source/languages/types.ts';
import type { Claim, Evidence, FileChange, Line } from './types.ts';

/** Tests that stayed, and assert less than before, or nothing. */
export function emptiedTests({ files, asked }: Claim): readonly Evidence[] {
  const tests = files.filter(({ path }) => isTestFile(path));
  const added = new Set(tests.flatMap((file) => file.added));
  const pairs = sameTests(tests);
  return [
    ...fewerAssertions(pairs, added, asked.removal),
    ...pairs.flatMap((pair) => weakerAssertion(pair, added)),
    ...tests.flatMap(hollowLines),
  ];
}

/** Tests of one name, which are as many as before or more. */
interface SameTests {
  readonly before: readonly DeclaredTest[];
  readonly after: readonly DeclaredTest[];
}

function sameTests(files: readonly FileChange[]): readonly SameTests[] {
  const [before, after] = (['before', 'after'] as const).map((side) => byName(declaredTests(files, side).tests));
  return [...(before ?? [])].flatMap(([name, tests]) => {
    const same = after?.get(name) ?? [];
    return same.length < tests.length ? [] : [{ before: tests, after: same }];
  });
}

function byName(tests: readonly DeclaredTest[]): ReadonlyMap<string, readonly DeclaredTest[]> {
  const named = new Map<string, DeclaredTest[]>();
  for (const test of tests) {
    const same = named.get(test.name);
    if (same === undefined) named.set(test.name, [test]);
    else same.push(test);
  }
  return named;
}

const count = (lines: readonly Line[], { assertion, emptyAssertion }: Language) =>
  lines
    .filter(({ code }) => !emptyAssertion.test(code))
    .reduce((sum, { bare }) => sum + (bare.match(assertion)?.length ?? 0), 0);

const countAll = (tests: readonly DeclaredTest[]) =>
  tests.reduce((sum, { body, language }) => sum + count(body, language), 0);

const countAdded = (tests: readonly DeclaredTest[], added: ReadonlySet<Line>) =>
  tests.reduce(
    (sum, { body, language }) =>
      sum +
      count(
        body.filter((line) => added.has(line)),
        language,
      ),
    0,
  );

/** By file, and not by test: one finding of many is enough. */
function fewerAssertions(
  pairs: readonly SameTests[],
  added: ReadonlySet<Line>,
  mayRemove: boolean,
): readonly Evidence[] {
  const byFile = new Map<string, { fewer: number; blocking: boolean }>();
  for (const { before, after } of pairs) {
    const fewer = countAll(before) - countAll(after);
    const path = after[0]?.path;
    if (fewer <= 0 || path === undefined) continue;
    const known = byFile.get(path) ?? { fewer: 0, blocking: false };
    const blocking = known.blocking || (!mayRemove && countAdded(after, added) === 0);
    byFile.set(path, { fewer: known.fewer + fewer, blocking });
  }
  return [...byFile].map(([path, { fewer, blocking }]) => ({
    ...{ kind: 'assertion-removed', where: path, blocking },
    what: `${plural(fewer, 'assertion')} fewer in tests that stayed`,
  }));
}

/** One that holds for almost anything, in the place of one that does not. */
function weakerAssertion({ before, after }: SameTests, added: ReadonlySet<Line>): readonly Evidence[] {
  const weak = (tests: readonly DeclaredTest[]) =>
    tests.flatMap(({ body, path, language }) =>
      body.flatMap((line) => {
        const matches = language.emptyAssertion.test(line.code) ? null : line.code.match(language.weakAssertion);
        return (matches ?? []).map(() => ({ path, line }));
      }),
    );
  const [weakBefore, weakAfter] = [weak(before), weak(after)];
  const strong = countAll(before) - weakBefore.length - (countAll(after) - weakAfter.length);
  const first = weakAfter.find(({ line }) => added.has(line));
  if (weakAfter.length <= weakBefore.length || strong <= 0 || first === undefined) return [];
  const what = `a weaker assertion than before: ${first.line.text.trim()}`;
  return [{ kind: 'assertion-weakened', where: `${first.path}:${first.line.line}`, what, blocking: false }];
}

/** New lines that hold whatever the code does, or keep a failure from being one. */
function hollowLines({ path, kind, added, removed }: FileChange): readonly Evidence[] {
  const language = languageOf(path);
  if (language === null || kind === 'removed') return [];
  const matching = (lines: readonly Line[], pattern: RegExp) =>
    lines.filter(({ code }, at) => pattern.test(code) || pattern.test(joined(lines, at)));
  const come = (pattern: RegExp) => matching(added, pattern).slice(matching(removed, pattern).length);
  const asserts = ({ bare }: Line) => bare.search(language.assertion) >= 0 || language.emptyAssertion.test(bare);
  const hollow = come(language.emptyAssertion)
    .filter(asserts)
    .map(({ line, text }) => ({
      ...{ kind: 'assertion-removed' as const, where: `${path}:${line}` },
      ...{ what: `an assertion that always holds: ${text.trim()}`, blocking: kind === 'changed' },
    }));
  const swallowed = kind === 'added' ? [] : come(language.swallow);
  return [
    ...hollow,
    ...swallowed.map(({ line, text }) => ({
      ...{ kind: 'assertion-weakened' as const, where: `${path}:${line}` },
      ...{ what: `a failure may be swallowed: ${text.trim()}`, blocking: false },
    })),
  ];
}

/** A line and the one behind it, where nothing but that stands between the brackets. */
function joined(lines: readonly Line[], at: number): string {
  const [first, second] = [lines[at], lines[at + 1]];
  if (first === undefined || second?.line !== first.line + 1 || !/[:{]\s*$/.test(first.code)) return '';
  return `${first.code.trimEnd()} ${second.code.trim()}`;
}
