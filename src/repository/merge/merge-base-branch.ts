import { UserError } from '../../errors.ts';
import { plainSubject } from '../../report/commit-message.ts';
import { openCheckboxWarning } from '../../tasks/task-line.ts';
import { keptMessage } from '../branches/kept-message.ts';
import { deepenToCommonAncestor } from '../git/merge.ts';
import { type OpenRepository, tasksPathOf } from '../opened.ts';
import { moveBaseline } from '../push-check/trust.ts';
import type { RemoteState } from '../remote/fetch-remote.ts';
import type { OpenResult, RepositoryOptions } from '../types.ts';
import { commitAll } from '../work-tree/make-checkpoint.ts';
import { findUnticked, isFinished } from './finished-spec.ts';
import { mergeCommit } from './merge-commit.ts';
import { tryMerge } from './merge-in-memory.ts';

/** The subject of such a merge; a person's git says `Merge branch …`. */
export function baseMergeMessage(base: string, branch: string | null, options: RepositoryOptions): string {
  return plainSubject(`Merge ${base} into ${branch}`, options);
}

/** Merges the base into the work branch that is checked out, where there is work to do there or records stand in its way. */
export async function mergeBaseBranch(
  opened: OpenRepository,
  remoteState: RemoteState,
  head: string | null,
): Promise<OpenResult> {
  const { checkout, branch, options } = opened;
  const { base, baseCommit } = remoteState;
  const mergesBase = options.workBranch !== '' || options.baseBranch !== null;
  if (!mergesBase || base === null || baseCommit === null || head === null || base === branch || baseCommit === head) {
    return { kind: 'ready', branch, head, base };
  }
  await deepenToCommonAncestor(checkout, head, baseCommit, remoteState.deepen);
  const ancestor = await checkout.git(['merge-base', '--is-ancestor', baseCommit, 'HEAD'], { accept: [0, 1] });
  if (ancestor.code === 0) return { kind: 'ready', branch, head, base };
  if (await mayStayBehind(opened, head, { name: base, commit: baseCommit }))
    return { kind: 'ready', branch, head, base };
  // What an interrupted run left would be in the merge's way; it is ours, so it is committed.
  const kept = await commitAll(opened, await keptMessage(checkout, options));
  if (kept.kind === 'withheld') {
    throw new UserError(`What an interrupted run left cannot be committed: ${kept.reason}`, {
      where: checkout.top,
      fix: kept.remedy,
    });
  }
  const merged = await mergeCommit(opened, baseCommit, {
    label: base,
    message: baseMergeMessage(base, branch, options),
  });
  if (merged.kind === 'conflict') return { kind: 'conflict', base, files: merged.files };
  opened.head = merged.kind === 'merged' ? merged.head : opened.head;
  // Both sides are trusted, and no agent has run yet.
  moveBaseline(opened.trust, opened.head);
  return { kind: 'ready', branch, head: opened.head, base };
}

/**
 * A finished spec needs nothing of the base, and what conflicts there is between people. Where nothing but records stands
 * in the way of its pull request, they are merged all the same.
 */
async function mayStayBehind(
  opened: OpenRepository,
  head: string,
  base: { readonly name: string; readonly commit: string },
): Promise<boolean> {
  const sides = { ours: head, theirs: base.commit };
  if (!(await isFinished(opened, opened.options.spec, sides))) return false;
  if ((await tryMerge(opened, { ...sides, theirName: base.name, appending: false })).kind === 'records') return false;
  const { options } = opened;
  for (const task of await findUnticked(opened, options.spec, sides))
    options.notice(openCheckboxWarning(`${base.name}:${tasksPathOf(options, options.spec)}`, task));
  return true;
}
