import { plainSubject } from '../../report/commit-message.ts';
import { isAncestor } from '../git/merge.ts';
import { isFinished } from '../merge/finished-spec.ts';
import { tryMerge } from '../merge/merge-in-memory.ts';
import type { OpenRepository } from '../opened.ts';
import { pushChecked } from '../push-check/checked-push.ts';
import { signCommit } from '../signing/sign-commit.ts';
import { SigningError } from '../signing/signer.ts';
import type { BaseMerge } from '../types.ts';
import { fetchOtherBranch, type OtherBranch, specsOf } from './other-branch.ts';

/**
 * Merges the base into work branches of other specs that are finished and whose pull requests nothing but records keeps
 * from being merged. What cannot be done now is the next run's.
 * @param findOpen those of the branches that have an open pull request.
 */
export async function refreshFinishedBranches(
  opened: OpenRepository,
  findOpen: (branches: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly BaseMerge[]> {
  const { checkout, remote, base, otherWorkBranches, options } = opened;
  if (remote === null || base === null || options.stop?.aborted === true) return [];
  const candidates: string[] = [];
  for (const [name, commit] of otherWorkBranches) {
    if (!(await isMerged(opened, commit, base.commit))) candidates.push(name);
  }
  if (candidates.length === 0) return [];
  const merges: BaseMerge[] = [];
  for (const name of await findOpen(candidates)) {
    const branch = { name, commit: otherWorkBranches.get(name) ?? '' };
    if (branch.commit === '' || !(await fetchOtherBranch(opened, branch, base))) continue;
    const message = plainSubject(`Merge ${base.name} into ${name}`, opened.options);
    const tree = await mergedTree(opened, branch, base);
    if (tree === null) continue;
    const parents = ['-p', branch.commit, '-p', base.commit];
    const unsigned = (await checkout.git(['commit-tree', tree, ...parents, '-m', message])).stdout.trim();
    const commit = await pushMerge(opened, branch, unsigned);
    if (commit !== null) merges.push({ branch: name, base: base.name, commit });
  }
  return merges;
}

/** As far as it is known here: the branch is not asked for. */
async function isMerged({ checkout: { git } }: OpenRepository, commit: string, base: string): Promise<boolean> {
  const isHere = (await git(['cat-file', '-e', `${commit}^{commit}`], { accept: 'any' })).code === 0;
  return isHere && isAncestor(git, commit, base);
}

/** null: it is not finished, nothing is in its way or more than records, or it has nothing left of its own. */
async function mergedTree(
  opened: OpenRepository,
  branch: OtherBranch,
  base: { readonly name: string; readonly commit: string },
): Promise<string | null> {
  const sides = { ours: branch.commit, theirs: base.commit };
  const specs = await specsOf(opened, branch);
  if (specs.length === 0) return null;
  for (const { spec, state } of specs) {
    if (state.completed_at === null || state.halt !== null || !(await isFinished(opened, spec, sides))) return null;
  }
  const trial = await tryMerge(opened, { ...sides, theirName: base.name, appending: false });
  return trial.kind === 'records' ? trial.tree : null;
}

/** The commit as it was pushed. Nothing is forced: whoever pushed there meanwhile comes first. */
async function pushMerge(opened: OpenRepository, branch: OtherBranch, unsigned: string): Promise<string | null> {
  const { trust, remote, base } = opened;
  if (remote === null || base === null) return null;
  const commit = await signCommit(opened, unsigned).catch((error: unknown) => {
    if (error instanceof SigningError) return null;
    throw error;
  });
  if (commit === null) return null;
  // Of a protected path it holds what one of its two sides holds.
  const sides = [branch.commit, base.commit];
  const trustInSides = {
    ...trust,
    baseline: branch.commit,
    references: sides,
    vetted: new Set([...trust.vetted, ...sides]),
  };
  const view = { ...opened, trust: trustInSides };
  const pushed = await pushChecked(view, remote, [{ commit, ref: `refs/heads/${branch.name}` }], 60_000);
  return pushed.kind === 'ok' ? commit : null;
}
