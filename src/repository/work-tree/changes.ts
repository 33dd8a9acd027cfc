import type { WorkTreeChange } from '../../run-events/types.ts';
import { listFirst, plural } from '../../text.ts';
import { type BytePath, readable, readStatus, type Status } from '../git/status.ts';
import { changedFilesSince, type FileSnapshot, restoreFiles, takeFileSnapshot } from '../guard/file-snapshot.ts';
import { readStatusOrRepair } from '../guard/repair.ts';
import { restoreBranch } from '../guard/restore-branch.ts';
import {
  commitSelectionOf,
  type OpenRepository,
  pathMatcher,
  preserveLostCommit,
  recordPaths,
  WORKFLOW_FOLDER,
} from '../opened.ts';
import type { WorkTreeSnapshot } from '../types.ts';
import { combinedHash, type FileHashCache, hashUncommittedFiles, type UncommittedFiles } from './content-hashes.ts';
import { commitIndex, selectExcludedFiles, stageAll } from './stage.ts';

/** What a mark knows beside what it shows. */
interface SnapshotDetails {
  readonly uncommitted: UncommittedFiles;
  readonly protectedFiles: FileSnapshot;
}

const MAX_FILES = 200;

/** Compares the work tree before and after an attempt. */
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
  const protectedPaths = [
    ...(options.allowWorkflowChanges === true ? [] : [WORKFLOW_FOLDER]),
    ...(options.protectedPaths ?? []),
  ];

  return {
    async takeSnapshot() {
      for (const message of opened.guard.restore()) options.notice(message);
      const status = await readStatus(checkout.git);
      opened.head = status.head;
      opened.attemptInProgress = true;
      const dirt = hashUncommittedFiles(checkout.top, status, isSkipped, hashCache);
      const mark: WorkTreeSnapshot = { head: status.head, uncommittedHash: combinedHash(dirt) };
      details.set(mark, { uncommitted: dirt, protectedFiles: takeFileSnapshot(checkout.top, protectedPaths) });
      return mark;
    },

    async changes(since) {
      const before = details.get(since);
      const repaired = [...opened.guard.restore(), ...opened.guard.removeStaleFiles()];
      let status = await readStatusOrRepair(opened, repaired);
      if (options.checkpoint !== 'off') {
        const restored = await restoreWorkBranch(opened, status, since);
        repaired.push(...restored.repaired);
        if (restored.workTreeChanged || restored.repaired.length > 0) status = await readStatus(checkout.git);
      }
      const restoredFiles =
        before === undefined ? [] : restoreFiles(before.protectedFiles, changedFilesSince(before.protectedFiles));
      if (restoredFiles.length > 0) {
        repaired.push(`${restoredFiles.join(', ')}: put back as it was, an agent may not change it`);
        options.notice(`Changes of an agent were taken back: ${restoredFiles.join(', ')}`);
        status = await readStatus(checkout.git);
      }
      opened.head = status.head;
      opened.attemptInProgress = false;
      const dirt = hashUncommittedFiles(checkout.top, status, isSkipped, hashCache);
      const commits = await listCommits(opened, since.head, status.head);
      const committedChanges = await readCommittedChanges(opened, since.head, status.head);
      if (committedChanges.nested.length > 0 && options.checkpoint !== 'off') {
        options.notice(
          `${committedChanges.nested.map(readable).join(', ')}: committed as a git repository of its own, whose files are not on the work branch`,
        );
      }
      const files = new Set(committedChanges.files);
      for (const path of new Set([...dirt.keys(), ...(before?.uncommitted.keys() ?? [])])) {
        if (dirt.get(path) !== before?.uncommitted.get(path)) files.add(path);
      }
      const touched = [...files].filter((path) => !isSkipped(path)).sort();
      const lines = touched.length === 0 ? '' : await countLines(opened, since.head);
      return {
        changed: touched.length > 0 || commits.length > 0 || combinedHash(dirt) !== since.uncommittedHash,
        commits,
        files: touched.slice(0, MAX_FILES).map(readable),
        summary: summarize(touched.map(readable), lines, commits, repaired),
        repaired,
      };
    },
  };
}

