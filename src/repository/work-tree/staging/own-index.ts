import { lstatSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from '../../git/checkout.ts';
import { type Git, GitKilledError } from '../../git/git.ts';
import { type IndexFile, withoutYoungSizes } from '../../git/index/index-file.ts';
import { readIndexTags, setIndexFlags } from '../../git/index/index-flags.ts';
import { isAbsent, readSparsePaths } from '../../git/index/sparse-checkout.ts';
import { placeOf, statEntry } from '../../git/index/stat-entry.ts';
import { type BytePath, readable, readStatus, type Status } from '../../git/index/status.ts';
import { withScratchRepository } from '../../git/side-repository.ts';
import { linkFilterKeys } from '../../guard/filters.ts';
import { wantedFlags } from '../../guard/uncommitted/hidden-files.ts';
import { commitSelectionOf, type OpenRepository } from '../../opened.ts';
import { knownFilters } from './known-filters.ts';
import { type CommitSelection, type ExcludedFiles, selectExcludedFiles, stageAll } from './stage.ts';

/** The working tree in an index of our own, in a repository of our own. */
export interface StagedWorkTree {
  readonly git: Git;
  readonly status: Status;
  readonly excluded: ExcludedFiles;
  /** Tracked files that git could not take up, and why; null: none. */
  readonly failure: string | null;
  /** The index as it is now. */
  content(): IndexFile;
}

export interface StageOptions {
  /** What the index starts from, and what the working tree is compared with; null: nothing was ever committed. */
  readonly parent: string | null;
  /** Default: what every commit of ours leaves out. */
  readonly selection?: CommitSelection;
  /** Only these, repository-relative; default: the whole working tree. */
  readonly only?: readonly string[];
  /** An agent may be running: what its sparse checkout removed is restored later, and was not deleted. */
  readonly running?: boolean;
  /** Files of ours that are committed whatever `.gitignore` says. */
  readonly forced?: readonly string[];
}

/**
 * Stages the working tree on `parent`. The repository's own index is not read, since an agent can hide changes in it
 * and put blobs into it that no file holds; neither are its sparse checkout, its excludes and its configuration.
 * Protected paths stay as the parent has them.
 */
export async function withStagedWorkTree<T>(
  opened: OpenRepository,
  options: StageOptions,
  use: (staged: StagedWorkTree) => Promise<T>,
): Promise<T> {
  try {
    return await stageWorkTree(opened, options, use);
  } catch (error) {
    if (!(error instanceof GitKilledError)) throw error;
    // No ref has moved, and what a killed git leaves lies in a repository that is removed: it can be done again.
    opened.options.notice(`${error.message}; trying again`);
    return stageWorkTree(opened, options, use);
  }
}

async function stageWorkTree<T>(
  opened: OpenRepository,
  options: StageOptions,
  use: (staged: StagedWorkTree) => Promise<T>,
): Promise<T> {
  const { checkout, trust } = opened;
  return withScratchRepository(checkout, opened.options.env, [], async ({ folder, variables }) => {
    const index = join(folder, 'index');
    linkFilterKeys(checkout, folder);
    const overrides = ['-c', 'core.bare=false', '-c', 'core.sparseCheckout=false'];
    const lfs = ['-c', `lfs.storage=${join(checkout.commonDir, 'lfs')}`];
    const git: Git = (args, extra = {}) =>
      checkout.git([...overrides, ...lfs, ...args], { ...extra, env: { ...extra.env, ...variables } });
    for (const name of ['exclude', 'attributes']) {
      const content = opened.guard.original(`info/${name}`);
      if (content !== null) writeFileSync(join(folder, 'info', name), content);
    }
    if (options.parent !== null) writeFileSync(join(folder, 'HEAD'), `${options.parent}\n`);
    await readIndex(git, opened, index, options);
    if (options.forced !== undefined && options.forced.length > 0) await addForced(git, opened, options.forced);
    const whole = await readStatus(git);
    const status = inScopeOf(whole, options.only);
    const selection = options.selection ?? commitSelectionOf(opened);
    const known = knownFilters(opened, whole);
    const chosen = await selectExcludedFiles({ ...checkout, git } as Checkout, status, selection, known);
    const guarded = status.entries
      .map(({ path }) => path)
      .filter((path) => trust.protectedPaths.covers(path.replace(/\/$/, ''), modeOf(checkout.top, path)));
    const excluded = { ...chosen, paths: [...new Set([...chosen.paths, ...guarded])] };
    const isWanted = status.entries.length > excluded.paths.length;
    const failure = isWanted ? await stage(git, opened, status, excluded, options.only) : null;
    return use({
      git,
      status,
      excluded,
      failure,
      content: () => withoutYoungSizes(readIndexFile(index), checkout.objectFormat),
    });
  });
}

function inScopeOf(status: Status, only: readonly string[] | undefined): Status {
  if (only === undefined) return status;
  const kept = new Set(only);
  return { ...status, entries: status.entries.filter(({ path }) => kept.has(readable(path))) };
}

/** For links and repositories, which count on the way to a protected path, too. */
function modeOf(top: string, path: BytePath): string {
  const stat = statEntry(placeOf(top, path));
  if (stat?.isSymbolicLink() === true) return '120000';
  return stat?.isDirectory() === true ? '160000' : '100644';
}

async function readIndex(
  git: Git,
  opened: OpenRepository,
  index: string,
  { parent, running }: StageOptions,
): Promise<void> {
  const { ownIndex } = opened;
  if (parent === null) return;
  if (ownIndex !== null) writeIndexFile(index, ownIndex, 0o600);
  // What a file was when it was last looked at is kept where its content is the same.
  if (ownIndex?.commit !== parent)
    await git(ownIndex === null ? ['read-tree', parent] : ['read-tree', '-i', '-m', parent]);
  await hideFiles(git, opened);
  if (!opened.sparse && !(running === true && isMadeSparse(opened.checkout))) return;
  const { top, git: repositoryGit } = opened.checkout;
  const listed = (await git(['ls-files', '-z'], { encoding: 'latin1' })).stdout
    .split('\0')
    .filter((path) => path !== '');
  // Absent files of a sparse checkout were not deleted: those that it left out at the start, and those that another git
  // left out since. A flag that an agent set has a file stay as it was, and hides no change.
  const leftOutSince = await readSparsePaths(repositoryGit);
  const left = listed.filter((path) => (opened.sparsePaths.has(path) || leftOutSince.has(path)) && isAbsent(top, path));
  const input = (paths: readonly BytePath[]) => paths.map((path) => `${path}\0`).join('');
  const flag = async (name: string, paths: readonly BytePath[]) => {
    if (paths.length > 0)
      await git(['update-index', name, '-z', '--stdin'], { encoding: 'latin1', input: input(paths) });
  };
  if (opened.sparse) await flag('--no-skip-worktree', listed);
  await flag('--skip-worktree', left);
}

/** git has a definition, and an index that it can read. */
const isMadeSparse = ({ gitDir }: Checkout): boolean =>
  [join('info', 'sparse-checkout'), 'index'].every(
    (name) => lstatSync(join(gitDir, name), { throwIfNoEntry: false })?.isFile() === true,
  );

async function hideFiles(git: Git, opened: OpenRepository): Promise<void> {
  if (opened.hidden.size === 0) return;
  const tags = await readIndexTags(git);
  await setIndexFlags(git, tags, wantedFlags(opened, tags));
}

async function addForced(git: Git, { options }: OpenRepository, paths: readonly string[]): Promise<void> {
  const specs = paths.map((path) => `:(top,literal)${path}`);
  const listed = await git([
    'ls-files',
    '-z',
    '--others',
    '--ignored',
    '--exclude-standard',
    '--full-name',
    '--',
    ...specs,
  ]);
  const ignored = listed.stdout.split('\0').filter((path) => path !== '');
  if (ignored.length === 0) return;
  await git(['add', '-f', '--', ...ignored.map((path) => `:(top,literal)${path}`)]);
  options.notice(`${ignored.join(', ')}: committed although .gitignore excludes it, because the next run needs it`);
}

/** What git says of a file that this user may not read, or that is gone again. */
const UNREADABLE =
  /Permission denied|unable to (?:index file|stat)|No such file|adding files failed|could not open directory|failed to insert/i;

/** As many are named to git, which then need not look through the working tree again; of more, each costs more than that. */
const MAX_NAMED = 200;

/** Is one of these in a folder that is in the place of a named file? git would take all that is in there. */
function hasBelow(named: readonly BytePath[], paths: readonly BytePath[]): boolean {
  const names = new Set(named);
  return paths.some((path) => [...path.matchAll(/\//g)].some(({ index }) => names.has(path.slice(0, index))));
}

/** Of paths that were named git takes none where one was removed meanwhile, or lies behind what is a link now. */
const TAKES_NONE = /(?:^|; )fatal:/;

async function stage(
  git: Git,
  opened: OpenRepository,
  status: Status,
  excluded: ExcludedFiles,
  only: readonly string[] | undefined,
): Promise<string | null> {
  const { trust, options } = opened;
  // Single files are among what is excluded; a folder that is called like one is not.
  const protectedRoots = trust.protectedPaths.folders;
  const paths = status.entries.map(({ path }) => path);
  const isNamed = only !== undefined || (paths.length <= MAX_NAMED && !hasBelow(paths, excluded.paths));
  const named = isNamed ? await stageAll(git, excluded, { only: paths, protectedRoots }) : null;
  const isWhole = only === undefined && (!isNamed || TAKES_NONE.test(named ?? ''));
  const complaint = isWhole ? await stageAll(git, excluded, { only: null, protectedRoots }) : named;
  if (complaint === null) return null;
  // What git says may be about files that were never ours; those that were must be in the commit.
  const missed = await git(['diff-files', '--name-only', '-z', '--ignore-submodules=all'], { encoding: 'latin1' });
  const isExcluded = new Set(excluded.paths);
  const files = missed.stdout
    .split('\0')
    .filter((path) => path !== '' && !isExcluded.has(path) && trust.protectedPaths.kindOf(path) !== 'inside');
  if (files.length === 0 && complaint.split('; ').every((line) => UNREADABLE.test(line))) {
    options.notice(`git could not read everything; left out: ${complaint}`);
    return null;
  }
  return `${files.slice(0, 10).map(readable).join(', ') || 'a file'} could not be staged: ${complaint}`;
}

/** Makes our index the repository's, with one rename; a lock of another git is not waited for. */
export function replaceIndex({ checkout }: OpenRepository, staged: IndexFile): void {
  const place = join(checkout.gitDir, `index.sequential-${process.pid}`);
  writeIndexFile(place, staged, 0o644);
  renameSync(place, join(checkout.gitDir, 'index'));
}

function readIndexFile(path: string): IndexFile {
  return { content: readFileSync(path), writtenAt: Math.floor(lstatSync(path).mtimeMs / 1000) };
}

function writeIndexFile(path: string, { content, writtenAt }: IndexFile, mode: number): void {
  writeFileSync(path, content, { mode });
  utimesSync(path, writtenAt, writtenAt);
}
