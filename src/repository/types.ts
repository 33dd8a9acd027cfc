/** The work tree at one moment, to see later what an attempt changed. */
export interface WorkTreeMark {
  readonly head: string | null;
  /** Hash over the content of everything uncommitted, ignored files left out. */
  readonly dirt: string;
}

export interface WorkTreeChange {
  readonly changed: boolean;
  readonly commits: readonly { readonly sha: string; readonly subject: string }[];
  /** Repository-relative paths, at most 200. */
  readonly files: readonly string[];
  /** A few lines for the next attempt and the progress log. */
  readonly summary: string;
  /** What had to be set right (switched branch, rewritten history, changed git configuration). */
  readonly repaired: readonly string[];
}

export type OpenResult =
  | {
      readonly kind: 'ready';
      readonly branch: string | null;
      readonly head: string | null;
      readonly merged: string | null;
    }
  /** The base could not be merged in. */
  | { readonly kind: 'conflict'; readonly base: string; readonly files: readonly string[] };

export type CheckpointResult =
  /** `commit` null with `checkpoint: off`. `pushed`: seen on the remote. */
  | { readonly kind: 'saved'; readonly commit: string | null; readonly pushed: boolean }
  /** What a human pushed was merged; read tasks.md and state again, and plan anew. */
  | { readonly kind: 'merged'; readonly commit: string; readonly files: readonly string[] }
  | { readonly kind: 'conflict'; readonly files: readonly string[] }
  /** Another run of the same spec pushed. */
  | { readonly kind: 'raced'; readonly run: string; readonly heartbeat: string }
  /** Protected branch, missing permission, expired token. The work is kept in `bundle`. */
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string; readonly bundle: string | null }
  /** Not reached within the time for retries. The commit is kept here and in `bundle`. */
  | { readonly kind: 'unreachable'; readonly reason: string; readonly bundle: string | null };

/** git, as the loop needs it. After an agent ran, the disk is hostile: no hook, filter or configuration of it is honoured. */
export interface Repository {
  open(): Promise<OpenResult>;
  mark(): Promise<WorkTreeMark>;
  /** Compares with `since`, sets a switched branch or rewritten history right. */
  changes(since: WorkTreeMark): Promise<WorkTreeChange>;
  /** Commits everything (never the paths in `.gitignore`), pushes and reads the remote back, as the settings say. */
  checkpoint(message: string): Promise<CheckpointResult>;
  /** Saves the unfinished work to the side ref, where it can be; null if there was nothing or no way. */
  saveWork(note: string): Promise<string | null>;
}
