import { InvalidValue, type Kind } from './kind.ts';

/** A file or folder of the repository, by its path from the top; with forward slashes, without a slash at its end. */
export const protectedPath: Kind<string> = {
  read(value) {
    const path = value.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '');
    const parts = path.split('/');
    if (path === '' || path === '.') throw new InvalidValue('is the whole repository');
    if (/^\/|^~|^[A-Za-z]:|\\/.test(path))
      throw new InvalidValue('is outside the repository or is not relative to its root');
    if (parts.includes('..')) throw new InvalidValue('may lead outside the repository');
    if (parts.some((part) => part === '' || part === '.')) throw new InvalidValue('is not a path');
    if (parts[0]?.toLowerCase() === '.git')
      throw new InvalidValue('belongs to git, which agents are never allowed to change');
    if (/[*?[\]{}]/.test(path)) throw new InvalidValue('is a pattern; name the folder itself');
    return path;
  },
  accepts: 'a path relative to the root of the repository, such as .github/workflows or deploy/prod.yml',
  placeholder: 'path',
};
