import { UserError } from '../../errors.ts';
import { plainSubject } from '../../report/commit-message.ts';
import { findCompetingRun } from '../branches/other-run.ts';
import { configValue } from '../git/configuration/git-configuration.ts';
import { deepenToCommonAncestor } from '../git/merge.ts';
import { pushedBranchRef, workInProgressRef } from '../git/refs.ts';
import { mergeCommit } from '../merge/merge-commit.ts';
import { type OpenRepository, preserveLostCommit, retryPolicyOf } from '../opened.ts';
import { type PushedRef, pushChecked, withheldReason, withheldRemedy } from '../push-check/checked-push.ts';
import { checkCommits } from '../push-check/push-check.ts';
import { moveBaseline } from '../push-check/trust.ts';
import type { CheckpointResult, RetryOptions } from '../types.ts';
import { wipMergeBase } from '../work-tree/work-in-progress.ts';
import { writeBundle } from './bundle.ts';
import type { RemoteFailure } from './refusals/refusal.ts';
import type { Remote } from './remote.ts';
import { type RetryPolicy, retryUntilReachable } from './retry-remote.ts';

/** A branch that others push to faster than we can merge is no place to work. */
const MAX_PUSH_ROUNDS = 8;

/**
 * Pushes HEAD to the work branch, and ends only when the remote was read back and shows it. What a person pushed in the
 * meantime is merged; another run of the same spec is left its way.
 */
export async function pushAndConfirm(opened: OpenRepository, retry?: RetryOptions): Promise<CheckpointResult> {
  const { checkout, remote, options } = opened;
  const branch = opened.branch;
  if (remote === null || branch === null)
    throw new UserError('There is no branch to push to.', { where: checkout.top });
  refuseDefaultBranch(opened);
  const ref = `refs/heads/${branch}`;
  const retryPolicy = retryPolicyOf(options, retry);
  const initialHead = opened.head ?? (await checkout.git(['rev-parse', 'HEAD'])).stdout.trim();
  // Nothing of its own: the remote has it all in the base, and a branch that says no more is not wanted back.
  if (initialHead === opened.startedFrom?.baseCommit) return { kind: 'saved', commit: initialHead, pushed: true };
  let head = initialHead;
  for (let round = 0; round < MAX_PUSH_ROUNDS; round++) {
    const shown = await pushAndReadBack(opened, remote, ref, head, retryPolicy);
    if (shown.kind === 'failed') return shown.result;
    if (shown.commit === head) {
      opened.remoteHead = head;
      await updateRefsAfterPush(opened, remote, ref, retryPolicy);
      if (head === initialHead) return { kind: 'saved', commit: head, pushed: true };
      return { kind: 'merged', commit: head, files: await filesBetween(opened, initialHead, head) };
    }
    const mergeResult = await mergeRemoteChanges(opened, remote, ref, shown.commit, retryPolicy);
    if (typeof mergeResult !== 'string') return mergeResult;
    head = mergeResult;
  }
  return failureWithBundle(opened, head, { kind: 'transient', reason: `others keep pushing to ${branch}` });
}

/** Pushes, and says which commit the remote shows on the branch then. */
async function pushAndReadBack(
  opened: OpenRepository,
  remote: Remote,
  ref: string,
  head: string,
  retryPolicy: RetryPolicy,
): Promise<
  { readonly kind: 'shown'; readonly commit: string } | { readonly kind: 'failed'; readonly result: CheckpointResult }
> {
  const fail = async (failure: RemoteFailure) =>
    ({ kind: 'failed', result: await failureWithBundle(opened, head, failure) }) as const;
  const pushed = await retryUntilReachable('push', retryPolicy, (ms) =>
    pushChecked(opened, remote, [{ commit: head, ref }], ms),
  );
  if (pushed.kind === 'withheld') {
    const reason = `${opened.branch}: ${withheldReason(pushed.findings)}`;
    return { kind: 'failed', result: { kind: 'withheld', reason, remedy: withheldRemedy(pushed.findings) } };
  }
  if (pushed.kind !== 'ok' && pushed.kind !== 'behind') return fail(pushed);
  const listed = await retryUntilReachable('reading the remote branch', retryPolicy, (ms) => remote.list([ref], ms));
  if (listed.kind !== 'ok') return fail(listed);
  const commit = listed.value.refs.get(ref);
  if (commit !== undefined) return { kind: 'shown', commit };
  const problem =
    pushed.kind === 'ok'
      ? 'the remote accepted the push but does not show the branch'
      : 'the remote cannot create the branch';
  const remedy =
    'Use another `work-branch`: another branch may have the name of a part of this one, or a hook removes it.';
  return fail({ kind: 'refused', reason: `${problem} ${opened.branch}`, remedy });
}

