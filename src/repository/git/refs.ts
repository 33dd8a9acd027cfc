/** `target`: of a symbolic one; `worktree`: the folder that a branch is checked out in. */
export interface Ref {
  readonly hash: string;
  readonly target: string | null;
  readonly worktree: string | null;
}

/** By full name. */
export type Refs = ReadonlyMap<string, Ref>;

/** `existing`: branches and tags that were made since are left, and all other kinds but `refs/remotes` and `refs/replace`. */
export type RefsScope = 'all' | 'existing';

/** A spec's name as one component of a ref: what git refuses there becomes a dash. */
export function refComponent(name: string): string {
  const safe = name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses control characters in refs
    .replace(/[\u0000-\u0020\u007f~^:?*[\]\\/]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/@\{/g, '-')
    .replace(/^[.-]+|(?<!\.)\.+$/g, '')
    .replace(/\.lock$/, '-lock');
  return safe === '' || safe === '@' ? 'spec' : safe;
}

/** Unfinished work of a spec; kept by `saveWork`, removed with the next checkpoint. */
export const workInProgressRef = (spec: string): string => `refs/sequential/wip/${refComponent(spec)}`;

/** The records of a complete spec whose tree holds none. */
export const recordsRef = (spec: string): string => `refs/sequential/records/${refComponent(spec)}`;

/** A history that an agent rewrote or left aside. */
export const lostCommitRef = (spec: string, commit: string): string =>
  `refs/sequential/lost/${refComponent(spec)}/${commit.slice(0, 12)}`;

/** What was pushed of a branch, for as long as the remote has it. */
export const pushedBranchRef = (branch: string): string => `refs/sequential/pushed/${encodeURIComponent(branch)}`;

/** What all runs of the repository know of limits and budgets. */
export const THROTTLE_REF = 'refs/sequential/throttle';
