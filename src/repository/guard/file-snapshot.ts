import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { placeOf } from '../git/index/stat-entry.ts';
import type { BytePath } from '../git/index/status.ts';
import { evenWhereClosed } from './closed-folders.ts';

export interface FileSnapshotEntry {
  /** Changes with every write, and no program can set it back: the inode's change time is in it. */
  signature: string;
  readonly mode: number;
  /** A link's target, or a file's content. */
  readonly content: string | Buffer;
}

/** Some files and folders below `root`, whole, to be able to put them back. */
export interface FileSnapshot {
  readonly root: string;
  /** What is there now of them, relative to root. */
  readonly list: () => readonly BytePath[];
  readonly files: Map<BytePath, FileSnapshotEntry>;
  /** true: of a file's mode only whether it can be executed counts, as for git. */
  readonly executableOnly?: boolean;
}

export function takeFileSnapshot(root: string, paths: readonly BytePath[]): FileSnapshot {
  const files = new Map<BytePath, FileSnapshotEntry>();
  const list = () => filesUnder(root, paths);
  for (const path of list()) {
    const entry = readFileEntry(placeOf(root, path));
    if (entry !== null) files.set(path, entry);
  }
  return { root, list, files };
}

/** Puts back what differs and removes what is new; returns the paths concerned. Links are never written through. */
export function restoreFiles(snapshot: FileSnapshot, changed = changedFilesSince(snapshot)): readonly BytePath[] {
  for (const path of changed) evenWhereClosed(snapshot.root, () => restoreFile(snapshot, path));
  return changed;
}

function restoreFile(snapshot: FileSnapshot, path: BytePath): void {
  const absolutePath = placeOf(snapshot.root, path);
  const entry = snapshot.files.get(path);
  removeBlockingFiles(snapshot.root, path);
  rmSync(absolutePath, { recursive: true, force: true });
  if (entry === undefined) return;
  mkdirSync(placeOf(snapshot.root, dirname(path)), { recursive: true });
  if (typeof entry.content === 'string') symlinkSync(entry.content, absolutePath);
  else {
    writeFileSync(absolutePath, entry.content, { mode: entry.mode });
    chmodSync(absolutePath, entry.mode);
  }
  entry.signature = signatureOf(absolutePath);
}

/** What a snapshot takes for the same mode. */
function isSameMode(snapshot: FileSnapshot, a: number, b: number): boolean {
  return snapshot.executableOnly === true ? (a & 0o100) === (b & 0o100) : a === b;
}

/** Paths that are new, gone or different now. */
export function changedFilesSince(snapshot: FileSnapshot): readonly BytePath[] {
  const changed = new Set<BytePath>();
  const present = new Set(evenWhereClosed(snapshot.root, snapshot.list));
  for (const path of present) {
    const entry = snapshot.files.get(path);
    const absolutePath = placeOf(snapshot.root, path);
    if (entry === undefined) changed.add(path);
    else if (signatureOf(absolutePath) !== entry.signature) {
      const current = readFileEntry(absolutePath);
      const isSame =
        current !== null &&
        hasSameContent(current.content, entry.content) &&
        (typeof entry.content === 'string' || isSameMode(snapshot, current.mode, entry.mode));
      if (!isSame) changed.add(path);
      else entry.signature = current.signature;
    }
  }
  for (const path of snapshot.files.keys()) if (!present.has(path)) changed.add(path);
  return [...changed].sort();
}

const hasSameContent = (a: string | Buffer, b: string | Buffer) =>
  typeof a === 'string' || typeof b === 'string' ? a === b : a.equals(b);

/** null: not there, not to be read, or no file. */
export function readFileEntry(absolutePath: string | Buffer): FileSnapshotEntry | null {
  try {
    const stat = lstatSync(absolutePath);
    // Who reads a named pipe waits for ever.
    if (!stat.isFile() && !stat.isSymbolicLink()) return null;
    const content = stat.isSymbolicLink() ? readlinkSync(absolutePath) : readFileSync(absolutePath);
    return { signature: signatureOf(absolutePath), mode: stat.mode & 0o7777, content };
  } catch {
    return null;
  }
}

function signatureOf(absolutePath: string | Buffer): string {
  const stat = lstatSync(absolutePath, { bigint: true });
  return `${stat.ino}:${stat.mode}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
}

/** Files and links below the paths; a path on the way that is a link counts as a file itself and is not entered. */
function filesUnder(root: string, paths: readonly BytePath[]): BytePath[] {
  const found: BytePath[] = [];
  const visit = (path: BytePath) => {
    const stat = lstatSync(placeOf(root, path), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (!stat.isDirectory()) found.push(path);
    else for (const name of readdirSync(placeOf(root, path), 'latin1')) visit(`${path}/${name}`);
  };
  for (const path of paths) {
    const parts = path.split('/');
    const link = parts.findIndex(
      (_, index) => index < parts.length - 1 && isNotFolder(placeOf(root, parts.slice(0, index + 1).join('/'))),
    );
    visit(link < 0 ? path : parts.slice(0, link + 1).join('/'));
  }
  return [...new Set(found)];
}

function isNotFolder(absolutePath: Buffer): boolean {
  const stat = lstatSync(absolutePath, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isDirectory();
}

/** Removes links and files that stand where a folder of the path was. */
function removeBlockingFiles(root: string, path: BytePath): void {
  const parts = path.split('/').slice(0, -1);
  for (const depth of parts.keys()) {
    const ancestor = placeOf(root, parts.slice(0, depth + 1).join('/'));
    if (isNotFolder(ancestor)) rmSync(ancestor, { force: true });
  }
}
