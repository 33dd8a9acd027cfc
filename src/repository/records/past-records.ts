import { matchTasks } from '../../tasks/match-tasks.ts';
import { tasksOf } from '../../tasks/parse.ts';
import type { Task } from '../../tasks/types.ts';
import { readFileAt } from '../git/blobs.ts';
import { deepenToCommonAncestor } from '../git/merge.ts';
import { type OpenRepository, tasksPathOf } from '../opened.ts';
import type { RemoteState } from '../remote/fetch-remote.ts';

/**
 * Records on their ref whose work went with a deleted branch are not used: else the spec would count as complete, with
 * its work nowhere. After a squash merge the base has the ticks of that work, if not its commits.
 */
export async function forgetPastRecords(
  opened: OpenRepository,
  { base, deepen, remoteWorkCommit }: RemoteState,
): Promise<void> {
  const { options, records, head, branch } = opened;
  const { saved } = records;
  if (saved === null || saved.state === null || head === null) return;
  if (!(await isPast(opened, saved.commit, head, deepen))) return;
  opened.records = { ...records, saved: null };
  // The run that starts the new branch reports it.
  if (remoteWorkCommit !== null) return;
  const places = [...new Set([branch, base])].filter((name) => name !== null).join(' or ');
  options.notice(
    `${saved.ref}: the work that these records describe is not on ${places}, so they are not used: the spec continues from what tasks.md says there.`,
  );
}

/** None of the ticks that were made after the two histories parted stands in `head`. */
async function isPast(
  { checkout, options }: OpenRepository,
  saved: string,
  head: string,
  deepen: (depth: number) => Promise<void>,
): Promise<boolean> {
  const { git } = checkout;
  // The commit that left the records out; who put them there by hand may have made none.
  const found = await git(['rev-parse', '-q', '--verify', `${saved}^1^{commit}`], { accept: 'any' });
  if (found.code !== 0) return false;
  const work = found.stdout.trim();
  await deepenToCommonAncestor(checkout, work, head, deepen);
  const common = await git(['merge-base', work, head], { accept: [0, 1] });
  const tasksAt = async (commit: string) =>
    commit === '' ? [] : tasksOf(await readFileAt(git, commit, tasksPathOf(options, options.spec)));
  const [before, own, now] = [await tasksAt(common.stdout.trim()), await tasksAt(work), await tasksAt(head)];
  const origins = matchTasks(before, own);
  const gained = new Set(own.filter((task) => task.state === 'done' && origins.get(task)?.state !== 'done'));
  if (gained.size === 0) return false;
  const isGained = (task: Task | undefined) => task !== undefined && gained.has(task);
  const matched = matchTasks(own, now);
  return !now.some((task) => task.state === 'done' && isGained(matched.get(task)));
}
