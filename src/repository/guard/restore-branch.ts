import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from '../git/checkout.ts';
import { GitError } from '../git/git.ts';
import { isAncestor, unmergedFiles } from '../git/merge.ts';
import { readable, type Status } from '../git/status.ts';

/** What the history of the work branch came to after an attempt. */
export interface Settled {
  readonly head: string | null;
  /** What was set right, in words. */
  readonly repaired: readonly string[];
  /** true: index and work tree were touched, too. */
  readonly carried: boolean;
}

export interface SettleOptions {
  readonly checkout: Checkout;
  /** What should be checked out; null: a detached HEAD. */
  readonly branch: string | null;
  /** Where it was before the attempt. */
  readonly since: string | null;
  /** Keeps a commit that no branch of ours will hold; returns the ref. */
  readonly keepLost: (commit: string) => Promise<string>;
  /** Commits the whole work tree, as an object only. */
  readonly snapshot: (parent: string) => Promise<string>;
}

/**
 * Puts the work branch back under HEAD, on top of what it held before the attempt. What the agent committed elsewhere
 * is taken along where it continues our history; where it does not (amended, rebased, reset, another branch), its
 * content is merged into the work tree and its commits are kept under a ref.
 */
export async function settleHistory(status: Status, options: SettleOptions): Promise<Settled> {
  const { checkout, branch, since, keepLost } = options;
  const { git } = checkout;
  const here = status.head;
  if (status.branch === branch && here === since) return { head: here, repaired: [], carried: false };
  const switched = status.branch !== branch;
  const tip = switched && branch !== null ? await resolve(checkout, `refs/heads/${branch}`) : here;
  const repaired: string[] = [];
  const elsewhere = status.branch === null ? 'a detached HEAD' : `branch ${status.branch}`;
  const name = branch ?? 'the commit that was checked out';
  if (switched) repaired.push(`${elsewhere} was checked out: back on ${name}`);

  let ours = tip ?? since;
  if (since !== null && (tip === null || !(await isAncestor(git, since, tip)))) {
    ours = since;
    if (tip !== null && !(await isAncestor(git, tip, since))) {
      repaired.push(`the history of ${name} was rewritten: its commits are kept as ${await keepLost(tip)}`);
    } else repaired.push(`${name} was ${tip === null ? 'deleted' : 'set back'}: it holds again what was checkpointed`);
  }
  const point = async (commit: string) => {
    const ref = branch === null ? ['--no-deref', 'HEAD'] : [`refs/heads/${branch}`];
    await git(['update-ref', '-m', 'sequential: set right after an attempt', ...ref, commit]);
    if (switched && branch !== null) await git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  };
  if (ours === null) {
    // Nothing was ever committed, and nothing is now: only the name of the unborn branch may be wrong.
    if (switched && branch !== null) await git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
    return { head: null, repaired, carried: false };
  }
  if (here === null || here === ours || (await isAncestor(git, ours, here))) {
    const head = here ?? ours;
    if (switched || head !== tip) await point(head);
    if (switched && head !== tip) repaired.push(`its commits were taken over to ${name}`);
    return { head, repaired, carried: false };
  }
  if (here !== tip && !(await isAncestor(git, here, ours))) {
    repaired.push(`what was committed there is kept as ${await keepLost(here)}`);
  }
  const snapshot = await options.snapshot(here);
  await point(ours);
  const overruled = await carryOver(checkout, snapshot);
  if (overruled.length > 0) {
    repaired.push(`both had changed ${overruled.slice(0, 10).join(', ')}: the attempt's version is in the work tree`);
  }
  return { head: ours, repaired, carried: true };
}

async function resolve(checkout: Checkout, ref: string): Promise<string | null> {
  const found = await checkout.git(['rev-parse', '--verify', '-q', `${ref}^{commit}`], { accept: [0, 1, 128] });
  return found.code === 0 ? found.stdout.trim() : null;
}

/**
 * Brings the content of `snapshot` onto HEAD, uncommitted, by a three-way merge: what earlier checkpoints hold and the
 * attempt did not touch stays. Where both changed the same lines the attempt's version is taken.
 */
async function carryOver(checkout: Checkout, snapshot: string): Promise<string[]> {
  const { git } = checkout;
  await git(['reset', '-q', '--hard']);
  const squash = ['merge', '-q', '--squash', '--no-stat', '-X', 'theirs', '--allow-unrelated-histories', snapshot];
  const merge = await git(squash, { accept: 'any' });
  const unmerged = await unmergedFiles(git);
  if (merge.code !== 0 && unmerged.length === 0) throw new GitError(squash, merge);
  for (const path of unmerged) {
    const stdin = { input: `:(top,literal)${path}\0`, encoding: 'latin1', accept: 'any' } as const;
    const taken = await git(['checkout', '-q', snapshot, '--pathspec-from-file=-', '--pathspec-file-nul'], stdin);
    if (taken.code !== 0) await git(['rm', '-q', '-f', '--pathspec-from-file=-', '--pathspec-file-nul'], stdin);
  }
  rmSync(join(checkout.gitDir, 'SQUASH_MSG'), { force: true });
  return unmerged.map(readable);
}
