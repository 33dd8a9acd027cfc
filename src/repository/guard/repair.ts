import { existsSync, lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { type Git, GitError } from '../git/git.ts';
import { readStatus, type Status } from '../git/status.ts';
import type { Opened } from '../opened.ts';

/**
 * The status after an attempt. What of git's own files cannot be read is made anew: HEAD, the branch and the index, as
 * they were before the attempt; the work tree, which is what counts, is not touched. Where the commits themselves are
 * gone there is nothing to go on from: a UserError.
 */
export async function readStatusOrMend(opened: Opened, repaired: string[]): Promise<Status> {
  const { git, gitDir } = opened.checkout;
  const index = join(gitDir, 'index');
  // git would wait for ever for somebody to write into a named pipe.
  const noFile = lstatSync(index, { throwIfNoEntry: false })?.isFile() === false;
  if (noFile) rmSync(index, { recursive: true, force: true });
  const status = await statusIfReadable(git);
  if (status !== null && !noFile && !(await isBroken(opened, status))) {
    if (status.head !== opened.head) await demandCommit(opened);
    return status;
  }
  if (status === null) {
    await mendRefs(opened, repaired);
    await mendHead(opened, repaired);
  }
  await mendBranch(opened, repaired);
  const mended = noFile ? null : await statusIfReadable(git);
  if (mended !== null) return mended;
  rmSync(index, { force: true });
  await git(['read-tree', '--reset', opened.head ?? '--empty']);
  repaired.push('git’s index could not be read: made anew');
  return readStatus(git);
}

async function statusIfReadable(git: Git): Promise<Status | null> {
  try {
    return await readStatus(git);
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

/** A branch whose file holds no commit looks as if it were not born yet. */
async function isBroken({ branch, checkout, head }: Opened, status: Status): Promise<boolean> {
  if (branch === null || head === null || status.head !== null) return false;
  return existsSync(join(checkout.commonDir, 'refs', 'heads', branch)) && !(await holdsCommit(checkout, branch));
}

async function holdsCommit({ git }: Opened['checkout'], branch: string): Promise<boolean> {
  return (await git(['rev-parse', '-q', '--verify', `refs/heads/${branch}^{commit}`], { accept: 'any' })).code === 0;
}

/** One line that cannot be read hides all branches and tags of the file: it is kept for a person to mend. */
async function mendRefs({ checkout: { git, commonDir } }: Opened, repaired: string[]): Promise<void> {
  const listed = await git(['for-each-ref', '--count=1'], { accept: 'any' });
  if (!/packed-refs/.test(listed.stderr)) return;
  const packed = join(commonDir, 'packed-refs');
  renameSync(packed, `${packed}.broken`);
  repaired.push(`git’s packed-refs could not be read: kept as ${packed}.broken`);
}

async function mendHead({ branch, checkout, head }: Opened, repaired: string[]): Promise<void> {
  const { git, gitDir } = checkout;
  const asked = [
    ['symbolic-ref', '-q', 'HEAD'],
    ['rev-parse', '-q', '--verify', 'HEAD'],
  ];
  for (const args of asked) if ((await git(args, { accept: 'any' })).code === 0) return;
  const path = join(gitDir, 'HEAD');
  rmSync(path, { recursive: true, force: true });
  writeFileSync(path, branch === null ? `${head}\n` : `ref: refs/heads/${branch}\n`);
  repaired.push('git’s HEAD could not be read: made anew');
}

async function mendBranch({ branch, checkout, head }: Opened, repaired: string[]): Promise<void> {
  const { git, commonDir } = checkout;
  if (head === null || branch === null) return;
  await demandCommit({ checkout, head });
  if (await holdsCommit(checkout, branch)) return;
  const ref = `refs/heads/${branch}`;
  rmSync(join(commonDir, ref), { recursive: true, force: true });
  await git(['update-ref', '-m', 'sequential: set right after an attempt', ref, head]);
  repaired.push(`${branch} could not be read: it holds again what was checkpointed`);
}

/** What was checked out before the attempt must still be there to go on from. */
async function demandCommit({ checkout, head }: Pick<Opened, 'checkout' | 'head'>): Promise<void> {
  if (head === null) return;
  const known = await checkout.git(['cat-file', '-e', `${head}^{commit}`], { accept: 'any' });
  if (known.code === 0) return;
  throw new UserError('The git repository is damaged: its commits are gone since an agent ran.', {
    where: checkout.gitDir,
    fix: `Keep ${checkout.top} if its files matter, check out the work branch afresh (the last checkpoint is on it), and run again.`,
  });
}
