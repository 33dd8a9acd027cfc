import { existsSync, lstatSync, readlinkSync, rmSync, type Stats, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { entriesBelow, entriesIn, type FolderEntry } from '../../entries-below.ts';
import type { UserError } from '../../errors.ts';
import type { Checkout } from '../git/checkout.ts';
import { placeOf } from '../git/index/stat-entry.ts';
import { type BytePath, readable } from '../git/index/status.ts';
import { evenWhereClosed, openFolder } from './closed-folders.ts';
import {
  changedFilesSince,
  type FileSnapshot,
  readFileEntry,
  restoreFiles,
  takeFileSnapshot,
} from './file-snapshot.ts';
import { keepRepositoryWay } from './repository-way.ts';

/** What decides how git behaves here; an agent has no business with any of it. */
const GIT_CONTROL_FILES = [
  'config',
  'config.worktree',
  'hooks',
  'info/exclude',
  'info/attributes',
  'info/grafts',
  'objects/info/alternates',
  // Would have another repository stand in for this one.
  'commondir',
];
const LINKED_WORK_TREE_FILES = ['config.worktree', 'commondir', 'gitdir'];

/** git's own files as they were before an agent ran. */
export interface Guard {
  /** Puts back what was changed, and says so in words. */
  restore(): string[];
  /** One of them, by its path in `.git`, as it was; null: it was not there. */
  original(path: string): Buffer | null;
  /** Removes lock files and half-done operations (merge, rebase) that an ended agent left. */
  removeStaleFiles(): string[];
}

/** `lost`: what a person is told where there is no repository any more. */
export function createGuard(checkout: Checkout, workdir: string, lost: () => UserError): Guard {
  const restoreWay = keepRepositoryWay(checkout, workdir);
  const snapshots: FileSnapshot[] = [takeFileSnapshot(checkout.commonDir, GIT_CONTROL_FILES)];
  if (checkout.gitDir !== checkout.commonDir) snapshots.push(takeFileSnapshot(checkout.gitDir, LINKED_WORK_TREE_FILES));
  return {
    restore: () => {
      const opened = openWritten(checkout);
      if (!hasRepository(checkout)) throw lost();
      const files = snapshots.flatMap((snapshot) => {
        const changed = changedFilesSince(snapshot);
        const messages = changed.map((path) => describeChange(snapshot, path));
        restoreFiles(snapshot, changed);
        return messages;
      });
      return [...restoreWay(), ...opened, ...files];
    },
    original: (path) => {
      const content = snapshots[0]?.files.get(path)?.content;
      return Buffer.isBuffer(content) ? content : null;
    },
    removeStaleFiles: () => removeStaleFiles(checkout),
  };
}

/** Folders that git writes to whatever is committed. */
const WRITTEN = ['.', 'logs', 'logs/refs', 'logs/refs/heads', 'objects', 'refs', 'refs/heads'];

function openWritten({ gitDir, commonDir }: Checkout): string[] {
  const places = new Set([gitDir, ...WRITTEN.map((name) => join(commonDir, name))]);
  const nameOf = (path: string) => join('.git', relative(commonDir, path));
  return [...places].filter(openFolder).map((path) => `git's folder ${nameOf(path)} had been closed: opened`);
}

function hasRepository({ gitDir }: Checkout): boolean {
  const isFolder = lstatSync(gitDir, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder && existsSync(join(gitDir, 'HEAD'));
}

function describeChange(snapshot: FileSnapshot, path: BytePath): string {
  const action = snapshot.files.has(path) ? 'restored' : 'removed';
  if (!path.startsWith('config'))
    return `git's ${path.startsWith('hooks') ? 'hook' : 'file'} .git/${readable(path)}: ${action}`;
  const before = snapshot.files.get(path)?.content.toString() ?? '';
  // Removed: every key of it counts.
  const after = readFileEntry(placeOf(snapshot.root, path))?.content.toString() ?? '';
  const previous = new Set(settingLines(before));
  const current = settingLines(after);
  const changed = [
    ...current.filter((line) => !previous.has(line)),
    ...[...previous].filter((line) => !current.includes(line)),
  ];
  const keys = [...new Set(changed.map((line) => line.slice(0, line.indexOf('='))))];
  return `git's configuration .git/${path}: ${action} (${keys.slice(0, 10).join(', ') || 'layout'})`;
}

/** `section.key=value` of each line, only to be compared; values never leave here. */
function settingLines(text: string): string[] {
  let section = '';
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const header = /^\s*\[\s*([^\s"\]]+)(?:\s+"(.*)")?\s*\]/.exec(line);
    if (header !== null) section = header[2] === undefined ? `${header[1]}` : `${header[1]}.${header[2]}`;
    else if (/^\s*[A-Za-z]/.test(line))
      lines.push(`${section}.${line.trim().replace(/(?<!\s)\s*=\s*/, '=')}${line.includes('=') ? '' : '='}`);
  }
  return lines;
}

const LOCK_FILES = ['index.lock', 'HEAD.lock', 'config.lock', 'packed-refs.lock', 'shallow.lock'];
const OPERATION_FILES = [
  'MERGE_HEAD',
  'MERGE_MSG',
  'MERGE_MODE',
  'SQUASH_MSG',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD',
  'BISECT_LOG',
  'rebase-merge',
  'rebase-apply',
  'sequencer',
];

function removeStaleFiles(checkout: Checkout): string[] {
  const removed: string[] = [];
  const remove = (place: string | Buffer, message: string) => {
    if (lstatSync(place, { throwIfNoEntry: false }) === undefined) return;
    evenWhereClosed(checkout.commonDir, () => rmSync(place, { recursive: true, force: true }));
    removed.push(message);
  };
  const roots = [...new Set([checkout.gitDir, checkout.commonDir])];
  for (const root of roots) {
    for (const name of LOCK_FILES) remove(join(root, name), `a stale lock of git, .git/${name}: removed`);
  }
  for (const { name, place } of entriesBelow(join(checkout.commonDir, 'refs'))) {
    if (name.endsWith('.lock')) remove(place, `a stale lock of git, ${name}: removed`);
  }
  removed.push(...removeStrayFiles(checkout));
  const unfinished = OPERATION_FILES.filter(
    (name) => lstatSync(join(checkout.gitDir, name), { throwIfNoEntry: false }) !== undefined,
  );
  for (const name of unfinished) remove(join(checkout.gitDir, name), '');
  const named = unfinished.filter((name) => !/_M(?:SG|ODE)$/.test(name));
  return [
    ...removed.filter((message) => message !== ''),
    ...(named.length > 0
      ? [`an unfinished git operation (${named.join(', ')}): aborted, its files left as they are`]
      : []),
  ];
}

/** Removes what git would wait for, or leave the repository for, as long as nobody is at work in it. */
export function removeStrayFiles(checkout: Checkout): string[] {
  return [...new Set([checkout.gitDir, checkout.commonDir])].flatMap((root) =>
    strayFilesIn(root).map(({ path, place }) => {
      evenWhereClosed(root, () => rmSync(place, { force: true }));
      return `.git/${relative(root, path)}, which is not a file: removed`;
    }),
  );
}

/**
 * Pipes and devices in a repository's folder, and links to them, loose objects apart: git would wait for ever to read one;
 * not sockets, which nothing reads, and git's own daemon has one there. And links to folders among its refs, where git
 * looks for more of them, wherever that is.
 */
function strayFilesIn(root: string): readonly FolderEntry[] {
  return entriesIn(root).flatMap((entry) => {
    if (entry.kind !== 'folder') return isStray(entry) ? [entry] : [];
    if (entry.name === 'objects')
      return ['pack', 'info'].flatMap((name) => entriesIn(join(entry.path, name)).filter(isStray));
    const isRefs = entry.name === 'refs';
    return entriesBelow(entry.path).filter(
      (inner) => isStray(inner) || (isRefs && targetOf(inner)?.isDirectory() === true),
    );
  });
}

function isStray(entry: FolderEntry): boolean {
  const target = targetOf(entry);
  return (
    entry.kind === 'special' || (target !== null && !target.isFile() && !target.isDirectory() && !target.isSocket())
  );
}

/** What a link leads to; null: it is none, leads nowhere or where nobody may look, or to what is empty at once. */
function targetOf({ kind, place }: FolderEntry): Stats | null {
  if (kind !== 'link') return null;
  try {
    return readlinkSync(place) === '/dev/null' ? null : statSync(place);
  } catch {
    return null;
  }
}
