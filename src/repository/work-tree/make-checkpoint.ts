import { type Git, GitKilledError } from '../git/git.ts';
import { readHead } from '../git/head.ts';
import type { IndexFile } from '../git/index/index-file.ts';
import { readable, readStatus } from '../git/index/status.ts';
import { workInProgressRef } from '../git/refs.ts';
import { restoreHiddenFiles } from '../guard/uncommitted/hidden-files.ts';
import { commitSelectionOf, type OpenRepository, recordPaths, tasksPathOf } from '../opened.ts';
import { keepProtectedFiles, restoreProtectedFiles, revertedNotice } from '../protection/protected-files.ts';
import { withheldReason, withheldRemedy } from '../push-check/checked-push.ts';
import { signChecked } from '../push-check/sign-checked.ts';
import { type Finding, moveBaseline } from '../push-check/trust.ts';
import { leaveRecords, type RecordsAside, saveRecordsAside, stageRecordsAside } from '../records/set-aside.ts';
import { writeBundle } from '../remote/bundle.ts';
import { pushAndConfirm } from '../remote/push.ts';
import { SigningError } from '../signing/signer.ts';
import type { CheckpointResult, RetryOptions } from '../types.ts';
import { restoreWorkBranch } from './changes.ts';
import { removeTemporaryFiles } from './staging/left-temporary-files.ts';
import { replaceIndex, type StagedWorkTree, withStagedWorkTree } from './staging/own-index.ts';
import { commitTree } from './staging/stage.ts';
import { wipMergeBase } from './work-in-progress.ts';

/** One commit of everything that is not ignored, then pushed and seen, as the settings say. */
export async function makeCheckpoint(
  opened: OpenRepository,
  message: string,
  retry?: RetryOptions,
): Promise<CheckpointResult> {
  if (opened.options.checkpoint === 'off') return { kind: 'saved', commit: null, pushed: false };
  try {
    return await commitAndPush(opened, message, retry);
  } catch (error) {
    // It did when the run began. What is not signed must not be pushed, and stays in the working tree.
    if (!(error instanceof SigningError)) throw error;
    if (error.passing) {
      const bundle = error.commit === null ? null : await writeBundle(opened, error.commit);
      return { kind: 'unreachable', reason: error.message, bundle };
    }
    return { kind: 'withheld', reason: `${error.where}: ${error.message}`, remedy: error.fix ?? '' };
  }
}

async function commitAndPush(
  opened: OpenRepository,
  message: string,
  retry: RetryOptions | undefined,
): Promise<CheckpointResult> {
  const committed: CommitResult =
    retry?.pushOnly === true ? { kind: 'committed', commit: opened.head } : await commitAll(opened, message, retry);
  if (committed.kind === 'withheld') return committed;
  const { commit } = committed;
  if (opened.remote !== null) {
    if (commit === null) return { kind: 'saved', commit: null, pushed: false };
    return pushAndConfirm(opened, retry);
  }
  if (opened.wip !== null && (await wipMergeBase(opened, opened.wip.commit)) === null) {
    await opened.checkout.git(['update-ref', '-d', workInProgressRef(opened.options.spec)], { accept: 'any' });
    opened.wip = null;
  }
  return { kind: 'saved', commit, pushed: false };
}

export type CommitResult =
  /** What there is to commit; the commit that HEAD is at if there is nothing, null if there never was any. */
  { readonly kind: 'committed'; readonly commit: string | null } | Extract<CheckpointResult, { kind: 'withheld' }>;

/** Something that is still at work in the same place is outrun, or not. */
const MAX_ROUNDS = 4;

