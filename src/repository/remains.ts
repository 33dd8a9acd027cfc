import { readdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commitFiles } from './commit-files.ts';
import type { Checkout } from './git/checkout.ts';

/** What runs left in a repository of this machine. */
export interface Remains {
  /** Branches that runs worked on, with their commit; `inUse`: checked out somewhere, so that it cannot be removed. */
  readonly branches: readonly { readonly name: string; readonly commit: string; readonly inUse: boolean }[];
  readonly refs: readonly { readonly name: string; readonly commit: string }[];
  /** State files and progress logs, from the top. */
  readonly records: readonly string[];
  /** Files of ours in git's own folder, but for that of the locks. */
  readonly gitFiles: readonly string[];
  /** The same branches, as a remote was seen to have them: `origin/sequential/demo`. */
  readonly remoteBranches: readonly string[];
}

const RECORDS = ['SEQUENTIAL_STATE.json', 'SEQUENTIAL_PROGRESS.md'].map((name) => `:(top,glob)**/${name}`);

/** `patterns`: of work branches, such as `sequential/*`. */
export async function findRemains({ git, gitDir }: Checkout, patterns: readonly string[]): Promise<Remains> {
  const refs = await listRefs(git, ['refs/sequential/', ...patterns.map((pattern) => `refs/heads/${pattern}`)]);
  const remote = await listRefs(
    git,
    patterns.map((pattern) => `refs/remotes/*/${pattern}`),
  );
  const { stdout } = await git(['ls-files', '-z', '--cached', '--others', '--full-name', '--', ...RECORDS]);
  return {
    branches: refs.flatMap(({ name, commit, inUse }) =>
      name.startsWith('refs/heads/') ? [{ name: name.slice('refs/heads/'.length), commit, inUse }] : [],
    ),
    refs: refs.filter(({ name }) => name.startsWith('refs/sequential/')),
    records: [...new Set(stdout.split('\0').filter(Boolean))].sort(),
    gitFiles: readdirSync(gitDir).filter((name) => /^sequential-(?!orchestration$)[\w-]+$/.test(name)),
    remoteBranches: remote.map(({ name }) => name.slice('refs/remotes/'.length)),
  };
}

async function listRefs(git: Checkout['git'], patterns: readonly string[]) {
  if (patterns.length === 0) return [];
  const format = '--format=%(refname)%00%(objectname)%00%(worktreepath)';
  const { stdout } = await git(['for-each-ref', format, ...patterns]);
  return stdout.split('\n').flatMap((line) => {
    const [name = '', commit = '', worktree = ''] = line.split('\0');
    return name === '' ? [] : [{ name, commit, inUse: worktree !== '' }];
  });
}

/** No link on the way leads elsewhere. */
function isReallyInside(top: string, path: string): boolean {
  try {
    return realpathSync(dirname(join(top, path))) === join(realpathSync(top), dirname(path));
  } catch {
    return false;
  }
}

/** Removes it; the records in one commit, where they are committed. `message` null: without. @returns that commit; null: none was made. */
export async function removeRemains(
  checkout: Checkout,
  remains: Remains,
  message: string | null,
): Promise<string | null> {
  const { git, gitDir, top } = checkout;
  const branches = remains.branches.filter(({ inUse }) => !inUse);
  for (const { name, commit } of branches) await git(['update-ref', '-d', `refs/heads/${name}`, commit]);
  for (const { name, commit } of remains.refs) await git(['update-ref', '-d', name, commit]);
  for (const name of remains.gitFiles) rmSync(join(gitDir, name), { recursive: true, force: true });
  for (const path of remains.records) if (isReallyInside(top, path)) rmSync(join(top, path), { force: true });
  return message === null || remains.records.length === 0 ? null : commitFiles(checkout, remains.records, message);
}
