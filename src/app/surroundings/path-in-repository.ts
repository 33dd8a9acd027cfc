import { relative } from 'node:path';
import { findRepositoryTop } from '../../state/lock/repository-top.ts';

/** Relative to the repository's top, else to the folder itself. */
export function pathInRepository(workdir: string, path: string): string {
  return relative(findRepositoryTop(workdir) ?? workdir, path);
}
