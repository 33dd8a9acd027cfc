import type { WorkTreeChange } from '../../run-events/types.ts';
import { listFirst, plural } from '../../text.ts';
import {
  type BytePath,
  readable,
  readStatus,
  readStatusOnly,
  type Status,
  type StatusEntry,
} from '../git/index/status.ts';
import { createConflictReader } from '../guard/conflicts.ts';
import { restoreFiles, takeFileSnapshot } from '../guard/file-snapshot.ts';
import { readStatusOrRepair } from '../guard/repair.ts';
import { restoreBranch } from '../guard/restore-branch.ts';
import { separateBranch } from '../guard/restore-refs.ts';
import { restoreHiddenFiles } from '../guard/uncommitted/hidden-files.ts';
import { commitSelectionOf, type OpenRepository, pathMatcher, preserveLostCommit, recordPaths } from '../opened.ts';
import { restoreProtectedFiles, revertedNotice } from '../protection/protected-files.ts';
import { adoptCommits } from '../push-check/adopt-commits.ts';
import type { WorkTreeSnapshot } from '../types.ts';
import { type NetChanges, readNetChanges } from './net-changes.ts';
import { readCommittable } from './staging/committable.ts';
import { combinedHash, type FileHashCache, hashFiles, type UncommittedFiles } from './staging/content-hashes.ts';
import { isLeftOut } from './staging/left-out.ts';
import { type OutOfReach, readOutOfReach, tellOfOutOfReach } from './staging/out-of-reach.ts';
import { replaceIndex, withStagedWorkTree } from './staging/own-index.ts';
import { commitTree } from './staging/stage.ts';

/** What a mark knows beside what it shows. */
interface SnapshotDetails {
  readonly uncommitted: UncommittedFiles;
  readonly outOfReach: OutOfReach;
  /** Length of the record of what HEAD was at, to see later which operations were begun. */
  readonly historyLength: number;
}

const MAX_FILES = 200;

/** Compares the working tree before and after an attempt. */
export interface ChangeReader {
  takeSnapshot(): Promise<WorkTreeSnapshot>;
  changes(since: WorkTreeSnapshot): Promise<WorkTreeChange>;
}

export function createChangeReader(opened: OpenRepository): ChangeReader {
  const { options, checkout } = opened;
  const hashCache: FileHashCache = new Map();
  const details = new WeakMap<WorkTreeSnapshot, SnapshotDetails>();
  const selection = commitSelectionOf(opened);
  const isRecordFile = pathMatcher(recordPaths(options));
  const isSkipped = (path: BytePath) => selection.isExcluded(path) || isRecordFile(path);
  const isSkippedNew = (entry: StatusEntry) => entry.kind === 'untracked' && isLeftOut(entry.path);
  const conflicts = createConflictReader(checkout);
  const hash = (status: Status) => {
    const entries = status.entries.filter((entry) => !isSkippedNew(entry) && !isSkipped(entry.path));
    return hashFiles(
      checkout.top,
      entries.map(({ path }) => path),
      hashCache,
    );
  };

  return {
    async takeSnapshot() {
      for (const message of opened.guard.restore()) options.notice(message);
      // The index of our own knows which files git is to look into; of another one each status would look into more.
      let status = await (opened.ownIndex === null ? readStatus : readStatusOnly)(checkout.git);
      const repaired = await takeBack(opened, status);
      for (const message of repaired) options.notice(message);
      if (repaired.length > 0) status = await readStatus(checkout.git);
      opened.head = status.head;
      opened.attemptInProgress = true;
      const uncommitted = hash(status);
      const mark: WorkTreeSnapshot = { head: status.head, uncommittedHash: combinedHash(uncommitted) };
      const outOfReach = await readOutOfReach(opened);
      details.set(mark, { uncommitted, outOfReach, historyLength: conflicts.historyLength() });
      return mark;
    },

    async changes(since) {
      const before = details.get(since);
      const unfinished = conflicts.isUnfinished(before?.historyLength ?? 0);
      const repaired = [
        ...opened.guard.restore(),
        ...opened.guard.removeStaleFiles(),
        ...(await separateBranch(opened)),
      ];
      let status = await restoreHiddenFiles(opened, await readStatusOrRepair(opened, repaired), repaired);
      tellOfOutOfReach(opened, before?.outOfReach, await readOutOfReach(opened));
      const unmerged = status.entries.filter(({ kind }) => kind === 'unmerged').map(({ path }) => path);
      opened.stagedByOthers = status.entries.filter(({ staged }) => staged === 'A').map(({ path }) => path);
      if (options.checkpoint !== 'off') {
        const restored = await restoreWorkBranch(opened, status, since);
        repaired.push(...restored.repaired);
        if (restored.workTreeChanged || restored.repaired.length > 0) status = await readStatus(checkout.git);
        else status = { ...status, head: restored.head };
      }
      const protectedFiles = await restoreProtectedFiles(opened, true);
      if (protectedFiles.paths.length > 0) {
        repaired.push(revertedNotice(protectedFiles.paths));
        status = await readStatus(checkout.git);
      }
      opened.head = status.head;
      opened.attemptInProgress = false;
      const uncommitted = hash(status);
      const commits = await listCommits(opened, since.head, status.head);
      const isAsCommitted = status.entries.every(({ kind, path }) => kind === 'untracked' || isSkipped(path));
      const net = await readNetChanges(opened, since.head, status.head, isAsCommitted);
      if (net.nested.length > 0 && options.checkpoint !== 'off') {
        options.notice(
          `${net.nested.map(readable).join(', ')}: committed as a separate git repository, whose files are not on the work branch`,
        );
      }
      const touched = touchedFiles(status, before?.uncommitted, uncommitted, net).filter((path) => !isSkipped(path));
      const committable = await readCommittable(opened, { status, touched, nested: net.nested });
      const { baseline } = opened.trust;
      const trusted = baseline === 'unknown' ? null : baseline;
      const conflicted = await conflicts.read({ touched, unmerged, unfinished, baseline: trusted });
      return {
        ...committable,
        commits,
        files: touched.slice(0, MAX_FILES).map(readable),
        summary: summarize(touched.map(readable), net.lines, commits, repaired),
        repaired,
        ...(conflicted.length === 0 ? {} : { conflicted: conflicted.map(readable) }),
        ...(touched.length > 0 || uncommitted.size > 0 || protectedFiles.proposed.length === 0
          ? {}
          : { protectedOnly: { files: protectedFiles.proposed, patch: protectedFiles.patch } }),
      };
    },
  };
}

