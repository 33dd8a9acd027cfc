import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { firstCharacters } from '../text.ts';
import type { Checkout } from './git/checkout.ts';
import { readStatus } from './git/index/status.ts';

/** A working tree of the repository, as git remembers it. */
export interface Worktree {
  /** Absolute. */
  readonly path: string;
  /** null: HEAD is detached, or it is bare. */
  readonly branch: string | null;
}

/** All of a repository, the main one first. */
export async function listWorktrees({ git }: Pick<Checkout, 'git'>): Promise<readonly Worktree[]> {
  const { stdout } = await git(['worktree', 'list', '--porcelain']);
  return stdout
    .split('\n\n')
    .filter((entry) => entry.startsWith('worktree '))
    .map((entry) => ({
      path: /^worktree (.*)$/m.exec(entry)?.[1] ?? '',
      branch: /^branch refs\/heads\/(.*)$/m.exec(entry)?.[1] ?? null,
    }));
}

/**
 * Where the worktree of a spec lies: beside the main one, so that no program that looks through the one comes upon the
 * other, `<repository>-worktrees/<spec>`. `top`: of the checkout that was asked about.
 */
export function worktreePath(all: readonly Worktree[], top: string, spec: string): string {
  const [first] = all;
  // Of a submodule git names the folder of its repository.
  const main = first === undefined || first.path.includes('/.git/') ? top : first.path;
  return join(dirname(main), `${basename(main)}-worktrees`, spec);
}

/** Makes a worktree on a branch, a new one begins at what is checked out here. UserError where something is in its way. */
export async function addWorktree(
  { git, top }: Checkout,
  all: readonly Worktree[],
  { path, branch }: { readonly path: string; readonly branch: string },
): Promise<void> {
  const holder = all.find((worktree) => worktree.branch === branch && worktree.path !== path);
  if (holder !== undefined) {
    const isHere = holder.path === top;
    throw new UserError(`the branch ${branch} is checked out in ${isHere ? 'this checkout' : holder.path}`, {
      where: '--worktree',
      fix: isHere
        ? 'leave --worktree out, or check out another branch here'
        : `run there with --workdir ${JSON.stringify(holder.path)}, or use another --work-branch`,
    });
  }
  // Its folder was deleted: what git remembers of it holds the branch.
  if (all.some((worktree) => worktree.path === path)) await change(git, ['remove', path]);
  if (existsSync(path))
    throw new UserError('something else is where the worktree goes', {
      where: path,
      fix: 'move it away, or remove it',
    });
  const exists = (await git(['rev-parse', '-q', '--verify', `refs/heads/${branch}`], { accept: 'any' })).code === 0;
  await change(git, exists ? ['add', '-q', path, branch] : ['add', '-q', '-b', branch, path, 'HEAD']);
}

async function change(git: Checkout['git'], args: readonly string[]): Promise<void> {
  // A person's own files, with their contents.
  const options = { accept: 'any', env: { GIT_LFS_SKIP_SMUDGE: '0' } } as const;
  const { code, stderr } = await git(['worktree', ...args], options);
  if (code === 0) return;
  throw new UserError(`git worktree ${args[0]}: ${firstCharacters(stderr.trim(), 1000)}`, {
    where: '--worktree',
    fix: 'fix what git reports, then start again',
  });
}

/** What a checkout has that a worktree of it would not get. */
export interface LeftBehind {
  /** Is the file as it was committed? */
  readonly file: 'committed' | 'changed' | 'uncommitted';
  /** Files with changes that are not committed. */
  readonly changes: number;
}

/** `file`: from the top. */
export async function leftBehind({ git }: Pick<Checkout, 'git'>, file: string): Promise<LeftBehind> {
  const { head, entries } = await readStatus(git);
  const isCommitted = head !== null && (await git(['cat-file', '-e', `HEAD:${file}`], { accept: 'any' })).code === 0;
  const isChanged = entries.some(({ path }) => path === Buffer.from(file, 'utf8').toString('latin1'));
  return { file: !isCommitted ? 'uncommitted' : isChanged ? 'changed' : 'committed', changes: entries.length };
}