/** Commits the working tree on the work branch, if the commit passes the check. */
export async function commitAll(
  opened: OpenRepository,
  message: string,
  how: RetryOptions = {},
): Promise<CommitResult> {
  const { options, guard } = opened;
  for (const warning of guard.restore()) options.notice(warning);
  await removeTemporaryFiles(opened.checkout.top, options, opened.checkout.git);
  let findings: readonly Finding[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    await takeBranchBack(opened);
    const { paths } = await restoreProtectedFiles(opened);
    if (paths.length > 0) options.notice(revertedNotice(paths));
    const made = await commitOnce(opened, message, how);
    if (made.kind === 'nothing') return { kind: 'committed', commit: opened.head };
    if (made.kind === 'unstaged')
      return {
        kind: 'withheld',
        reason: made.why,
        remedy: 'Fix what git reports (a program that a filter needs, permissions), or add the file to .gitignore.',
      };
    findings = made.findings;
    if (findings.length === 0 && (await publish(opened, made))) return { kind: 'committed', commit: made.commit };
    if (findings.some(({ kind }) => kind !== 'protected')) break;
  }
  if (findings.length > 0)
    return { kind: 'withheld', reason: withheldReason(findings), remedy: withheldRemedy(findings) };
  return {
    kind: 'withheld',
    reason: 'something else keeps moving the work branch',
    remedy: 'End whatever else is running in this checkout and start again.',
  };
}

/** What is not ours and was committed since we last looked passes the check, or is reverted into the working tree. */
async function takeBranchBack(opened: OpenRepository): Promise<void> {
  const { checkout, guard, options } = opened;
  const position = await readHead(checkout);
  const isWhereItWas = position.head === opened.head && position.branch === opened.branch;
  if (isWhereItWas && !opened.attemptInProgress) return;
  // Cut short before anybody looked at what the agent did.
  guard.removeStaleFiles();
  const repairedFiles: string[] = [];
  const status = await restoreHiddenFiles(opened, await readStatus(checkout.git), repairedFiles);
  opened.stagedByOthers = status.entries.filter(({ staged }) => staged === 'A').map(({ path }) => path);
  const { head, repaired } = await restoreWorkBranch(opened, status, { head: opened.head });
  for (const warning of [...repairedFiles, ...repaired]) options.notice(warning);
  opened.head = head;
  opened.attemptInProgress = false;
}

interface NewCommit {
  readonly kind: 'made';
  readonly commit: string;
  readonly index: IndexFile;
  readonly findings: readonly Finding[];
  /** null: it holds the records. */
  readonly aside: RecordsAside | null;
}

type MadeCommit = { readonly kind: 'nothing' } | { readonly kind: 'unstaged'; readonly why: string } | NewCommit;

/** Makes the commit as an object only: no branch moves. */
async function commitOnce(opened: OpenRepository, message: string, how: RetryOptions): Promise<MadeCommit> {
  const { options, remote, head } = opened;
  const tasks = tasksPathOf(options, options.spec);
  const records = [...recordPaths(options), tasks];
  const staging = {
    parent: head,
    // The next run starts from a fresh clone: it must find our own files there, whatever .gitignore says of them.
    forced:
      opened.recordsCommittedIn === head ? [] : [...(remote === null ? [] : records), ...(await specFiles(opened))],
    ...(how.recordsOnly === true ? { only: records } : {}),
  };
  const made = await withStagedWorkTree(opened, staging, async (staged): Promise<MadeCommit> => {
    for (const notice of staged.excluded.notices) options.notice(notice);
    await tellOfIgnored(opened, staged);
    if (staged.failure !== null) return { kind: 'unstaged', why: staged.failure };
    const asideWanted = how.recordsAside === true && opened.records.usable;
    const aside = asideWanted ? await stageRecordsAside(staged.git, opened) : null;
    if (aside === null && staged.status.entries.length === staged.excluded.paths.length) return { kind: 'nothing' };
    const changed = aside === null || (await differsFrom(staged.git, head));
    const unsigned = changed || head === null ? await commitStaged(staged.git, head, message) : head;
    const { commit, findings } = await signChecked(opened, unsigned, { commits: [unsigned] });
    return { kind: 'made', commit, index: staged.content(), findings, aside };
  });
  if (made.kind !== 'made' || made.aside === null || made.findings.length > 0) return made;
  const isSaved = await saveRecordsAside(opened, made.aside, made.commit, how);
  return isSaved ? made : commitOnce(opened, message, { ...how, recordsAside: false });
}

