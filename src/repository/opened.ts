import { isAbsolute, join, relative } from 'node:path';
import type { SavedRecords } from '../state/types.ts';
import type { Checkout } from './git/checkout.ts';
import type { IndexFile } from './git/index/index-file.ts';
import type { IndexTags } from './git/index/index-flags.ts';
import { type BytePath, bytes } from './git/index/status.ts';
import { lostCommitRef, type Refs } from './git/refs.ts';
import type { Guard } from './guard/git-files.ts';
import type { Trust } from './push-check/trust.ts';
import type { Remote } from './remote/remote.ts';
import { DEFAULT_RETRY_MS, type RetryPolicy } from './remote/retry-remote.ts';
import type { Signer } from './signing/signer.ts';
import type { RepositoryOptions, RetryOptions } from './types.ts';
import type { KnownFilters } from './work-tree/staging/known-filters.ts';
import { MAX_FILE_BYTES } from './work-tree/staging/left-out.ts';
import type { CommitSelection } from './work-tree/staging/stage.ts';

/** The index of our last commit, kept in memory: no agent can set a flag in it or make a changed file look unchanged. */
export interface OwnIndex extends IndexFile {
  /** Whose files it holds. */
  readonly commit: string;
}

/** An opened repository, and what is known of it and its remote. */
export interface OpenRepository {
  readonly options: RepositoryOptions;
  readonly checkout: Checkout;
  readonly guard: Guard;
  /** null: commits are not signed. */
  readonly signer: Signer | null;
  /** null: nothing is pushed. */
  readonly remote: Remote | null;
  /** The branch that is worked on; null where HEAD is detached. */
  branch: string | null;
  /** Name of the remote's default branch, where known. */
  defaultBranch: string | null;
  /** What a pull request goes into, as the remote has it. */
  base: { readonly name: string; readonly commit: string } | null;
  /** Work branches of other specs, as the remote has them. */
  otherWorkBranches: ReadonlyMap<string, string>;
  /** Newest commit that was seen on the remote's work branch. */
  remoteHead: string | null;
  /** What the work branch started from, as the remote had it; null: it is the one that was checked out. */
  startedFrom: {
    readonly baseCommit: string | null;
    readonly remoteWorkCommit: string | null;
    readonly deepen: (depth: number) => Promise<void>;
  } | null;
  /** Where HEAD was when we last moved or looked at it. */
  head: string | null;
  /** true between a snapshot and the look at what changed: an agent may have been here. */
  attemptInProgress: boolean;
  readonly trust: Trust;
  /** The index of our last commit; null: none was made yet. */
  ownIndex: OwnIndex | null;
  /** A commit that holds our own files, whatever `.gitignore` says; null: it is not known to be so. */
  recordsCommittedIn: string | null;
  /** true: the checkout leaves files out of the working tree, these. */
  readonly sparse: boolean;
  sparsePaths: ReadonlySet<BytePath>;
  /** What a person had changed outside of the folder that the run works in, or had hidden: it stays as it is, and in no commit. */
  leftAlone: ReadonlySet<BytePath>;
  /** Files that a person had git not look at, with the flags that say so. */
  hidden: IndexTags;
  /** Files that somebody put into the repository's index, when it was last looked at. */
  stagedByOthers: readonly BytePath[];
  /**
   * Records that the tree does not hold. `tip`: what their ref has, whether used or not; `base`: what a pull request goes
   * into; `usable` false: the ref is left alone.
   */
  records: {
    readonly saved: SavedRecords | null;
    readonly tip: string | null;
    readonly base: string | null;
    readonly usable: boolean;
  };
  knownFilters: KnownFilters;
  /** Where refs were when they were last listed, and the state of their files then. */
  listedRefs: { readonly signature: string; readonly refs: Refs } | null;
  /** Refs of lost histories that the remote does not have yet. */
  readonly lostCommits: Map<string, string>;
  /** Newest commit for the side ref of unfinished work; `remote`: the one that it has there. */
  wip: { readonly commit: string; readonly tree: string | null; readonly remote: string | null } | null;
}

/** The state file and the progress log beside it: no change of an agent, no change of the user. */
export function recordPaths(options: Pick<RepositoryOptions, 'statePath'>): readonly string[] {
  const folder = options.statePath.slice(0, options.statePath.lastIndexOf('/') + 1);
  return [options.statePath, `${folder}SEQUENTIAL_PROGRESS.md`];
}

/** The task list of a spec, which lies beside ours. */
export function tasksPathOf({ statePath }: Pick<RepositoryOptions, 'statePath'>, spec: string): string {
  return `${statePath.slice(0, statePath.lastIndexOf('/') + 1)}${spec}/tasks.md`;
}

/** Whether a path is one of these, or below one of them. */
export function pathMatcher(paths: readonly string[]): (path: BytePath) => boolean {
  const roots = paths.map((path) => bytes(path.replace(/(?<!\/)\/+$/, ''))).filter((path) => path !== '');
  return (path) => {
    const trimmed = path.replace(/\/$/, '');
    return roots.some((root) => trimmed === root || path.startsWith(`${root}/`));
  };
}

/** What no commit of ours takes up. */
export function commitSelectionOf(opened: OpenRepository): CommitSelection {
  const { options, checkout } = opened;
  const own = [options.logDir, ...(options.ownFolders ?? [])].map((folder) => relative(checkout.top, folder));
  const isOwn = pathMatcher(own.filter((path) => path !== '' && !path.startsWith('..') && !isAbsolute(path)));
  const isExcluded = (path: BytePath) => isOwn(path) || opened.leftAlone.has(path);
  const maxFileBytes = opened.remote === null ? null : MAX_FILE_BYTES;
  return { isExcluded, isRecordFile: pathMatcher(recordPaths(options)), maxFileBytes };
}

/** Keeps a commit under a ref of its own, here at once and, if it may be there, on the remote with the next push. */
export async function preserveLostCommit(opened: OpenRepository, commit: string): Promise<string> {
  const ref = lostCommitRef(opened.options.spec, commit);
  await opened.checkout.git(['update-ref', '-m', 'sequential: kept', ref, commit]);
  opened.lostCommits.set(ref, commit);
  return ref;
}

export function retryPolicyOf(options: RepositoryOptions, retry: RetryOptions = {}): RetryPolicy {
  const { now, sleep, notice, stop } = options;
  return { now, sleep, notice, retryForMs: retry.retryForMs ?? DEFAULT_RETRY_MS, stop };
}

/** A folder for bundles, named so that two runs do not write the same file. */
export function bundlePath(options: RepositoryOptions, commit: string): string {
  return join(options.logDir, `unpushed-${commit.slice(0, 12)}.bundle`);
}
