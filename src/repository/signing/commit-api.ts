import type { RemoteResult } from '../remote/remote.ts';

/** What a path of a tree gets: a text, an object that the remote has, or (`sha` null) nothing any more. */
export type TreeEntry = {
  readonly path: string;
  readonly mode: '100644' | '100755' | '120000' | '160000';
  readonly type: 'blob' | 'commit';
} & ({ readonly content: string } | { readonly sha: string | null });

/** A commit that was made, and what the remote says of its signature. */
export interface MadeCommit {
  readonly sha: string;
  readonly verified: boolean;
  /** Why it is, or is not: GitHub's own word, such as `unsigned`. */
  readonly reason: string;
  /** What was signed, and the signature; null: the remote did not say. */
  readonly payload: string | null;
  readonly signature: string | null;
}

/**
 * Makes objects in the remote's repository without a push (https://docs.github.com/rest/git); no ref moves. Each answer
 * is the object's name, and a failure is told from one that passes.
 */
export interface CommitApi {
  /** Name of a commit's tree; null: there is no such commit. */
  treeOf(commit: string): Promise<RemoteResult<string | null>>;
  createBlob(content: Buffer): Promise<RemoteResult<string>>;
  /** A tree with `entries` in place of what `base` has there. */
  createTree(base: string, entries: readonly TreeEntry[]): Promise<RemoteResult<string>>;
  /** Its author is whose token it is, and the remote signs it. */
  createCommit(commit: {
    readonly message: string;
    readonly tree: string;
    readonly parents: readonly string[];
  }): Promise<RemoteResult<MadeCommit>>;
}
