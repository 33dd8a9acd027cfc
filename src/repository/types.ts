/** git: a work branch is opened, guarded, committed and pushed, and what a lost run left is found again. */

import type { ChangeSize, WorkTreeChange } from '../run-events/types.ts';
import type { TokenSource } from '../secrets/token-source.ts';
import type { FindUnitCommits, SavedRecords, SpecState } from '../state/types.ts';
import type { SharedText } from '../throttle/shared/types.ts';
import type { PatchScope } from './commit-changes.ts';
import type { BaseFile } from './git/blobs.ts';
import type { CheckoutFinder } from './git/checkout.ts';
import type { Refs, RefsScope } from './git/refs.ts';
import type { RefusedPart } from './remote/refusals/refusal-table.ts';
import type { CommitApi } from './signing/commit-api.ts';

/** The working tree at one moment, to see later what an attempt changed. */
export interface WorkTreeSnapshot {
  readonly head: string | null;
  /** Hash over the content of everything uncommitted, ignored files left out. */
  readonly uncommittedHash: string;
}

/** How the working tree differs from what it was. */
export interface WorkTreeDiff {
  /** Repository-relative paths. */
  readonly files: readonly string[];
  /** As `git diff` prints it; of one of many megabytes the beginning, see `bounded-patch.ts`. */
  readonly patch: string;
}

/** `asText`: every file is shown whole, and as text whatever its bytes and attributes say; `patchOnly`: no `files`. */
export type DiffOptions = { readonly asText: boolean; readonly patchOnly?: boolean };

/** What a lost run had left, in the working tree again. */
export interface RestoredWork {
  /** Key of the unit it was for; null: not known. */
  readonly unit: string | null;
  /** A few lines for the prompt of the next attempt. */
  readonly summary: string;
  /** How many runs saved it, one after the other, without coming to a checkpoint. */
  readonly lostRuns: number;
}

export type OpenResult =
  | {
      readonly kind: 'ready';
      readonly branch: string | null;
      readonly head: string | null;
      /** The branch a pull request would go into; null where it is not known. */
      readonly base: string | null;
      /** The last commit has the spec's state as it is here: no checkpoint of it is missing. */
      readonly stateCommitted?: boolean;
      /** The remote does not have the branch yet. */
      readonly unpublished?: boolean;
    }
  /** The base could not be merged in. */
  | { readonly kind: 'conflict'; readonly base: string; readonly files: readonly string[] }
  /** The run was asked to stop while the remote was waited for; nothing was checked out. */
  | { readonly kind: 'stopped'; readonly reason: string };

export type CheckpointResult =
  /** `commit` null with `checkpoint: off`. `pushed`: seen on the remote. */
  | { readonly kind: 'saved'; readonly commit: string | null; readonly pushed: boolean }
  /** What a person pushed was merged; read tasks.md and state again, and plan again. */
  | { readonly kind: 'merged'; readonly commit: string; readonly files: readonly string[] }
  | ({ readonly kind: 'conflict'; readonly files: readonly string[] } & PreservedCommit)
  /** Another run of the same spec pushed. */
  | ({ readonly kind: 'raced'; readonly run: string; readonly heartbeat: string } & PreservedCommit)
  /** Protected branch, missing permission, expired token. The work is kept in `bundle`. */
  | ({ readonly kind: 'refused'; readonly bundle: string | null } & PushRefusal)
  /** What the check found in it must not be pushed; nothing was committed, and the working tree is as it was. */
  | { readonly kind: 'withheld'; readonly reason: string; readonly remedy: string }
  /** Not reached within the time for retries. The commit is kept here and in `bundle`. */
  | { readonly kind: 'unreachable'; readonly reason: string; readonly bundle: string | null };

/** What a person has to change before anything can be pushed; `reason`: one line, the server's words. */
export interface PushRefusal {
  readonly reason: string;
  readonly remedy: string;
  /** All that git and the server printed; none where it was not they who refused. */
  readonly output?: string | undefined;
  readonly about?: RefusedPart | undefined;
}

export type PublishResult =
  | { readonly kind: 'published' }
  /** The merge of the base was refused for this part of it, and undone. */
  | { readonly kind: 'without-base'; readonly base: string; readonly refused: RefusedPart }
  | ({ readonly kind: 'refused' } & PushRefusal)
  /** Nothing to push, no way to reach the remote, or others pushed: the first checkpoint tells. */
  | { readonly kind: 'unknown' };

