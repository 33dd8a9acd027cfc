import { isAbsolute } from 'node:path';
import { UserError } from '../../errors.ts';
import { DEFAULT_PROTECTED_PATHS } from '../../inputs/default-protected-paths.ts';
import { clearTemporaryFolder } from '../../state/file/temporary-files.ts';
import { type Checkout, createCheckoutFinder } from '../git/checkout.ts';
import { readHead } from '../git/head.ts';
import { isSparse, readSparsePaths } from '../git/index/sparse-checkout.ts';
import { readStatus, type Status } from '../git/index/status.ts';
import { recordsRef, workInProgressRef } from '../git/refs.ts';
import { refuseBrokenFilters } from '../guard/filters.ts';
import { createGuard } from '../guard/git-files.ts';
import { removeLeftovers } from '../guard/leftovers.ts';
import { lostRepository } from '../guard/lost-repository.ts';
import { type RemovedCredentials, removeCredentials } from '../guard/remove-credentials.ts';
import { takeUpHiddenFiles } from '../guard/uncommitted/hidden-files.ts';
import { findInterruptedRun, refuseUncommittedChanges } from '../guard/uncommitted/uncommitted-changes.ts';
import { mergeBaseBranch } from '../merge/merge-base-branch.ts';
import { abortUnfinishedMerge } from '../merge/merge-commit.ts';
import { commitSelectionOf, type OpenRepository } from '../opened.ts';
import { steeringPathsIn, withLinked } from '../protection/steering-in-checkout.ts';
import { trustRemote } from '../push-check/find-baseline.ts';
import { createTrust, moveBaseline } from '../push-check/trust.ts';
import { vetWorkBranch, warnOfProtectedPaths } from '../push-check/vet-work-branch.ts';
import { forgetPastRecords } from '../records/past-records.ts';
import { readSavedRecords } from '../records/read-records.ts';
import { leaveRemainingRecords } from '../records/set-aside.ts';
import { originUrl } from '../remote/address.ts';
import { fetchRemoteState, type RemoteState, remoteStateFromLocalRefs } from '../remote/fetch-remote.ts';
import { createRemote, type Remote } from '../remote/remote.ts';
import { openSigner, trySigner } from '../signing/open-signer.ts';
import type { OpenResult, RepositoryOptions } from '../types.ts';
import { removeTemporaryFiles } from '../work-tree/staging/left-temporary-files.ts';
import { takeUpLocalWork } from '../work-tree/work-in-progress.ts';
import { checkOutWorkBranch, mergeRemoteBranch, type WorkBranchResult } from './check-out-branch.ts';
import { findFormerBranch } from './find-former-branch.ts';
import { completePartialClone, warnOfPartialClone } from './partial-clone.ts';

/** The repository as it is; null where there is none and none is needed. */
export async function openCheckout(
  options: RepositoryOptions,
): Promise<{ opened: OpenRepository; removedCredentials: RemovedCredentials } | null> {
  const { workdir, env, findCheckout = createCheckoutFinder(env) } = options;
  const found = await findCheckout(workdir, options.author, options.configuration);
  if (found.kind === 'none') {
    if (options.checkpoint === 'off') return null;
    throw new UserError(`Checkpoints need a git repository: ${found.reason}.`, {
      where: options.workdir,
      fix: missingRepositoryRemedy(found.isGitInstalled, options.env.GITHUB_ACTIONS === 'true'),
    });
  }
  const { checkout } = found;
  await removeLeftovers(checkout, options);
  const remote = options.checkpoint === 'push' ? resolveRemote(checkout, options) : null;
  const removedCredentials =
    options.remote.tokens === null ? { names: [], restore: () => undefined } : await removeCredentials(checkout);
  await refuseBrokenFilters(checkout, options.env);
  const { head, branch } = await readHead(checkout);
  const guard = createGuard(checkout, options.workdir, () =>
    lostRepository(opened, 'The git repository is missing: it was removed or replaced while an agent ran.'),
  );
  const sparse = isSparse(checkout.configEntries);
  const trust = createTrust({
    // Where nothing is committed a person may be working in the same files.
    paths: options.checkpoint === 'off' ? [] : withLinked(checkout, options.protectedPaths ?? DEFAULT_PROTECTED_PATHS),
    steering: steeringPathsIn(checkout, options),
    tokens: options.remote.tokens,
    secrets: options.secrets ?? [],
  });
  // What is here is taken as it is where nothing is pushed.
  if (remote === null) moveBaseline(trust, head);
  const opened: OpenRepository = {
    options,
    checkout,
    guard,
    signer: await openSigner(checkout, remote, options),
    remote,
    branch,
    defaultBranch: null,
    base: null,
    otherWorkBranches: new Map(),
    remoteHead: null,
    head,
    attemptInProgress: false,
    knownFilters: { commit: undefined, filters: new Map() },
    listedRefs: null,
    lostCommits: new Map(),
    trust,
    startedFrom: null,
    leftAlone: new Set(),
    hidden: new Map(),
    ownIndex: null,
    recordsCommittedIn: null,
    sparse,
    sparsePaths: sparse ? await readSparsePaths(checkout.git) : new Set(),
    stagedByOthers: [],
    records: { saved: null, tip: null, base: null, usable: true },
    wip: null,
  };
  return { opened, removedCredentials };
}

