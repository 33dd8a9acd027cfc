import type { Git } from '../git.ts';
import type { BytePath } from './status.ts';

/** Letter of `git ls-files -v` by path: `S` skip-worktree, else another; in lower case assume-unchanged. */
export type IndexTags = ReadonlyMap<BytePath, string>;

/** Flags of a file in an index that have git not look at the file. */
const FLAGS = {
  'skip-worktree': (tag: string) => /^s$/i.test(tag),
  'assume-unchanged': (tag: string) => /^[a-z]$/.test(tag),
};

export type IndexFlag = keyof typeof FLAGS;

export const hasFlag = (tag: string | undefined, flag: IndexFlag): boolean => FLAGS[flag](tag ?? 'H');

export async function readIndexTags(git: Git): Promise<IndexTags> {
  const listed = await git(['ls-files', '-v', '-z'], { encoding: 'latin1' });
  const lines = listed.stdout.split('\0').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(2), line[0] ?? '']));
}

/** Gives the files of an index that has these tags the flags that are wanted; returns those that had others. */
export async function setIndexFlags(
  git: Git,
  tags: IndexTags,
  wanted: (path: BytePath, flag: IndexFlag) => boolean,
): Promise<readonly BytePath[]> {
  const changed = new Set<BytePath>();
  const known = [...tags].filter(([, tag]) => tag.toUpperCase() !== 'M');
  for (const flag of ['skip-worktree', 'assume-unchanged'] as const) {
    for (const on of [true, false]) {
      const paths = known.filter(([path, tag]) => hasFlag(tag, flag) !== on && wanted(path, flag) === on);
      if (paths.length === 0) continue;
      const input = paths.map(([path]) => `${path}\0`).join('');
      await git(['update-index', `--${on ? '' : 'no-'}${flag}`, '-z', '--stdin'], { encoding: 'latin1', input });
      for (const [path] of paths) changed.add(path);
    }
  }
  return [...changed];
}
