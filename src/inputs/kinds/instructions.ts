import { InvalidValue, type Kind } from './kind.ts';

/** The user's own words for every prompt: as given, or a file of the repository that holds them. */
export type Instructions = { readonly kind: 'text'; readonly text: string } | InstructionsFile;

/** Its path from the top of the repository. */
export type InstructionsFile = { readonly kind: 'file'; readonly path: string };

/** Every prompt holds them, and each of its tokens is paid for. */
const MAX_INSTRUCTIONS = 32_000;

/** One line that ends like the name of a text file, or one word with a slash, is a path; everything else is the text itself. */
export const instructionsKind: Kind<Instructions | null> = {
  read(value) {
    if (value === '') return null;
    const isPath = !value.includes('\n') && (/\.(?:md|markdown|txt)$/i.test(value) || /^[^\s/]*\/\S*$/.test(value));
    if (isPath) return { kind: 'file', path: readPath(value) };
    const problem = instructionsProblem(value);
    if (problem !== null) throw new InvalidValue(problem);
    return { kind: 'text', text: value };
  },
  accepts: 'a text, or the path of a text file from the root of the repository, such as docs/night.md',
  placeholder: 'text or path',
};

function readPath(value: string): string {
  const path = value.replace(/^(?:\.\/)+/, '');
  if (/^[/~\\]|^[A-Za-z]:/.test(path) || path.split('/').includes('..'))
    throw new InvalidValue('is outside the repository or is not relative to its root');
  return path;
}

/** Why a text can be in no prompt; null: it can. */
export function instructionsProblem(text: string): string | null {
  if (text.trim() === '') return 'is empty';
  if (/\0|\ufffd/.test(text)) return 'is not a text in UTF-8';
  return text.length > MAX_INSTRUCTIONS
    ? `has ${text.length} characters, more than the maximum of ${MAX_INSTRUCTIONS}; it would be in every prompt`
    : null;
}
