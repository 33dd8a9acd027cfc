/** Path → content. Never changed in place. */
export type Tree = ReadonlyMap<string, string>;

export interface Commit {
  readonly id: string;
  readonly parents: readonly Commit[];
  readonly tree: Tree;
  readonly message: string;
  readonly at: number;
  /** Id of the run that made it, or who else did. */
  readonly by: string;
}

/** A branch of the remote was moved. */
export interface RefUpdate {
  readonly at: number;
  readonly branch: string;
  readonly commit: Commit;
}

/** Is `older` the same as `newer`, or a past of it? */
export function isAncestor(older: Commit, newer: Commit): boolean {
  const seen = new Set<Commit>();
  const open = [newer];
  for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
    if (commit === older) return true;
    if (seen.has(commit)) continue;
    seen.add(commit);
    // What is older than the one that is looked for cannot lead to it.
    if (commit.at >= older.at) open.push(...commit.parents);
  }
  return false;
}

/** Every commit that is reachable from here and not from `without`, newest first. */
export function history(head: Commit, without: Commit | null = null): Commit[] {
  const seen = new Set<Commit>(without === null ? [] : history(without));
  const found: Commit[] = [];
  const open = [head];
  for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
    if (seen.has(commit)) continue;
    seen.add(commit);
    found.push(commit);
    open.push(...commit.parents);
  }
  return found;
}

function mergeBase(a: Commit, b: Commit): Commit | null {
  const past = new Set(history(a));
  const open = [b];
  for (let commit = open.shift(); commit !== undefined; commit = open.shift()) {
    if (past.has(commit)) return commit;
    open.push(...commit.parents);
  }
  return null;
}

export type Merge =
  | { readonly kind: 'merged'; readonly tree: Tree }
  | { readonly kind: 'conflict'; readonly files: readonly string[] };

/** Merges two histories: file by file, and inside a file line by line where no line came or went. */
export function merge(ours: Commit, theirs: Commit): Merge {
  const base = mergeBase(ours, theirs)?.tree ?? new Map<string, string>();
  const tree = new Map(ours.tree);
  const conflicts: string[] = [];
  for (const path of new Set([...ours.tree.keys(), ...theirs.tree.keys()])) {
    const [was, our, their] = [base.get(path), ours.tree.get(path), theirs.tree.get(path)];
    if (our === their || their === was) continue;
    const merged = our === was ? their : mergeLines(was, our, their);
    if (merged === null) conflicts.push(path);
    else if (merged === undefined) tree.delete(path);
    else tree.set(path, merged);
  }
  return conflicts.length > 0 ? { kind: 'conflict', files: conflicts.sort() } : { kind: 'merged', tree };
}

function mergeLines(was: string | undefined, our: string | undefined, their: string | undefined): string | null {
  if (was === undefined || our === undefined || their === undefined) return null;
  const [a, b, c] = [was.split('\n'), our.split('\n'), their.split('\n')];
  if (a.length !== b.length || a.length !== c.length) return null;
  const lines: string[] = [];
  for (const [index, line] of a.entries()) {
    const [mine, other] = [b[index] ?? '', c[index] ?? ''];
    if (mine !== line && other !== line && mine !== other) return null;
    lines.push(mine === line ? other : mine);
  }
  return lines.join('\n');
}

/** The repository on the other side, in memory. */
export class Remote {
  readonly branches = new Map<string, Commit>();
  readonly log: RefUpdate[] = [];
  /** Unfinished work of a spec, aside of all branches. */
  aside: Commit | null = null;
  #commits = 0;

  /** A commit of its own name, wherever it is made. */
  commit(facts: Omit<Commit, 'id'>): Commit {
    this.#commits += 1;
    return { id: this.#commits.toString(16).padStart(40, '0'), ...facts };
  }

  /** Moves a branch forward; false where that would lose a commit. */
  push(branch: string, commit: Commit, at: number): boolean {
    const present = this.branches.get(branch);
    if (present === commit) return true;
    if (present !== undefined && !isAncestor(present, commit)) return false;
    this.branches.set(branch, commit);
    this.log.push({ at, branch, commit });
    return true;
  }
}
