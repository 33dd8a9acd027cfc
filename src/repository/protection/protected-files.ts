import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFirst, plural } from '../../text.ts';
import type { Git } from '../git/git.ts';
import { isAbsent } from '../git/index/sparse-checkout.ts';
import { placeOf } from '../git/index/stat-entry.ts';
import { type BytePath, bytes, readable } from '../git/index/status.ts';
import { withScratchRepository } from '../git/side-repository.ts';
import {
  changedFilesSince,
  type FileSnapshot,
  type FileSnapshotEntry,
  readFileEntry,
  restoreFiles,
} from '../guard/file-snapshot.ts';
import type { OpenRepository } from '../opened.ts';
import { takePersonalFiles } from './personal-files.ts';
import { type ProtectedPaths, protectedPaths } from './protected-paths.ts';

/** What was reverted from the working tree. */
export interface RestoredFiles {
  readonly paths: readonly string[];
  /** Of these, those that git does not ignore: somebody may have meant them to be committed. */
  readonly proposed: readonly string[];
  /** What was reverted, for a person to apply; null: it is not wanted, or must not be shown. */
  readonly patch: string | null;
}

/**
 * Makes the protected paths of the working tree what they are in the baseline, whoever changed them: an agent, what it
 * left running, the verify command, or work that was restored. What is in no commit is as a person had left it. Reads the
 * disk alone once the baseline is known.
 */
export async function restoreProtectedFiles(opened: OpenRepository, withPatch = false): Promise<RestoredFiles> {
  const snapshot = await protectedSnapshot(opened);
  const changed = snapshot === null ? [] : changedFilesSince(snapshot);
  // What a sparse checkout leaves out is not on the disk, and in no need of it.
  const isLeftOut = (path: BytePath) => opened.sparse && isAbsent(opened.checkout.top, path);
  // What a person hid is theirs, and in no commit.
  const isTheirs = (path: BytePath) => opened.hidden.has(path) && !opened.trust.personalFiles.has(path);
  const paths = changed.filter((path) => !isLeftOut(path) && !isTheirs(path));
  if (snapshot === null || paths.length === 0) return { paths: [], proposed: [], patch: null };
  const ignored = await ignoredOf(
    opened,
    paths.filter((path) => !snapshot.files.has(path)),
  );
  const proposed = paths.filter((path) => !ignored.has(path) && !opened.trust.personalFiles.has(path));
  const patch = withPatch && proposed.length > 0 ? await formatPatch(opened, snapshot, proposed) : null;
  restoreFiles(snapshot, paths);
  return { paths: paths.map(readable), proposed: proposed.map(readable), patch };
}

async function ignoredOf({ checkout }: OpenRepository, paths: readonly BytePath[]): Promise<ReadonlySet<BytePath>> {
  if (paths.length === 0) return new Set();
  const input = paths.map((path) => `${path}\0`).join('');
  const found = await checkout.git(['check-ignore', '-z', '--stdin'], { encoding: 'latin1', input, accept: 'any' });
  return new Set(found.stdout.split('\0'));
}

/** Many at once, such as the packages of a plugin, are told by their folder. */
export function listProtected(paths: readonly string[]): string {
  const folderOf = (path: string) => path.split('/').slice(0, 2).join('/');
  const named = [...new Set(paths.map(folderOf))].flatMap((folder) => {
    const below = paths.filter((path) => folderOf(path) === folder);
    return below.length > MAX_IN_FOLDER ? [`${folder} (${plural(below.length, 'file')})`] : below;
  });
  return listFirst(named, MAX_LISTED);
}

const MAX_IN_FOLDER = 5;
const MAX_LISTED = 20;

/** Longer ones are cut: the halt's issue has to hold it. */
const MAX_PATCH_LENGTH = 12_000;

/** `git apply` takes it, unless it had to be cut. null: it holds a secret. */
async function formatPatch(opened: OpenRepository, snapshot: FileSnapshot, paths: readonly BytePath[]) {
  const { checkout, options, trust } = opened;
  return withScratchRepository(checkout, options.env, [], async ({ folder, variables }) => {
    for (const path of paths) {
      writeEntry(join(folder, 'a'), path, snapshot.files.get(path) ?? null);
      writeEntry(join(folder, 'b'), path, readFileEntry(placeOf(checkout.top, path)));
    }
    for (const side of ['a', 'b']) mkdirSync(join(folder, side), { recursive: true });
    const args = ['diff', '--no-index', '--no-prefix', '--no-color', '--no-ext-diff', '--no-renames', 'a', 'b'];
    const diff = await checkout.git(args, {
      cwd: folder,
      env: { ...variables, GIT_WORK_TREE: folder },
      accept: [0, 1],
    });
    if (trust.secrets.find(diff.stdout).length > 0) return null;
    const text = diff.stdout.trimEnd();
    return text.length > MAX_PATCH_LENGTH ? `${text.slice(0, MAX_PATCH_LENGTH)}\n[… shortened]` : text;
  });
}

function writeEntry(root: string, path: BytePath, entry: FileSnapshotEntry | null): void {
  if (entry === null) return;
  mkdirSync(placeOf(root, dirname(path)), { recursive: true });
  const place = placeOf(root, path);
  if (typeof entry.content === 'string') symlinkSync(entry.content, place);
  else writeFileSync(place, entry.content, { mode: entry.mode });
}

