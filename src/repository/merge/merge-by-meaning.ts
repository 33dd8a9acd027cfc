import { groupBy } from '../../collections.ts';
import { hashesAt, readFileAt } from '../git/blobs.ts';
import type { Git } from '../git/git.ts';
import { type BytePath, readable } from '../git/status.ts';
import { recordPaths } from '../opened.ts';
import type { RepositoryOptions } from '../types.ts';
import { isMergedByMeaning, mergeRecordFile } from './record-files.ts';

/** Two commits that are to be one. */
export interface MergeSides {
  readonly ours: string;
  readonly theirs: string;
  /** What people call theirs. */
  readonly theirName: string;
  /** Our run goes on writing its log. */
  readonly appending: boolean;
}

/** Files that git left with two or three versions, by path. */
export type UnmergedFiles = ReadonlyMap<BytePath, readonly { readonly stage: number; readonly hash: string }[]>;

export interface MergedByMeaning {
  /** Hashes of the merged texts, by path. */
  readonly merged: ReadonlyMap<string, string>;
  /** Files for a person, with what is wrong with them where that is known. */
  readonly conflicts: readonly string[];
}

/** Reads what `git ls-files -u -z` and `git merge-tree -z` say of a file: mode, hash, stage, path. */
export function parseUnmerged(output: string): UnmergedFiles {
  const entries = output.split('\0').flatMap((line) => {
    const [, hash = '', stage = '', path = ''] = /^\d+ ([0-9a-f]+) ([123])\t([\s\S]+)$/.exec(line) ?? [];
    return path === '' ? [] : [{ path, hash, stage: Number(stage) }];
  });
  return groupBy(entries, ({ path }) => path);
}

/** Our own files that both sides changed: git's lines may fit where their meaning does not. */
export async function recordsChangedByBoth(
  git: Git,
  options: RepositoryOptions,
  { ours, theirs }: MergeSides,
): Promise<readonly string[]> {
  const paths = recordPaths(options);
  const base = await mergeBase(git, ours, theirs);
  const places = paths.flatMap((path) => [base ?? '', ours, theirs].map((commit) => `${commit}:${path}`));
  const hashes = await hashesAt(git, places);
  return paths.filter((_, index) => {
    const [before, own, other] = hashes.slice(index * 3, index * 3 + 3);
    return own !== null && other !== null && own !== other && own !== before && other !== before;
  });
}

/** Merges by meaning what is ours of the files that git could not merge, and `records` whatever git made of them. */
export async function mergeByMeaning(
  git: Git,
  options: RepositoryOptions,
  sides: MergeSides,
  files: { readonly unmerged: UnmergedFiles; readonly records: readonly string[] },
): Promise<MergedByMeaning> {
  const base = await mergeBase(git, sides.ours, sides.theirs);
  const stages = new Map([...files.unmerged].map(([path, versions]) => [readable(path), versions]));
  const merged = new Map<string, string>();
  const conflicts: string[] = [];
  for (const path of new Set([...stages.keys(), ...files.records])) {
    const known = stages.get(path);
    const result = isMergedByMeaning(options, path)
      ? mergeRecordFile(options, path, await readVersions(git, path, known, { ...sides, base }), sides)
      : null;
    if (result?.kind === 'merged') merged.set(path, await writeBlob(git, result.text));
    else conflicts.push(result?.why == null ? path : `${path} (${result.why})`);
  }
  return { merged, conflicts };
}

/** One of the commits where two histories parted; null: they never were one. */
export async function mergeBase(git: Git, ours: string, theirs: string): Promise<string | null> {
  const found = await git(['merge-base', ours, theirs], { accept: [0, 1] });
  return found.code === 0 ? found.stdout.trim() : null;
}

/** As git staged them, which follows a renamed folder; where histories crossed, its base is a merge with marks in it. */
async function readVersions(
  git: Git,
  path: string,
  stages: readonly { readonly stage: number; readonly hash: string }[] | undefined,
  { base, ours, theirs }: { readonly base: string | null; readonly ours: string; readonly theirs: string },
) {
  const read = async (commit: string | null, stage: number) => {
    const hash = stages?.find((version) => version.stage === stage)?.hash;
    if (hash !== undefined) return (await git(['cat-file', 'blob', hash])).stdout;
    return commit === null || stages !== undefined ? null : readFileAt(git, commit, path);
  };
  const before = base === null ? null : await readFileAt(git, base, path);
  return { base: before ?? (await read(null, 1)), ours: await read(ours, 2), theirs: await read(theirs, 3) };
}

async function writeBlob(git: Git, text: string): Promise<string> {
  return (await git(['hash-object', '-w', '--stdin'], { input: text })).stdout.trim();
}

/** Puts merged files into the index, where they have one version again. */
export async function stageMerged(git: Git, merged: ReadonlyMap<string, string>): Promise<void> {
  if (merged.size === 0) return;
  const entries = [...merged].map(([path, hash]) => `100644 ${hash} 0\t${path}\0`).join('');
  await git(['update-index', '--add', '-z', '--index-info'], { input: entries });
}
