import type { Git } from '../git/git.ts';
import { isAncestor } from '../git/merge.ts';
import { lostCommitRef, pushedBranchRef } from '../git/refs.ts';
import type { OpenRepository } from '../opened.ts';
import type { RemoteState } from '../remote/fetch-remote.ts';

/** Refs that say what the remote had of a branch: ours, which no `git fetch --prune` removes, and git's own. */
async function findTrackingRefs(git: Git, branch: string): Promise<readonly string[]> {
  const names = [pushedBranchRef(branch), `refs/remotes/origin/${branch}`];
  const found = await git(['for-each-ref', '--format=%(refname)', ...names]);
  return found.stdout.split('\n').filter((ref) => names.includes(ref));
}

/**
 * Remembers that the remote has the work branch, or tells whether it had it and has it no more, since its pull request was merged or
 * closed and the branch deleted. Then it is forgotten here too: pushed again it would bring back what is past, and after a squash merge
 * it conflicts with its base. What the base does not have of it is kept under a ref. `local`: its commit here, null: none.
 */
export async function forgetDeletedBranch(
  { checkout: { git }, options, remote }: OpenRepository,
  { remoteWorkCommit, base, baseCommit }: RemoteState,
  branch: string,
  local: string | null,
): Promise<boolean> {
  if (remote === null) return false;
  if (remoteWorkCommit !== null) await git(['update-ref', pushedBranchRef(branch), remoteWorkCommit]);
  if (remoteWorkCommit !== null || baseCommit === null) return false;
  const refs = await findTrackingRefs(git, branch);
  if (refs.length === 0) return false;
  const isKept = local !== null && !(await isAncestor(git, local, baseCommit));
  const kept = isKept ? lostCommitRef(options.spec, local) : null;
  const commands = [...refs.map((ref) => `delete ${ref}`), ...(kept === null ? [] : [`update ${kept} ${local}`])];
  await git(['update-ref', '--stdin'], { input: `${commands.join('\n')}\n` });
  const where = kept === null ? '' : ` The old one is saved here as ${kept}.`;
  if (local !== null)
    options.notice(`The branch ${branch} was deleted on the remote: a new one starts from ${base}.${where}`);
  return true;
}
