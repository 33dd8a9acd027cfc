import { InvalidValue, type Kind } from './kind.ts';

/** A file or folder of the repository, by its path from the top; with forward slashes, without a slash at its end. */
export const protectedPath: Kind<string> = {
  read(value) {
    const path = value.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '');
    const parts = path.split('/');
    if (path === '' || path === '.') throw new InvalidValue('is the whole repository');
    if (/^\/|^~|^[A-Za-z]:|\\/.test(path))
      throw new InvalidValue('lies outside the repository, or is not a path from its top');
    if (parts.includes('..')) throw new InvalidValue('may lead out of the repository');
    if (parts.some((part) => part === '' || part === '.')) throw new InvalidValue('is not a path');
    if (parts[0]?.toLowerCase() === '.git') throw new InvalidValue('is git’s own, which no agent may change anyway');
    if (/[*?[\]{}]/.test(path)) throw new InvalidValue('is a pattern; folders are named without one');
    return path;
  },
  accepts: 'a path from the top of the repository, such as .github/workflows or deploy/prod.yml',
  placeholder: 'path',
};
