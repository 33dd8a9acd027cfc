import { isSameTaskList } from '../../tasks/match-tasks.ts';
import { readFileAt } from '../git/blobs.ts';
import { isAncestor } from '../git/merge.ts';
import { specFoldersAt } from '../merge/merge-by-meaning.ts';
import { type OpenRepository, tasksPathOf } from '../opened.ts';
import type { RemoteState } from '../remote/fetch-remote.ts';
import { fetchOtherBranch, type OtherBranch } from './other-branch.ts';

/**
 * The commit of another work branch that has work on this spec under another name: a person renamed its folder on the
 * base between two runs. null: there is a work branch of ours, or no other one has tasks like these.
 */
export async function findFormerBranch(
  opened: OpenRepository,
  workBranch: string,
  { remoteWorkCommit, baseCommit, base, otherWorkBranches }: RemoteState,
): Promise<string | null> {
  const { checkout, options } = opened;
  const { git } = checkout;
  if (remoteWorkCommit !== null || base === null || baseCommit === null || otherWorkBranches.size === 0) return null;
  const local = await git(['rev-parse', '-q', '--verify', `refs/heads/${workBranch}^{commit}`], { accept: 'any' });
  const tasks = await readFileAt(git, baseCommit, tasksPathOf(options, options.spec));
  if (local.code === 0 || tasks === null) return null;
  const specs = await specFoldersAt(git, options, baseCommit);
  const known = new Set(specs.map((spec) => options.workBranches?.of(spec)));
  for (const [name, commit] of otherWorkBranches) {
    const branch = { name, commit };
    const former = known.has(name)
      ? null
      : await findSameTasks(opened, branch, { name: base, commit: baseCommit }, tasks);
    if (former === null) continue;
    options.notice(
      `${options.spec} has the same tasks as ${former}, which is no longer on ${base}: this run continues from its branch ${name}. If a pull request of ${name} is open, close it.`,
    );
    return commit;
  }
  return null;
}

/** The spec with these tasks whose work branch it is; null: none, or its work is in the base. */
async function findSameTasks(
  opened: OpenRepository,
  branch: OtherBranch,
  base: { readonly name: string; readonly commit: string },
  tasks: string,
): Promise<string | null> {
  const { options } = opened;
  const { git } = opened.checkout;
  if (!(await fetchOtherBranch(opened, branch, base)) || (await isAncestor(git, branch.commit, base.commit)))
    return null;
  // By its folder and not by its state: the branch of a finished spec may have no records.
  for (const spec of await specFoldersAt(git, options, branch.commit)) {
    if (options.workBranches?.of(spec) !== branch.name) continue;
    const former = await readFileAt(git, branch.commit, tasksPathOf(options, spec));
    if (former !== null && isSameTaskList(former, tasks)) return spec;
  }
  return null;
}