/** null: it is not known what they should be. */
async function protectedSnapshot(opened: OpenRepository): Promise<FileSnapshot | null> {
  const { trust, checkout, options } = opened;
  // Where nothing is committed, what was there at the start is all that counts.
  const baseline = options.checkpoint === 'off' ? null : trust.baseline;
  if (baseline === 'unknown') return null;
  if (trust.protectedFiles?.commit !== baseline) {
    const list = () => protectedPathsOnDisk(checkout.top, trust.protectedPaths);
    const files =
      baseline === null ? new Map() : await readProtectedEntries(checkout.git, baseline, trust.protectedPaths);
    for (const [path, entry] of trust.personalFiles)
      if (!files.has(path) || opened.hidden.has(path)) files.set(path, entry);
    const snapshot: FileSnapshot = { root: checkout.top, list, files, executableOnly: true };
    trust.protectedFiles = { commit: baseline, snapshot };
  }
  return trust.protectedFiles?.snapshot ?? null;
}

/**
 * Before the first agent: what lies under protected paths and is in no commit is a person's, and stays as it is. What an
 * interrupted run's agent had added, or a person since then, is moved aside; the rest is restored.
 */
export async function takeUpProtectedFiles(opened: OpenRepository): Promise<void> {
  const { trust, checkout, options, hidden } = opened;
  const snapshot = await protectedSnapshot(opened);
  if (snapshot === null) return;
  const personal = snapshot.list().filter((path) => !snapshot.files.has(path) || hidden.has(path));
  const known = trust.personalFiles.size;
  trust.personalFiles = takePersonalFiles(checkout, personal, options.notice);
  if (known + trust.personalFiles.size > 0) trust.protectedFiles = null;
  const { paths } = await restoreProtectedFiles(opened);
  if (paths.length > 0) options.notice(revertedNotice(paths));
}

/** Protected paths in a folder without git, as they were when this was made. */
export interface HeldFolder {
  holds(path: string): boolean;
  /** Returns what had been changed. */
  restore(): readonly string[];
}

export function holdFolder(root: string, paths: readonly string[]): HeldFolder {
  const held = protectedPaths(paths);
  const list = () => protectedPathsOnDisk(root, held);
  const files = new Map(
    list().flatMap((path) => {
      const entry = readFileEntry(placeOf(root, path));
      return entry === null ? [] : [[path, entry] as const];
    }),
  );
  return {
    holds: (path) => held.kindOf(bytes(path)) === 'inside',
    restore: () => restoreFiles({ root, list, files }).map(readable),
  };
}

export const revertedNotice = (paths: readonly string[]): string =>
  `Changes to protected files were reverted: ${listProtected(paths)}`;

/** The baseline did not change but for what is not protected: what was read of it stays true. */
export function keepProtectedFiles({ trust }: OpenRepository, commit: string): void {
  if (trust.protectedFiles !== null) trust.protectedFiles = { ...trust.protectedFiles, commit };
}

async function readProtectedEntries(
  git: Git,
  commit: string,
  protectedPaths: ProtectedPaths,
): Promise<Map<BytePath, FileSnapshotEntry>> {
  const listed = await git(['ls-tree', '-r', '-z', '--full-tree', commit], { encoding: 'latin1' });
  const entries = listed.stdout
    .split('\0')
    .map((line) => /^(\d+) \w+ ([0-9a-f]+)\t(.+)$/s.exec(line))
    .flatMap((match) =>
      match === null ? [] : [{ mode: match[1] ?? '', object: match[2] ?? '', path: match[3] ?? '' }],
    )
    .filter(({ path, mode }) => mode !== '160000' && protectedPaths.kindOf(path) === 'inside' && !path.includes('\n'));
  const contents = await readWorkTreeContents(git, entries);
  return new Map(
    entries.map(({ mode, path }, at): [BytePath, FileSnapshotEntry] => {
      const content = contents[at] ?? Buffer.alloc(0);
      return [
        path,
        {
          signature: '',
          mode: mode === '100755' ? 0o755 : 0o644,
          content: mode === '120000' ? content.toString('utf8') : content,
        },
      ];
    }),
  );
}

/**
 * With line ends and filters, as a checkout writes them. git says how long each was before, which is no help: a name that
 * no object has marks the end of each.
 */
async function readWorkTreeContents(
  git: Git,
  entries: readonly { readonly mode: string; readonly object: string; readonly path: BytePath }[],
): Promise<Buffer[]> {
  if (entries.length === 0) return [];
  const end = randomUUID();
  const read = await git(['cat-file', '--batch', '--filters'], {
    input: entries.map(({ object, path }) => `${object} ${path}\n${end}\n`).join(''),
    encoding: 'latin1',
  });
  return read.stdout
    .split(`\n${end} missing\n`)
    .slice(0, -1)
    .map((text) => Buffer.from(text.slice(text.indexOf('\n') + 1), 'latin1'));
}

/** Files, links and other things under protected paths, however their names are written. */
export function protectedPathsOnDisk(top: string, protectedPaths: ProtectedPaths): BytePath[] {
  const isProtected = (path: BytePath, isLink: boolean) =>
    protectedPaths.kindOf(path) === 'inside' || (isLink && protectedPaths.covers(path, '120000'));
  const visit = (folder: BytePath): BytePath[] =>
    readdirSync(placeOf(top, folder), { withFileTypes: true, encoding: 'buffer' }).flatMap((entry) => {
      const name = entry.name.toString('latin1');
      const path = folder === '' ? name : `${folder}/${name}`;
      if (path === '.git' || protectedPaths.kindOf(path) === 'outside') return [];
      if (entry.isDirectory()) return visit(path);
      return isProtected(path, entry.isSymbolicLink()) ? [path] : [];
    });
  return visit('');
}
