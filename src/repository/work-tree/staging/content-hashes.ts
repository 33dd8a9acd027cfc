import { createHash } from 'node:crypto';
import { closeSync, openSync, readlinkSync, readSync } from 'node:fs';
import { placeOf, statEntry } from '../../git/index/stat-entry.ts';
import type { BytePath } from '../../git/index/status.ts';

/** Path → hash of what is there now. */
export type UncommittedFiles = ReadonlyMap<BytePath, string>;

/** Contents seen before, by the file's signature, so that a big uncommitted tree is read once. */
export type FileHashCache = Map<BytePath, { readonly signature: string; readonly hash: string }>;

/** A signature younger than this may hide a second write in the same tick of the file system's clock. */
const RACY_NS = 2_000_000_000n;

/** Hashes what is at these paths. */
export function hashFiles(top: string, paths: Iterable<BytePath>, cache: FileHashCache): UncommittedFiles {
  const files = new Map<BytePath, string>();
  for (const path of paths) files.set(path, hashPath(top, path, cache));
  return files;
}

export function combinedHash(files: UncommittedFiles): string {
  const hash = createHash('sha1');
  for (const path of [...files.keys()].sort()) hash.update(`${path}\0${files.get(path)}\0`);
  return hash.digest('hex');
}

function hashPath(top: string, path: BytePath, cache: FileHashCache): string {
  const absolutePath = placeOf(top, path);
  const stat = statEntry(absolutePath);
  if (stat === undefined) return 'absent';
  if (stat.isSymbolicLink()) return `link ${readlinkSync(absolutePath, 'latin1')}`;
  if (!stat.isFile()) return 'folder';
  const signature = `${stat.ino}:${stat.mode}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
  const cached = cache.get(path);
  if (cached?.signature === signature) return cached.hash;
  const hash = `${stat.mode & 0o111n ? 'x' : '-'} ${hashFile(absolutePath)}`;
  const isStable = BigInt(Date.now()) * 1_000_000n - stat.ctimeNs > RACY_NS;
  if (isStable) cache.set(path, { signature, hash });
  return hash;
}

function hashFile(absolutePath: Buffer): string {
  const hash = createHash('sha1');
  const chunk = Buffer.allocUnsafe(64 * 1024);
  let file: number;
  try {
    file = openSync(absolutePath, 'r');
  } catch {
    return 'unreadable';
  }
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
