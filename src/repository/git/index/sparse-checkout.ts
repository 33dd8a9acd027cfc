import { lstatSync } from 'node:fs';
import { type ConfigEntry, configValue } from '../configuration/git-configuration.ts';
import type { Git } from '../git.ts';
import type { BytePath } from './status.ts';

export function isSparse(entries: readonly ConfigEntry[]): boolean {
  return configValue(entries, 'core.sparsecheckout') === 'true';
}

const MOVES_FILES = new Set(['checkout', 'merge', 'reset']);

/**
 * git in a sparse checkout: what it checks out or merges removes no file for being outside the definition. It would take
 * our own records, and what earlier units wrote there, out of the working tree.
 */
export function keepingFilesOutside(git: Git): Git {
  return (args, options) =>
    git(MOVES_FILES.has(args[0] ?? '') ? ['-c', 'core.sparseCheckout=false', ...args] : args, options);
}

/** Paths that the repository's index leaves out of the working tree. */
export async function readSparsePaths(git: Git): Promise<ReadonlySet<BytePath>> {
  const listed = await git(['ls-files', '-t', '-z'], { encoding: 'latin1' });
  const lines = listed.stdout.split('\0').filter((line) => line.startsWith('S '));
  return new Set(lines.map((line) => line.slice(2)));
}

export function isAbsent(top: string, path: BytePath): boolean {
  const place = Buffer.concat([Buffer.from(`${top}/`), Buffer.from(path, 'latin1')]);
  return lstatSync(place, { throwIfNoEntry: false }) === undefined;
}
