import { isAncestor } from '../git/merge.ts';
import { baseMergeMessage } from '../merge/merge-base-branch.ts';
import { type OpenRepository, retryPolicyOf } from '../opened.ts';
import { pushChecked, withheldReason, withheldRemedy } from '../push-check/checked-push.ts';
import { moveBaseline } from '../push-check/trust.ts';
import { refuseDefaultBranch } from '../remote/push.ts';
import { retryUntilReachable } from '../remote/retry-remote.ts';
import type { PublishResult } from '../types.ts';

/** Long enough for a server that answers with errors to be told from one that is in trouble. */
const RETRY_FOR_MS = 60_000;

/**
 * Pushes what is checked out before anything is done on it, since rules and hooks are asked by a push alone. Where the
 * merge of the base is refused, for what it brought into .github/workflows or as a merge, the branch goes without.
 */
export async function publishBranch(opened: OpenRepository): Promise<PublishResult> {
  refuseDefaultBranch(opened);
  const pushed = await pushHead(opened);
  if (pushed.kind !== 'refused' || pushed.about === undefined || !(await undoBaseMerge(opened))) return pushed;
  const pushedWithout = await pushHead(opened);
  return pushedWithout.kind === 'refused'
    ? pushedWithout
    : { kind: 'without-base', base: opened.base?.name ?? 'the base', refused: pushed.about };
}

async function pushHead(opened: OpenRepository): Promise<Exclude<PublishResult, { kind: 'without-base' }>> {
  const { remote, branch, head } = opened;
  if (remote === null || branch === null || head === null) return { kind: 'unknown' };
  const ref = `refs/heads/${branch}`;
  const policy = retryPolicyOf(opened.options, { retryForMs: RETRY_FOR_MS });
  const pushed = await retryUntilReachable('push', policy, (ms) =>
    pushChecked(opened, remote, [{ commit: head, ref }], ms),
  );
  switch (pushed.kind) {
    case 'ok':
      opened.remoteHead = head;
      return { kind: 'published' };
    case 'refused':
      return pushed;
    case 'withheld':
      return {
        kind: 'refused',
        reason: `${branch}: ${withheldReason(pushed.findings)}`,
        remedy: withheldRemedy(pushed.findings),
      };
    // What passes by itself, or what only a merge can set right, is for the first checkpoint.
    default:
      return { kind: 'unknown' };
  }
}

/** false: the last commit is no merge of ours with the base, or the branch is not on the remote without it. */
async function undoBaseMerge(opened: OpenRepository): Promise<boolean> {
  const { checkout, base, branch, head, remoteHead } = opened;
  const { git } = checkout;
  if (base === null || head === null || remoteHead === null) return false;
  const [parents = '', subject] = (await git(['log', '-1', '--format=%P%n%s', head])).stdout.split('\n');
  const [before = '', theirs] = parents.split(' ');
  if (theirs === undefined || subject !== baseMergeMessage(base.name, branch, opened.options)) return false;
  if (!(await isAncestor(git, theirs, base.commit)) || !(await isAncestor(git, remoteHead, before))) return false;
  // Leaves what is not committed, or does nothing.
  if ((await git(['reset', '-q', '--keep', before], { accept: 'any' })).code !== 0) return false;
  opened.head = before;
  opened.ownIndex = null;
  moveBaseline(opened.trust, before);
  return true;
}
