import { existsSync } from 'node:fs';
import { UserError } from '../../errors.ts';
import { plainSubject } from '../../report/commit-message.ts';
import { firstCharacters } from '../../text.ts';
import type { Checkout } from '../git/checkout.ts';
import type { Status } from '../git/index/status.ts';
import { deepenToCommonAncestor, isAncestor } from '../git/merge.ts';
import { findInterruptedRun } from '../guard/uncommitted/uncommitted-changes.ts';
import { mergeCommit } from '../merge/merge-commit.ts';
import type { OpenRepository } from '../opened.ts';
import type { RemoteState } from '../remote/fetch-remote.ts';
import { nameInTheWay } from './branch-names.ts';
import { forgetDeletedBranch } from './deleted-branch.ts';

export type WorkBranchResult =
  | { readonly kind: 'ready'; readonly head: string | null }
  | { readonly kind: 'conflict'; readonly base: string; readonly files: readonly string[] };

/**
 * Checks out the work branch: the local one, brought up to the remote's; else the remote's; else a new one from
 * `formerCommit`, the work on the spec under another name, or from the base. Commits that an earlier run could not push are kept.
 */
export async function checkOutWorkBranch(
  opened: OpenRepository,
  remoteState: RemoteState,
  workBranch: string,
  status: Status,
  formerCommit: string | null = null,
): Promise<WorkBranchResult> {
  const { checkout } = opened;
  const { git } = checkout;
  if ((await git(['check-ref-format', '--branch', workBranch], { accept: 'any' })).code !== 0) {
    throw new UserError(`${JSON.stringify(workBranch)} is not a branch name.`, {
      where: 'work-branch',
      fix: 'See `git help check-ref-format`.',
    });
  }
  const found = await git(['rev-parse', '-q', '--verify', `refs/heads/${workBranch}^{commit}`], {
    accept: [0, 1, 128],
  });
  const here = found.code === 0 ? found.stdout.trim() : null;
  const isPast = await forgetDeletedBranch(opened, remoteState, workBranch, here);
  const local = isPast ? null : here;
  const startCommit =
    local ?? remoteState.remoteWorkCommit ?? formerCommit ?? (await chooseStartCommit(checkout, remoteState, status));
  if (startCommit === null) {
    // Nothing is committed anywhere yet: the first checkpoint makes the branch.
    if (status.branch !== workBranch) await git(['symbolic-ref', 'HEAD', `refs/heads/${workBranch}`]);
    return { kind: 'ready', head: null };
  }
  if (status.branch !== workBranch || isPast)
    await switchTo(checkout, workBranch, local === null ? ['-B', workBranch, startCommit] : [workBranch, '--']);
  if (local === null || remoteState.remoteWorkCommit === null) return { kind: 'ready', head: startCommit };
  return mergeRemoteBranch(opened, remoteState, workBranch, local);
}

async function switchTo(checkout: Checkout, workBranch: string, args: readonly string[]): Promise<void> {
  const switched = await checkout.git(['checkout', '-q', ...args], { accept: 'any' });
  if (switched.code === 0) return;
  const inTheWay = /'refs\/heads\/([^']+)' exists/.exec(switched.stderr)?.[1];
  if (inTheWay !== undefined) throw nameInTheWay(workBranch, inTheWay, 'here');
  const worktree = /is already (?:checked out|used by worktree) at '(.+)'/.exec(switched.stderr)?.[1];
  if (worktree !== undefined) throw heldByWorktree(checkout, workBranch, worktree);
  throw new UserError(
    `The work branch ${workBranch} could not be checked out: ${firstCharacters(switched.stderr.trim(), 1000)}`,
    {
      where: checkout.top,
      fix: /would be overwritten|in the way/i.test(switched.stderr)
        ? 'Move the files named above out of the way and start again.'
        : 'Fix what git reports (whose the files of .git are, space on the disk), then start again.',
    },
  );
}

/** A branch is checked out in one worktree at a time; one whose folder was deleted holds it until it is pruned. */
function heldByWorktree(checkout: Checkout, workBranch: string, worktree: string): UserError {
  const isDeleted = !existsSync(worktree);
  return new UserError(
    `The work branch ${workBranch} is checked out in another worktree, ${worktree}${isDeleted ? ', whose folder no longer exists' : ''}.`,
    {
      where: checkout.top,
      fix: isDeleted
        ? 'Remove what git remembers of it with `git worktree prune`, then start again.'
        : `Run there, or remove that worktree with \`git worktree remove ${JSON.stringify(worktree)}\` and start again; or use another \`work-branch\`.`,
    },
  );
}

async function chooseStartCommit(checkout: Checkout, remoteState: RemoteState, status: Status): Promise<string | null> {
  const { baseCommit, base } = remoteState;
  if (status.head === null || baseCommit === null) return baseCommit ?? status.head;
  // Commits on the base that are not pushed yet, such as the spec's own, belong to what is started from.
  const ahead = status.branch === base && (await isAncestor(checkout.git, baseCommit, status.head));
  return ahead ? status.head : baseCommit;
}

/** Brings the checked-out branch up to what the remote has of it. */
export async function mergeRemoteBranch(
  opened: Pick<OpenRepository, 'checkout' | 'options' | 'remote' | 'signer' | 'trust'>,
  remoteState: RemoteState,
  branch: string,
  local: string,
): Promise<WorkBranchResult> {
  const theirs = remoteState.remoteWorkCommit;
  if (theirs === null || theirs === local) return { kind: 'ready', head: local };
  await deepenToCommonAncestor(opened.checkout, local, theirs, remoteState.deepen);
  const label = `${branch} on the remote`;
  // What an interrupted run left may be unsigned, and is signed together with the merge when it was checked.
  const isSignedLater = opened.remote !== null && (await findInterruptedRun(opened.checkout, opened.options)) !== null;
  const merged = await mergeCommit({ ...opened, signer: isSignedLater ? null : opened.signer }, theirs, {
    label,
    message: plainSubject(`Merge what was pushed to ${branch}`, opened.options),
  });
  if (merged.kind === 'conflict') return { kind: 'conflict', base: label, files: merged.files };
  return { kind: 'ready', head: merged.kind === 'merged' ? merged.head : local };
}
