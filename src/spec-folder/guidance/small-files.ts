import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { readRegularFile } from '../../state/file/regular-file.ts';
import { filesBelow } from '../spec-documents.ts';

const MAX_BYTES = 512 * 1024;

/** A text that a person wrote; null: it is not there, not a file, or far too large. */
export function readSmallFile(path: string): string | null {
  try {
    const bytes = readRegularFile(path)?.bytes ?? null;
    return bytes === null || bytes.length > MAX_BYTES ? null : bytes.toString('utf8');
  } catch {
    return null;
  }
}

/** Paths below the working tree of what is there. */
export function existing(paths: readonly string[], workdir: string): readonly string[] {
  return paths.filter((path) => existsSync(path)).map((path) => inTree(path, workdir));
}

export function markdownBelow(folder: string): readonly string[] {
  return filesBelow(folder).filter((path) => path.endsWith('.md'));
}

/** Below the working tree, with forward slashes. */
export function inTree(path: string, workdir: string): string {
  return relative(workdir, path).split(sep).join('/');
}
