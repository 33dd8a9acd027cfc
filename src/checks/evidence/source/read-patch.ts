import { parsePatch, type StructuredPatch } from 'diff';
import type { FileChange, Line } from '../types.ts';
import { languageOf } from './languages/index.ts';
import { readSource, type SourceLine, type Syntax } from './source-lines.ts';

/** No pattern looks at more of a line. */
const MAX_LINE = 500;
/** Where a hunk begins before and after, behind its mark. */
const HUNK = /^-(\d{1,9})(?:,\d{1,9})? \+(\d{1,9})/;

/** A patch as git prints it, file by file, those that were cut off included. */
export function readPatch(patch: string): readonly FileChange[] {
  return partsOf(patch, 'diff --git ').flatMap((part) => readFile(`diff --git ${part}`));
}

/** What stands behind a mark that begins a line, up to the next; other ends of lines than git's end none. */
const partsOf = (text: string, mark: string) => `\n${text}`.split(`\n${mark}`).slice(1);

function readFile(part: string): readonly FileChange[] {
  const start = part.indexOf('\n@@ ');
  const [head, body] = start < 0 ? [part, ''] : [part.slice(0, start), part.slice(start)];
  const file = readHead(head);
  const isRemoved = file?.isDelete === true;
  const name = isRemoved ? file.oldFileName : file?.newFileName;
  if (file === null || name === undefined) return [];
  const kind = file.isCreate === true ? 'added' : isRemoved ? 'removed' : 'changed';
  const from = file.isRename === true ? (file.oldFileName ?? null) : null;
  return [
    {
      ...{ path: plainPath(name), kind, from: from === null ? null : plainPath(from) },
      ...{ isBinary: file.isBinary === true || body.includes('\0'), cut: cutOf(body) },
      ...linesOf(body, languageOf(plainPath(name))?.syntax ?? null),
    } as const,
  ];
}

const plainPath = (name: string) => name.replace(/^[ab]\//, '');

function readHead(head: string): StructuredPatch | null {
  try {
    return parsePatch(head)[0] ?? null;
  } catch {
    return null;
  }
}

const cutOf = (body: string): FileChange['cut'] =>
  body.includes('\n\\ The rest of the change') ? 'change' : body.includes('\n\\ The rest of ') ? 'file' : null;

type Lines = Pick<FileChange, 'added' | 'removed' | 'before' | 'after'>;

function linesOf(body: string, syntax: Syntax | null): Lines {
  const lines = { added: [] as Line[], removed: [] as Line[], before: [] as Line[], after: [] as Line[] };
  for (const hunk of partsOf(body, '@@ ')) {
    const [head = '', ...shown] = hunk.split('\n');
    const [, before = '0', after = '0'] = HUNK.exec(head) ?? [];
    addSide(shown, '-', Number(before), syntax, [lines.before, lines.removed]);
    addSide(shown, '+', Number(after), syntax, [lines.after, lines.added]);
  }
  return lines;
}

/** One side of a hunk: what it shares with the other one, and what it has alone. */
function addSide(
  shown: readonly string[],
  sign: '-' | '+',
  first: number,
  syntax: Syntax | null,
  [all, own]: readonly [Line[], Line[]],
): void {
  // git can be told to leave the sign of an empty line out.
  const isShared = (line: string, at: number) => line[0] === ' ' || (line === '' && at < shown.length - 1);
  const lines = shown.filter((line, at) => isShared(line, at) || line[0] === sign);
  const texts = lines.map(plainText);
  const sources = syntax === null ? null : readSource(texts, syntax);
  for (const [at, text] of texts.entries()) {
    const line = { line: first + at, text, ...cutSource(sources?.[at] ?? asCode(text)) };
    all.push(line);
    if (lines[at]?.[0] === sign) own.push(line);
  }
}

const asCode = (text: string): SourceLine => ({ code: text, bare: text, comment: '' });

const cutSource = ({ code, bare, comment }: SourceLine): SourceLine => ({
  ...{ code: cut(code), bare: cut(bare), comment: cut(comment) },
});

const cut = (text: string) => text.slice(0, MAX_LINE - 1);

/** Without its sign; of UTF-16, what its letters are. */
function plainText(line: string): string {
  return line.slice(1).replaceAll('\0', '').replace(/\r$/, '');
}
