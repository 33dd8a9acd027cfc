import { groupBy } from '../../collections.ts';
import { isSameTaskList } from '../../tasks/match-tasks.ts';
import { mergeTasks } from '../../tasks/merge-tasks.ts';
import { hashesAt, readFileAt } from '../git/blobs.ts';
import type { Git } from '../git/git.ts';
import { type BytePath, readable } from '../git/index/status.ts';
import { recordPaths, tasksPathOf } from '../opened.ts';
import type { RepositoryOptions } from '../types.ts';
import { CONFLICT, isMergedByMeaning, type MergedText, mergeRecordFile } from './record-files.ts';

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
export type UnmergedFiles = ReadonlyMap<BytePath, readonly Stage[]>;

/** 1: the common one, 2: ours, 3: theirs. */
interface Stage {
  readonly stage: number;
  readonly hash: string;
}

export interface MergedByMeaning {
  /** Hashes of the merged texts, by path; null: the file is removed. */
  readonly merged: ReadonlyMap<string, string | null>;
  /** Files for a person, with what is wrong with them where that is known. */
  readonly conflicts: readonly string[];
  /** What people should know of what was merged. */
  readonly notices: readonly string[];
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
  const [base] = await mergeBases(git, ours, theirs);
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
  const bases = await mergeBases(git, sides.ours, sides.theirs);
  const stages = new Map([...files.unmerged].map(([path, versions]) => [readable(path), versions]));
  const merged = new Map<string, string | null>();
  const conflicts: string[] = [];
  const notices: string[] = [];
  for (const path of new Set([...stages.keys(), ...files.records])) {
    const result = isMergedByMeaning(options, path)
      ? await mergeFile(git, options, path, { sides, bases, stages: stages.get(path) ?? null })
      : CONFLICT;
    if (result.kind === 'conflict') conflicts.push(result.why === null ? path : `${path} (${result.why})`);
    else if (result.kind === 'merged') {
      merged.set(path, await writeBlob(git, result.text));
      notices.push(...result.replaced.map((line) => `${path}:${line}`));
    } else {
      merged.set(path, null);
      const moved = await findMovedTasks(git, options, sides, result.ticked);
      if (moved !== null) merged.set(moved.path, await writeBlob(git, moved.text));
    }
  }
  return { merged, conflicts, notices };
}

/** Commits where two histories parted: several where each was merged into the other; none: they never were one. */
export async function mergeBases(git: Git, ours: string, theirs: string): Promise<readonly string[]> {
  const found = await git(['merge-base', '--all', ours, theirs], { accept: [0, 1] });
  return found.stdout.split('\n').filter((commit) => commit !== '');
}

/** From whichever common version leaves no conflict. */
async function mergeFile(
  git: Git,
  options: RepositoryOptions,
  path: string,
  from: { readonly sides: MergeSides; readonly bases: readonly string[]; readonly stages: readonly Stage[] | null },
): Promise<MergedText> {
  const { sides, bases, stages } = from;
  const readStage = async (stage: number) => {
    const hash = stages?.find((version) => version.stage === stage)?.hash;
    return hash === undefined ? null : (await git(['cat-file', 'blob', hash])).stdout;
  };
  // As git staged them, which follows a renamed folder.
  const ours = stages === null ? await readFileAt(git, sides.ours, path) : await readStage(2);
  const theirs = stages === null ? await readFileAt(git, sides.theirs, path) : await readStage(3);
  const common = [await readStage(1)];
  for (const base of bases) common.push(await readFileAt(git, base, path));
  // Of several common versions git makes one, with the marks of what conflicts in it.
  const usable = common.filter((text) => text !== null && !/^<{7} /m.test(text));
  const attempts = [...(usable.length === 0 ? [null] : usable)].map((base) =>
    mergeRecordFile(options, path, { base, ours, theirs }, sides),
  );
  return attempts.find(({ kind }) => kind !== 'conflict') ?? (attempts[0] as MergedText);
}

/** In a folder that was renamed and edited at once git finds no file again that is as short as a task list. */
async function findMovedTasks(
  git: Git,
  options: RepositoryOptions,
  sides: MergeSides,
  ticked: { readonly base: string; readonly ours: string } | null,
): Promise<{ readonly path: string; readonly text: string } | null> {
  if (ticked === null) return null;
  for (const spec of await specFoldersAt(git, options, sides.theirs)) {
    const path = tasksPathOf(options, spec);
    const theirs =
      (await readFileAt(git, sides.ours, path)) === null ? await readFileAt(git, sides.theirs, path) : null;
    if (theirs === null || !isSameTaskList(ticked.ours, theirs)) continue;
    const text = mergeTasks({ ...ticked, theirs });
    if (text !== null) return { path, text };
  }
  return null;
}

/** Names of what lies beside the state file in a commit, the spec folders among it. */
export async function specFoldersAt(git: Git, options: RepositoryOptions, commit: string): Promise<readonly string[]> {
  const folder = options.statePath.slice(0, Math.max(0, options.statePath.lastIndexOf('/')));
  const listed = await git(['ls-tree', '-z', '--name-only', `${commit}:${folder}`], { accept: 'any' });
  return listed.stdout.split('\0').filter((name) => name !== '');
}

async function writeBlob(git: Git, text: string): Promise<string> {
  return (await git(['hash-object', '-w', '--stdin'], { input: text })).stdout.trim();
}

/** Puts merged files into the index, where they have one version again, or none. */
export async function stageMerged(git: Git, merged: ReadonlyMap<string, string | null>): Promise<void> {
  const entries = [...merged].flatMap(([path, hash]) => (hash === null ? [] : `100644 ${hash} 0\t${path}\0`));
  const removed = [...merged].flatMap(([path, hash]) => (hash === null ? `${path}\0` : []));
  if (entries.length > 0) await git(['update-index', '--add', '-z', '--index-info'], { input: entries.join('') });
  if (removed.length > 0) await git(['update-index', '--force-remove', '-z', '--stdin'], { input: removed.join('') });
}