/** What the spec's folder held before others committed on top: they may have it ignored, and it stays in the commits. */
async function specFiles(opened: OpenRepository): Promise<readonly string[]> {
  const { checkout, head, trust, options } = opened;
  const { baseline } = trust;
  if (baseline === null || baseline === 'unknown' || baseline === head) return [];
  const folder = tasksPathOf(options, options.spec).replace(/[^/]*$/, '');
  const listed = await checkout.git(['ls-tree', '-r', '-z', '--full-tree', '--name-only', baseline, folder]);
  return listed.stdout.split('\0').filter((path) => path !== '');
}

/** Added by force by somebody, and not taken up for that. */
async function tellOfIgnored(opened: OpenRepository, { git, status }: StagedWorkTree): Promise<void> {
  const seen = new Set(status.entries.map(({ path }) => path));
  const { isRecordFile, isExcluded } = commitSelectionOf(opened);
  const unseen = opened.stagedByOthers.filter(
    (path) =>
      !seen.has(path) &&
      !isRecordFile(path) &&
      !isExcluded(path) &&
      opened.trust.protectedPaths.kindOf(path) !== 'inside',
  );
  opened.stagedByOthers = [];
  if (unseen.length === 0) return;
  // Where the index was lost, all that is committed looked as if somebody had added it.
  const input = unseen.map((path) => `${path}\0`).join('');
  const listed = await git(['check-ignore', '-z', '--stdin'], { encoding: 'latin1', input, accept: 'any' });
  const ignored = listed.stdout.split('\0').filter((path) => path !== '');
  if (ignored.length > 0)
    opened.options.notice(
      `${ignored.slice(0, 5).map(readable).join(', ')}: added although .gitignore excludes it; not committed`,
    );
}

/** Without the records there may be nothing new in it. */
async function differsFrom(git: Git, head: string | null): Promise<boolean> {
  return head === null || (await git(['diff-index', '--cached', '--quiet', head, '--'], { accept: [0, 1] })).code === 1;
}

/** Moves the work branch to our commit, unless something moved it meanwhile. */
async function publish(opened: OpenRepository, { commit, index, aside }: NewCommit): Promise<boolean> {
  const { trust } = opened;
  // First, since whoever is killed in between must find the work uncommitted, and not what looks like a person's change.
  replaceIndex(opened, index);
  if (!(await moveBranch(opened, commit))) return false;
  if (opened.knownFilters.commit === opened.head) opened.knownFilters = { ...opened.knownFilters, commit };
  opened.head = commit;
  opened.recordsCommittedIn = aside === null ? commit : null;
  opened.ownIndex = { commit, ...index };
  moveBaseline(trust, commit);
  keepProtectedFiles(opened, commit);
  if (aside !== null) leaveRecords(opened, aside);
  return true;
}

async function moveBranch({ checkout, guard, branch, head }: OpenRepository, commit: string): Promise<boolean> {
  const ref = branch === null ? ['--no-deref', 'HEAD'] : [`refs/heads/${branch}`];
  const before = head ?? '0'.repeat(commit.length);
  const command = ['update-ref', '-m', 'sequential: checkpoint', ...ref, commit, before];
  try {
    return (await checkout.git(command, { accept: 'any' })).code === 0;
  } catch (error) {
    if (!(error instanceof GitKilledError)) throw error;
    // Its lock would be in the way of the next try; it may have come to the end.
    guard.removeStaleFiles();
    return (await readHead(checkout)).head === commit;
  }
}

/** Commits the index on `head`, without the look through the working tree that `git commit` takes. */
async function commitStaged(git: Git, head: string | null, message: string): Promise<string> {
  const tree = (await git(['write-tree'])).stdout.trim();
  return commitTree(git, tree, head === null ? [] : [head], message);
}
