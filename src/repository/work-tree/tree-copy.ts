import { rmSync } from 'node:fs';
import { readPatchText } from '../git/bounded-patch.ts';
import type { Git } from '../git/git.ts';
import { placeOf } from '../git/index/stat-entry.ts';
import { type BytePath, readable } from '../git/index/status.ts';
import { commitSelectionOf, type OpenRepository, pathMatcher, recordPaths } from '../opened.ts';
import type { DiffOptions, WorkTreeDiff, WorkTreeSnapshot } from '../types.ts';
import { withStagedWorkTree } from './staging/own-index.ts';

/** More lines around a change than a file has that is read. */
const WHOLE = '--unified=10000000';

/**
 * The working tree as git keeps it, without what no commit of ours holds and without our records: the commit that it is
 * at, where it differs from that in nothing, else a tree.
 */
export async function copyWorkTree(opened: OpenRepository): Promise<string> {
  return withTree(opened, async (git, tree) => {
    if (opened.head === null) return tree;
    const committed = (await git(['rev-parse', `${opened.head}^{tree}`])).stdout.trim();
    return committed === tree ? opened.head : tree;
  });
}

/** What the working tree has otherwise than `base`; where that is not on this machine, than the last commit. */
export async function diffSince(
  opened: OpenRepository,
  base: string | null,
  { asText, patchOnly = false }: DiffOptions,
): Promise<WorkTreeDiff> {
  return withoutRecords(opened, async (git) => {
    const from = (await ifKnown(git, opened, base)) ?? opened.head ?? (await emptyTree(git));
    const records = recordPaths(opened.options).map((path) => `:(top,exclude,literal)${path}`);
    const range = ['--cached', from, '--', ':/', ...records];
    const plain = ['diff', '--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=dirty'];
    const shown = ['-M', '--src-prefix=a/', '--dst-prefix=b/', ...(asText ? ['--text', WHOLE] : [])];
    const patch = await readPatchText(git, [...plain, ...shown, ...range]);
    if (patchOnly) return { files: [], patch };
    const names = await git([...plain, '-z', '--name-only', '--no-renames', ...range], { encoding: 'latin1' });
    return { files: pathsIn(names.stdout).map(readable), patch };
  });
}

/** null: it is not on this machine. The last commit is, since the index was read from it. */
async function ifKnown(git: Git, { head }: OpenRepository, base: string | null): Promise<string | null> {
  if (base === null || base === head) return base;
  return (await git(['cat-file', '-e', `${base}^{tree}`], { accept: 'any' })).code === 0 ? base : null;
}

/** Makes the working tree what it was when `copy` was made of it, and takes commits since then back; the paths that were not. */
export async function restoreWorkTree(
  opened: OpenRepository,
  copy: string,
  since: Pick<WorkTreeSnapshot, 'head'>,
): Promise<readonly string[]> {
  if (since.head !== null && opened.head !== since.head) {
    const { git } = opened.checkout;
    await git(['update-ref', '-m', 'sequential: commits of who may only read', 'HEAD', since.head]);
    await git(['read-tree', since.head]);
    opened.head = since.head;
  }
  return withTree(opened, async (git, tree) => {
    const args = ['diff-tree', '-r', '-z', '--no-renames', '--ignore-submodules'];
    const changed = async (filter: string) =>
      pathsIn((await git([...args, '--name-only', filter, copy, tree], { encoding: 'latin1' })).stdout);
    const added = await changed('--diff-filter=A');
    const others = await changed('--diff-filter=a');
    for (const path of added) rmSync(placeOf(opened.checkout.top, path), { recursive: true, force: true });
    if (others.length > 0) {
      await git(['read-tree', copy]);
      await git(['checkout-index', '-f', '-z', '--stdin'], {
        encoding: 'latin1',
        input: others.map((path) => `${path}\0`).join(''),
      });
    }
    return [...added, ...others].sort().map(readable);
  });
}

async function emptyTree(git: Git): Promise<string> {
  return (await git(['mktree'], { input: '' })).stdout.trim();
}

function pathsIn(listing: string): BytePath[] {
  return listing.split('\0').filter((path) => path !== '');
}

/** For `use` the working tree, without our records, is in an index and written as a tree. */
export function withTree<T>(opened: OpenRepository, use: (git: Git, tree: string) => Promise<T>): Promise<T> {
  return withoutRecords(opened, async (git) => use(git, (await git(['write-tree'])).stdout.trim()));
}

/** For `use` the working tree, without our records, is in an index. */
function withoutRecords<T>(opened: OpenRepository, use: (git: Git) => Promise<T>): Promise<T> {
  const selection = commitSelectionOf(opened);
  const isRecordFile = pathMatcher(recordPaths(opened.options));
  const isExcluded = (path: BytePath) => selection.isExcluded(path) || isRecordFile(path);
  const staging = { parent: opened.head, selection: { ...selection, isExcluded } };
  return withStagedWorkTree(opened, staging, async ({ git, failure }) => {
    if (failure !== null) opened.options.notice(failure);
    return use(git);
  });
}
