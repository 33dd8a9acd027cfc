import { readFileSync } from 'node:fs';
import { firstCharacters, listFirst } from '../../../text.ts';
import type { Checkout } from '../../git/checkout.ts';
import type { Git } from '../../git/git.ts';
import { placeOf, statEntry } from '../../git/index/stat-entry.ts';
import { type BytePath, bytes, readable, type Status, type StatusEntry } from '../../git/index/status.ts';
import { filterCommand } from '../../guard/filters.ts';
import { type FilterNames, readFilters } from './known-filters.ts';
import { isLeftOut, leftOutRoot } from './left-out.ts';

/** What a commit of everything leaves out. */
export interface CommitSelection {
  /** Paths of ours that are never committed. */
  readonly isExcluded: (path: BytePath) => boolean;
  /** Files of ours that are committed whatever `.gitignore` says. */
  readonly isRecordFile: (path: BytePath) => boolean;
  /** bytes; the server refuses a file beyond it, and with it the whole branch. null: no such server. */
  readonly maxFileBytes: number | null;
}

export interface ExcludedFiles {
  readonly paths: readonly BytePath[];
  /** For a person; not for what is left out as a matter of course. */
  readonly notices: readonly string[];
  /** What to name in a path's place, so that a folder is left out at once. */
  readonly rootOf: (path: BytePath) => BytePath;
}

/**
 * Chooses what stays out of the commit: the excluded, what belongs to one machine, submodules (another commit of one
 * would point to what nobody pushed), repositories nested in the working tree (git would keep a pointer and lose the
 * files), and what is too large for the server.
 */
export async function selectExcludedFiles(
  checkout: Checkout,
  status: Status,
  selection: CommitSelection,
  known: FilterNames = new Map(),
): Promise<ExcludedFiles> {
  const notices: string[] = [];
  const paths: BytePath[] = [];
  const exclude = (entries: readonly StatusEntry[], reason: string) => {
    paths.push(...entries.map((entry) => entry.path));
    if (entries.length > 0 && reason !== '')
      notices.push(`${formatPaths(entries.map((entry) => entry.path))}: ${reason}`);
  };
  exclude(
    status.entries.filter((entry) => selection.isExcluded(entry.path)),
    '',
  );
  const included = status.entries.filter((entry) => !selection.isExcluded(entry.path));
  exclude(
    included.filter((entry) => entry.kind === 'untracked' && !entry.nested && isLeftOut(entry.path)),
    'left out of every commit, because it belongs to this machine; add it to .gitignore',
  );
  exclude(
    included.filter((entry) => entry.submodule),
    'a submodule is at another commit; not committed',
  );
  exclude(
    included.filter((entry) => entry.nested),
    'a separate git repository inside the working tree; not committed',
  );
  const leftOut = new Set(paths);
  const files = included.filter((entry) => !leftOut.has(entry.path));
  const { large, lfs, encrypted } = await findUnpushable(checkout, files, selection, known);
  exclude(large, 'over 100 MB, which the server rejects; not committed');
  exclude(lfs, 'for Git LFS, whose objects are not uploaded from here; not committed');
  exclude(encrypted, 'to be encrypted in the repository, which is not set up here (git-crypt); not committed');
  // A folder that holds files of the repository too is not left out whole.
  const roots = new Set(status.entries.filter(({ kind }) => kind !== 'untracked').map(({ path }) => leftOutRoot(path)));
  const rootOf = (path: BytePath) => (roots.has(leftOutRoot(path)) ? path : leftOutRoot(path));
  return { paths: [...new Set(paths)], notices, rootOf };
}

function formatPaths(paths: readonly BytePath[]): string {
  const roots = [...new Set(paths.map(leftOutRoot))];
  return listFirst(roots.map(readable), 5);
}

/**
 * Files that would have the server refuse the branch: those over its limit, and changed ones that belong to Git LFS. A
 * pointer without its object is refused (GH008), and where LFS is not set up the content itself would take the place of
 * the pointer. A pointer that an agent moved or copied is as good as before. And files that would come to be readable for
 * everybody, since what encrypts them is not set up. `maxFileBytes` null: there is no server.
 */
