import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { privateGitFolder } from '../../../state/lock/lock-path.ts';
import { findRepositoryTop } from '../../../state/lock/repository-top.ts';

/** Where the work is. Read once, before the first agent: each may write the file that names git's folders. */
export interface GitPlace {
  /** The top, and git's folders of it that lie elsewhere. */
  readonly folders: readonly string[];
  /** Our own folder in git's; null: there is none. */
  readonly own: string | null;
}

/** An agent of an earlier run may have written `.git` too, so a folder counts only if it says itself that it is of this work. */
export function readGitPlace(workdir: string): GitPlace {
  const top = findRepositoryTop(workdir) ?? workdir;
  const named = readLine(join(top, '.git'))?.match(/^gitdir: (.+)$/)?.[1];
  if (named === undefined) return { folders: [top], own: privateGitFolder(workdir) };
  const gitFolder = real(resolve(top, named));
  const common = readLine(join(gitFolder, 'commondir'));
  const folders = common === null ? [gitFolder] : [gitFolder, real(resolve(gitFolder, common))];
  const isOurs = common === null ? isWhole(gitFolder, top) : isLinked(gitFolder, folders[1] ?? '', top);
  return isOurs ? { folders: [top, ...folders], own: privateGitFolder(workdir) } : { folders: [top], own: null };
}

/** Of a linked worktree: it lies among those of a repository, and names our `.git` in turn. */
function isLinked(gitFolder: string, common: string, top: string): boolean {
  const back = readLine(join(gitFolder, 'gitdir'));
  return (
    dirname(gitFolder) === join(common, 'worktrees') &&
    back !== null &&
    real(resolve(gitFolder, back)) === real(join(top, '.git')) &&
    isGitFolder(common)
  );
}

/** Of a submodule, which names its working tree, or one that was made elsewhere: it belongs to nobody else. */
function isWhole(gitFolder: string, top: string): boolean {
  const settings = (readLine(join(gitFolder, 'config')) ?? '').split('\n').map((line) => line.split('='));
  const settingOf = (name: string) =>
    settings
      .find(([key]) => key?.trim() === name)
      ?.slice(1)
      .join('=')
      .trim();
  const workTree = settingOf('worktree');
  const isFree = basename(gitFolder) !== '.git' && settingOf('bare') !== 'true';
  return isGitFolder(gitFolder) && (workTree === undefined ? isFree : real(resolve(gitFolder, workTree)) === real(top));
}

/** As git recognises one. */
function isGitFolder(folder: string): boolean {
  return readLine(join(folder, 'HEAD')) !== null && ['objects', 'refs'].every((name) => existsSync(join(folder, name)));
}

function readLine(path: string): string | null {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, 'utf8').trimEnd() : null;
  } catch {
    return null;
  }
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