/** Never the default branch, unless the user said to work on the branch that is checked out. */
export function refuseDefaultBranch(opened: OpenRepository): void {
  if (opened.options.workBranch === '' || opened.branch !== opened.defaultBranch) return;
  throw new UserError(`${opened.branch} is the default branch, which this program never writes to.`, {
    where: 'work-branch',
    fix: 'Name another work branch, or an empty one to work on the branch that is checked out.',
  });
}

async function mergeRemoteChanges(
  opened: OpenRepository,
  remote: Remote,
  ref: string,
  theirs: string,
  retryPolicy: RetryPolicy,
): Promise<string | CheckpointResult> {
  const { checkout, options } = opened;
  const { git } = checkout;
  const ours = (await git(['rev-parse', 'HEAD'])).stdout.trim();
  const haves = [ours, ...(opened.remoteHead === null ? [] : [opened.remoteHead])];
  const wasHere = (await git(['cat-file', '-e', `${theirs}^{commit}`], { accept: 'any' })).code === 0;
  const fetched = await retryUntilReachable('fetch', retryPolicy, (ms) => remote.fetch([ref], haves, null, ms));
  if (fetched.kind !== 'ok') return failureWithBundle(opened, ours, fetched);
  await deepenToCommonAncestor(checkout, ours, theirs, async (depth) => {
    await retryUntilReachable('fetch', retryPolicy, (ms) => remote.fetch([ref], haves, depth, ms));
  });
  const foreign = wasHere ? await refuseForeignPush(opened, theirs) : null;
  if (foreign !== null) return foreign;
  const { spec, runId, statePath } = options;
  const competingRun = await findCompetingRun(git, { theirs, spec, runId, statePath });
  if (competingRun !== null) {
    return { kind: 'raced', ...competingRun, ...(await preserveCommit(opened, remote, ours)) };
  }
  const message = plainSubject(`Merge what was pushed to ${opened.branch} in the meantime`, opened.options);
  const label = `What was pushed to ${opened.branch}`;
  const merged = await mergeCommit(opened, theirs, { label, message, appending: true });
  opened.remoteHead = theirs;
  if (merged.kind === 'conflict') {
    return { kind: 'conflict', files: merged.files, ...(await preserveCommit(opened, remote, ours)) };
  }
  const head = merged.kind === 'merged' ? merged.head : ours;
  const refused = await vetMerge(opened, head, [ours, theirs]);
  if (refused !== null) return refused;
  opened.head = head;
  return head;
}

/** What a person pushed was not in this checkout; what was, something here has pushed past us. */
async function refuseForeignPush(opened: OpenRepository, theirs: string): Promise<CheckpointResult | null> {
  const { findings } = await checkCommits(opened, theirs);
  if (findings.length === 0) return null;
  return {
    kind: 'refused',
    reason: `${opened.branch} was pushed from this checkout by something other than this program, with what must not be pushed: ${theirs.slice(0, 12)} ${withheldReason(findings)}`,
    remedy:
      'Check that commit and reset the branch on the remote to the one before it. Whoever pushed it has separate credentials on this machine.',
    bundle: null,
  };
}

/** A merge of ours may hold of a protected path what one of its two sides holds, and nothing else. */
async function vetMerge(
  opened: OpenRepository,
  head: string,
  sides: readonly string[],
): Promise<CheckpointResult | null> {
  const { trust } = opened;
  for (const side of sides) trust.vetted.add(side);
  trust.references = sides;
  const { findings } = await checkCommits(opened, head);
  if (findings.length > 0) {
    return { kind: 'withheld', reason: withheldReason(findings), remedy: withheldRemedy(findings) };
  }
  moveBaseline(trust, head);
  return null;
}

