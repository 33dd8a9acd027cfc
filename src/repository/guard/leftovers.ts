import { lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { entriesBelow, entriesIn, type FolderEntry } from '../../entries-below.ts';
import { UserError } from '../../errors.ts';
import { leftFolders, removeTempFolder, tempPlaces } from '../../state/lock/temp-folder.ts';
import { MINUTE, SECOND } from '../../time.ts';
import type { Checkout } from '../git/checkout.ts';
import { SCRATCH_PREFIX } from '../git/side-repository.ts';
import type { RepositoryOptions } from '../types.ts';
import { removeStrayFiles } from './git-files.ts';
import { endGitOf, findGitActivity } from './git-processes.ts';

/** Removes what a run that was killed left in the repository and beside it. */
export async function removeLeftovers(checkout: Checkout, options: RepositoryOptions): Promise<void> {
  removeLeftRepositories(options.env);
  if (options.checkpoint !== 'off') await clearStaleLocks(checkout, options);
  for (const message of removeStrayFiles(checkout)) options.notice(message);
}

/** Ends and removes what a run that was killed while it spoke to git had under way. */
function removeLeftRepositories(env: RepositoryOptions['env']): void {
  const folders = leftFolders(SCRATCH_PREFIX, tempPlaces(env));
  endGitOf(folders);
  folders.forEach(removeTempFolder);
}

/**
 * A git at work holds a lock for moments, one that waits for a person's editor for longer: what is as old as this, and
 * has no git at work beside it, is of one that was killed. `unknown`: git may be at work where we cannot see it.
 */
const STALE_AFTER_MS = { none: 3 * SECOND, unknown: MINUTE, running: Number.POSITIVE_INFINITY };

const POLL_MS = SECOND;

/**
 * Removes the locks that a killed git left in the repository, and waits for those that may still be somebody's.
 * UserError where a git is at work for longer than a minute.
 */
export async function clearStaleLocks(
  checkout: Checkout,
  { sleep, notice, stop }: Pick<RepositoryOptions, 'sleep' | 'notice' | 'stop'>,
): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const locks = findLocks(checkout);
    if (locks.length === 0) return;
    const activity = findGitActivity([checkout.top, checkout.gitDir, checkout.commonDir]);
    const stale = locks.filter((lock) => ageOf(lock) > STALE_AFTER_MS[activity]);
    for (const { path, place } of stale) {
      rmSync(place, { force: true });
      notice(`A stale lock of git was removed: ${path}`);
    }
    const [left] = locks.filter((lock) => !stale.includes(lock));
    if (left === undefined) return;
    if (waitedMs >= MINUTE || stop?.aborted === true) throw gitIsRunning(left.path);
    if (waitedMs === 0) notice(`Waiting for another git process in this repository: ${left.path}`);
    await sleep(POLL_MS).catch(() => undefined);
  }
}

function gitIsRunning(where: string): UserError {
  return new UserError('Another git process is running in this repository.', {
    where,
    fix: 'Wait for it to end; if there is none, remove that file and start again.',
  });
}

/** Also what git and we write beside a file before it takes that file's place. */
const LOCK_NAMES = /(?:\.lock|^packed-refs\.new|^index\.sequential-\d+)$/;

/** Every lock that git takes for HEAD, index, configuration, refs, and what it keeps of the objects. */
function findLocks({ gitDir, commonDir }: Checkout): readonly FolderEntry[] {
  const places = [...new Set([gitDir, commonDir])].flatMap((folder) => [
    ...locksIn(folder, false),
    ...locksIn(join(folder, 'refs'), true),
  ]);
  const objects = join(commonDir, 'objects');
  const isFolder = lstatSync(objects, { throwIfNoEntry: false })?.isDirectory() === true;
  return [...places, ...(isFolder ? [...locksIn(objects, false), ...locksIn(join(objects, 'info'), true)] : [])];
}

function locksIn(folder: string, recursive: boolean): readonly FolderEntry[] {
  const entries = recursive ? entriesBelow(folder) : entriesIn(folder);
  return entries.filter(({ kind, name }) => kind === 'file' && LOCK_NAMES.test(name));
}

/** ms; 0: it is not there any more. */
function ageOf({ place }: FolderEntry): number {
  const stat = lstatSync(place, { throwIfNoEntry: false });
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}
