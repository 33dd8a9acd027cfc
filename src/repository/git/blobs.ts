import type { Git } from './git.ts';
import { bytes } from './index/status.ts';

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
  return linkedFile((await readObjects(git, [`${commit}:${path}`], 'follow'))[0]);
}

/** The same in the first of these commits that there is; `ref`: which, null: none. */
export async function readFirstLinkedFile(
  git: Git,
  refs: readonly string[],
  path: string,
): Promise<{ readonly ref: string | null; readonly file: LinkedFile }> {
  const places = refs.flatMap((ref) => [`${ref}^{commit}`, `${ref}:${path}`]);
  const objects = await readObjects(git, places, 'follow');
  const at = refs.findIndex((_, index) => objects[2 * index]?.what === 'commit');
  return { ref: refs[at] ?? null, file: linkedFile(objects[2 * at + 1]) };
}

function linkedFile(found: GitObject | undefined): LinkedFile {
  if (found === undefined) return { text: null };
  if (found.what === 'blob') return { text: found.text };
  const problem = UNREADABLE[found.what];
  return problem === undefined ? { text: null } : { text: null, problem };
}

/** What git found at a place. */
interface GitObject {
  /** null: it is no object. */
  readonly hash: string | null;
  /** git's word for it: `blob`, `tree`, `commit`, `missing`, and of links those of `UNREADABLE`. */
  readonly what: string;
  readonly text: string;
}

/**
 * Objects by their places (`commit`, `commit:path`), all from one process; fewer than were asked for where git came upon
 * what it cannot read. `links`: what becomes of a link that is committed.
 */
export async function readObjects(
  git: Git,
  places: readonly string[],
  links: 'follow' | 'as-they-are',
): Promise<readonly GitObject[]> {
  const { stdout } = await git(['cat-file', '--batch', ...(links === 'follow' ? ['--follow-symlinks'] : [])], {
    input: places.map((place) => `${bytes(place)}\n`).join(''),
    // Sizes are of bytes.
    encoding: 'latin1',
    accept: 'any',
  });
  const objects: GitObject[] = [];
  for (let at = 0; at < stdout.length; ) {
    const start = stdout.indexOf('\n', at) + 1;
    const header = stdout.slice(at, start);
    const [, hash = null, what = 'missing', size] = /^(?:([0-9a-f]+) )?(\w+) (\d+)\n$/.exec(header) ?? [];
    const end = size === undefined ? start : start + Number(size) + 1;
    const text = Buffer.from(stdout.slice(start, Math.max(start, end - 1)), 'latin1').toString();
    objects.push({ hash, what, text });
    at = end;
  }
  return objects;
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
