import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { temporaryFolder, temporaryName } from './temporary-files.ts';

/*
 * Files that an agent may have put something else in the place of: a link to a file of the user, a folder, a named pipe
 * that nobody writes to. They are read and written as regular files or not at all, and no folder on the way is a link.
 */

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;

/** Something else stands in the place of a regular file, or of a folder on the way to it. */
export class NotRegularFileError extends Error {
  constructor(found: string) {
    super(`${found}, not a regular file`);
  }
}

/** A file's content and permission bits. */
export interface RegularFile {
  readonly bytes: Buffer;
  readonly mode: number;
}

/**
 * A regular file; null: it is not there. `path` has no link on its way, see `realPathOf`. Throws a NotRegularFileError
 * for anything else, and what reading throws.
 */
export function readRegularFile(path: string): RegularFile | null {
  try {
    return inFolder(dirname(path), (folder) => {
      const file = openSync(join(folder, basename(path)), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
      try {
        const stat = fstatSync(file);
        if (!stat.isFile()) throw new NotRegularFileError(describeKind(stat));
        return { bytes: readFileSync(file), mode: stat.mode & 0o777 };
      } finally {
        closeSync(file);
      }
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    // The kernel's words for a link in the place of the file, for a link or a file in the place of its folder.
    if (code === 'ELOOP' || code === 'EMLINK') throw new NotRegularFileError('a symbolic link');
    if (code === 'ENXIO') throw new NotRegularFileError('a socket or a device');
    if (code === 'ENOTDIR') throw new NotRegularFileError('a path through something that is not a folder');
    throw error;
  }
}

/**
 * Opens a regular file to read; its folder may be behind a link. Throws a NotRegularFileError for anything else, whose
 * opening might wait for ever, and what opening throws.
 */
export function openRegularFile(path: string): number {
  const stat = lstatSync(path);
  if (!stat.isFile()) throw new NotRegularFileError(describeKind(stat));
  // It may be exchanged meanwhile.
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new NotRegularFileError('something else');
}

/** The text of a regular file of at most so many bytes; null: it is longer. Throws as `openRegularFile` does. */
export function readRegularText(path: string, most: number): string | null {
  const file = openRegularFile(path);
  try {
    return fstatSync(file).size > most ? null : readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a file whole: to a temporary file, where no commit can take it up, flushed, renamed over whatever is there.
 * Folders between `root` (the working tree) and the file are made where they are missing and where something else
 * stands in their place. `mode`: of a new file; a regular file that is there keeps its own, and its owner.
 */
export function writeRegularFile(path: string, content: string | Buffer, root: string, mode = 0o666): void {
  makeFolders(dirname(path), root);
  inFolder(dirname(path), (folder) => {
    const target = join(folder, basename(path));
    const replaceBy = (place: string) => replaceFile(target, join(place, temporaryName(basename(path))), content, mode);
    const elsewhere = temporaryFolder(root);
    if (elsewhere === null) return replaceBy(folder);
    try {
      mkdirSync(elsewhere, { recursive: true });
      inFolder(elsewhere, replaceBy);
    } catch {
      // On another file system, full, or taken away: the place beside it says what is wrong, if that is no better.
      replaceBy(folder);
    }
  });
}

function replaceFile(target: string, temporary: string, content: string | Buffer, mode: number): void {
  const present = lstatSync(target, { throwIfNoEntry: false });
  const file = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  try {
    try {
      writeFileSync(file, content);
      if (present?.isFile() === true) keepAttributes(file, present);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (present?.isDirectory() === true) rmSync(target, { recursive: true, force: true });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes what is in a file's place, unless it is a folder, or a link is on the way. */
export function removeRegularFile(path: string): void {
  try {
    inFolder(dirname(path), (folder) => rmSync(join(folder, basename(path)), { force: true }));
  } catch (error) {
    if (!(error instanceof NotRegularFileError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

/** Makes the folders between `root` and `folder` real ones that may be entered, whatever stands there. */
export function makeFolders(folder: string, root: string): void {
  const below = relative(root, folder);
  if (below === '' || below.startsWith('..')) return;
  let path = root;
  for (const part of below.split(sep)) {
    path = join(path, part);
    const present = lstatSync(path, { throwIfNoEntry: false });
    if (present?.isDirectory() === true) {
      if ((present.mode & 0o700) !== 0o700 && present.uid === process.geteuid?.())
        chmodSync(path, present.mode | 0o700);
      continue;
    }
    if (present !== undefined) rmSync(path, { force: true });
    mkdirSync(path);
  }
}

/** The folder without links on its way; a folder that is not there is taken as it is written. */
export function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** What a thing on the disk is, in words. */
export function describeKind(stat: Stats): string {
  if (stat.isSymbolicLink()) return 'a symbolic link';
  if (stat.isDirectory()) return 'a folder';
  if (stat.isFIFO()) return 'a named pipe';
  if (stat.isSocket()) return 'a socket';
  return stat.isFile() ? 'a file' : 'a device';
}

/**
 * Acts in a folder that has no link on its way. On Linux it is held open meanwhile, so that nobody can put another one
 * in its place (`/proc/self/fd`, proc(5)).
 */
function inFolder<T>(folder: string, act: (folder: string) => T): T {
  const handle = openSync(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  try {
    const held = process.platform === 'linux' ? `/proc/self/fd/${handle}` : null;
    if ((held === null ? realpathSync(folder) : readlinkSync(held)) !== folder)
      throw new NotRegularFileError('a path through a symbolic link');
    return act(held ?? folder);
  } finally {
    closeSync(handle);
  }
}

function keepAttributes(file: number, { mode, uid, gid }: Stats): void {
  try {
    fchownSync(file, uid, gid);
  } catch {
    // Only root may give a file away; whoever else may write here owns what is written.
  }
  fchmodSync(file, mode & 0o777);
}
