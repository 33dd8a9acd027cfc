import { lstatSync, readFileSync } from 'node:fs';
import { firstCharacters, listFirst } from '../../text.ts';
import type { Checkout } from '../git/checkout.ts';
import type { Git } from '../git/git.ts';
import { type BytePath, readable, type Status, type StatusEntry } from '../git/status.ts';

/** What a commit of everything leaves out. */
export interface CommitSelection {
  /** Paths of ours that are never committed. */
  readonly isExcluded: (path: BytePath) => boolean;
  /** Files of ours that are committed whatever `.gitignore` says. */
  readonly isRecordFile: (path: BytePath) => boolean;
  /** bytes; the server refuses a file beyond it, and with it the whole branch. null: no such server. */
  readonly maxFileBytes: number | null;
}

/** GitHub refuses files over 100 MB (its message GH001). */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

export interface ExcludedFiles {
  readonly paths: readonly BytePath[];
  /** For a person; not for what is left out as a matter of course. */
  readonly notices: readonly string[];
}

/**
 * Chooses what stays out of the commit: the excluded, submodules (another commit of one would point to what nobody
 * pushed), repositories nested in the work tree (git would keep a pointer and lose the files), what is too large for
 * the server, and what someone added although it is ignored.
 */
export async function selectExcludedFiles(
  checkout: Checkout,
  status: Status,
  selection: CommitSelection,
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
    included.filter((entry) => entry.submodule),
    'a submodule is at another commit; not committed',
  );
  exclude(
    included.filter((entry) => entry.nested),
    'a git repository of its own inside the work tree; not committed',
  );
  if (selection.maxFileBytes !== null) {
    const { large, lfs } = await findUnpushable(checkout, included, selection.maxFileBytes);
    exclude(large, 'over 100 MB, which the server refuses; not committed');
    exclude(lfs, 'for Git LFS, whose objects are not uploaded from here; not committed');
  }
  const candidates = included.filter((entry) => !selection.isRecordFile(entry.path));
  exclude(await findForceAdded(checkout.git, candidates), 'added although .gitignore names it; not committed');
  return { paths, notices };
}

const formatPaths = (paths: readonly BytePath[]) => listFirst(paths.map(readable), 5);

/**
 * Files that would have the server refuse the branch: those over its limit, and changed ones that belong to Git LFS. A
 * pointer without its object is refused (GH008), and where LFS is not set up the content itself would take the place of
 * the pointer. A pointer that an agent moved or copied is as good as before.
 */
async function findUnpushable(checkout: Checkout, entries: readonly StatusEntry[], maxFileBytes: number) {
  const files = entries.flatMap((entry) => {
    const absolutePath = Buffer.concat([Buffer.from(`${checkout.top}/`), Buffer.from(entry.path, 'latin1')]);
    const stat = lstatSync(absolutePath, { throwIfNoEntry: false });
    return stat?.isFile() === true ? [{ entry, place: absolutePath, size: stat.size }] : [];
  });
  if (files.length === 0) return { large: [], lfs: [] };
  const attributes = await checkout.git(['check-attr', '-z', '--stdin', 'filter'], {
    encoding: 'latin1',
    input: files.map(({ entry }) => `${entry.path}\0`).join(''),
  });
  // path, attribute, value
  const fields = attributes.stdout.split('\0');
  const lfsTracked = files.filter((_, index) => fields[index * 3 + 2] === 'lfs');
  const lfs = lfsTracked.filter(
    ({ place: absolutePath, size }) => size > MAX_POINTER_BYTES || !isLfsPointer(absolutePath),
  );
  const large = files.filter((file) => file.size > maxFileBytes && !lfsTracked.includes(file));
  return { large: large.map(({ entry }) => entry), lfs: lfs.map(({ entry }) => entry) };
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

async function findForceAdded(git: Git, entries: readonly StatusEntry[]): Promise<StatusEntry[]> {
  const added = entries.filter((entry) => entry.staged === 'A');
  if (added.length === 0) return [];
  const ignoreCheck = await git(['check-ignore', '--no-index', '-z', '--stdin'], {
    encoding: 'latin1',
    input: added.map((entry) => `${entry.path}\0`).join(''),
    accept: [0, 1],
  });
  const ignored = new Set(ignoreCheck.stdout.split('\0'));
  return added.filter((entry) => ignored.has(entry.path));
}

/** Makes the index hold the whole work tree but for what is left out; returns what git could not read. */
export async function stageAll(git: Git, status: Status, excluded: ExcludedFiles): Promise<string | null> {
  const excludedPaths = new Set(excluded.paths);
  const staged = status.entries.filter((entry) => entry.staged !== '.' && excludedPaths.has(entry.path));
  if (staged.length > 0) {
    const input = staged.map((entry) => `:(top,literal)${entry.path}\0`).join('');
    await git(['reset', '-q', '--pathspec-from-file=-', '--pathspec-file-nul'], { encoding: 'latin1', input });
  }
  const input = [':/', ...excluded.paths.map((path) => `:(top,exclude,literal)${path.replace(/\/$/, '')}`)].join('\0');
  const added = await git(['add', '-A', '--ignore-errors', '--pathspec-from-file=-', '--pathspec-file-nul'], {
    encoding: 'latin1',
    input: `${input}\0`,
    accept: [0, 1],
  });
  return added.code === 0 ? null : firstCharacters(added.stderr.trim(), 500);
}

/** Writes the index as a commit object; no branch moves, no hook runs, and the message is taken as it is. */
export async function commitIndex(git: Git, parents: readonly string[], message: string): Promise<string> {
  return commitTree(git, (await git(['write-tree'])).stdout.trim(), parents, message);
}

export async function commitTree(git: Git, tree: string, parents: readonly string[], message: string): Promise<string> {
  const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'];
  return (await git(args, { input: message.endsWith('\n') ? message : `${message}\n` })).stdout.trim();
}
