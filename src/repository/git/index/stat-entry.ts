import { type BigIntStats, lstatSync } from 'node:fs';
import type { BytePath } from './status.ts';

/** A file changed within this time may change again without a trace: its file system's clock goes in ticks. */
const RACY_NS = 2_000_000_000n;

/** As long as it is the same, so is the file: nobody can set the times that it goes by. null: it was just changed. */
export function stateOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats, now: number): string | null {
  return ctimeNs > BigInt(now) * 1_000_000n - RACY_NS ? null : `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}

/** Absolute path of what git lists. */
export function placeOf(top: string, path: BytePath): Buffer {
  return Buffer.concat([Buffer.from(`${top}/`), Buffer.from(path, 'latin1')]);
}

/** What is there; undefined: nothing, also where a folder on the way to it has become a file. */
export function statEntry(place: Buffer): BigIntStats | undefined {
  try {
    return lstatSync(place, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
