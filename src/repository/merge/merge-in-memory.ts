import type { Git } from '../git/git.ts';
import { withScratchRepository } from '../git/side-repository.ts';
import { type OpenRepository, recordPaths } from '../opened.ts';
import { type MergeSides, mergeByMeaning, parseUnmerged, stageMerged } from './merge-by-meaning.ts';

export type MergeTrial =
  /** Nothing stands in the way of a merge, also not of one on the platform. */
  | { readonly kind: 'clean' }
  /** Nothing but files that we merge by their meaning did; `tree`: the merged tree. */
  | { readonly kind: 'records'; readonly tree: string }
  /** The same, and all but the records comes to what they have: after a squash merge ours has no work of its own left. */
  | { readonly kind: 'nothing-new' }
  | { readonly kind: 'conflict' }
  /** This git merges in working trees alone (older than 2.38), or there is no common history. */
  | { readonly kind: 'unknown' };

/** What merging two commits comes to. Nothing is checked out, no branch moves. */
export async function tryMerge(opened: OpenRepository, sides: MergeSides): Promise<MergeTrial> {
  const { checkout, options } = opened;
  return withScratchRepository(checkout, options.env, [], async ({ variables }) => {
    const git: Git = (args, extra = {}) => checkout.git(args, { ...extra, env: { ...extra.env, ...variables } });
    const tried = await git(['merge-tree', '--write-tree', '--no-messages', '-z', sides.ours, sides.theirs], {
      accept: 'any',
      encoding: 'latin1',
    });
    const [tree = ''] = tried.stdout.split('\0', 1);
    if (tried.code > 1 || !/^[0-9a-f]+$/.test(tree)) return { kind: 'unknown' };
    if (tried.code === 0) return { kind: 'clean' };
    const unmerged = parseUnmerged(tried.stdout);
    const { merged, conflicts } = await mergeByMeaning(git, options, sides, { unmerged, records: [] });
    if (conflicts.length > 0) return { kind: 'conflict' };
    await git(['read-tree', tree]);
    await stageMerged(git, merged);
    const mergedTree = (await git(['write-tree'])).stdout.trim();
    const records = recordPaths(options).map((path) => `:(top,exclude,literal)${path}`);
    const compared = ['diff', '--quiet', sides.theirs, mergedTree, '--', ':(top)', ...records];
    const hasOwn = (await git(compared, { accept: [0, 1] })).code === 1;
    return hasOwn ? { kind: 'records', tree: mergedTree } : { kind: 'nothing-new' };
  });
}
