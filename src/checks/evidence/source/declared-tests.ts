import type { FileChange, Line } from '../types.ts';
import { isFoundTest, languageOf } from './languages/index.ts';
import type { Language } from './languages/types.ts';

/** A test that a file declares, and its lines. */
export interface DeclaredTest {
  readonly name: string;
  readonly path: string;
  readonly language: Language;
  /** Where it is declared. */
  readonly line: number;
  /** The class that it is in, with its indentation; empty: none, or not known. */
  readonly group: string;
  readonly body: readonly Line[];
}

export interface DeclaredTests {
  readonly tests: readonly DeclaredTest[];
  /** How often tests are declared by rows, or by names that are computed. */
  readonly tables: number;
}

/** What files declared before a change, or declare after it, where test runners find it. */
export function declaredTests(files: readonly FileChange[], side: 'before' | 'after'): DeclaredTests {
  let tables = 0;
  const tests = files.flatMap((file) => {
    const path = side === 'before' ? (file.from ?? file.path) : file.path;
    const language = languageOf(path);
    if (language === null || !isFoundTest(path)) return [];
    const lines = file[side];
    tables += lines.filter(({ code }) => language.table.test(code)).length;
    return testsIn(lines, language, file.path);
  });
  return { tests, tables };
}

function testsIn(lines: readonly Line[], language: Language, path: string): readonly DeclaredTest[] {
  const starts: { readonly name: string; readonly at: number; readonly group: string }[] = [];
  let group = '';
  for (const [at, { code }] of lines.entries()) {
    if (language.group !== undefined) group = groupAt(code, group, language.group.line);
    const name = nameAt(lines, at, language);
    if (name !== null && (group === '' || language.group?.holds.test(group) === true)) starts.push({ name, at, group });
  }
  return starts.map(({ name, at, group: inGroup }, index) => ({
    ...{ name, path, language, group: inGroup, line: lines[at]?.line ?? 0 },
    body: bodyOf(lines.slice(at, starts[index + 1]?.at), language),
  }));
}

/** Up to what stands as far left as its first line, and neither goes on with that nor closes a bracket in it. */
function bodyOf(lines: readonly Line[], { indents }: Language): readonly Line[] {
  const left = indentOf(lines[0]?.code ?? '');
  const end = lines.findIndex(({ code }, at) => {
    if (at === 0 || code.trim() === '' || indentOf(code) > left) return false;
    return indents ? !/^\s*[)\]}]/.test(code) : !/(?:[{(,[]|=>)\s*$/.test(code);
  });
  return end < 0 ? lines : lines.slice(0, end);
}

/** By indentation: a class goes on until something stands as far left. */
function groupAt(code: string, group: string, line: RegExp): string {
  if (line.test(code)) return code;
  return code.trim() !== '' && indentOf(code) <= indentOf(group) ? '' : group;
}

/** A formatter may put a name on the line behind. */
function nameAt(lines: readonly Line[], at: number, { test }: Language): string | null {
  const code = lines[at]?.code ?? '';
  const whole = code.trimEnd().endsWith('(') ? `${code.trimEnd()}${lines[at + 1]?.code.trim() ?? ''}` : code;
  const { name, part } = test.exec(whole)?.groups ?? {};
  return name ?? part ?? null;
}

export const indentOf = (code: string): number => code.length - code.trimStart().length;
