import { parsePatch, type StructuredPatch } from 'diff';
import type { ChangedLine, FileChange } from './types.ts';

/** No pattern looks at more of a line. */
const MAX_LINE = 500;

/** A patch as git prints it, file by file; a file of which it was cut off is left out. */
export function readPatch(patch: string): readonly FileChange[] {
  return patch
    .split(/^(?=diff --git )/m)
    .filter((part) => part.startsWith('diff --git '))
    .flatMap(readFile);
}

function readFile(part: string): readonly FileChange[] {
  let parsed: StructuredPatch[];
  try {
    parsed = parsePatch(part);
  } catch {
    return [];
  }
  return parsed.flatMap((file) => {
    const isAdded = file.isCreate === true;
    const isRemoved = file.isDelete === true;
    const name = isRemoved ? file.oldFileName : file.newFileName;
    if (name === undefined) return [];
    const path = name.replace(/^[ab]\//, '');
    return [
      {
        ...{ path, kind: isAdded ? 'added' : isRemoved ? 'removed' : 'changed', isBinary: file.isBinary === true },
        ...linesOf(file),
      } as const,
    ];
  });
}

function linesOf({ hunks }: StructuredPatch): Pick<FileChange, 'added' | 'removed'> {
  const [added, removed]: [ChangedLine[], ChangedLine[]] = [[], []];
  for (const hunk of hunks) {
    let [before, after] = [hunk.oldStart, hunk.newStart];
    for (const line of hunk.lines) {
      const text = line.slice(1, MAX_LINE).replace(/\r$/, '');
      if (line.startsWith('+')) added.push({ line: after++, text });
      else if (line.startsWith('-')) removed.push({ line: before++, text });
      else if (!line.startsWith('\\')) {
        before += 1;
        after += 1;
      }
    }
  }
  return { added, removed };
}