async function findUnpushable(
  checkout: Checkout,
  entries: readonly StatusEntry[],
  { maxFileBytes }: CommitSelection,
  known: FilterNames,
) {
  const files = entries.flatMap((entry) => {
    const place = placeOf(checkout.top, entry.path);
    const stat = statEntry(place);
    return stat?.isFile() === true ? [{ entry, place, size: Number(stat.size) }] : [];
  });
  const paths = files.map(({ entry }) => entry.path);
  const filterOf = await readFilters(checkout, paths, known);
  const entriesOf = (isMeant: (file: (typeof files)[number], filter: string) => boolean) =>
    files.filter((file) => isMeant(file, filterOf(file.entry.path))).map(({ entry }) => entry);
  const isOpen = (filter: string) => /crypt/i.test(filter) && filterCommand(checkout.configEntries, filter) === null;
  const encrypted = entriesOf((_, filter) => isOpen(filter));
  if (maxFileBytes === null) return { large: [], lfs: [], encrypted };
  return {
    large: entriesOf(({ size }, filter) => size > maxFileBytes && filter !== 'lfs'),
    lfs: entriesOf(({ place, size }, filter) => filter === 'lfs' && (size > MAX_POINTER_BYTES || !isLfsPointer(place))),
    encrypted,
  };
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const MAX_POINTER_BYTES = 1024;

function isLfsPointer(absolutePath: Buffer): boolean {
  try {
    return readFileSync(absolutePath, 'utf8').startsWith('version https://git-lfs.github.com/spec/');
  } catch {
    return false;
  }
}

/** What git says where `.gitignore` names a path that is left out here anyway; it stages the others. */
const IGNORED_PATHS =
  /^The following paths are ignored by one of your \.gitignore files:\n(?:(?!error|fatal|warning).*\n?)*/m;

/**
 * Makes the index hold the working tree, or `only` these paths of it, but for what is left out and what is protected;
 * returns what git complained of, although it went on.
 */
export async function stageAll(
  git: Git,
  excluded: ExcludedFiles,
  options: { readonly only: readonly BytePath[] | null; readonly protectedRoots: readonly string[] },
): Promise<string | null> {
  const left = [...new Set(excluded.paths.map((path) => excluded.rootOf(path).replace(/\/$/, '')))];
  const protectedRoots = options.protectedRoots.map(bytes);
  const isOut = (path: BytePath) =>
    left.some((root) => isBelow(path, root)) ||
    protectedRoots.some((root) => isBelow(path.toLowerCase(), root.toLowerCase()));
  // Single files are chosen here: an exclusion beside them in the same folder makes git pass over that folder.
  const input =
    options.only === null
      ? [
          ':/',
          ...left.map((path) => `:(top,exclude,literal)${path}`),
          ...protectedRoots.map((path) => `:(top,exclude,literal,icase)${path}`),
        ]
      : options.only.filter((path) => !isOut(path)).map((path) => `:(top,literal)${path}`);
  if (input.length === 0) return null;
  const added = await git(['add', '-A', '--ignore-errors', '--pathspec-from-file=-', '--pathspec-file-nul'], {
    encoding: 'latin1',
    input: input.map((spec) => `${spec}\0`).join(''),
    accept: 'any',
  });
  const said = added.stderr.replace(IGNORED_PATHS, '');
  const complaint = said
    .split('\n')
    .filter((line) => /^(?:error|fatal)|filter|could not open/i.test(line))
    .join('; ');
  if (complaint === '' && (added.code === 0 || (said.trim() === '' && said !== added.stderr))) return null;
  return firstCharacters(complaint || said.trim() || `git add ended with ${added.code}`, 500);
}

const isBelow = (path: BytePath, root: BytePath): boolean => path === root || path.startsWith(`${root}/`);

export async function commitTree(git: Git, tree: string, parents: readonly string[], message: string): Promise<string> {
  const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'];
  return (await git(args, { input: message.endsWith('\n') ? message : `${message}\n` })).stdout.trim();
}
