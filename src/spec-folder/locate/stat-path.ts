import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { UserError } from '../../errors.ts';

/* What a path names; UserError where that cannot be told. */

export async function isFile(path: string): Promise<boolean> {
  return (await statOrNull(path))?.isFile() ?? false;
}

export async function isFolder(path: string): Promise<boolean> {
  return (await statOrNull(path))?.isDirectory() ?? false;
}

async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'EINVAL') return null;
    throw accessError(path, 'cannot be read', cause);
  }
}

export function accessError(path: string, what: string, cause: unknown): UserError {
  const why = (cause as NodeJS.ErrnoException).code ?? 'no access';
  const fix = why === 'EROFS' ? 'mount the disk that it is on for writing' : 'change its permissions or its owner';
  return new UserError(`${what} (${why})`, { where: path, fix, cause });
}