/** Where git is missing, actions/checkout downloads an archive: the files without the repository. */
function missingRepositoryRemedy(isGitInstalled: boolean, isWorkflow: boolean): string {
  if (isWorkflow)
    return 'Install git in a step before actions/checkout: where git is missing, it downloads the files without the repository. Or set `checkpoint: off`.';
  return isGitInstalled
    ? 'Run `git init` and commit what is there, or run with `--checkpoint off`.'
    : 'Install git 2.32 or newer, or run with `--checkpoint off`.';
}

function resolveRemote(checkout: Checkout, options: RepositoryOptions): Remote {
  const url = options.remote.url ?? originUrl(checkout);
  if (url !== null) return createRemote(checkout, { ...options, url, tokens: options.remote.tokens });
  throw new UserError('There is no remote to push to.', {
    where: checkout.top,
    fix: 'Add one (`git remote add origin URL`), or run with `--checkpoint commit`.',
  });
}

/** Gets from any checkout to the work branch with the base merged in. */
export async function openWorkBranch(opened: OpenRepository): Promise<OpenResult> {
  const { options, checkout, remote } = opened;
  const { git } = checkout;
  warnOfPartialClone(opened);
  if (options.checkpoint !== 'off') await abortUnfinishedMerge(opened);
  clearTemporaryFolder(checkout.top);
  await removeTemporaryFiles(checkout.top, options, git);
  await takeUpHiddenFiles(opened);
  const status = await readStatus(git);
  if (options.checkpoint === 'off') return { kind: 'ready', branch: status.branch, head: status.head, base: null };
  const [leftAlone] = await Promise.all([
    refuseUncommittedChanges(opened, status, commitSelectionOf(opened)),
    requireCommittableState(opened),
  ]);
  // What is committed and not pushed may be of the agent of a run that was cut off, else it is a person's.
  if ((await findInterruptedRun(checkout, options)) !== null) opened.leftAlone = leftAlone;
  const workBranch = options.workBranch === '' ? status.branch : options.workBranch;
  if (workBranch === null) return openDetached(opened, status.head);
  const remoteState =
    remote === null
      ? await remoteStateFromLocalRefs(checkout, options, workBranch)
      : await fetchRemoteState(checkout, remote, options, workBranch, status.head);
  refuseBaseAsWorkBranch(options, workBranch, remoteState);
  await trySigner(opened.signer, [remoteState.remoteWorkCommit, remoteState.baseCommit]);
  opened.defaultBranch = remoteState.defaultBranch;
  const { base, baseCommit, otherWorkBranches } = remoteState;
  opened.base = base === null || baseCommit === null ? null : { name: base, commit: baseCommit };
  opened.otherWorkBranches = otherWorkBranches;
  if (remote !== null) opened.remoteHead = remoteState.remoteWorkCommit;
  if (remote !== null && options.workBranch !== '') opened.startedFrom = remoteState;
  if (remoteState.wip !== null) await recordWip(opened, remoteState.wip);
  await takeUpRecords(opened, remoteState, workBranch);
  const former = await findFormerBranch(opened, workBranch, remoteState);
  if (remote !== null) trustRemote(opened, [remoteState.remoteWorkCommit, remoteState.baseCommit, former]);
  await completePartialClone(opened, remoteState);
  const branchResult = await takeUpBranch(opened, remoteState, workBranch, { status, former });
  opened.branch = workBranch;
  const head = branchResult.kind === 'ready' ? branchResult.head : (await readHead(checkout)).head;
  opened.head = await vetWorkBranch(opened, remoteState, head);
  opened.leftAlone = leftAlone;
  await forgetPastRecords(opened, remoteState);
  if (branchResult.kind === 'conflict') return branchResult;
  await takeUpLocalWork(opened);
  await leaveRemainingRecords(opened);
  await warnOfProtectedPaths(opened);
  return mergeBaseBranch(opened, remoteState, opened.head);
}

async function openDetached(
  { options, checkout, remote, signer }: OpenRepository,
  head: string | null,
): Promise<OpenResult> {
  if (remote !== null) {
    throw new UserError('HEAD is detached, so there is no branch to push to.', {
      where: checkout.top,
      fix: 'Name a work branch, or check out a branch first.',
    });
  }
  await trySigner(signer, []);
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
  opened: OpenRepository,
  remoteState: RemoteState,
  workBranch: string,
  { status, former }: { readonly status: Status; readonly former: string | null },
): Promise<WorkBranchResult> {
  if (opened.options.workBranch !== '') return checkOutWorkBranch(opened, remoteState, workBranch, status, former);
  if (status.head === null) return { kind: 'ready', head: null };
  return mergeRemoteBranch(opened, remoteState, workBranch, status.head);
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
    tip: records,
    base: base === workBranch ? null : baseCommit,
  };
}
