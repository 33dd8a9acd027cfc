import { UserError } from '../../errors.ts';
import type { Checkout } from '../git/checkout.ts';
import { isAncestor, joinHistories, mergeIn } from '../git/merge.ts';
import type { Status } from '../git/status.ts';
import type { Survey } from './fetch-remote.ts';

export type Prepared =
  | { readonly kind: 'ready'; readonly head: string | null }
  | { readonly kind: 'conflict'; readonly base: string; readonly files: readonly string[] };

/**
 * Checks out the work branch: the local one, brought up to the remote's; else the remote's; else a new one from the
 * base. Commits that an earlier run could not push are kept.
 */
export async function checkOutWorkBranch(
  checkout: Checkout,
  survey: Survey,
  work: string,
  status: Status,
): Promise<Prepared> {
  const { git } = checkout;
  if ((await git(['check-ref-format', '--branch', work], { accept: 'any' })).code !== 0) {
    throw new UserError(`${JSON.stringify(work)} is no name for a branch.`, {
      where: 'work-branch',
      fix: 'See `git help check-ref-format`.',
    });
  }
  const found = await git(['rev-parse', '-q', '--verify', `refs/heads/${work}^{commit}`], { accept: [0, 1, 128] });
  const local = found.code === 0 ? found.stdout.trim() : null;
  const start = local ?? survey.remoteWork ?? (await startingPoint(checkout, survey, status));
  if (start === null) {
    // Nothing is committed anywhere yet: the first checkpoint makes the branch.
    if (status.branch !== work) await git(['symbolic-ref', 'HEAD', `refs/heads/${work}`]);
    return { kind: 'ready', head: null };
  }
  if (status.branch !== work) {
    const args = local === null ? ['checkout', '-q', '-b', work, start] : ['checkout', '-q', work, '--'];
    const switched = await git(args, { accept: 'any' });
    if (switched.code !== 0) {
      throw new UserError(
        `The work branch ${work} could not be checked out: ${switched.stderr.trim().slice(0, 1000)}`,
        {
          where: checkout.top,
          fix: 'Put the files that are named out of the way, and start again.',
        },
      );
    }
  }
  if (local === null || survey.remoteWork === null) return { kind: 'ready', head: start };
  return alignWithRemote(checkout, survey, work, local);
}

async function startingPoint(checkout: Checkout, survey: Survey, status: Status): Promise<string | null> {
  const { baseCommit, base } = survey;
  if (status.head === null || baseCommit === null) return baseCommit ?? status.head;
  // Commits on the base that are not pushed yet, such as the spec's own, belong to what is started from.
  const ahead = status.branch === base && (await isAncestor(checkout.git, baseCommit, status.head));
  return ahead ? status.head : baseCommit;
}

/** Brings the checked-out branch up to what the remote has of it. */
export async function alignWithRemote(
  checkout: Checkout,
  survey: Survey,
  branch: string,
  local: string,
): Promise<Prepared> {
  const theirs = survey.remoteWork;
  if (theirs === null || theirs === local) return { kind: 'ready', head: local };
  await joinHistories(checkout, local, theirs, survey.deepen);
  const what = `${branch} on the remote`;
  const merged = await mergeIn(checkout.git, theirs, what, `Merge what was pushed to ${branch}`);
  if (merged.kind === 'conflict') return { kind: 'conflict', base: what, files: merged.files };
  return { kind: 'ready', head: merged.kind === 'merged' ? merged.head : local };
}
