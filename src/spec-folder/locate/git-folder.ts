import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findRepositoryTop } from '../../state/lock/repository-top.ts';

/** Where git keeps what it knows of the working tree around a folder; null: there is none. Read without git, which may not be installed. */
export function gitFolderOf(folder: string): string | null {
  const top = findRepositoryTop(folder);
  if (top === null) return null;
  const dotGit = join(top, '.git');
  const pointer = /^gitdir: (.+)/.exec(readOrEmpty(dotGit))?.[1];
  return pointer === undefined ? dotGit : resolve(top, pointer);
}

/** The branch that is checked out around a folder; null: none, or no repository. */
export function currentBranch(folder: string): string | null {
  const gitFolder = gitFolderOf(folder);
  const head = gitFolder === null ? '' : readOrEmpty(join(gitFolder, 'HEAD'));
  return /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1]?.trim() ?? null;
}

export function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
