import { existsSync, lstatSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { GitError } from './git.ts';
import type { Opened } from './opened.ts';
import { readStatus, type Status } from './status.ts';

/**
 * The status after an attempt. What of git's own files cannot be read is made anew: HEAD, the branch and the index, as
 * they were before the attempt; the work tree, which is what counts, is not touched. Where the commits themselves are
 * gone there is nothing to go on from: a UserError.
 */
export async function readStatusOrMend(opened: Opened, repaired: string[]): Promise<Status> {
  const { git, gitDir, commonDir } = opened.checkout;
  const index = join(gitDir, 'index');
  // git would wait for ever for somebody to write into a named pipe.
  const noFile = lstatSync(index, { throwIfNoEntry: false })?.isFile() === false;
  if (noFile) rmSync(index, { recursive: true, force: true });
  let status: Status | null = null;
  try {
    status = await readStatus(git);
    if (!noFile && !brokenBranch(opened, status)) {
      if (status.head !== opened.head) await demandCommit(opened);
      return status;
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  if (status === null) {
    const listed = await git(['for-each-ref', '--count=1'], { accept: 'any' });
    if (/packed-refs/.test(listed.stderr)) rmSync(join(commonDir, 'packed-refs'), { recursive: true, force: true });
    await mendHead(opened, repaired);
  }
  await mendBranch(opened, repaired);
  rmSync(index, { force: true });
  await git(['read-tree', '--reset', opened.head ?? '--empty']);
  repaired.push('git’s index could not be read: made anew');
  return readStatus(git);
}

/** A branch whose file holds no commit looks as if it were not born yet. */
function brokenBranch({ branch, checkout, head }: Opened, status: Status): boolean {
  return head !== null && status.head === null && existsSync(join(checkout.commonDir, 'refs', 'heads', `${branch}`));
}

async function mendHead({ branch, checkout, head }: Opened, repaired: string[]): Promise<void> {
  const { git, gitDir } = checkout;
  if ((await git(['rev-parse', '-q', '--verify', 'HEAD'], { accept: 'any' })).code === 0) return;
  const path = join(gitDir, 'HEAD');
  rmSync(path, { recursive: true, force: true });
  writeFileSync(path, branch === null ? `${head}\n` : `ref: refs/heads/${branch}\n`);
  repaired.push('git’s HEAD could not be read: made anew');
}

async function mendBranch({ branch, checkout, head }: Opened, repaired: string[]): Promise<void> {
  const { git, commonDir } = checkout;
  if (head === null || branch === null) return;
  const ref = `refs/heads/${branch}`;
  await demandCommit({ checkout, head });
  const whole = await git(['rev-parse', '-q', '--verify', `${ref}^{commit}`], { accept: 'any' });
  if (whole.code === 0) return;
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
