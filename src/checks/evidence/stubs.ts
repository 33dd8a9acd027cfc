import { indentOf } from './source/declared-tests.ts';
import { isGenerated, isTestFile, languageOf } from './source/languages/index.ts';
import type { Language } from './source/languages/types.ts';
import type { Claim, Evidence, FileChange, Line } from './types.ts';

/** What is left to do, as a comment says it, and not as a word in it: `TODO.md`, or Spanish for "all". */
const NOTE = /(?:^|[^\w-])(?:TODO|FIXME|HACK)(?=[:(\s]|$)|^[^\p{L}]{0,9}(?:XXX|todo|@todo)(?=[:(\s]|$)|\bXXX:/u;
const STANDS_IN =
  /\bin a real (?:implementation|app|application|system|world)\b|\b(?:placeholder|dummy|stub|stubbed) (?:implementation|value|until|for now)|\breal implementation (?:would|will|goes|should)\b|\bnot (?:yet )?implemented\b/i;
const NOT_IMPLEMENTED =
  /^\W{0,3}(?:not (?:yet )?implemented|unimplemented|todo\b|(?:noch )?nicht implementiert|(?:non|pas(?: encore)?) implémenté|no implementado|não implementado|non implementato|niet geïmplementeerd|не реализован|未实现|尚未实现|未実装|미구현)/iu;
const SAYS = /\b(?:print(?:ln|f)?|log|warn|error|info|debug)\(\s?['"`](?<says>.{0,80})/;
const RETURNS_NOTHING = /(?:\breturn|=>) ?(?:null|undefined|nil|None|\{\}|\[\]|false|true|False|True|0|''|"")?;?\s*$/;
const RETURNS_NOTE = /^\W{0,5}(?:todo|fixme|stub|placeholder|not implemented)\b/i;
/** A function that does nothing may stand in so many lines, and an error that is raised. */
const STUB_LINES = [1, 2, 3];
const MAX_JOINED = 500;
/** So many lines above it, the class of a method is looked for; and so many below, what goes on. */
const MAX_CLASS = 300;
const MAX_GAP = 20;
const IS_ABSTRACT = /\b(?:ABC|abstractmethod|Protocol|abstract|interface|overload)\b/;
const ABSTRACT_CLASS = /^\s*class \w*(?:Base|Abstract|Interface|Mixin)\w*/;
const NOOP = /noop|^_+$|ignore|dummy/i;

/** Work that only says where it would be. */
export function stubs({ files }: Claim): readonly Evidence[] {
  const bases = new Set(files.flatMap(({ after }) => after.flatMap(({ code }) => basesOf(code))));
  return files.filter(({ path }) => !isTestFile(path) && !isGenerated(path)).flatMap((file) => stubsIn(file, bases));
}

/** Of `class A(Base, Other):` what it is made from. */
function basesOf(code: string): readonly string[] {
  const [, bases = ''] = /^\s*class \w{1,80}\(([^()]{1,200})\)/.exec(code) ?? [];
  return bases.match(/\w{1,80}/g) ?? [];
}

/** What was there before, here or elsewhere in the file, was moved. */
function stubsIn({ path, added, after, removed }: FileChange, bases: ReadonlySet<string>): readonly Evidence[] {
  const language = languageOf(path);
  if (language === null || isMarkedGenerated(after)) return [];
  const before = new Set(removed.map(({ text }) => text.trim()));
  const isNew = new Set(added.filter(({ text }) => !before.has(text.trim())));
  const isAbstract = added.some(({ bare }) => IS_ABSTRACT.test(bare));
  return after.flatMap((line, at): readonly Evidence[] => {
    if (!isNew.has(line)) return [];
    const found = (what: string, blocking = false): readonly Evidence[] => [
      { kind: 'stub', where: `${path}:${line.line}`, what: `${what}: ${line.text.trim()}`, blocking },
    ];
    if (isStub(after, at, language)) return found('not implemented', !isAbstract && !inBase(after, at, bases));
    if (isEmpty(after, at, language)) return isAbstract ? [] : found('a function without a body');
    if (NOT_IMPLEMENTED.test(SAYS.exec(line.code)?.groups?.says ?? '')) return found('not implemented');
    return isNote(line) ? found('left to do') : [];
  });
}

function isNote({ comment }: Line): boolean {
  const note = comment.replace(/^[\s/*#<!-]{0,20}/, '');
  return NOTE.test(note) || STANDS_IN.test(note);
}

const isMarkedGenerated = (lines: readonly Line[]) =>
  lines
    .slice(0, 5)
    .some(({ line, comment }) => line <= 5 && /\bgenerated\b.{0,80}\bdo not edit\b|@generated\b/i.test(comment));

function isStub(lines: readonly Line[], at: number, { raises, stub }: Language): boolean {
  const { code = '', comment = '' } = lines[at] ?? {};
  if (stub.test(code) || (RETURNS_NOTHING.test(code) && RETURNS_NOTE.test(comment))) return true;
  if (!/\(\s*$/.test(code)) return NOT_IMPLEMENTED.test(raises.exec(code)?.groups?.says ?? '');
  return NOT_IMPLEMENTED.test(raises.exec(joinLines(lines, at, 2))?.groups?.says ?? '');
}

/** The first line of one that ends within three, where the block that it begins does not go on. */
function isEmpty(lines: readonly Line[], at: number, { emptyBody }: Language): boolean {
  const found = STUB_LINES.map((count) => emptyBody.exec(joinLines(lines, at, count))).find((match) => match !== null);
  const { name = found?.groups?.arrow ?? found?.groups?.method } = found?.groups ?? {};
  return name !== undefined && !NOOP.test(name);
}

/** Where a class is a base by its name, or of another class of the change, its methods may be for those to write. */
function inBase(lines: readonly Line[], at: number, bases: ReadonlySet<string>): boolean {
  const inside = indentOf(lines[at]?.code ?? '');
  const before = lines.slice(Math.max(0, at - MAX_CLASS), at).reverse();
  const head = before.find(({ code }) => /^\s*class \w/.test(code) && indentOf(code) < inside)?.code ?? '';
  return ABSTRACT_CLASS.test(head) || bases.has(/\bclass (\w{1,80})/.exec(head)?.[1] ?? '');
}

/** Lines that follow each other, as one; empty where the block that they begin goes on, or one is missing. */
function joinLines(lines: readonly Line[], at: number, count: number): string {
  const chosen = lines.slice(at, at + count);
  const [first] = chosen;
  if (first === undefined || chosen.length < count) return '';
  if (chosen.some(({ line }, index) => line !== first.line + index)) return '';
  const next = lines.slice(at + count, at + count + MAX_GAP).find(({ code }) => code.trim() !== '');
  if (next !== undefined && indentOf(next.code) > indentOf(first.code) && !/[({]\s*$/.test(first.code)) return '';
  return [first.code, ...chosen.slice(1).map(({ code }) => code.trim())].join(' ').slice(0, MAX_JOINED);
}
