import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../errors.ts';
import { findRepositoryTop } from './repository-top.ts';
import { tempPlaces } from './temp-folder.ts';

const LOCK_FOLDER_NAME = 'sequential-orchestration';

/**
 * Where the lock of a folder lies: in its repository's git directory, which no commit can take; without git, or with
 * one that may not be written, in the machine's temporary folder. Named by the folder's real path, so that two ways to
 * one folder meet.
 */
export function lockPath(folder: string): string {
  const realFolder = realpathSync(folder);
  const name = `${createHash('sha256').update(realFolder).digest('hex').slice(0, 16)}.lock`;
  return join(privateGitFolder(realFolder) ?? sharedLocks(sharedPlace()), name);
}

/** In a place for temporary folders, the folder of the locks of all users. */
export function sharedLocks(place: string): string {
  return join(place, LOCK_FOLDER_NAME);
}

/** The machine's temporary folder: the same for every run, whatever a job's own is. */
function sharedPlace(): string {
  const places = tempPlaces({});
  return places.find(writable) ?? places[0] ?? '/tmp';
}

/** Our folder in the git directory around a folder; null: there is no git, or its directory may not be written. */
export function privateGitFolder(folder: string): string | null {
  const gitFolder = gitDirectory(folder);
  return gitFolder !== null && writable(gitFolder) ? join(gitFolder, LOCK_FOLDER_NAME) : null;
}

/** Makes the folder that a lock lies in. */
export function createLockFolder(path: string): void {
  const folder = dirname(path);
  const created = makeFolder(folder);
  // Another user's run on the same folder must find the lock, and be able to leave its own.
  if (created !== undefined && dirname(folder) === sharedPlace()) chmodSync(folder, 0o1777);
}

function makeFolder(folder: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true });
  } catch (error) {
    refuseOtherKind(folder);
    throw error;
  }
}

/** UserError where there is something: no run of ours has put it in the place of a lock or of its folder. */
export function refuseOtherKind(place: string): void {
  if (lstatSync(place, { throwIfNoEntry: false }) === undefined) return;
  throw new UserError('the lock cannot be taken: something else is in its place', {
    where: place,
    fix: 'see what it is and remove it, or move it to another place, then start again',
  });
}

/** `.git` is a folder, or in worktrees and submodules a file that names it. */
function gitDirectory(from: string): string | null {
  const top = findRepositoryTop(from);
  if (top === null) return null;
  const git = join(top, '.git');
  if (statSync(git).isDirectory()) return git;
  const named = /^gitdir: (.+)$/mu.exec(readFileSync(git, 'utf8'))?.[1];
  return named === undefined ? null : resolve(top, named.trim());
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
