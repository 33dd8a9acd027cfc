import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from '../git/checkout.ts';
import { GitError } from '../git/git.ts';
import { readable, type Status } from '../git/index/status.ts';
import { isAncestor, unmergedFiles } from '../git/merge.ts';

/** What the history of the work branch came to after an attempt. */
export interface RestoredBranch {
  readonly head: string | null;
  /** What was repaired, in words. */
  readonly repaired: readonly string[];
  /** true: index and working tree were touched, too. */
  readonly workTreeChanged: boolean;
}

export interface RestoreBranchOptions {
  readonly checkout: Checkout;
  /** What should be checked out; null: a detached HEAD. */
  readonly branch: string | null;
  /** Where it was before the attempt. */
  readonly headBefore: string | null;
  /** Keeps a commit that no branch of ours will hold; returns the ref. */
  readonly preserveCommit: (commit: string) => Promise<string>;
  /** Commits the whole working tree, as an object only. */
  readonly commitWorkTree: (parent: string) => Promise<string>;
}

/**
 * Puts the work branch back under HEAD, on top of what it held before the attempt. What the agent committed elsewhere
 * is taken along where it continues our history; where it does not (amended, rebased, reset, another branch), its
 * content is merged into the working tree and its commits are kept under a ref.
 */
export async function restoreBranch(status: Status, options: RestoreBranchOptions): Promise<RestoredBranch> {
  const { branch, headBefore } = options;
  const currentHead = status.head;
  if (status.branch === branch && currentHead === headBefore)
    return { head: currentHead, repaired: [], workTreeChanged: false };
  const left = await readLeftHistory(status, options);
  const { switched, tip, ours, repaired } = left;
  const { git } = options.checkout;
  if (ours === null) {
    // Nothing was ever committed, and nothing is now: only the name of the unborn branch may be wrong.
    if (switched && branch !== null) await git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
    return { head: null, repaired, workTreeChanged: false };
  }
  if (currentHead === null || currentHead === ours || (await isAncestor(git, ours, currentHead))) {
    const head = currentHead ?? ours;
    if (switched || head !== tip) await moveBranch(options, head, switched);
    if (switched && head !== tip) repaired.push(`its commits were moved to ${labelOf(branch)}`);
    return { head, repaired, workTreeChanged: false };
  }
  return mergeAttempt(options, { ...left, ours, currentHead });
}

interface LeftHistory {
  /** Another branch is checked out. */
  readonly switched: boolean;
  /** Where the work branch is now; null: nowhere. */
  readonly tip: string | null;
  /** Where it is to be at least; null: nothing was ever committed. */
  readonly ours: string | null;
  readonly repaired: string[];
}

/** What became of the work branch; of a rewritten history the commits are kept. */
async function readLeftHistory(
  status: Status,
  { checkout, branch, headBefore, preserveCommit }: RestoreBranchOptions,
): Promise<LeftHistory> {
  const { git } = checkout;
  const switched = status.branch !== branch;
  const tip = switched && branch !== null ? await resolveCommit(checkout, `refs/heads/${branch}`) : status.head;
  const repaired: string[] = [];
  const location = status.branch === null ? 'a detached HEAD' : `branch ${status.branch}`;
  const label = labelOf(branch);
  if (switched) repaired.push(`${location} was checked out: switched back to ${label}`);
  const goesOn = headBefore === null || (tip !== null && (await isAncestor(git, headBefore, tip)));
  if (goesOn) return { switched, tip, ours: tip ?? headBefore, repaired };
  const isRewritten = tip !== null && !(await isAncestor(git, tip, headBefore));
  repaired.push(
    isRewritten
      ? `the history of ${label} was rewritten: its commits are saved as ${await preserveCommit(tip)}`
      : `${label} was ${tip === null ? 'deleted' : 'reset'}: restored to the last checkpoint`,
  );
  return { switched, tip, ours: headBefore, repaired };
}

function labelOf(branch: string | null): string {
  return branch ?? 'the commit that was checked out';
}

async function moveBranch(
  { checkout: { git }, branch }: RestoreBranchOptions,
  commit: string,
  switched: boolean,
): Promise<void> {
  const ref = branch === null ? ['--no-deref', 'HEAD'] : [`refs/heads/${branch}`];
  await git(['update-ref', '-m', 'sequential: repaired after an attempt', ...ref, commit]);
  if (switched && branch !== null) await git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
}

/** The branch is ours again, the attempt's content lies in the working tree. */
async function mergeAttempt(
  options: RestoreBranchOptions,
  left: LeftHistory & { readonly ours: string; readonly currentHead: string },
): Promise<RestoredBranch> {
  const { checkout, preserveCommit } = options;
  const { ours, tip, currentHead, switched, repaired } = left;
  if (currentHead !== tip && !(await isAncestor(checkout.git, currentHead, ours))) {
    repaired.push(`the commits there are saved as ${await preserveCommit(currentHead)}`);
  }
  const workTreeCommit = await options.commitWorkTree(currentHead);
  await moveBranch(options, ours, switched);
  const conflicting = await mergeIntoWorkTree(checkout, workTreeCommit);
  if (conflicting.length > 0) {
    repaired.push(
      `both had changed ${conflicting.slice(0, 10).join(', ')}: the attempt's version is in the working tree`,
    );
  }
  return { head: ours, repaired, workTreeChanged: true };
}

async function resolveCommit(checkout: Checkout, ref: string): Promise<string | null> {
  const found = await checkout.git(['rev-parse', '--verify', '-q', `${ref}^{commit}`], { accept: [0, 1, 128] });
  return found.code === 0 ? found.stdout.trim() : null;
}

/**
 * Brings the content of `snapshot` onto HEAD, uncommitted, by a three-way merge: what earlier checkpoints hold and the
 * attempt did not touch stays. Where both changed the same lines the attempt's version is taken.
 */
async function mergeIntoWorkTree(checkout: Checkout, workTreeCommit: string): Promise<string[]> {
  const { git } = checkout;
  await git(['reset', '-q', '--hard']);
  const squash = [
    'merge',
    '-q',
    '--squash',
    '--no-stat',
    '-X',
    'theirs',
    '--allow-unrelated-histories',
    workTreeCommit,
  ];
  const merge = await git(squash, { accept: 'any' });
  const unmerged = await unmergedFiles(git);
  if (merge.code !== 0 && unmerged.length === 0) throw new GitError(squash, merge);
  for (const path of unmerged) {
    const stdin = { input: `:(top,literal)${path}\0`, encoding: 'latin1', accept: 'any' } as const;
    const checkedOut = await git(
      ['checkout', '-q', workTreeCommit, '--pathspec-from-file=-', '--pathspec-file-nul'],
      stdin,
    );
    if (checkedOut.code !== 0) await git(['rm', '-q', '-f', '--pathspec-from-file=-', '--pathspec-file-nul'], stdin);
  }
  rmSync(join(checkout.gitDir, 'SQUASH_MSG'), { force: true });
  return unmerged.map(readable);
}
