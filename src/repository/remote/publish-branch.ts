import { isAncestor } from '../git/merge.ts';
import { type OpenRepository, retryPolicyOf } from '../opened.ts';
import { pushChecked, withheldReason, withheldRemedy } from '../push-check/checked-push.ts';
import { moveBaseline } from '../push-check/trust.ts';
import type { PublishResult } from '../types.ts';
import { refuseDefaultBranch } from './push.ts';
import { retryUntilReachable } from './retry-remote.ts';

/** Long enough for a server that answers with errors to be told from one that is in trouble. */
const RETRY_FOR_MS = 60_000;

/**
 * Pushes what is checked out before anything is done on it, since rules and hooks are asked by a push alone. Where the
 * token may not push what the base brought into .github/workflows, that merge is undone, and the branch goes without.
 */
export async function publishBranch(opened: OpenRepository): Promise<PublishResult> {
  refuseDefaultBranch(opened);
  const pushed = await pushHead(opened);
  const { baseMerge } = opened;
  if (pushed.kind !== 'refused' || pushed.about !== 'workflows' || baseMerge === null) return pushed;
  if (!(await undoBaseMerge(opened, baseMerge))) return pushed;
  const pushedWithout = await pushHead(opened);
  return pushedWithout.kind === 'refused' ? pushedWithout : { kind: 'without-base', base: baseMerge.base };
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

/** false: the remote does not have the branch, or something else was done since. */
async function undoBaseMerge(
  opened: OpenRepository,
  { before, merge }: NonNullable<OpenRepository['baseMerge']>,
): Promise<boolean> {
  const { git } = opened.checkout;
  const { remoteHead } = opened;
  if (remoteHead === null || opened.head !== merge || !(await isAncestor(git, remoteHead, before))) return false;
  // Leaves what is not committed, or does nothing.
  if ((await git(['reset', '-q', '--keep', before], { accept: 'any' })).code !== 0) return false;
  opened.head = before;
  opened.ownIndex = null;
  opened.baseMerge = null;
  moveBaseline(opened.trust, before);
  return true;
}
