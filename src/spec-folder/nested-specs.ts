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
