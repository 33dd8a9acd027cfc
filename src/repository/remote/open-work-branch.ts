import { rmSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { DEFAULT_PROTECTED_PATHS } from '../../inputs/default-protected-paths.ts';
import { type Checkout, findCheckout } from '../git/checkout.ts';
import { configValue } from '../git/git-configuration.ts';
import { readHead } from '../git/head.ts';
import { deepenToCommonAncestor, mergeCommit } from '../git/merge.ts';
import { recordsRef, workInProgressRef } from '../git/refs.ts';
import { readStatus, type Status } from '../git/status.ts';
import { createGuard } from '../guard/git-files.ts';
import { type RemovedCredentials, removeCredentials } from '../guard/remove-credentials.ts';
import { refuseUncommittedChanges } from '../guard/uncommitted-changes.ts';
import { commitSelectionOf, type OpenRepository } from '../opened.ts';
import { trustRemote } from '../push-check/find-baseline.ts';
import { createTrust, moveBaseline } from '../push-check/trust.ts';
import { vetWorkBranch, warnOfProtectedPaths } from '../push-check/vet-work-branch.ts';
import { readSavedRecords } from '../records/read-records.ts';
import { leaveRemainingRecords } from '../records/set-aside.ts';
import type { OpenResult, RepositoryOptions } from '../types.ts';
import { commitAll } from '../work-tree/make-checkpoint.ts';
import { readSparsePaths } from '../work-tree/own-index.ts';
import { checkOutWorkBranch, mergeRemoteBranch, type WorkBranchResult } from './check-out-branch.ts';
import { fetchRemoteState, type RemoteState, remoteStateFromLocalRefs } from './fetch-remote.ts';
import { createRemote, originUrl, type Remote } from './remote.ts';

/** The repository as it is; null where there is none and none is needed. */
export async function openCheckout(
  options: RepositoryOptions,
): Promise<{ opened: OpenRepository; removedCredentials: RemovedCredentials } | null> {
  const found = await findCheckout(options.workdir, options.env, options.author, options.configuration);
  if (found.kind === 'none') {
    if (options.checkpoint === 'off') return null;
    throw new UserError(`Checkpoints need a git repository: ${found.reason}.`, {
      where: options.workdir,
      fix: 'Run `git init` and commit what is there, or run with `--checkpoint off`.',
    });
  }
  const { checkout } = found;
  const remote = options.checkpoint === 'push' ? resolveRemote(checkout, options) : null;
  const removedCredentials =
    options.remote.tokens === null ? { names: [], restore: () => undefined } : await removeCredentials(checkout);
  const status = await readStatus(checkout.git);
  const guard = createGuard(checkout);
  const sparse = configValue(checkout.configEntries, 'core.sparsecheckout') === 'true';
  const paths = options.protectedPaths ?? DEFAULT_PROTECTED_PATHS;
  const trust = createTrust({ paths, tokens: options.remote.tokens, secrets: options.secrets ?? [] });
  // What is here is taken as it is where nothing is pushed.
  if (remote === null) moveBaseline(trust, status.head);
  const opened: OpenRepository = {
    options,
    checkout,
    guard,
    remote,
    branch: status.branch,
    defaultBranch: null,
    remoteHead: null,
    head: status.head,
    attemptInProgress: false,
    lostCommits: new Map(),
    trust,
    ownIndex: null,
    recordsCommittedIn: null,
    sparse,
    sparsePaths: sparse ? await readSparsePaths(checkout) : new Set(),
    stagedByOthers: [],
    records: { saved: null, base: null, usable: true },
    wip: null,
  };
  return { opened, removedCredentials };
}

function resolveRemote(checkout: Checkout, options: RepositoryOptions): Remote {
  const url = options.remote.url ?? originUrl(checkout);
  if (url !== null)
    return createRemote(checkout, { url, tokens: options.remote.tokens, env: options.env, stop: options.stop });
  throw new UserError('There is no remote to push to.', {
    where: checkout.top,
    fix: 'Add one (`git remote add origin URL`), or run with `--checkpoint commit`.',
  });
}

/** Gets from any checkout to the work branch with the base merged in. */
export async function openWorkBranch(opened: OpenRepository): Promise<OpenResult> {
  const { options, checkout, remote } = opened;
  const { git } = checkout;
  const status = await readStatus(git);
  if (options.checkpoint === 'off') return { kind: 'ready', branch: status.branch, head: status.head, base: null };
  clearStaleIndexLock(opened);
  const { isExcluded } = commitSelectionOf(opened);
  await Promise.all([refuseUncommittedChanges(checkout, status, options, isExcluded), requireCommittableState(opened)]);
  const workBranch = options.workBranch === '' ? status.branch : options.workBranch;
  if (workBranch === null) return openDetached(opened, status.head);
  const remoteState =
    remote === null
      ? await remoteStateFromLocalRefs(checkout, options, workBranch)
      : await fetchRemoteState(checkout, remote, options, workBranch, status.head);
  refuseBaseAsWorkBranch(options, workBranch, remoteState);
  opened.defaultBranch = remoteState.defaultBranch;
  if (remote !== null) opened.remoteHead = remoteState.remoteWorkCommit;
  if (remoteState.wip !== null) await recordWip(opened, remoteState.wip);
  await takeUpRecords(opened, remoteState, workBranch);
  if (remote !== null) trustRemote(opened, [remoteState.remoteWorkCommit, remoteState.baseCommit]);
  const branchResult = await takeUpBranch(opened, remoteState, workBranch, status);
  opened.branch = workBranch;
  const head = branchResult.kind === 'ready' ? branchResult.head : (await readHead(checkout)).head;
  opened.head = await vetWorkBranch(opened, remoteState, head);
  if (branchResult.kind === 'conflict') return branchResult;
  await leaveRemainingRecords(opened);
  await warnOfProtectedPaths(opened);
  return mergeBaseBranch(opened, remoteState, { ...branchResult, head: opened.head });
}

function openDetached({ options, checkout, remote }: OpenRepository, head: string | null): OpenResult {
  if (remote !== null) {
    throw new UserError('HEAD is detached, so there is no branch to push to.', {
      where: checkout.top,
      fix: 'Name a work branch, or check out a branch first.',
    });
  }
  options.notice(
    'HEAD is detached: commits are on no branch. Keep them with `git switch -c NAME` at the end of the run.',
  );
  return { kind: 'ready', branch: null, head, base: null };
}

function refuseBaseAsWorkBranch(options: RepositoryOptions, workBranch: string, remoteState: RemoteState): void {
  if (options.workBranch === '') return;
  if (workBranch !== remoteState.base && workBranch !== remoteState.defaultBranch) return;
  throw new UserError(`The work branch ${workBranch} is the base branch itself.`, {
    where: 'work-branch',
    fix: 'Name another work branch, or an empty one to work on the branch that is checked out.',
  });
}

async function takeUpBranch(
  { options, checkout }: OpenRepository,
  remoteState: RemoteState,
  workBranch: string,
  status: Status,
): Promise<WorkBranchResult> {
  if (options.workBranch !== '') return checkOutWorkBranch(checkout, remoteState, workBranch, status);
  if (status.head === null) return { kind: 'ready', head: null };
  return mergeRemoteBranch(checkout, remoteState, workBranch, status.head);
}

/**
 * Code and state travel in one commit: another machine that got the code without the state would do again what is done.
 * Here the files beside the spec will do, but whoever relies on commits must know.
 */
async function requireCommittableState({ checkout, options }: OpenRepository): Promise<void> {
  const { statePath, checkpoint } = options;
  const reason =
    statePath.startsWith('../') || isAbsolute(statePath)
      ? OUTSIDE_REPOSITORY
      : await whyNotCommittable(checkout, statePath);
  if (reason === null) return;
  const problem = `The state cannot be committed with the code: ${reason}.`;
  if (checkpoint !== 'push') return options.notice(`${statePath}: ${problem}`);
  throw new UserError(problem, {
    where: statePath,
    fix: 'Move the spec to where git commits it, or run with `--checkpoint commit` or `off`.',
  });
}

const OUTSIDE_REPOSITORY = 'it is outside the repository';

async function whyNotCommittable({ git }: Checkout, path: string): Promise<string | null> {
  const ignored = await git(['check-ignore', '-q', '--', path], { accept: 'any' });
  if (/beyond a symbolic link/.test(ignored.stderr)) return 'it is behind a symbolic link';
  return ignored.code === 0 ? 'a .gitignore or another of git’s ignore files excludes it' : null;
}

/** No git step of ours or an agent's holds the index for this long; a killed one does for ever. */
const STALE_LOCK_AGE_MS = 60_000;

/** A lock of a git that was killed is removed; one that is fresh may belong to a git at work. */
function clearStaleIndexLock({ checkout, options }: OpenRepository): void {
  const path = join(checkout.gitDir, 'index.lock');
  const lock = statSync(path, { throwIfNoEntry: false });
  if (lock === undefined) return;
  if (Date.now() - lock.mtimeMs > STALE_LOCK_AGE_MS) {
    rmSync(path, { force: true });
    options.notice(`A stale lock of git was removed: ${path}`);
    return;
  }
  throw new UserError('Another git process is running in this repository.', {
    where: path,
    fix: 'Wait for it to end; if there is none, remove that file and start again.',
  });
}

async function recordWip(opened: OpenRepository, commit: string): Promise<void> {
  const ref = workInProgressRef(opened.options.spec);
  if (opened.remote !== null) await opened.checkout.git(['update-ref', ref, commit]);
  opened.wip = { commit, tree: null, remote: opened.remote === null ? null : commit };
}

async function takeUpRecords(opened: OpenRepository, remoteState: RemoteState, workBranch: string): Promise<void> {
  const { checkout, options, remote } = opened;
  const { records, base, baseCommit } = remoteState;
  if (remote !== null && records !== null)
    await checkout.git(['update-ref', recordsRef(options.spec), records], { accept: 'any' });
  opened.records = {
    ...(await readSavedRecords(checkout.git, options, records)),
    base: base === workBranch ? null : baseCommit,
  };
}

async function mergeBaseBranch(
  opened: OpenRepository,
  remoteState: RemoteState,
  branchResult: WorkBranchResult & { kind: 'ready' },
): Promise<OpenResult> {
  const { checkout, branch, options } = opened;
  const { base, baseCommit } = remoteState;
  const { head } = branchResult;
  const mergesBase = options.workBranch !== '' || options.baseBranch !== null;
  if (!mergesBase || base === null || baseCommit === null || head === null || base === branch || baseCommit === head) {
    return { kind: 'ready', branch, head, base };
  }
  await deepenToCommonAncestor(checkout, head, baseCommit, remoteState.deepen);
  const ancestor = await checkout.git(['merge-base', '--is-ancestor', baseCommit, 'HEAD'], { accept: [0, 1] });
  if (ancestor.code === 0) return { kind: 'ready', branch, head, base };
  // What an interrupted run left would be in the merge's way; it is ours, so it is committed.
  const kept = await commitAll(
    opened,
    `chore(${options.spec}): keep what an interrupted run left\n\nRun: ${options.runId}`,
  );
  if (kept.kind === 'withheld') {
    throw new UserError(`What an interrupted run left cannot be committed: ${kept.reason}`, {
      where: checkout.top,
      fix: kept.remedy,
    });
  }
  const merged = await mergeCommit(checkout.git, baseCommit, base, `Merge ${base} into ${branch}`);
  if (merged.kind === 'conflict') return { kind: 'conflict', base, files: merged.files };
  opened.head = merged.kind === 'merged' ? merged.head : opened.head;
  // Both sides are trusted, and no agent has run yet.
  moveBaseline(opened.trust, opened.head);
  return { kind: 'ready', branch, head: opened.head, base };
}
