import { plural } from '../../text.ts';
import { isTestFile, type Language, languageOf } from './languages.ts';
import type { ChangedLine, Evidence, EvidenceInput, FileChange } from './types.ts';

/** A unit that asks for this may remove tests. */
export const ASKS_FOR_REMOVAL =
  /\b(?:remov|delet|drop|replac|renam|migrat|deprecat|clean(?: |-)?up|consolidat|rewrit)/i;
/** A unit that asks for this may skip some. */
const ASKS_FOR_SKIP = /\b(?:skip|quarantin|disabl|flaky)/i;

/** Tests that the change has vanish, keeps from running, or empties. */
export function weakenedTests({ files, text }: EvidenceInput): readonly Evidence[] {
  const tests = files.filter(({ path }) => isTestFile(path));
  const hidden = files.filter(({ path, from }) => from !== null && isTestFile(from) && !isFound(path));
  const mayRemove = ASKS_FOR_REMOVAL.test(text);
  return [
    ...removedTests(tests, mayRemove),
    ...hidden.map(({ path, from }) => ({
      ...{ kind: 'test-removed' as const, where: path, blocking: !mayRemove },
      what: `a file of tests was renamed so that it is not found: it was ${from}`,
    })),
    ...tests.flatMap((file) => [...skippedTests(file, ASKS_FOR_SKIP.test(text)), ...emptiedTests(file, mayRemove)]),
  ];
}

/** Go builds some files on some systems alone, by their name. */
const isFound = (path: string) =>
  isTestFile(path) && !/_(?:windows|darwin|plan9|js|wasip1|android|ios)_test\.go$/.test(path);

/** By name, over all files: what is declared elsewhere was moved, and as many new ones as old ones are renamed ones. */
function removedTests(files: readonly FileChange[], mayRemove: boolean): readonly Evidence[] {
  const names = (pick: 'added' | 'removed') =>
    files.flatMap((file) =>
      file[pick].flatMap(({ line, text }) => {
        const name = testName(text, languageOf(file.path));
        return name === null ? [] : [{ name, where: file.kind === 'removed' ? file.path : `${file.path}:${line}` }];
      }),
    );
  const [added, removed] = [names('added'), names('removed')];
  const left = [...added.map(({ name }) => name)];
  const gone = removed.filter(({ name }) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const isRenamed = gone.length <= left.length;
  return isRenamed
    ? []
    : gone.map(({ name, where }) => ({
        ...{ kind: 'test-removed' as const, where, what: `the test "${name}" was removed` },
        blocking: !mayRemove,
      }));
}

/** In a file that is new, a test is skipped that was not there before. */
function skippedTests({ path, kind, added, removed }: FileChange, maySkip: boolean): readonly Evidence[] {
  const language = languageOf(path);
  if (language === null) return [];
  const skips = ({ text }: ChangedLine) =>
    (language.skip.test(text) || language.conditionalSkip.test(text)) && !language.comment.test(text);
  const before = removed.filter(skips).length;
  const isConditional = added.some(({ text }) => language.conditionalSkip.test(text));
  return added
    .filter(skips)
    .slice(before)
    .map(({ line, text }) => ({
      ...{ kind: 'test-skipped' as const, where: `${path}:${line}` },
      what: `tests are skipped or singled out: ${text.trim()}`,
      blocking: kind !== 'added' && !maySkip && !isConditional,
    }));
}

/** Assertions that went while their tests stayed, and new ones that hold whatever the code does. */
function emptiedTests({ path, kind, added, removed }: FileChange, mayRemove: boolean): readonly Evidence[] {
  const language = languageOf(path);
  if (language === null || kind === 'removed') return [];
  const count = (lines: readonly ChangedLine[], pattern: RegExp) =>
    lines.filter(({ text }) => pattern.test(text) && !language.comment.test(text)).length;
  const isEmpty = ({ text }: ChangedLine) => language.emptyAssertion.test(text);
  const isReal = (line: ChangedLine) => !isEmpty(line);
  const hollow = added
    .filter((line) => isEmpty(line) && !language.comment.test(line.text))
    .slice(removed.filter(isEmpty).length)
    .map(({ line, text }) => ({
      ...{ kind: 'assertion-removed' as const, where: `${path}:${line}` },
      ...{ what: `an assertion that always holds: ${text.trim()}`, blocking: kind === 'changed' },
    }));
  const testsGone = count(removed, language.test) - count(added, language.test);
  const gone = count(removed.filter(isReal), language.assertion) - count(added.filter(isReal), language.assertion);
  if (testsGone > 0 || gone <= 0) return hollow;
  const left = count(added, language.assertion);
  return [
    {
      ...{ kind: 'assertion-removed', where: path, what: `${plural(gone, 'assertion')} fewer in tests that stayed` },
      blocking: left === 0 && !mayRemove,
    },
    ...hollow,
  ];
}

function testName(text: string, language: Language | null): string | null {
  const match = language?.test.exec(text) ?? null;
  return match === null ? null : (match[2] ?? match[4] ?? null);
}
