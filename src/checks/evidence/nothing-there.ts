import { isTestFile, languageOf } from './languages.ts';
import type { ChangedLine, Evidence, EvidenceInput, FileChange } from './types.ts';

const NOTE = /\b(?:TODO|FIXME|XXX|HACK)\b|\btodo:/;
/** A function that does nothing may stand in so many lines. */
const STUB_LINES = [1, 2, 3];
const MAX_JOINED = 500;

/** A change that changes nothing, and work that only says where it would be. */
export function nothingThere({ files, text }: EvidenceInput): readonly Evidence[] {
  const hollow = files.length > 0 && files.every(isHollow);
  const asksForComments =
    /\b(?:comment|document|docstring|jsdoc|format|lint|indent|white ?space|licen[cs]e|typo|spelling|wording)/i.test(
      text,
    );
  return [
    ...(hollow
      ? [
          {
            ...{ kind: 'nothing-there' as const, where: files[0]?.path ?? null },
            ...{ what: 'the change is white space or comments alone', blocking: !asksForComments },
          },
        ]
      : []),
    ...files.filter(({ path }) => !isTestFile(path)).flatMap(stubs),
  ];
}

/** White space or comments alone, in a language whose comments are known. */
function isHollow({ path, kind, added, removed, isBinary }: FileChange): boolean {
  if (isBinary || kind === 'removed') return false;
  const language = languageOf(path);
  if (language === null) return added.length + removed.length > 0 && isSpaceAlone(added, removed, false);
  const code = (lines: readonly ChangedLine[]) => lines.filter(({ text }) => !language.comment.test(text));
  return added.length + removed.length > 0 && isSpaceAlone(code(added), code(removed), language.indents);
}

function isSpaceAlone(added: readonly ChangedLine[], removed: readonly ChangedLine[], indents: boolean): boolean {
  const plain = (lines: readonly ChangedLine[]) =>
    indents
      ? lines
          .map(({ text }) => text.trimEnd())
          .filter(Boolean)
          .join('\n')
      : lines.map(({ text }) => text.replace(/\s/g, '')).join('');
  return plain(added) === plain(removed);
}

/** What was there before, here or elsewhere in the file, was moved. */
function stubs({ path, added, removed }: FileChange): readonly Evidence[] {
  const language = languageOf(path);
  if (language === null) return [];
  const before = new Set(removed.map(({ text }) => text.trim()));
  const isAbstract = added.some(({ text }) =>
    /\b(?:ABC|abstractmethod|Protocol|abstract|interface|overload)\b/.test(text),
  );
  const isNew = added.filter(({ text }) => !before.has(text.trim()));
  const matches = (pattern: RegExp, at: number) =>
    STUB_LINES.some(
      (count) =>
        pattern.test(joinLines(isNew, at, count)) &&
        (count === 1 || !pattern.test(joinLines(isNew, at + 1, count - 1))),
    );
  return isNew.flatMap(({ line, text }, at): readonly Evidence[] => {
    const found = (what: string, blocking: boolean) => [
      { kind: 'stub' as const, where: `${path}:${line}`, what: `${what}: ${text.trim()}`, blocking },
    ];
    if (matches(language.stub, at) && !language.comment.test(text)) return found('not implemented', !isAbstract);
    if (matches(language.emptyBody, at)) return isAbstract ? [] : found('a function without a body', false);
    return NOTE.test(text) && !/['"`][^'"`]*\b(?:TODO|FIXME|XXX)\b/.test(text) ? found('left to do', false) : [];
  });
}

/** Lines that follow each other, as one; empty where they do not, or where the block that they begin goes on. */
function joinLines(lines: readonly ChangedLine[], at: number, count: number): string {
  const first = lines[at];
  const chosen = lines.slice(at, at + count);
  if (first === undefined || chosen.length < count) return '';
  if (chosen.some(({ line }, index) => line !== first.line + index)) return '';
  const next = lines[at + count];
  const goesOn = next?.line === first.line + count && next.text.trim() !== '' && indentOf(next) > indentOf(first);
  if (count > 1 && goesOn) return '';
  return [first.text, ...chosen.slice(1).map(({ text }) => text.trim())].join(' ').slice(0, MAX_JOINED);
}

const indentOf = ({ text }: ChangedLine) => text.length - text.trimStart().length;
