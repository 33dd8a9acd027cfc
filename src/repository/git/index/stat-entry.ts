import { type BigIntStats, lstatSync } from 'node:fs';
import type { BytePath } from './status.ts';

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
