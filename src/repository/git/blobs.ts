import type { Git } from './git.ts';

/** The text of a file in a commit; null: it is not there, or no file. */
export async function readFileAt(git: Git, commit: string, path: string): Promise<string | null> {
  const shown = await git(['cat-file', 'blob', `${commit}:${path}`], { accept: 'any' });
  return shown.code === 0 ? shown.stdout : null;
}

/** What stands at paths in commits (`commit:path`), by hash; null: nothing. */
export async function hashesAt(git: Git, places: readonly string[]): Promise<(string | null)[]> {
  const input = places.map((place) => `${place}\n`).join('');
  const lines = (await git(['cat-file', '--batch-check=%(objectname)'], { input })).stdout.split('\n');
  return places.map((_, index) => /^[0-9a-f]+$/.exec(lines[index] ?? '')?.[0] ?? null);
}
