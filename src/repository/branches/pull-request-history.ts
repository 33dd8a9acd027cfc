import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isAncestor } from '../git/merge.ts';
import type { OpenRepository } from '../opened.ts';

/**
 * Whether the work branch goes on from a commit that its base does not have: where a closed pull request ended, of a
 * branch of the same name. A branch that was deleted and made anew does not. What cannot be told counts as the same one.
 */
export async function continuesFrom(
  { checkout, startedFrom: base, head }: OpenRepository,
  commit: string,
): Promise<boolean> {
  const { git, commonDir } = checkout;
  if (base === null || head === null || base.baseCommit === null) return true;
  // Made by this run.
  if (base.remoteWorkCommit === null) return false;
  const isWithin = async (tip: string) =>
    (await git(['cat-file', '-e', `${commit}^{commit}`], { accept: 'any' })).code === 0 && isAncestor(git, commit, tip);
  try {
    // A shallow clone may not reach back to it.
    if (!(await isWithin(head)) && existsSync(join(commonDir, 'shallow'))) await base.deepen(WHOLE_HISTORY);
    return (await isWithin(head)) && !(await isWithin(base.baseCommit));
  } catch {
    return true;
  }
}

/** For `git fetch --depth`, which takes it for everything. */
const WHOLE_HISTORY = 2_147_483_647;
