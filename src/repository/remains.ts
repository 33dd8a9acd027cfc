import { readdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quote } from 'shlex';
import { commitFiles } from './commit-files.ts';
import { findForeignCommit } from './foreign-commits.ts';
import type { Checkout } from './git/checkout.ts';

/** What runs left in a repository of this machine. */
export interface Remains {
  /** Branches that are named as those of runs, with their commit; `kept`: why one is not removed, null: it is. */
  readonly branches: readonly { readonly name: string; readonly commit: string; readonly kept: string | null }[];
  readonly refs: readonly { readonly name: string; readonly commit: string }[];
  /** State files and progress logs, from the top. */
  readonly records: readonly string[];
  /** Files of ours in git's own folder, but for that of the locks. */
  readonly gitFiles: readonly string[];
  /** Those that a run made, as a remote was seen to have them: `origin/sequential/demo`. */
  readonly remoteBranches: readonly string[];
}

const RECORDS = ['SEQUENTIAL_STATE.json', 'SEQUENTIAL_PROGRESS.md'].map((name) => `:(top,glob)**/${name}`);

/** How runs name their branches; see `workBranchesOf`. */
interface WorkBranches {
  /** Such as `sequential/*`. */
  readonly pattern: string;
  readonly of: (spec: string) => string;
}

/** `specs`: the names of those that are here. */
export async function findRemains(
  { git, gitDir, top }: Checkout,
  named: readonly WorkBranches[],
  specs: readonly string[],
): Promise<Remains> {
  const patterns = named.map(({ pattern }) => pattern);
  const refs = await listRefs(git, ['refs/sequential/', ...patterns.map((pattern) => `refs/heads/${pattern}`)]);
  const remote = await listRefs(
    git,
    patterns.map((pattern) => `refs/remotes/*/${pattern}`),
  );
  const { stdout } = await git(['ls-files', '-z', '--cached', '--others', '--full-name', '--', ...RECORDS]);
  const branches: Remains['branches'][number][] = [];
  for (const { name, commit, worktree } of refs.filter((ref) => ref.name.startsWith(HEADS))) {
    const branch = name.slice(HEADS.length);
    const kept = usedIn(worktree, top) ?? (await whoseElse(git, { branch, commit }, named, specs));
    branches.push({ name: branch, commit, kept });
  }
  const remoteBranches: string[] = [];
  for (const { name, commit } of remote) {
    const shown = name.slice('refs/remotes/'.length);
    const branch = shown.slice(shown.indexOf('/') + 1);
    if ((await whoseElse(git, { branch, commit }, named, specs)) === null) remoteBranches.push(shown);
  }
  return {
    ...{ branches, remoteBranches },
    refs: refs.filter(({ name }) => name.startsWith('refs/sequential/')),
    records: [...new Set(stdout.split('\0').filter(Boolean))].sort(),
    gitFiles: readdirSync(gitDir).filter((name) => /^sequential-(?!orchestration$)[\w-]+$/.test(name)),
  };
}

function usedIn(worktree: string, top: string): string | null {
  if (worktree === '') return null;
  if (worktree === top) return 'it is checked out';
  return `it is checked out in a worktree; \`git worktree remove ${quote(worktree)}\` removes that, then reset again`;
}

const HEADS = 'refs/heads/';
/** Further back (commits) no trailer is looked for. */
const LOOKED_THROUGH = 500;

/** Why a branch is not only a run's, although it is named as one; null: nothing of anybody else would be lost with it. */
async function whoseElse(
  git: Checkout['git'],
  { branch, commit }: { readonly branch: string; readonly commit: string },
  named: readonly WorkBranches[],
  specs: readonly string[],
): Promise<string | null> {
  const isOf = (spec: string) => named.some(({ of }) => of(spec) === branch);
  const trailer = (name: string) => `%(trailers:key=${name},valueonly,separator=%x2C)`;
  if (!specs.some(isOf)) {
    const { stdout } = await git(['log', `-${LOOKED_THROUGH}`, `--format=${trailer('Spec')}`, commit, '--']);
    if (!stdout.split('\n').some((spec) => spec !== '' && isOf(spec))) return 'no run made it';
  }
  const patterns = named.map(({ pattern }) => pattern);
  const elsewhere = [
    ...[...patterns.map((pattern) => `--exclude=${pattern}`), '--branches'],
    ...[...patterns.map((pattern) => `--exclude=*/${pattern}`), '--remotes'],
  ];
  const foreign = await findForeignCommit(git, commit, ['--not', ...elsewhere]);
  return foreign === null
    ? null
    : `commit ${foreign.slice(0, 9)} is not known to be a run's, and is on no other branch`;
}

async function listRefs(git: Checkout['git'], patterns: readonly string[]) {
  if (patterns.length === 0) return [];
  const format = '--format=%(refname)%00%(objectname)%00%(worktreepath)';
  const { stdout } = await git(['for-each-ref', format, ...patterns]);
  return stdout.split('\n').flatMap((line) => {
    const [name = '', commit = '', worktree = ''] = line.split('\0');
    return name === '' ? [] : [{ name, commit, worktree }];
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
  const branches = remains.branches.filter(({ kept }) => kept === null);
  for (const { name, commit } of branches) await git(['update-ref', '-d', `refs/heads/${name}`, commit]);
  for (const { name, commit } of remains.refs) await git(['update-ref', '-d', name, commit]);
  for (const name of remains.gitFiles) rmSync(join(gitDir, name), { recursive: true, force: true });
  for (const path of remains.records) if (isReallyInside(top, path)) rmSync(join(top, path), { force: true });
  return message === null || remains.records.length === 0 ? null : commitFiles(checkout, remains.records, message);
}
