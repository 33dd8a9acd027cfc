import { dirname, join } from 'node:path';
import { glob } from 'tinyglobby';

/** Spec folders below a home that a pattern matches; absolute paths, in order. */
export async function findSpecFolders(pattern: string, specsHome: string): Promise<readonly string[]> {
  const found = await glob(`${pattern}/tasks.md`, {
    cwd: specsHome,
    dot: true,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  return found.map((path) => join(specsHome, dirname(path))).sort();
}

/** Files and folders that match; absolute paths. */
export function globPaths(patterns: readonly string[], root: string): Promise<string[]> {
  return glob(patterns, { cwd: root, absolute: true, onlyFiles: false, dot: true, expandDirectories: false });
}