/** Where a commit is that cannot be on the work branch; `ref` null: it could not be pushed there either. */
interface PreservedCommit {
  readonly ref?: string | null;
  readonly bundle?: string | null;
}

/** How long a checkpoint may go on trying an unreachable remote, for a run that is being cancelled. */
export interface RetryOptions {
  /** ms; default 10 min. */
  readonly retryForMs?: number;
  /** Commits the program's own files and tasks.md alone, where the rest is withheld. */
  readonly recordsOnly?: boolean;
  /** Commits nothing: what is pushed was committed before. */
  readonly pushOnly?: boolean;
  /** Leaves the records in the commit as the base has them, once they are on a ref of their own. */
  readonly recordsAside?: boolean;
}

/** git, as a run needs it. After an agent ran, the disk is hostile: no hook, filter or configuration of it is honoured. */
export interface Repository {
  takeSnapshot(): Promise<WorkTreeSnapshot>;
  /** Compares with `since`, sets a switched branch or rewritten history right. */
  changes(since: WorkTreeSnapshot): Promise<WorkTreeChange>;
  /**
   * Commits everything, pushes and reads the remote back, as the settings say. Left out is what `.gitignore` names,
   * unless it is a file of ours that the next run needs, and what the server would refuse.
   */
  checkpoint(message: string, retry?: RetryOptions): Promise<CheckpointResult>;
  /** Saves a unit's unfinished work (its key; null: not known) to the side ref; null if there was nothing or no way. */
  saveWork(unit: string | null, note: string): Promise<string | null>;
  /** Remembers the working tree, to be compared with and restored; null: in a folder without git there is no way. */
  copyWorkTree(): Promise<string | null>;
  /** Against a copy, or the last commit where that is null or not on this machine; null: there is no git to ask. */
  diffSince(copy: string | null, options: DiffOptions): Promise<WorkTreeDiff | null>;
  /** Patch of each of these checkpoints, with what was committed since the one before it. */
  patchesOf(checkpoints: readonly string[], scope: PatchScope): Promise<ReadonlyMap<string, string>>;
  /** What each of these commits changed, records and task lists left out; without those that are not here. */
  commitSizes(commits: readonly string[]): Promise<ReadonlyMap<string, ChangeSize>>;
  /** Makes the working tree, and the branch, what they were when it was copied; the paths that were not. */
  restoreWorkTree(copy: string, since: Pick<WorkTreeSnapshot, 'head'>): Promise<readonly string[]>;
  /** Where branches, tags and all other refs but our own are, without the branch that is worked on. */
  listRefs(): Promise<Refs>;
  /** Puts those back to where they were; what was restored, in words. */
  restoreRefs(before: Refs, scope: RefsScope): Promise<readonly string[]>;
  /** The files once more, for an agent that nothing but a sandbox keeps from writing; `workdir`: the run's folder in it. */
  makeScratchCopy(): Promise<{ readonly top: string; readonly workdir: string; remove(): void }>;
  /** Pushes the work branch as it was opened, before anything is done on it, to see what would refuse a checkpoint. */
  publishBranch(): Promise<PublishResult>;
  /** Restores what a lost run left on the side ref to the working tree; null: there was nothing, or it conflicts. */
  restoreWork(): Promise<RestoredWork | null>;
}

/** What an attempt had written when its runner was lost, as the side ref kept it. */
export interface RecoverableWork extends RestoredWork {
  readonly ref: string;
  readonly commit: string;
  /** ISO 8601. */
  readonly savedAt: string;
  /** What `saveWork` was told. */
  readonly note: string;
  /** Repository-relative paths, at most 200. */
  readonly files: readonly string[];
  /** Puts it into the working tree, uncommitted; on a conflict the working tree is left as it was. */
  apply(): Promise<{ readonly kind: 'applied' } | { readonly kind: 'conflict'; readonly files: readonly string[] }>;
}