/** A runner is gone before anybody merges by hand: the commit goes where a person can fetch it. */
async function preserveCommit(opened: OpenRepository, remote: Remote, commit: string) {
  const bundle = await writeBundle(opened, commit);
  const ref = await preserveLostCommit(opened, commit);
  const pushed = await pushChecked(opened, remote, [{ commit, ref }], SIDE_REF_TIMEOUT_MS);
  if (pushed.kind !== 'ok') return { ref: null, bundle };
  opened.lostCommits.delete(ref);
  return { ref, bundle };
}

const SIDE_REF_TIMEOUT_MS = 60_000;

async function failureWithBundle(
  opened: OpenRepository,
  head: string,
  failure: RemoteFailure,
): Promise<CheckpointResult> {
  const bundle = await writeBundle(opened, head);
  if (failure.kind === 'refused') return { ...failure, bundle };
  return { kind: 'unreachable', reason: failure.kind === 'transient' ? failure.reason : 'the branch moved', bundle };
}

async function filesBetween(opened: OpenRepository, from: string, to: string): Promise<string[]> {
  const args = ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', from, to];
  const names = (await opened.checkout.git(args)).stdout.split('\0');
  return names.filter((name) => name !== '').slice(0, 200);
}

/**
 * After a checkpoint is seen: lost histories go to the remote, the side ref of unfinished work has served, and the
 * user's `git status` should know what is pushed. None of it may fail the checkpoint.
 */
async function updateRefsAfterPush(
  opened: OpenRepository,
  remote: Remote,
  ref: string,
  retryPolicy: RetryPolicy,
): Promise<void> {
  const { checkout, options, wip } = opened;
  const sideRefs = await lostCommitRefs(opened);
  const wipRef = workInProgressRef(options.spec);
  // A push of what was there before, or of a merge alone, is no checkpoint that would have overtaken it.
  const wipSuperseded = wip !== null && (await wipMergeBase(opened, wip.commit)) === null;
  if (wipSuperseded && wip.remote) sideRefs.push({ commit: null, ref: wipRef });
  if (sideRefs.length > 0) await pushSideRefs(opened, remote, sideRefs, retryPolicy, wipSuperseded);
  if (wipSuperseded && !wip.remote) opened.wip = null;
  const branch = ref.slice('refs/heads/'.length);
  const commands = [`update ${pushedBranchRef(branch)} ${opened.remoteHead}`];
  if (configValue(checkout.configEntries, 'remote.origin.url') !== null) {
    commands.push(`update refs/remotes/origin/${branch} ${opened.remoteHead}`);
  }
  if (wip !== null && opened.wip === null) commands.push(`delete ${wipRef}`);
  await checkout.git(['update-ref', '--stdin'], { input: `${commands.join('\n')}\n`, accept: 'any' });
}

/** The histories that are kept aside and may be pushed. */
async function lostCommitRefs(opened: OpenRepository): Promise<PushedRef[]> {
  const refs: PushedRef[] = [];
  for (const [ref, commit] of opened.lostCommits) {
    // What may not be pushed is kept here alone, which was said when it was reverted.
    if ((await checkCommits(opened, commit, { texts: true })).findings.length > 0) opened.lostCommits.delete(ref);
    else refs.push({ commit, ref });
  }
  return refs;
}

async function pushSideRefs(
  opened: OpenRepository,
  remote: Remote,
  sideRefs: readonly PushedRef[],
  retryPolicy: RetryPolicy,
  wipSuperseded: boolean,
): Promise<void> {
  const timeoutMs = Math.min(60_000, Math.max(2_000, retryPolicy.retryForMs));
  const result = await pushChecked(opened, remote, sideRefs, timeoutMs);
  if (result.kind !== 'ok') {
    const why = 'reason' in result ? result.reason : 'they exist already';
    opened.options.notice(`Side refs were not pushed: ${why}`);
    return;
  }
  opened.lostCommits.clear();
  if (wipSuperseded) opened.wip = null;
}
