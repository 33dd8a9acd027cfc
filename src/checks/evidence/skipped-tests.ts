import { posix } from 'node:path';
import { type DeclaredTest, declaredTests, indentOf } from './source/declared-tests.ts';
import { isTestFile, languageOf } from './source/languages/index.ts';
import type { Language } from './source/languages/types.ts';
import type { Claim, Evidence, FileChange, Line } from './types.ts';

/** Tests that the change keeps from running, or from coming to their end. */
export function skippedTests({ files, asked }: Claim): readonly Evidence[] {
  const tests = files.filter(({ path }) => isTestFile(path));
  return [...tests.flatMap((file) => skips(file, asked.skip)), ...leftEarly(tests), ...silenced(files)];
}

/** In a file that is new, a test is skipped that was not there before. */
function skips(file: FileChange, maySkip: boolean): readonly Evidence[] {
  const { path, kind, added, removed } = file;
  const language = languageOf(path);
  if (language === null) return [];
  const isSkip = ({ bare }: Line) => language.skip.test(bare) || language.conditionalSkip.test(bare);
  const isConditional = added.some(({ bare }) => language.conditionalSkip.test(bare));
  const isNew = kind === 'added' && posix.basename(path) !== 'conftest.py';
  const found = added.filter(isSkip).slice(removed.filter(isSkip).length);
  return (found.length > 0 ? found : withoutRun(file, language)).map(({ line, text }) => ({
    ...{ kind: 'test-skipped' as const, where: `${path}:${line}` },
    what: `tests are skipped or singled out: ${text.trim()}`,
    blocking: !isNew && !maySkip && !isConditional,
  }));
}

/** What takes the place of the runner, and runs nothing. */
function withoutRun({ added, after }: FileChange, { runner }: Language): readonly Line[] {
  if (runner === undefined || after.some(({ bare }) => runner.runs.test(bare))) return [];
  return added.filter(({ bare }) => runner.line.test(bare));
}

/** A line that leaves a test, whatever happens, before what it asserts. */
function leftEarly(files: readonly FileChange[]): readonly Evidence[] {
  const added = new Set(files.flatMap((file) => (file.kind === 'added' ? [] : file.added)));
  return declaredTests(files, 'after').tests.flatMap(({ path, body, language }) => {
    const at = body.findIndex((line) => added.has(line) && isExit(line, { body, language }));
    const line = body[at];
    if (line === undefined || !body.slice(at).some(({ bare }) => bare.search(language.assertion) >= 0)) return [];
    const what = 'a test ends here, before what it asserts';
    return [{ kind: 'test-skipped', where: `${path}:${line.line}`, what, blocking: true }];
  });
}

function isExit({ code }: Line, { body, language }: Pick<DeclaredTest, 'body' | 'language'>): boolean {
  if (!language.leaves.test(code)) return false;
  const inside = body.find((line, at) => at > 0 && line.code.trim() !== '');
  return indentOf(code) === indentOf(inside?.code ?? '');
}

/** A whole file that is not checked any more. */
function silenced(files: readonly FileChange[]): readonly Evidence[] {
  return files.flatMap(({ path, kind, added }) => {
    const language = languageOf(path);
    const line = kind === 'added' ? undefined : added.find(({ text }) => language?.silenced.test(text));
    if (line === undefined) return [];
    const what = `this keeps the file from being checked: ${line.text.trim()}`;
    return [{ kind: 'check-changed', where: `${path}:${line.line}`, what, blocking: false }];
  });
}