/** Sets the work branch right after an attempt that began at `since`, and takes workflow changes out of its commits. */
export async function restoreWorkBranch(
  opened: OpenRepository,
  status: Status,
  since: { readonly head: string | null },
) {
  const { checkout, options } = opened;
  const commitWorkTree = async (parent: string) => {
    const currentStatus = await readStatus(checkout.git);
    await stageAll(
      checkout.git,
      currentStatus,
      await selectExcludedFiles(checkout, currentStatus, commitSelectionOf(opened)),
    );
    return commitIndex(checkout.git, [parent], 'What an attempt left in the work tree');
  };
  const preserveCommit = (commit: string) => preserveLostCommit(opened, commit);
  const restored = await restoreBranch(status, {
    checkout,
    branch: opened.branch,
    headBefore: since.head,
    preserveCommit,
    commitWorkTree,
  });
  if (options.allowWorkflowChanges === true || restored.head === null || restored.head === since.head) return restored;
  const range = since.head === null ? restored.head : `${since.head}..${restored.head}`;
  const log = [
    'log',
    '--format=',
    '--name-only',
    '-z',
    '--no-ext-diff',
    range,
    '--',
    `:(top,literal)${WORKFLOW_FOLDER}`,
  ];
  const workflows = (await checkout.git(log)).stdout.replaceAll('\0', '').trim();
  if (workflows === '' || since.head === null) return restored;
  // A commit that holds such a change cannot be pushed with GITHUB_TOKEN, even if a later one takes it back.
  const ref = await preserveLostCommit(opened, restored.head);
  const target = opened.branch === null ? ['--no-deref', 'HEAD'] : [`refs/heads/${opened.branch}`];
  await checkout.git(['update-ref', '-m', 'sequential: without workflow files', ...target, since.head]);
  await checkout.git(['reset', '-q']);
  const message = `commits that changed ${WORKFLOW_FOLDER} were taken back into the work tree; they are kept as ${ref}`;
  return { head: since.head, workTreeChanged: true, repaired: [...restored.repaired, message] };
}

async function listCommits(opened: OpenRepository, from: string | null, to: string | null) {
  if (to === null || from === to) return [];
  const range = from === null ? [to] : [`${from}..${to}`];
  const log = await opened.checkout.git(['log', '--reverse', '--max-count=200', '-z', '--format=%H %s', ...range]);
  const lines = log.stdout.split('\0').filter((line) => line !== '');
  return lines.map((line) => ({ sha: line.slice(0, line.indexOf(' ')), subject: line.slice(line.indexOf(' ') + 1) }));
}

/** What the agent's commits changed. */
interface CommittedChanges {
  readonly files: readonly BytePath[];
  /** Those that are a repository of their own, new as such: git keeps a pointer, and their files are in no commit. */
  readonly nested: readonly BytePath[];
}

async function readCommittedChanges(
  opened: OpenRepository,
  from: string | null,
  to: string | null,
): Promise<CommittedChanges> {
  if (to === null || from === to) return { files: [], nested: [] };
  const listed = async (...args: string[]) =>
    (await opened.checkout.git([...args, to], { encoding: 'latin1' })).stdout
      .split('\0')
      .filter((field) => field !== '');
  if (from === null) return { files: await listed('ls-tree', '-r', '-z', '--full-tree', '--name-only'), nested: [] };
  // `:100644 160000 … M`, then its path
  const fields = await listed(
    'diff',
    '--raw',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    '--ignore-submodules=dirty',
    from,
  );
  const files = fields.filter((_, at) => at % 2 === 1);
  return { files, nested: files.filter((_, at) => /^:(?!160000)\d+ 160000 /.test(fields[2 * at] ?? '')) };
}

/** `+12 −3`, of what git knows; new files count from their first commit on. */
async function countLines(opened: OpenRepository, from: string | null): Promise<string> {
  if (from === null) return '';
  const args = ['diff', '--shortstat', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', from];
  const text = (await opened.checkout.git(args, { accept: 'any' })).stdout;
  const added = /(?<!\d)(\d+) insertion/.exec(text)?.[1];
  const removed = /(?<!\d)(\d+) deletion/.exec(text)?.[1];
  return added === undefined && removed === undefined ? '' : ` (+${added ?? 0} −${removed ?? 0} in known files)`;
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
    ...repaired.map((message) => `Set right: ${message}`),
  ].join('\n');
}