/** What happened since nobody was asked to work is no one's to keep: commits, and changes of protected files. */
async function takeBack(opened: OpenRepository, status: Status): Promise<string[]> {
  const isWhereItWas = status.head === opened.head && status.branch === opened.branch;
  const restored =
    isWhereItWas || opened.options.checkpoint === 'off'
      ? null
      : await restoreWorkBranch(opened, status, { head: opened.head });
  const { paths } = await restoreProtectedFiles(opened);
  return [...(restored?.repaired ?? []), ...(paths.length === 0 ? [] : [revertedNotice(paths)])];
}

/** Sets the work branch right after an attempt that began at `since`; of its commits stays what passes the check. */
export async function restoreWorkBranch(
  opened: OpenRepository,
  status: Status,
  since: { readonly head: string | null },
) {
  const { checkout } = opened;
  // In no commit, so that a reset of the working tree would lose it.
  const leftAlone = takeFileSnapshot(checkout.top, [...opened.leftAlone]);
  const restored = await restoreBranch(status, {
    checkout,
    branch: opened.branch,
    headBefore: since.head,
    preserveCommit: (commit) => preserveLostCommit(opened, commit),
    commitWorkTree: (parent) =>
      withStagedWorkTree(opened, { parent }, async ({ git, content }) => {
        const tree = (await git(['write-tree'])).stdout.trim();
        // What the commit holds may go from the working tree, to be merged into it again.
        replaceIndex(opened, content());
        return commitTree(git, tree, [parent], 'What an attempt left in the working tree');
      }),
  });
  restoreFiles(leftAlone);
  if (restored.head === null || restored.head === since.head) return restored;
  const adopted = await adoptCommits(opened, since.head, restored.head);
  return {
    head: adopted.head,
    workTreeChanged: restored.workTreeChanged || adopted.repaired.length > 0,
    repaired: [...restored.repaired, ...adopted.repaired],
  };
}

async function listCommits(opened: OpenRepository, from: string | null, to: string | null) {
  if (to === null || from === to) return [];
  const range = from === null ? [to] : [`${from}..${to}`];
  const log = await opened.checkout.git(['log', '--reverse', '--max-count=200', '-z', '--format=%H %s', ...range]);
  const lines = log.stdout.split('\0').filter((line) => line !== '');
  return lines.map((line) => ({ sha: line.slice(0, line.indexOf(' ')), subject: line.slice(line.indexOf(' ') + 1) }));
}

/**
 * What an attempt left otherwise than it was: of what was uncommitted before or is now, and of what was committed. A
 * commit that only holds what was reverted since has touched nothing.
 */
function touchedFiles(
  status: Status,
  before: UncommittedFiles | undefined,
  now: UncommittedFiles,
  net: NetChanges,
): BytePath[] {
  const untracked = new Set(status.entries.filter(({ kind }) => kind === 'untracked').map(({ path }) => path));
  const known = net.files ?? new Set();
  const touched = new Set<BytePath>();
  for (const path of new Set([...now.keys(), ...(before?.keys() ?? [])]))
    if (now.get(path) !== before?.get(path) && (before?.has(path) || untracked.has(path) || known.has(path)))
      touched.add(path);
  for (const path of known) if (!before?.has(path)) touched.add(path);
  return [...touched].sort();
}

function summarize(
  files: readonly string[],
  lines: string,
  commits: readonly { readonly subject: string }[],
  repaired: readonly string[],
): string {
  const subjects = commits.slice(0, 5).map((commit) => `“${commit.subject}”`);
  return [
    files.length === 0
      ? 'No file changed.'
      : `${plural(files.length, 'file')} changed${lines}: ${listFirst(files, 12)}`,
    ...(commits.length === 0
      ? []
      : [`${plural(commits.length, 'own commit')}: ${subjects.join(', ')}${commits.length > 5 ? ', …' : ''}`]),
    ...repaired.map((message) => `Repaired: ${message}`),
  ].join('\n');
}