/** What the entries use beside the run. */
export interface GitRepository extends Repository {
  /** The records that the tree does not hold: after `open`, and after a checkpoint that took them out; null: none. */
  savedRecords(): SavedRecords | null;
  /** Checks the work branch out, with its base merged in; comes first. */
  open(): Promise<OpenResult>;
  /** After `open`: work that a lost run left on the side ref and that no checkpoint has overtaken. */
  findRecoverableWork(): Promise<RecoverableWork | null>;
  /** Pushes a checkpoint that an earlier process could not; opens nothing, merges no base. For the post step. */
  pushUnpushed(retry?: RetryOptions): Promise<CheckpointResult>;
  /** After `open`: whether the work branch goes on from where a closed pull request of its name ended. */
  continuesFrom(commit: string): Promise<boolean>;
  /** After `open`: see `FindUnitCommits`. */
  readonly unitCommits: FindUnitCommits;
  /**
   * After `open`: merges the base into other specs' finished work branches whose pull requests only records keep from
   * being merged. `findOpen`: those of the branches that have an open one.
   */
  refreshFinishedBranches(
    findOpen: (branches: readonly string[]) => Promise<readonly string[]>,
  ): Promise<readonly BaseMerge[]>;
  /** After `open`: a file of the base, which no agent wrote. Path from the top of the repository. */
  readBaseFile(path: string): Promise<BaseFile>;
  /** After `open`: the text on a ref of the remote that runs change together; null: nothing is pushed. */
  sharedText(ref: string): SharedText | null;
  /** Puts persisted credentials back where `open` took them from, and removes private files. Never throws. */
  close(): Promise<void>;
}

/** The base was merged into the work branch of another spec. */
export interface BaseMerge {
  readonly branch: string;
  readonly base: string;
  readonly commit: string;
}

/** Everything `createRepository` needs. */
export interface RepositoryOptions {
  /** Absolute; a folder in the working tree, or the folder to work in where there is no git. */
  readonly workdir: string;
  readonly checkpoint: 'off' | 'commit' | 'push';
  /** '' = the branch that is checked out. */
  readonly workBranch: string;
  /** null: the default branch. */
  readonly baseBranch: string | null;
  /** The work branches of all specs; default: ours alone is known. `pattern`: theirs, with a `*` for the spec. */
  readonly workBranches?: { readonly pattern: string; of(spec: string): string } | null;
  /** Whether no unit is open, by tasks.md and the spec's state; default: not known, so that the base is merged. */
  readonly isComplete?: (tasks: string, state: SpecState | null) => boolean;
  /** `Name <mail>`; null: git's own identity, else the project's. */
  readonly author: string | null;
  /** Template of the subjects of commits; null: the default one. */
  readonly commitMessage?: string | null;
  /** How; `key`: a private key, null: the one of git's set-up; `api`: the remote makes and signs them. Default: not. */
  readonly signing?: { readonly key: string | null } | { readonly api: CommitApi } | null;
  /** Name of the spec: it names the side refs and is looked up in the state. */
  readonly spec: string;
  readonly runId: string;
  /** Repository-relative path of the state file, with forward slashes. */
  readonly statePath: string;
  /** Repository-relative files or folders that no commit changes; default: `DEFAULT_PROTECTED_PATHS`. */
  readonly protectedPaths?: readonly string[];
  /**
   * What steers the next agent where it is in the folder to work in or above: as protected, and its ignored files are
   * restored as well. `!` before a path: not this one. Default: nothing.
   */
  readonly steeringPaths?: readonly string[];
  /** Absolute; folders that agents keep their sessions in, which change with every start. Default: none. */
  readonly agentHomes?: readonly string[];
  /** Values that are in no commit that is pushed, beside the token; those that are too plain to be told are skipped. */
  readonly secrets?: readonly string[];
  readonly remote: {
    /** null: the existing `origin`. */
    readonly url: string | null;
    /** null: the credentials that git finds by itself. */
    readonly tokens: TokenSource | null;
  };
  /** git's configuration as it was before the first agent of the job; default: as it is at `open`. */
  readonly configuration?: Parameters<CheckoutFinder>[2];
  /** The start's; default: one of its own. */
  readonly findCheckout?: CheckoutFinder | undefined;
  /** Absolute; bundles of work that could not be pushed are put here. */
  readonly logDir: string;
  /** Absolute; folders of ours that no commit takes up either, where the home is the working tree. Default: none. */
  readonly ownFolders?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Epoch ms. */
  readonly now: () => number;
  /** Ends early when `stop` is aborted. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Aborted: the remote is given one last short try. */
  readonly stop?: AbortSignal;
  readonly notice: (text: string) => void;
}
