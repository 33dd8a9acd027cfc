import { InternalError, UserError } from '../errors.ts';
import { openCheckout, openWorkBranch } from './branches/open-work-branch.ts';
import { publishBranch } from './branches/publish-branch.ts';
import { continuesFrom } from './branches/pull-request-history.ts';
import { refreshFinishedBranches } from './branches/refresh-branches.ts';
import { commitSizes, patchesOf, unitCommits } from './commit-changes.ts';
import { GitError } from './git/git.ts';
import { bytes } from './git/index/status.ts';
import { readBaseFile, readCommittedFile } from './guard/base-file.ts';
import type { RemovedCredentials } from './guard/remove-credentials.ts';
import { listRefs, restoreRefs } from './guard/restore-refs.ts';
import { isStateCommitted } from './guard/uncommitted/uncommitted-changes.ts';
import { type OpenRepository, pathMatcher, recordPaths } from './opened.ts';
import { forgetPersonalFiles } from './protection/personal-files.ts';
import { type HeldFolder, holdFolder, revertedNotice, takeUpProtectedFiles } from './protection/protected-files.ts';
import { steeringPathsIn } from './protection/steering-in-checkout.ts';
import { StoppedWhileWaiting } from './remote/fetch-remote.ts';
import { pushUnpushed } from './remote/push-unpushed.ts';
import { sharedTextOn } from './remote/shared-text.ts';
import type { GitRepository, OpenResult, RepositoryOptions } from './types.ts';
import { type ChangeReader, createChangeReader } from './work-tree/changes.ts';
import { createFolderChangeReader } from './work-tree/folder-changes.ts';
import { makeCheckpoint } from './work-tree/make-checkpoint.ts';
import { restoreWork } from './work-tree/restore-work.ts';
import { copyFolder, makeScratchCopy } from './work-tree/scratch-copy.ts';
import { checkOutRecords } from './work-tree/sparse-records.ts';
import { removeTemporaryFiles } from './work-tree/staging/left-temporary-files.ts';
import { copyWorkTree, diffSince, restoreWorkTree } from './work-tree/tree-copy.ts';
import { findRecoverableWork, saveWork } from './work-tree/work-in-progress.ts';

/**
 * git for one run of one spec. `open` comes first. With `checkpoint: 'off'` nothing is committed, no branch is touched,
 * and a folder without git will do. Bad input (no repository, the user's own uncommitted changes, a remote that
 * refuses) is a UserError of `open`; later ends are values.
 */
