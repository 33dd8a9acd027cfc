import { posix } from 'node:path';
import { languageOf } from './source/languages/index.ts';
import type { Claim, Evidence, FileChange, Line } from './types.ts';

/** What makes a folder a package, and may hold nothing else. */
const MARKER = /^(?:__init__\.py|doc\.go|package-info\.java|mod\.rs)$/;

/** A change that changes nothing. */
export function nothingThere({ files, asked }: Claim): readonly Evidence[] {
  const [first] = files;
  if (first === undefined || !files.every(isHollow)) return [];
  const what = 'the change is white space or comments alone';
  return [{ kind: 'nothing-there', where: first.path, what, blocking: !asked.comments }];
}

/** White space or comments alone, in a language whose comments are known. */
function isHollow({ path, kind, added, removed, isBinary }: FileChange): boolean {
  if (isBinary || kind === 'removed' || added.length + removed.length === 0) return false;
  if (kind === 'added' && MARKER.test(posix.basename(path))) return false;
  const indents = languageOf(path)?.indents ?? false;
  return plainCode(added, indents) === plainCode(removed, indents);
}

function plainCode(lines: readonly Line[], indents: boolean): string {
  if (!indents) return lines.map(({ code }) => code.replace(/\s/g, '')).join('');
  const written = lines.map(({ code }) => code.trimEnd()).filter((code) => code !== '');
  return written.join('\n');
}
