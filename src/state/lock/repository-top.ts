import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder, from `from` upwards, that holds a `.git` (a folder, or in worktrees and submodules a file). */
export function findRepositoryTop(from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return null;
  }
}
