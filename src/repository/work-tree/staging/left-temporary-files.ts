import { dirname, join, relative } from 'node:path';
import { findTemporaryFiles, removeTemporaryFile } from '../../../state/file/temporary-files.ts';
import type { Git } from '../../git/git.ts';
import type { RepositoryOptions } from '../../types.ts';

/**
 * Removes what killed runs left half written in a working tree, but for what is committed: that is somebody's. `git`
 * null: nothing is.
 */
export async function removeTemporaryFiles(
  top: string,
  { statePath, spec }: Pick<RepositoryOptions, 'statePath' | 'spec'>,
  git: Git | null,
): Promise<void> {
  const folder = dirname(join(top, statePath));
  const left = [folder, join(folder, spec)].flatMap(findTemporaryFiles).map((path) => relative(top, path));
  if (left.length === 0) return;
  const list = ['ls-tree', '-z', '--full-tree', '--name-only', 'HEAD', '--', ...left];
  const committed = new Set((await git?.(list, { accept: 'any' }))?.stdout.split('\0'));
  for (const path of left) if (!committed.has(path)) removeTemporaryFile(join(top, path));
}
