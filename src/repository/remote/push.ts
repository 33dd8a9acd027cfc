import { UserError } from '../../errors.ts';
import { configured } from '../git/git-configuration.ts';
import { joinHistories, mergeIn } from '../git/merge.ts';
import { workInProgressRef } from '../git/refs.ts';
import { insistence, keepLost, type Opened } from '../opened.ts';
import type { CheckpointResult, Patience } from '../types.ts';
import { parting } from '../work-tree/work-in-progress.ts';
import { keepBundle } from './bundle.ts';
import { otherRun } from './other-run.ts';
import type { RemoteFailure } from './refusal.ts';
import type { Remote } from './remote.ts';
import { type Patience as Insistence, insist } from './retry-remote.ts';

/** A branch that others push to faster than we can merge is no place to work. */
const MOST_ROUNDS = 8;

/**
 * Pushes HEAD to the work branch, and ends only when the remote was read back and shows it. What a human pushed in the
 * meantime is merged; another run of the same spec is left its way.
 */
export async function pushUntilSeen(opened: Opened, patience?: Patience): Promise<CheckpointResult> {
  const { checkout, remote, options } = opened;
  const branch = opened.branch;
  if (remote === null || branch === null)
    throw new UserError('There is no branch to push to.', { where: checkout.top });
  refuseDefaultBranch(opened);
  const ref = `refs/heads/${branch}`;
  const insisting = insistence(options, patience);
  const first = (await checkout.git(['rev-parse', 'HEAD'])).stdout.trim();
  let head = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const sent = head;
    const pushed = await insist('push', insisting, (ms) => remote.push([`${sent}:${ref}`], ms));
    if (pushed.kind !== 'ok' && pushed.kind !== 'behind') return kept(opened, head, pushed);
    const listed = await insist('reading the remote branch', insisting, (ms) => remote.list([ref], ms));
    if (listed.kind !== 'ok') return kept(opened, head, listed);
    const theirs = listed.value.refs.get(ref) ?? null;
    if (theirs === head) {
      opened.seen = head;
      await tidy(opened, remote, ref, insisting);
      if (head === first) return { kind: 'saved', commit: head, pushed: true };
      return { kind: 'merged', commit: head, files: await filesBetween(opened, first, head) };
    }
    if (theirs === null) {
      const reason =
        pushed.kind === 'ok'
          ? 'the remote took the push but does not show the branch'
          : 'the remote cannot create the branch';
      const remedy =
        'Use another `work-branch`: perhaps a branch is named like a part of this one, or a hook removes it.';
      return kept(opened, head, { kind: 'refused', reason: `${reason} ${branch}`, remedy });
    }
    const taken = await takeIn(opened, remote, ref, theirs, insisting);
    if (typeof taken !== 'string') return taken;
    head = taken;
  }
  return kept(opened, head, { kind: 'transient', reason: `others push to ${branch} all the time` });
}

/** Never the default branch, unless the user said to work on the branch that is checked out. */
function refuseDefaultBranch(opened: Opened): void {
  if (opened.options.workBranch === '' || opened.branch !== opened.defaultBranch) return;
  throw new UserError(`${opened.branch} is the default branch, which is not written to.`, {
    where: 'work-branch',
    fix: 'Name another work branch, or an empty one to work on the branch that is checked out.',
  });
}

async function takeIn(
  opened: Opened,
  remote: Remote,
  ref: string,
  theirs: string,
  insisting: Insistence,
): Promise<string | CheckpointResult> {
  const { checkout, options } = opened;
  const { git } = checkout;
  const ours = (await git(['rev-parse', 'HEAD'])).stdout.trim();
  const haves = [ours, ...(opened.seen === null ? [] : [opened.seen])];
  const fetched = await insist('fetch', insisting, (ms) => remote.fetch([ref], haves, null, ms));
  if (fetched.kind !== 'ok') return kept(opened, ours, fetched);
  await joinHistories(checkout, ours, theirs, async (depth) => {
    await insist('fetch', insisting, (ms) => remote.fetch([ref], haves, depth, ms));
  });
  const { spec, runId, statePath } = options;
  const other = await otherRun(git, { theirs, spec, runId, statePath });
  if (other !== null) {
    return { kind: 'raced', ...other, ...(await setAside(opened, remote, ours)) };
  }
  const message = `Merge what was pushed to ${opened.branch} in the meantime`;
  const merged = await mergeIn(git, theirs, `What was pushed to ${opened.branch}`, message);
  opened.seen = theirs;
  if (merged.kind === 'conflict') {
    return { kind: 'conflict', files: merged.files, ...(await setAside(opened, remote, ours)) };
  }
  opened.head = merged.kind === 'merged' ? merged.head : ours;
  return opened.head;
}

/** A runner is gone before anybody merges by hand: the commit goes where a person can fetch it. */
async function setAside(opened: Opened, remote: Remote, commit: string) {
  const bundle = await keepBundle(opened, commit);
  const ref = await keepLost(opened, commit);
  const pushed = await remote.push([`${commit}:${ref}`], SIDE_TIMEOUT_MS);
  if (pushed.kind !== 'ok') return { ref: null, bundle };
  opened.lost.delete(ref);
  return { ref, bundle };
}

const SIDE_TIMEOUT_MS = 60_000;

async function kept(opened: Opened, head: string, failure: RemoteFailure): Promise<CheckpointResult> {
  const bundle = await keepBundle(opened, head);
  if (failure.kind === 'refused') return { ...failure, bundle };
  return { kind: 'unreachable', reason: failure.kind === 'transient' ? failure.reason : 'the branch moved', bundle };
}

async function filesBetween(opened: Opened, from: string, to: string): Promise<string[]> {
  const args = ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', from, to];
  const names = (await opened.checkout.git(args)).stdout.split('\0');
  return names.filter((name) => name !== '').slice(0, 200);
}

/**
 * After a checkpoint is seen: lost histories go to the remote, the side ref of unfinished work has served, and the
 * user's `git status` should know what is pushed. None of it may fail the checkpoint.
 */
async function tidy(opened: Opened, remote: Remote, ref: string, insisting: Insistence): Promise<void> {
  const { checkout, options, wip } = opened;
  const side = workInProgressRef(options.spec);
  const refspecs = [...opened.lost].map(([name, commit]) => `${commit}:${name}`);
  // A push of what was there before, or of a merge alone, is no checkpoint that would have overtaken it.
  const served = wip !== null && (await parting(opened, wip.commit)) === null;
  if (served && wip.remote) refspecs.push(`:${side}`);
  if (refspecs.length > 0) {
    const answer = await remote.push(refspecs, Math.min(60_000, Math.max(2_000, insisting.patienceMs)));
    if (answer.kind === 'ok') {
      opened.lost.clear();
      if (served) opened.wip = null;
    } else options.notice(`Side refs were not pushed: ${'reason' in answer ? answer.reason : 'they exist already'}`);
  }
  if (served && !wip.remote) opened.wip = null;
  const commands: string[] = [];
  if (configured(checkout.entries, 'remote.origin.url') !== null) {
    commands.push(`update refs/remotes/origin/${ref.slice('refs/heads/'.length)} ${opened.seen}`);
  }
  if (wip !== null && opened.wip === null) commands.push(`delete ${side}`);
  if (commands.length === 0) return;
  await checkout.git(['update-ref', '--stdin'], { input: `${commands.join('\n')}\n`, accept: 'any' });
}
