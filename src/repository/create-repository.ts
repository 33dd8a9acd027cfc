import { InternalError, UserError } from '../errors.ts';
import { GitError } from './git/git.ts';
import { bytes } from './git/status.ts';
import type { Withheld } from './guard/remove-credentials.ts';
import { below, type Opened, ownPaths } from './opened.ts';
import { attach, openWorkBranch } from './remote/open-work-branch.ts';
import { pushUntilSeen } from './remote/push.ts';
import type { GitRepository, RepositoryOptions } from './types.ts';
import { type ChangeReader, createChangeReader } from './work-tree/changes.ts';
import { createFolderReader } from './work-tree/folder-changes.ts';
import { makeCheckpoint } from './work-tree/make-checkpoint.ts';
import { offeredWork, saveWork } from './work-tree/work-in-progress.ts';

export { refComponent } from './git/refs.ts';
export { type CloneOptions, cloneInto } from './remote/clone.ts';

/**
 * git for one run of one spec. `open` comes first. With `checkpoint: 'off'` nothing is committed, no branch is touched,
 * and a folder without git will do. Bad input (no repository, the user's own uncommitted changes, a remote that
 * refuses) is a UserError of `open`; later ends are values.
 */
export function createRepository(options: RepositoryOptions): GitRepository {
  let state: { readonly opened: Opened; readonly withheld: Withheld; readonly reader: ChangeReader } | 'folder' | null =
    null;
  const own = below([...ownPaths(options), ...(options.excludedPaths ?? [])]);
  const folder = createFolderReader(options.workdir, (path) => own(bytes(path)));

  const begin = async () => {
    const attached = await attach(options);
    state = attached === null ? 'folder' : { ...attached, reader: createChangeReader(attached.opened) };
    return state;
  };
  const current = () => {
    if (state === null) throw new InternalError('the repository is used before it is opened');
    return state;
  };

  return {
    async open() {
      const begun = state ?? (await begin());
      if (begun === 'folder') return { kind: 'ready', branch: null, head: null, merged: null, base: null };
      return openWorkBranch(begun.opened);
    },
    async mark() {
      const at = current();
      return at === 'folder' ? folder.mark() : at.reader.mark();
    },
    async changes(since) {
      const at = current();
      return at === 'folder' ? folder.changes(since) : plainly(options, at.reader.changes(since));
    },
    async checkpoint(message, patience) {
      const at = current();
      if (at === 'folder') return { kind: 'saved', commit: null, pushed: false };
      return plainly(options, makeCheckpoint(at.opened, message, patience));
    },
    async saveWork(unit, note) {
      const at = current();
      if (at === 'folder') return null;
      try {
        return await saveWork(at.opened, unit, note);
      } catch (error) {
        // An agent may be at work in the same place: what cannot be saved now may be the next time, and ends no run.
        options.notice(`Unfinished work could not be saved: ${error instanceof Error ? error.message : error}`);
        return null;
      }
    },
    async offeredWork() {
      const at = current();
      return at === 'folder' ? null : offeredWork(at.opened);
    },
    async pushUnpushed(patience) {
      const at = state ?? (await begin());
      if (at === 'folder' || at.opened.remote === null || at.opened.head === null) {
        return { kind: 'saved', commit: null, pushed: false };
      }
      // The run did not get as far as its work branch: what is checked out here is not its own.
      const { workBranch } = options;
      if (workBranch !== '' && at.opened.branch !== workBranch) return { kind: 'saved', commit: null, pushed: false };
      return pushUntilSeen(at.opened, patience);
    },
    async close() {
      if (state !== null && state !== 'folder') state.withheld.restore();
    },
  };
}

/** What git cannot do after an agent was here lies in the files it left or in the machine, and is no fault of ours. */
async function plainly<T>({ workdir }: RepositoryOptions, doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UserError(error.message, {
      where: workdir,
      fix: 'Set right what git complains of, and start again. What was checkpointed is safe; what came after it is still in that folder.',
      cause: error,
    });
  }
}
