import { type OpenRepository, retryPolicyOf } from '../opened.ts';
import { findBaseline } from '../push-check/find-baseline.ts';
import type { CheckpointResult, RetryOptions } from '../types.ts';
import { pushAndConfirm } from './push.ts';

/** Pushes what an earlier process committed on the work branch and could not push. */
export async function pushUnpushed(opened: OpenRepository, retry?: RetryOptions): Promise<CheckpointResult> {
  const { options } = opened;
  // Where the run did not get as far as its work branch, what is checked out here is not its own.
  const isOwnBranch = options.workBranch === '' || opened.branch === options.workBranch;
  if (opened.remote === null || opened.head === null || !isOwnBranch)
    return { kind: 'saved', commit: null, pushed: false };
  const found = await findBaseline(opened, retryPolicyOf(options, retry));
  if (typeof found !== 'string' && found.kind !== 'behind')
    return found.kind === 'refused'
      ? { ...found, bundle: null }
      : { kind: 'unreachable', reason: found.reason, bundle: null };
  const { head, trust } = opened;
  // The remote has it: in this branch, or in its base.
  if (head !== null && trust.references.includes(head)) return { kind: 'saved', commit: head, pushed: true };
  return pushAndConfirm(opened, retry);
}