export function createRepository(options: RepositoryOptions): GitRepository {
  let state:
    | {
        readonly opened: OpenRepository;
        readonly removedCredentials: RemovedCredentials;
        readonly reader: ChangeReader;
      }
    | 'folder'
    | null = null;
  const isRecordFile = pathMatcher(recordPaths(options));

  let heldFolder: HeldFolder | null = null;
  const folderReader = createFolderChangeReader(
    options.workdir,
    (path) => isRecordFile(bytes(path)) || heldFolder?.holds(path) === true,
  );
  const restoreSteering = () => {
    const paths = heldFolder?.restore() ?? [];
    if (paths.length > 0) options.notice(revertedNotice(paths));
  };

  const initialize = async () => {
    const attached = await withGitErrorsExplained(options, openCheckout(options));
    state = attached === null ? 'folder' : { ...attached, reader: createChangeReader(attached.opened) };
    return state;
  };
  const requireInitialized = () => {
    if (state === null) throw new InternalError('the repository is used before it is opened');
    return state;
  };

  return {
    async open() {
      const active = state ?? (await initialize());
      if (active === 'folder') {
        await removeTemporaryFiles(options.workdir, options, null);
        const folder = { top: options.workdir, configEntries: [] };
        heldFolder = holdFolder(options.workdir, steeringPathsIn(folder, options));
        return { kind: 'ready', branch: null, head: null, base: null };
      }
      try {
        return await withGitErrorsExplained(options, openAndComplete(active.opened));
      } catch (error) {
        if (error instanceof StoppedWhileWaiting) return { kind: 'stopped', reason: error.message };
        throw error;
      }
    },
    savedRecords: () => (state === null || state === 'folder' ? null : state.opened.records.saved),
    async takeSnapshot() {
      const active = requireInitialized();
      if (active !== 'folder') return active.reader.takeSnapshot();
      restoreSteering();
      return folderReader.mark();
    },
    async changes(since) {
      const active = requireInitialized();
      if (active !== 'folder') return withGitErrorsExplained(options, active.reader.changes(since));
      restoreSteering();
      return folderReader.changes(since);
    },
    async checkpoint(message, patience) {
      const active = requireInitialized();
      if (active === 'folder') return { kind: 'saved', commit: null, pushed: false };
      return withGitErrorsExplained(options, makeCheckpoint(active.opened, message, patience));
    },
    async saveWork(unit, note) {
      const active = requireInitialized();
      if (active === 'folder') return null;
      try {
        return await saveWork(active.opened, unit, note);
      } catch (error) {
        // An agent may be at work in the same place: what cannot be saved now may be the next time, and ends no run.
        options.notice(`Unfinished work could not be saved: ${error instanceof Error ? error.message : error}`);
        return null;
      }
    },
    async copyWorkTree() {
      const active = requireInitialized();
      return active === 'folder' ? null : withGitErrorsExplained(options, copyWorkTree(active.opened));
    },
    async diffSince(copy, how) {
      const active = requireInitialized();
      return active === 'folder' ? null : withGitErrorsExplained(options, diffSince(active.opened, copy, how));
    },
    async patchesOf(checkpoints, scope) {
      const active = requireInitialized();
      return active === 'folder' ? new Map() : patchesOf(active.opened.checkout.git, checkpoints, scope);
    },
    async restoreWorkTree(copy, since) {
      const active = requireInitialized();
      return active === 'folder' ? [] : withGitErrorsExplained(options, restoreWorkTree(active.opened, copy, since));
    },
    async listRefs() {
      const active = requireInitialized();
      return active === 'folder' ? new Map() : withGitErrorsExplained(options, listRefs(active.opened));
    },
    async restoreRefs(before, scope) {
      const active = requireInitialized();
      return active === 'folder' ? [] : withGitErrorsExplained(options, restoreRefs(active.opened, before, scope));
    },
    async makeScratchCopy() {
      const active = requireInitialized();
      return active === 'folder'
        ? copyFolder(options)
        : withGitErrorsExplained(options, makeScratchCopy(active.opened));
    },
    async publishBranch() {
      const active = requireInitialized();
      return active === 'folder' ? { kind: 'unknown' } : publishBranch(active.opened);
    },
    async restoreWork() {
      const active = requireInitialized();
      return active === 'folder' ? null : restoreWork(active.opened);
    },
    async findRecoverableWork() {
      const active = requireInitialized();
      return active === 'folder' ? null : findRecoverableWork(active.opened);
    },
    async pushUnpushed(patience) {
      const active = state ?? (await initialize());
      return active === 'folder'
        ? { kind: 'saved', commit: null, pushed: false }
        : pushUnpushed(active.opened, patience);
    },
    async commitSizes(commits) {
      const active = requireInitialized();
      return active === 'folder' ? new Map() : commitSizes(active.opened.checkout.git, commits);
    },
    async unitCommits(formerNames) {
      const active = requireInitialized();
      return active === 'folder' ? new Map() : unitCommits(active.opened.checkout.git, [options.spec, ...formerNames]);
    },
    async continuesFrom(commit) {
      const active = requireInitialized();
      return active === 'folder' || continuesFrom(active.opened, commit);
    },
    async refreshFinishedBranches(findOpen) {
      const active = requireInitialized();
      return active === 'folder' ? [] : refreshFinishedBranches(active.opened, findOpen);
    },
    async readBaseFile(path) {
      const active = requireInitialized();
      return active === 'folder' ? readCommittedFile(options, path) : readBaseFile(active.opened, path);
    },
    sharedText(ref) {
      const active = requireInitialized();
      return active === 'folder' ? null : sharedTextOn(active.opened, ref);
    },
    async close() {
      if (state === null || state === 'folder') return;
      state.removedCredentials.restore();
      forgetPersonalFiles(state.opened.checkout);
    },
  };
}

async function openAndComplete(opened: OpenRepository): Promise<OpenResult> {
  const result = await openWorkBranch(opened);
  await checkOutRecords(opened);
  await takeUpProtectedFiles(opened);
  if (result.kind !== 'ready' || opened.options.checkpoint === 'off') return result;
  const unpublished = opened.remote !== null && opened.remoteHead === null;
  return { ...result, unpublished, stateCommitted: await isStateCommitted(opened.checkout, opened.options) };
}

/** What git cannot do lies in the files that it finds or in the machine, and is no fault of ours. */
async function withGitErrorsExplained<T>({ workdir }: RepositoryOptions, operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UserError(error.message, {
      where: workdir,
      fix: 'Fix what git reports and start again. The checkpoints are safe; later work is still in that folder.',
      cause: error,
    });
  }
}
