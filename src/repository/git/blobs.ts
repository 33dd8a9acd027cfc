import type { Git } from './git.ts';

/** The text of a file in a commit; null: it is not there, or no file. */
export async function readFileAt(git: Git, commit: string, path: string): Promise<string | null> {
  const shown = await git(['cat-file', 'blob', `${commit}:${path}`], { accept: 'any' });
  return shown.code === 0 ? shown.stdout : null;
}

/** A file, read through links that stay where it is. */
export interface LinkedFile {
  /** null: it is not there, or cannot be read. */
  readonly text: string | null;
  /** Why it cannot, such as "is a folder"; left out: it can, or is not there. */
  readonly problem?: string;
}

/** A file as people committed it. */
export interface BaseFile extends LinkedFile {
  /** For people: `.github/sequential.yml (main)`. */
  readonly name: string;
  /** The working tree has another text. */
  readonly differs: boolean;
}

/** As `readFileAt`, but of a link the file that it leads to; git follows it in the commit alone, and nowhere else. */
export async function readLinkedFileAt(git: Git, commit: string, path: string): Promise<LinkedFile> {
  const { stdout } = await git(['cat-file', '--batch', '--follow-symlinks'], { input: `${commit}:${path}\n` });
  const start = stdout.indexOf('\n') + 1;
  const [, what = ''] = /^(?:[0-9a-f]+ )?(\w+) \d+\n$/.exec(stdout.slice(0, start)) ?? [];
  if (what === 'blob') return { text: stdout.slice(start, -1) };
  const problem = UNREADABLE[what];
  return problem === undefined ? { text: null } : { text: null, problem };
}

/** By git's word for what it found in place of a file. */
const UNREADABLE: Readonly<Record<string, string>> = {
  symlink: 'is a link that leads out of the repository',
  dangling: 'is a link to a file that is not committed',
  loop: 'is a link in a circle',
  tree: 'is a folder',
  commit: 'is a submodule',
};

/** What stands at paths in commits (`commit:path`), by hash; null: nothing. */
export async function hashesAt(git: Git, places: readonly string[]): Promise<(string | null)[]> {
  const input = places.map((place) => `${place}\n`).join('');
  const lines = (await git(['cat-file', '--batch-check=%(objectname)'], { input })).stdout.split('\n');
  return places.map((_, index) => /^[0-9a-f]+$/.exec(lines[index] ?? '')?.[0] ?? null);
}
