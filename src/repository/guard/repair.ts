import { existsSync, lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { entriesBelow } from '../../entries-below.ts';
import { type Git, GitError } from '../git/git.ts';
import { readStatus, type Status } from '../git/index/status.ts';
import type { OpenRepository } from '../opened.ts';
import { lostRepository } from './lost-repository.ts';

/**
 * The status after an attempt. What of git's own files cannot be read is recreated: HEAD, the branch and the index, as
 * they were before the attempt; the working tree, which is what counts, is not touched. Where the commits themselves
 * are lost there is nothing to continue from: a UserError.
 */
export async function readStatusOrRepair(opened: OpenRepository, repaired: string[]): Promise<Status> {
  const { git, gitDir } = opened.checkout;
  const index = join(gitDir, 'index');
  // git would wait for ever for somebody to write into a named pipe.
  const indexIsNoFile = lstatSync(index, { throwIfNoEntry: false })?.isFile() === false;
  if (indexIsNoFile) rmSync(index, { recursive: true, force: true });
  let status = await statusIfReadable(git);
  if (status === null && removeSpecialFiles(opened.checkout.top, repaired)) status = await statusIfReadable(git);
  if (status !== null && !indexIsNoFile && !(await isBranchBroken(opened, status))) {
    if (status.head !== opened.head) await requireCommit(opened);
    return status;
  }
  if (status === null) {
    await repairPackedRefs(opened, repaired);
    await repairHead(opened, repaired);
  }
  await repairBranch(opened, repaired);
  const repairedStatus = indexIsNoFile ? null : await statusIfReadable(git);
  if (repairedStatus !== null) return repairedStatus;
  rmSync(index, { force: true });
  await git(['read-tree', '--reset', opened.head ?? '--empty']);
  repaired.push('git’s index could not be read: recreated');
  return readStatus(git);
}

/** git reads these wherever they lie; from a pipe it would read for ever. */
const READ_EVERYWHERE = new Set(['.gitignore', '.gitattributes', '.gitmodules']);

/** Removes pipes and the like that git reads in the working tree; true: there were some. */
function removeSpecialFiles(top: string, repaired: string[]): boolean {
  const found = entriesBelow(top).filter(
    ({ kind, name }) => (kind === 'special' || kind === 'socket') && READ_EVERYWHERE.has(name),
  );
  for (const { path, place } of found) {
    rmSync(place, { force: true });
    repaired.push(`${relative(top, path)}, which is not a file: removed`);
  }
  return found.length > 0;
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
async function isBranchBroken({ branch, checkout, head }: OpenRepository, status: Status): Promise<boolean> {
  if (branch === null || head === null || status.head !== null) return false;
  return existsSync(join(checkout.commonDir, 'refs', 'heads', branch)) && !(await branchHasCommit(checkout, branch));
}

async function branchHasCommit({ git }: OpenRepository['checkout'], branch: string): Promise<boolean> {
  return (await git(['rev-parse', '-q', '--verify', `refs/heads/${branch}^{commit}`], { accept: 'any' })).code === 0;
}

/** One line that cannot be read hides all branches and tags of the file: it is kept for a person to fix. */
async function repairPackedRefs({ checkout: { git, commonDir } }: OpenRepository, repaired: string[]): Promise<void> {
  const listed = await git(['for-each-ref', '--count=1'], { accept: 'any' });
  if (!/packed-refs/.test(listed.stderr)) return;
  const packedRefs = join(commonDir, 'packed-refs');
  renameSync(packedRefs, `${packedRefs}.broken`);
  repaired.push(`git’s packed-refs could not be read: moved to ${packedRefs}.broken`);
}

async function repairHead({ branch, checkout, head }: OpenRepository, repaired: string[]): Promise<void> {
  const { git, gitDir } = checkout;
  const probes = [
    ['symbolic-ref', '-q', 'HEAD'],
    ['rev-parse', '-q', '--verify', 'HEAD'],
  ];
  for (const args of probes) if ((await git(args, { accept: 'any' })).code === 0) return;
  const path = join(gitDir, 'HEAD');
  rmSync(path, { recursive: true, force: true });
  writeFileSync(path, branch === null ? `${head}\n` : `ref: refs/heads/${branch}\n`);
  repaired.push('git’s HEAD could not be read: recreated');
}

async function repairBranch(opened: OpenRepository, repaired: string[]): Promise<void> {
  const { branch, checkout, head } = opened;
  const { git, commonDir } = checkout;
  if (head === null || branch === null) return;
  await requireCommit(opened);
  if (await branchHasCommit(checkout, branch)) return;
  const ref = `refs/heads/${branch}`;
  rmSync(join(commonDir, ref), { recursive: true, force: true });
  await git(['update-ref', '-m', 'sequential: repaired after an attempt', ref, head]);
  repaired.push(`${branch} could not be read: restored to the last checkpoint`);
}

/** What was checked out before the attempt must still be there to go on from. */
async function requireCommit(opened: OpenRepository): Promise<void> {
  const { checkout, head } = opened;
  if (head === null) return;
  const known = await checkout.git(['cat-file', '-e', `${head}^{commit}`], { accept: 'any' });
  if (known.code === 0) return;
  throw lostRepository(opened, 'The git repository is damaged: its commits were lost while an agent ran.');
}
