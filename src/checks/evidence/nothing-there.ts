import { isTestFile, languageOf } from './languages.ts';
import type { ChangedLine, Evidence, EvidenceInput, FileChange } from './types.ts';

const NOTE = /\b(?:TODO|FIXME|XXX)\b/;

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
  return added
    .filter(({ text }) => !before.has(text.trim()))
    .flatMap(({ line, text }): readonly Evidence[] => {
      const found = (what: string, blocking: boolean) => [
        { kind: 'stub' as const, where: `${path}:${line}`, what: `${what}: ${text.trim()}`, blocking },
      ];
      if (language.stub.test(text) && !language.comment.test(text)) return found('not implemented', !isAbstract);
      if (language.emptyBody.test(text)) return isAbstract ? [] : found('a function without a body', false);
      return NOTE.test(text) && !/['"`][^'"`]*\b(?:TODO|FIXME|XXX)\b/.test(text) ? found('left to do', false) : [];
    });
}
