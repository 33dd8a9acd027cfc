import { parsePatch, type StructuredPatch } from 'diff';
import type { ChangedLine, FileChange } from './types.ts';

/** No pattern looks at more of a line. */
const MAX_LINE = 500;
/** A new hunk: where it begins before and after. Lines of content begin with a sign. */
const HUNK = /^@@ -(\d{1,9})(?:,\d{1,9})? \+(\d{1,9})/;

/** A patch as git prints it, file by file, those that were cut off included. */
export function readPatch(patch: string): readonly FileChange[] {
  return patch
    .split(/^(?=diff --git )/m)
    .filter((part) => part.startsWith('diff --git '))
    .flatMap(readFile);
}

function readFile(part: string): readonly FileChange[] {
  const start = part.search(/^@@ /m);
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
      ...{ isBinary: file.isBinary === true || body.includes('\0'), ...linesOf(body) },
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

function linesOf(body: string): Pick<FileChange, 'added' | 'removed' | 'cut'> {
  const [added, removed]: [ChangedLine[], ChangedLine[]] = [[], []];
  let [before, after] = [0, 0];
  let cut: FileChange['cut'] = null;
  for (const line of body.split('\n')) {
    const hunk = HUNK.exec(line);
    if (hunk !== null) [before, after] = [Number(hunk[1]), Number(hunk[2])];
    else if (line.startsWith('+')) added.push({ line: after++, text: plainText(line) });
    else if (line.startsWith('-')) removed.push({ line: before++, text: plainText(line) });
    else if (line.startsWith('\\ The rest of ')) cut = line.startsWith('\\ The rest of the change') ? 'change' : 'file';
    else if (!line.startsWith('\\')) {
      before += 1;
      after += 1;
    }
  }
  return { added, removed, cut };
}

/** Of UTF-16, what its letters are. */
function plainText(line: string): string {
  return line
    .slice(1)
    .replaceAll('\0', '')
    .slice(0, MAX_LINE - 1)
    .replace(/\r$/, '');
}
