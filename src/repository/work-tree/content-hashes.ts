import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import type { BytePath, Status } from '../git/status.ts';

/** Path → hash of what is there now. */
export type Dirt = ReadonlyMap<BytePath, string>;

/** Contents seen before, by the file's signature, so that a big uncommitted tree is read once. */
export type DirtMemory = Map<BytePath, { readonly signature: string; readonly hash: string }>;

/** A signature younger than this may hide a second write in the same tick of the file system's clock. */
const RACY_NS = 2_000_000_000n;

/** Hashes every uncommitted path of the status; `skip` leaves out the program's own files. */
export function readDirt(top: string, status: Status, skip: (path: BytePath) => boolean, memory: DirtMemory): Dirt {
  const dirt = new Map<BytePath, string>();
  for (const { path } of status.entries) if (!skip(path)) dirt.set(path, hashOf(top, path, memory));
  return dirt;
}

export function hashOfDirt(dirt: Dirt): string {
  const hash = createHash('sha1');
  for (const path of [...dirt.keys()].sort()) hash.update(`${path}\0${dirt.get(path)}\0`);
  return hash.digest('hex');
}

function hashOf(top: string, path: BytePath, memory: DirtMemory): string {
  const place = Buffer.concat([Buffer.from(`${top}/`), Buffer.from(path, 'latin1')]);
  const stat = lstatSync(place, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return 'absent';
  if (stat.isSymbolicLink()) return `link ${readlinkSync(place, 'latin1')}`;
  if (!stat.isFile()) return 'folder';
  const signature = `${stat.ino}:${stat.mode}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
  const known = memory.get(path);
  if (known?.signature === signature) return known.hash;
  const hash = `${stat.mode & 0o111n ? 'x' : '-'} ${hashOfFile(place)}`;
  const settled = BigInt(Date.now()) * 1_000_000n - stat.ctimeNs > RACY_NS;
  if (settled) memory.set(path, { signature, hash });
  return hash;
}

function hashOfFile(place: Buffer): string {
  const hash = createHash('sha1');
  const chunk = Buffer.allocUnsafe(64 * 1024);
  let file: number;
  try {
    file = openSync(place, 'r');
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
