import { posix } from 'node:path';
import { isGenerated, isTestFile, languageOf } from './source/languages/index.ts';
import type { Claim, Evidence, FileChange } from './types.ts';

/** What keeps people, or these checks, from seeing the change. */
export function unreadable({ files, asked }: Claim): readonly Evidence[] {
  return files.flatMap((file) => {
    const found = RULES.flatMap((rule) => rule(file) ?? []);
    return found.map(({ what, blocking = false }): Evidence => {
      const isAsked = asked.names(posix.basename(file.path));
      return { kind: 'unreadable', where: file.path, what, blocking: blocking && !isAsked };
    });
  });
}

type Rule = (file: FileChange) => { readonly what: string; readonly blocking?: boolean } | null;

const RULES: readonly Rule[] = [
  ({ path }) =>
    posix.basename(path) === '.gitattributes' ? { what: 'this decides which files git shows the content of' } : null,
  ({ path, kind, isBinary }) =>
    isBinary && kind !== 'removed' && isTestFile(path)
      ? { what: 'a test with bytes that are no text: nobody is shown what it holds', blocking: kind === 'changed' }
      : null,
  ({ path, cut, isBinary }) => {
    if (cut === 'change') return { what: 'the change was too large to be read from here on' };
    return cut === 'file' && !isBinary && languageOf(path) !== null && !isGenerated(path)
      ? { what: 'this file was too large to be read to its end' }
      : null;
  },
];
