import { InvalidValue, type Kind } from './kind.ts';

/** Where a spec's name goes in the name of a work branch. */
const specPlaceholder = '{spec}';

/** The name of a branch; empty stands for the one that is checked out, or the default one. */
export const branch: Kind<string> = {
  read(value) {
    const problem = value === '' ? null : branchNameProblem(value.replaceAll(specPlaceholder, 'spec'));
    if (problem !== null) throw new InvalidValue(`is not a branch name: ${problem}`);
    return value;
  },
  accepts: `a branch name such as main or sequential/${specPlaceholder}`,
  placeholder: 'branch',
};

/** The work branch of one spec: its name filled in, with what git takes in a branch's name. */
export function workBranchFor(template: string, spec: string): string {
  const name = spec
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses exactly these in a ref.
    .replace(/[\s\u0000-\u001f\u007f~^:?*[\]\\{}@"'`$<>|&;!/]+/gu, '-')
    .replace(/\.{2,}/gu, '.')
    .replace(/(?<!\.lock)(?:\.lock)+$/u, '')
    .replace(/^[-.]+|(?<![-.])[-.]+$/gu, '');
  return template.replaceAll(specPlaceholder, name === '' ? 'spec' : name);
}

/** The work branches of all specs; null: the name does not depend on the spec. */
export function workBranchesOf(
  template: string,
): { readonly pattern: string; readonly of: (spec: string) => string } | null {
  if (!template.includes(specPlaceholder)) return null;
  return { pattern: template.replace(specPlaceholder, '*'), of: (spec) => workBranchFor(template, spec) };
}

const SUBJECT_PLACEHOLDERS = ['{type}', '{spec}', '{unit}', '{title}'];

/** The subject of a commit, with placeholders. */
export const commitSubject: Kind<string> = {
  read(value) {
    const unknown = value.match(/\{[^{}]*\}/g)?.find((name) => !SUBJECT_PLACEHOLDERS.includes(name));
    if (unknown !== undefined) throw new InvalidValue(`contains ${unknown}, which nothing is put in for`);
    if (!value.includes('{title}')) throw new InvalidValue('lacks {title}: every commit would read the same');
    if (/[\r\n]/.test(value))
      throw new InvalidValue('has several lines; the body and the trailers are added by the run');
    if (value.startsWith('#')) throw new InvalidValue('starts with #, which git takes for a comment');
    return value;
  },
  accepts: `one line with {title}, and ${SUBJECT_PLACEHOLDERS.slice(0, -1).join(', ')} if wanted`,
  placeholder: 'subject',
};

/** git-check-ref-format(1), for a branch. */
function branchNameProblem(name: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses exactly these in a ref.
  const forbidden = /[\s\u0000-\u001f\u007f~^:?*[\\]/u.exec(name);
  if (forbidden !== null) return `it contains ${JSON.stringify(forbidden[0])}`;
  if (name.startsWith('-')) return 'it starts with a dash';
  if (name === '@' || name.includes('@{')) return 'it contains @{ or is just @';
  if (name.startsWith('/') || name.endsWith('/') || name.includes('//')) return 'a part of it is empty';
  if (name.includes('..') || name.endsWith('.')) return 'it contains .. or ends with a dot';
  if (name.split('/').some((part) => part.startsWith('.') || part.endsWith('.lock'))) {
    return 'a part of it starts with a dot or ends with .lock';
  }
  return null;
}

/** `Name <mail>`, as git writes authors: the two of them are its groups. */
export const AUTHOR = /^(?=[^\S\n]*[^<>\s])([^<>\n]*) <([^<>\s]+)>$/u;

export const author: Kind<string> = {
  read(value) {
    if (!AUTHOR.test(value)) throw new InvalidValue('is not an author');
    return value;
  },
  accepts: 'Name <mail@example.org>',
  placeholder: 'author',
};
